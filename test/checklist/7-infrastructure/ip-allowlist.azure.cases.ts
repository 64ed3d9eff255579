import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  containerApp,
  frontDoor,
  gateway,
  guardedFrontDoor,
  guardedGateway,
  managedApi,
  webApp,
} from "../azure/entry-points";

const LISTED = "{profile} needs listed address ranges only.";
const NARROW = "{profile} needs listed address ranges, none wider than /8.";
const FIREWALL = "Put a firewall with an address list in front of it.";
const LIST = "List the address ranges of your clients.";
const from = (matchValues: unknown, negationConditon = false) => [
  { matchVariables: [{ variableName: "RemoteAddr" }], operator: "IPMatch", negationConditon, matchValues },
];
const rule = (action: string, priority: number, matchConditions: unknown) => ({
  name: `rule${priority}`,
  ruleType: "MatchRule",
  priority,
  action,
  matchConditions,
});
const elsewhere = (matchValue: unknown) => ({
  name: "others",
  ruleType: "MatchRule",
  priority: 10,
  action: "Block",
  matchConditions: [{ matchVariable: "SocketAddr", operator: "IPMatch", negateCondition: true, matchValue }],
});
const group = (securityRules: unknown, more: readonly ReturnType<typeof resource>[] = []) => [
  ...gateway({ gatewayIPConfigurations: [{ name: "subnet", subnet: { id: ref("subnet") } }] }),
  resource("azure-native:network:Subnet", "subnet", {
    resourceGroupName: "production",
    virtualNetworkName: "network",
    subnetName: "edge",
    networkSecurityGroup: { id: ref("group") },
  }),
  resource("azure-native:network:NetworkSecurityGroup", "group", {
    resourceGroupName: "production",
    networkSecurityGroupName: "group",
    securityRules,
  }),
  ...more,
];
const inbound = (sourceAddressPrefix: unknown, more: object = {}) => ({
  name: "https",
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  priority: 200,
  sourcePortRange: "*",
  sourceAddressPrefix,
  destinationAddressPrefix: "*",
  destinationPortRanges: ["80", "443"],
  ...more,
});
const MANAGER = inbound("GatewayManager", {
  name: "manager",
  priority: 100,
  destinationPortRanges: undefined,
  destinationPortRange: "65200-65535",
});
const openSubnet = () => [
  ...gateway({ gatewayIPConfigurations: [{ name: "subnet", subnet: { id: ref("subnet") } }] }),
  resource("azure-native:network:Subnet", "subnet", {
    resourceGroupName: "production",
    virtualNetworkName: "network",
    subnetName: "edge",
  }),
];
const aks = (apiServerAccessProfile?: object) =>
  resource("azure-native:containerservice:ManagedCluster", "prod", {
    resourceGroupName: "production",
    resourceName: "prod",
    ...(apiServerAccessProfile ? { apiServerAccessProfile } : {}),
  });
const restricted = (...rules: readonly object[]) => [
  webApp({}, { ipSecurityRestrictions: rules, ipSecurityRestrictionsDefaultAction: "Deny" }),
];
const filter = (addresses: string) =>
  managedApi(`<policies><inbound><ip-filter action="allow">${addresses}</ip-filter></inbound></policies>`);

export default cases({
  requirement: "7.3-ip-allowlist",
  provider: "azure",
  valid: {
    "a gateway whose firewall blocks everybody else": {
      stack: guardedGateway([rule("Block", 10, from(["192.0.2.0/24"], true))]),
    },
    "a gateway whose firewall lets listed addresses through first": {
      stack: guardedGateway([
        rule("Block", 20, from(["0.0.0.0/0", "::/0"])),
        rule("Allow", 10, from(["192.0.2.0/24"])),
      ]),
    },
    "a gateway whose subnet admits listed addresses": { stack: group([inbound("192.0.2.0/24"), MANAGER]) },
    "a rule of the security group that is a resource of its own": {
      stack: group(
        [MANAGER],
        [
          resource("azure-native:network:SecurityRule", "clients", {
            resourceGroupName: "production",
            networkSecurityGroupName: ref("group", "group"),
            ...inbound("192.0.2.0/24"),
          }),
        ],
      ),
    },
    "a Front Door whose firewall blocks everybody else": {
      stack: guardedFrontDoor([elsewhere(["192.0.2.0/24"])]),
    },
    "an app of App Service that lists addresses": {
      stack: restricted({ name: "office", action: "Allow", priority: 100, ipAddress: "192.0.2.0/24" }),
    },
    "a container app that lists addresses": {
      stack: containerApp({
        ipSecurityRestrictions: [{ name: "office", action: "Allow", ipAddressRange: "192.0.2.0/24" }],
      }),
    },
    "API Management that lists addresses": { stack: filter("<address>192.0.2.7</address>") },
    "a cluster that lists addresses": { stack: [aks({ authorizedIPRanges: ["192.0.2.0/24"] })] },
    "a private cluster": { stack: [aks({ enablePrivateCluster: true })] },
  },
  invalid: {
    "a gateway whose firewall lists nothing": {
      stack: [
        ...openSubnet().map((it) =>
          it.name === "edge"
            ? { ...it, props: { ...it.props, firewallPolicy: { id: ref("firewall") } } }
            : it,
        ),
        ...guardedGateway([]).filter(({ name }) => name === "firewall"),
      ],
      remediable: false,
      finds: [`7.3 IP allowlist: web firewall firewall: every address is admitted; ${LISTED} ${LIST}`],
    },
    "a gateway in an open subnet": {
      stack: openSubnet(),
      remediable: false,
      finds: [`7.3 IP allowlist: this application gateway admits every address; ${LISTED} ${FIREWALL}`],
    },
    "a gateway whose subnet admits everybody": {
      stack: group([inbound("Internet"), MANAGER]),
      remediable: false,
      finds: [
        `7.3 IP allowlist: network security group group: securityRules[0].sourceAddressPrefix is Internet ("0.0.0.0/0"); ${NARROW}`,
      ],
    },
    "a firewall that only detects": {
      stack: guardedFrontDoor([elsewhere(["192.0.2.0/24"])], { mode: "Detection" }),
      remediable: false,
      finds: [
        '7.3 IP allowlist: web firewall firewall: policySettings.mode is "Detection"; {profile} needs a firewall that blocks what it finds. Set policySettings.mode: "Prevention".',
      ],
    },
    "a Front Door": {
      stack: frontDoor(),
      remediable: false,
      finds: [`7.3 IP allowlist: this Front Door route admits every address; ${LISTED} ${FIREWALL}`],
    },
    "an app of App Service": {
      stack: [webApp()],
      remediable: false,
      finds: [`7.3 IP allowlist: this App Service app admits every address; ${LISTED} ${FIREWALL}`],
    },
    "an app of App Service with a wide range": {
      stack: restricted({ name: "all", action: "Allow", priority: 100, ipAddress: "Any" }),
      remediable: false,
      finds: [
        `7.3 IP allowlist: siteConfig.ipSecurityRestrictions[0].ipAddress is Any ("0.0.0.0/0"); ${NARROW}`,
      ],
    },
    "a container app": {
      stack: containerApp(),
      remediable: false,
      finds: [`7.3 IP allowlist: this container app admits every address; ${LISTED} ${FIREWALL}`],
    },
    "a container app that only denies some": {
      stack: containerApp({
        ipSecurityRestrictions: [{ name: "bad", action: "Deny", ipAddressRange: "198.51.100.0/24" }],
      }),
      remediable: false,
      finds: [`7.3 IP allowlist: this container app admits every address; ${LISTED} ${FIREWALL}`],
    },
    "a container group with a public address": {
      stack: [
        resource("azure-native:containerinstance:ContainerGroup", "web", {
          resourceGroupName: "production",
          ipAddress: { type: "Public", ports: [{ port: 443 }] },
          containers: [{ name: "web", image: "example.com/web:1.0.0" }],
        }),
      ],
      remediable: false,
      finds: [`7.3 IP allowlist: this container group admits every address; ${LISTED} ${FIREWALL}`],
    },
    "a cluster that everybody reaches": {
      stack: [aks()],
      remediable: false,
      finds: [
        `7.3 IP allowlist: apiServerAccessProfile.authorizedIPRanges lists no addresses, which admits every one; ${LISTED} ${LIST}`,
      ],
    },
    "a cluster with a wide range": {
      stack: [aks({ authorizedIPRanges: ["0.0.0.0/0"] })],
      remediable: false,
      finds: [`7.3 IP allowlist: apiServerAccessProfile.authorizedIPRanges[0] is "0.0.0.0/0"; ${NARROW}`],
    },
  },
  unknown: {
    "a range is not known yet": {
      stack: guardedGateway([rule("Block", 10, from([unknown], true))]),
      mentions: ["customRules[0].matchConditions[0].matchValues[0] is not known until the update"],
    },
    "the subnet of a gateway is elsewhere": {
      stack: gateway(),
      mentions: [
        "gatewayIPConfigurations[0].subnet.id names a subnet, whose network security group may list addresses, outside the stack",
      ],
    },
    "a service tag": {
      stack: group([inbound("AzureCloud"), MANAGER]),
      mentions: [
        "network security group group: securityRules[0].sourceAddressPrefix is a service tag, and whom it lets in is not judged",
      ],
    },
    "a load balancer": {
      stack: [
        resource("azure-native:network:LoadBalancer", "edge", {
          resourceGroupName: "production",
          frontendIPConfigurations: [{ name: "public", publicIPAddress: { id: "shared" } }],
          loadBalancingRules: [{ name: "https", protocol: "Tcp", frontendPort: 443 }],
        }),
      ],
      mentions: ["network security groups decide which addresses reach them"],
    },
    "the rules of an app are not known yet": {
      stack: [webApp({}, { ipSecurityRestrictions: unknown })],
      mentions: ["siteConfig.ipSecurityRestrictions is not known until the update"],
    },
    "ranges by their ends": {
      stack: filter('<address-range from="192.0.2.0" to="192.0.2.255" />'),
      mentions: ["API Management policy policy: value lists ranges by their ends"],
    },
    "whether a cluster is private is not known yet": {
      stack: [aks({ enablePrivateCluster: unknown })],
      mentions: ["apiServerAccessProfile.enablePrivateCluster is not known until the update"],
    },
  },
  unknownIn: {
    "the subnet of a gateway": {
      of: "a gateway whose subnet admits listed addresses",
      at: "edge: gatewayIPConfigurations",
      mentions: ["gatewayIPConfigurations is not known until the update"],
    },
    "the operator of a condition": {
      of: "a gateway whose firewall blocks everybody else",
      at: "firewall: customRules.0.matchConditions.0.operator",
      mentions: ["customRules[0].matchConditions[0].operator is not known until the update"],
    },
    "the default of an app": {
      of: "an app of App Service that lists addresses",
      at: "api: siteConfig.ipSecurityRestrictionsDefaultAction",
      mentions: ["siteConfig.ipSecurityRestrictionsDefaultAction is not known until the update"],
    },
  },
  notApplicable: {
    "a gateway whose subnet admits nobody from outside": { stack: group([MANAGER]) },
    "a gateway whose subnet admits private networks": {
      stack: group([inbound("VirtualNetwork"), MANAGER]),
    },
    "an app that only a subnet reaches": {
      stack: restricted({ name: "edge", action: "Allow", priority: 100, vnetSubnetResourceId: "shared" }),
    },
    "a gateway that only private networks reach": {
      stack: gateway({ frontendIPConfigurations: [{ name: "public", subnet: { id: "shared-subnet" } }] }),
    },
  },
});
