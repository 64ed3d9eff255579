import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  apiPolicy,
  classicFrontDoor,
  frontDoor,
  frontDoorFirewall,
  gateway,
  GATEWAY,
  gatewayFirewall,
  guardedFrontDoor,
  guardedGateway,
  listeners,
  managedApi,
  security,
  webApp,
} from "../azure/entry-points";

const everybody = {
  matchVariables: [{ variableName: "RemoteAddr" }],
  operator: "IPMatch",
  negationConditon: true,
  matchValues: ["255.255.255.255/32"],
};
const limit = (rateLimitThreshold: unknown, more: object = {}) => ({
  name: "limit",
  priority: 10,
  ruleType: "RateLimitRule",
  rateLimitDuration: "OneMin",
  rateLimitThreshold,
  groupByUserSession: [{ groupByVariables: [{ variableName: "ClientAddr" }] }],
  matchConditions: [everybody],
  action: "Block",
  ...more,
});
const frontDoorLimit = (rateLimitThreshold: unknown, more: object = {}) => ({
  name: "limit",
  priority: 10,
  ruleType: "RateLimitRule",
  rateLimitThreshold,
  matchConditions: [{ matchVariable: "RequestUri", operator: "Any", matchValue: [] }],
  action: "Block",
  ...more,
});
const policy = (calls: number) =>
  managedApi(
    `<policies><inbound><rate-limit-by-key calls="${calls}" renewal-period="60" counter-key="@(context.Request.IpAddress)" /></inbound></policies>`,
  );
const NAME = "FRAISEQL_RATE_LIMIT_REQUESTS_PER_MINUTE";
const unset = (container: string, list: string) =>
  `4.3 Rate limit: workload api, container ${container}: ${NAME} is not set; {profile} needs at most 100 requests. Add {"name":"${NAME}","value":"100"} to ${list}.`;
const UNSET = unset("fraiseql (containers[0])", "environmentVariables");

export default cases({
  requirement: "4.3-rate-limit",
  provider: "azure",
  valid: {
    "a firewall of a gateway": { stack: guardedGateway([limit(10)]) },
    "a firewall that counts for five minutes": {
      stack: guardedGateway([limit(50, { rateLimitDuration: "FiveMins" })]),
    },
    "a firewall on the listener": {
      stack: [
        ...gateway(listeners({ firewallPolicy: { id: ref("firewall") } })),
        gatewayFirewall([limit(10)]),
      ],
    },
    "a firewall for any request": {
      stack: guardedGateway([
        limit(10, {
          matchConditions: [{ matchVariables: [{ variableName: "RequestUri" }], operator: "Any" }],
        }),
      ]),
    },
    "a firewall that lets trusted addresses pass": {
      stack: guardedGateway([
        {
          priority: 1,
          ruleType: "MatchRule",
          action: "Allow",
          matchConditions: [
            {
              matchVariables: [{ variableName: "RemoteAddr" }],
              operator: "IPMatch",
              matchValues: ["192.0.2.0/24"],
            },
          ],
        },
        limit(10),
      ]),
    },
    "a firewall of a Front Door": { stack: guardedFrontDoor([frontDoorLimit(10)]) },
    "a firewall of a Front Door in front of a gateway with another": {
      stack: [
        ...guardedFrontDoor([frontDoorLimit(10)]).map((it) =>
          it.name === "origin"
            ? { ...it, props: { ...it.props, hostName: ref("address", "192.0.2.1") } }
            : it,
        ),
        ...gateway().filter(({ name }) => name === "address"),
        resource("azure-native:network:ApplicationGateway", "gateway", {
          ...GATEWAY,
          firewallPolicy: { id: ref("other") },
        }),
        { ...gatewayFirewall([limit(10)]), name: "other" },
      ],
    },
    "a firewall of a Front Door that counts for five minutes": {
      stack: guardedFrontDoor([frontDoorLimit(50, { rateLimitDurationInMinutes: 5 })]),
    },
    "a policy of API Management": { stack: policy(10) },
    "a policy of the one API": {
      stack: [
        ...managedApi(),
        apiPolicy(
          '<policies><inbound><rate-limit-by-key calls="10" renewal-period="60" counter-key="x" /></inbound></policies>',
        ),
      ],
    },
    "a firewall of a Front Door (classic)": {
      stack: [
        ...classicFrontDoor({}, { webApplicationFirewallPolicyLink: { id: ref("firewall") } }),
        frontDoorFirewall([frontDoorLimit(10)]),
      ],
    },
  },
  invalid: {
    "a limit that is too high": {
      stack: guardedGateway([limit(1000)]),
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        "4.3 Rate limit: web firewall firewall: customRules[0].rateLimitThreshold is 1000 requests per minute; {profile} needs at most 100. Set customRules[0].rateLimitThreshold: 100.",
      ],
    },
    "a limit on five minutes that is too high": {
      stack: guardedFrontDoor([frontDoorLimit(1000, { rateLimitDurationInMinutes: 5 })]),
      remediable: false,
      profiles: ["REGULATED"],
      finds: [
        "4.3 Rate limit: web firewall firewall: customRules.rules[0].rateLimitThreshold is 1000 (200 requests per minute); {profile} needs at most 50. Set customRules.rules[0].rateLimitThreshold: 250.",
      ],
    },
    "a firewall that only detects": {
      stack: guardedGateway([limit(10)], {}),
      remediable: false,
      finds: [
        '4.3 Rate limit: web firewall firewall: policySettings.mode is not set, which means "Detection"; {profile} needs a firewall that blocks what it finds. Set policySettings.mode: "Prevention".',
      ],
    },
    "a limit that is switched off": {
      stack: guardedGateway([limit(10, { state: "Disabled" })]),
      remediable: false,
      profiles: ["STANDARD"],
      finds: [UNSET],
    },
    "a limit that counts all clients together": {
      stack: guardedGateway([
        limit(10, { groupByUserSession: [{ groupByVariables: [{ variableName: "None" }] }] }),
      ]),
      remediable: false,
      finds: [
        '4.3 Rate limit: web firewall firewall: customRules[0].groupByUserSession[0].groupByVariables[0].variableName is "None", which counts many clients together; {profile} needs a count for each client. Set it to "ClientAddr".',
      ],
    },
    "everybody is let through before": {
      stack: guardedGateway([
        { priority: 1, ruleType: "MatchRule", action: "Allow", matchConditions: [everybody] },
        limit(10),
      ]),
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        "4.3 Rate limit: web firewall firewall: customRules[0].action is Allow for everybody, before any limit; {profile} needs at most 100 requests per minute. Give the rate rule a lower priority, which comes first.",
      ],
    },
    "no firewall": { stack: gateway(), remediable: false, profiles: ["STANDARD"], finds: [UNSET] },
    "a firewall of a Front Door in front of another host": {
      stack: [
        ...frontDoor(),
        frontDoorFirewall([frontDoorLimit(10)]),
        security({ associations: [{ domains: [{ id: ref("endpoint") }] }] }),
      ],
      remediable: false,
      profiles: ["STANDARD"],
      finds: [UNSET],
    },
    "an app of App Service": {
      stack: [webApp()],
      remediable: false,
      profiles: ["STANDARD"],
      finds: [unset("app (siteConfig)", "appSettings")],
    },
    "a policy of API Management that lets too many through": {
      stack: policy(600),
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        "4.3 Rate limit: API Management policy policy: value is 600 requests per minute; {profile} needs at most 100.",
      ],
    },
  },
  unknown: {
    "the limit is not known yet": {
      stack: guardedGateway([limit(unknown)]),
      mentions: ["web firewall firewall: customRules[0].rateLimitThreshold is not known until the update"],
    },
    "whom a limit leaves out is not known yet": {
      stack: guardedGateway([limit(10, { matchConditions: [{ ...everybody, matchValues: [unknown] }] })]),
      mentions: ["customRules[0].matchConditions[0].matchValues[0] is not known until the update"],
    },
    "a limit on some requests": {
      stack: guardedGateway([
        limit(10, {
          matchConditions: [
            {
              matchVariables: [{ variableName: "RequestUri" }],
              operator: "Contains",
              matchValues: ["/graphql"],
            },
          ],
        }),
      ]),
      mentions: ["customRules[0].matchConditions narrow the rule to some requests"],
    },
    "the firewall of a gateway is elsewhere": {
      stack: gateway({ firewallPolicy: { id: "shared" } }),
      mentions: ["firewallPolicy.id names a firewall policy outside the stack, whose rules are not seen"],
    },
    "the firewall of a Front Door is elsewhere": {
      stack: [...frontDoor(), security({ wafPolicy: { id: "shared" } })],
      mentions: ["parameters.wafPolicy.id names a firewall policy outside the stack"],
    },
    "the firewall of a Front Door (classic) is elsewhere": {
      stack: classicFrontDoor({}, { webApplicationFirewallPolicyLink: { id: "shared" } }),
      mentions: [
        "frontendEndpoints[0].webApplicationFirewallPolicyLink.id names a firewall policy outside the stack",
      ],
    },
    "an API that leads to its own service": {
      stack: managedApi(undefined, { serviceUrl: ref("apim") }),
      mentions: ["what leads to API Management service apim comes from there"],
    },
    "a policy of one of two APIs": {
      stack: [
        ...managedApi(),
        resource("azure-native:apimanagement:Api", "other", {
          resourceGroupName: "production",
          serviceName: "apim",
          path: "other",
        }),
        apiPolicy('<policies><inbound><rate-limit calls="10" renewal-period="60" /></inbound></policies>'),
      ],
      mentions: ["API policy narrow: value has it for a part of the requests alone"],
    },
    "a gateway that only Front Doors reach": {
      stack: [
        ...gateway({ gatewayIPConfigurations: [{ name: "subnet", subnet: { id: ref("subnet") } }] }),
        resource("azure-native:network:Subnet", "subnet", {
          resourceGroupName: "production",
          virtualNetworkName: "network",
          networkSecurityGroup: { id: ref("group") },
        }),
        resource("azure-native:network:NetworkSecurityGroup", "group", {
          resourceGroupName: "production",
          securityRules: [
            {
              direction: "Inbound",
              access: "Allow",
              protocol: "Tcp",
              priority: 100,
              sourceAddressPrefix: "AzureFrontDoor.Backend",
              destinationPortRange: "443",
            },
          ],
        }),
      ],
      mentions: [
        "gatewayIPConfigurations name a subnet whose network security group lets in what is not judged",
      ],
    },
    "the mode of a firewall is not known yet": {
      stack: guardedFrontDoor([frontDoorLimit(10)], { mode: unknown }),
      mentions: ["policySettings.mode is not known until the update"],
    },
    "a policy with conditions": {
      stack: managedApi("<policies><inbound><choose></choose></inbound></policies>"),
      mentions: ["API Management policy policy: value is a policy that is not read as a whole"],
    },
    "what is behind the gateway is elsewhere": {
      stack: gateway({
        backendAddressPools: [{ name: "api", backendAddresses: [{ ipAddress: "10.9.9.9" }] }],
      }),
      mentions: ["backendAddressPools[0].backendAddresses[0].ipAddress names a host outside the stack"],
    },
    "what the application sets is not known yet": {
      stack: gateway({}, [{ name: NAME, value: unknown }]),
      mentions: [`${NAME} is not known until the update`],
    },
  },
});
