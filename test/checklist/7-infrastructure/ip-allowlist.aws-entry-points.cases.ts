import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  attached,
  backend,
  balancer,
  certificate,
  classic,
  classicBackend,
  distribution,
  group,
  http,
  httpApi,
  httpIntegration,
  https,
  listenerRule,
  open,
  restApi,
  restIntegration,
  site,
  webAcl,
} from "../aws/entry-points";
import { appRunner, lambda } from "../aws/workloads";

type Props = Readonly<Record<string, unknown>>;

const OFFICE = "203.0.113.0/24";
const ANY = "0.0.0.0/0";
const narrow = "{profile} needs listed address ranges, none wider than /8.";
const behind = (...more: Parameters<typeof group>) => [
  ...backend(),
  certificate(),
  group(...more),
  balancer({ securityGroups: [ref("edge-group")] }),
  https(),
];
const ingressRule = (props: Props) =>
  resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "in", {
    securityGroupId: ref("edge-group"),
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    ...props,
  });
const groupRule = (props: Props) =>
  resource("aws:ec2/securityGroupRule:SecurityGroupRule", "in", {
    securityGroupId: ref("edge-group"),
    type: "ingress",
    protocol: "tcp",
    fromPort: 443,
    toPort: 443,
    ...props,
  });
const prefixList = (cidr: unknown) =>
  resource("aws:ec2/managedPrefixList:ManagedPrefixList", "offices", {
    addressFamily: "IPv4",
    maxEntries: 5,
    entries: [{ cidr }],
  });
const ipSet = (addresses: unknown, name = "offices") =>
  resource("aws:wafv2/ipSet:IpSet", name, { ipAddressVersion: "IPV4", scope: "REGIONAL", addresses });
const allow = (name = "offices", props: Props = {}) => ({
  name: `allow-${name}`,
  priority: 1,
  action: { allow: {} },
  statement: { ipSetReferenceStatement: { arn: ref(name) } },
  ...props,
});
const blockOthers = {
  name: "block-others",
  priority: 1,
  action: { block: {} },
  statement: { notStatement: { statement: { ipSetReferenceStatement: { arn: ref("offices") } } } },
};
const blocking = { defaultAction: { block: {} } };
const everyone = behind([open({ cidrBlocks: [ANY] })]);
const policyOf = (Statement: unknown) => JSON.stringify({ Version: "2012-10-17", Statement });
const rest = (policy: unknown) => [lambda(), restApi({ policy }), restIntegration()];
const invoke = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" };

export default cases({
  requirement: "7.3-ip-allowlist",
  provider: "aws",
  valid: {
    "a rule in the security group": { stack: behind([open({ cidrBlocks: [OFFICE] })]) },
    "every address on another port": {
      stack: behind([open({ cidrBlocks: [OFFICE] }), open({ cidrBlocks: [ANY] }, 80)]),
    },
    "a rule that is a resource of its own": { stack: [...behind(), ingressRule({ cidrIpv4: OFFICE })] },
    "an older rule of its own": { stack: [...behind(), groupRule({ cidrBlocks: [OFFICE] })] },
    "another security group alone": { stack: behind([open({ securityGroups: ["sg-0proxy"] })]) },
    "a prefix list": {
      stack: [...behind([open({ prefixListIds: [ref("offices")] })]), prefixList(OFFICE)],
    },
    "a web ACL that blocks all others": {
      stack: [...everyone, ipSet([OFFICE]), webAcl([blockOthers]), attached()],
    },
    "a web ACL that allows IP sets alone": {
      stack: [
        ...everyone,
        ipSet([OFFICE]),
        ipSet(["2001:db8::/48"], "offices6"),
        webAcl([allow(), allow("offices6")], blocking),
        attached(),
      ],
    },
    "a web ACL of a distribution": {
      stack: [
        certificate(),
        ipSet([OFFICE]),
        webAcl([blockOthers], { scope: "CLOUDFRONT" }),
        distribution({ webAclId: ref("firewall") }),
      ],
    },
    "rules of the listener": {
      stack: [
        ...behind([open({ cidrBlocks: [ANY] })]).filter(({ name }) => name !== "https"),
        https({
          defaultActions: [
            { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "403" } },
          ],
        }),
        listenerRule({ conditions: [{ sourceIp: { values: [OFFICE] } }] }, "https"),
      ],
    },
    "a policy that denies all others": {
      stack: rest(
        policyOf([
          invoke,
          { ...invoke, Effect: "Deny", Condition: { NotIpAddress: { "aws:SourceIp": [OFFICE] } } },
        ]),
      ),
    },
    "a policy of its own": {
      stack: [
        ...rest(undefined),
        resource("aws:apigateway/restApiPolicy:RestApiPolicy", "policy", {
          restApiId: ref("rest"),
          policy: policyOf([{ ...invoke, Condition: { IpAddress: { "aws:sourceIp": OFFICE } } }]),
        }),
      ],
    },
    "a classic load balancer": {
      stack: [...classicBackend, group([open({ cidrBlocks: [OFFICE] })]), classic()],
    },
  },
  invalid: {
    "every address": {
      stack: behind([open({ cidrBlocks: [ANY], ipv6CidrBlocks: ["::/0"] })]),
      remediable: false,
      finds: [
        `7.3 IP allowlist: security group edge-group: ingress[0].cidrBlocks[0] is "0.0.0.0/0"; ${narrow}`,
        `7.3 IP allowlist: security group edge-group: ingress[0].ipv6CidrBlocks[0] is "::/0"; ${narrow}`,
      ],
    },
    "every address, by a rule of its own": {
      stack: [...behind(), ingressRule({ cidrIpv4: ANY })],
      remediable: false,
      finds: [`7.3 IP allowlist: security group rule in: cidrIpv4 is "0.0.0.0/0"; ${narrow}`],
    },
    "every protocol and address, by an older rule of its own": {
      stack: [...behind(), groupRule({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [ANY] })],
      remediable: false,
      finds: [`7.3 IP allowlist: security group rule in: cidrBlocks[0] is "0.0.0.0/0"; ${narrow}`],
    },
    "half of all addresses, in a prefix list": {
      stack: [...behind([open({ prefixListIds: [ref("offices")] })]), prefixList("128.0.0.0/1")],
      remediable: false,
      finds: [`7.3 IP allowlist: prefix list offices: entries[0].cidr is "128.0.0.0/1"; ${narrow}`],
    },
    "a distribution without a web ACL": {
      stack: [certificate(), distribution()],
      remediable: false,
      finds: [
        "7.3 IP allowlist: this distribution admits every address; {profile} needs listed address ranges only. Put a firewall with an address list in front of it.",
      ],
    },
    "a web ACL that lists nobody": {
      stack: [certificate(), webAcl([]), distribution({ webAclId: ref("firewall") })],
      remediable: false,
      finds: [
        "7.3 IP allowlist: web firewall firewall: defaultAction lists no addresses, which admits every one; {profile} needs listed address ranges only. List the address ranges of your clients.",
      ],
    },
    "halves of all addresses in an IP set": {
      stack: [
        certificate(),
        ipSet(["0.0.0.0/1", "128.0.0.0/1"]),
        webAcl([allow()], blocking),
        distribution({ webAclId: ref("firewall") }),
      ],
      remediable: false,
      finds: [
        `7.3 IP allowlist: IP set offices: addresses[0] is "0.0.0.0/1"; ${narrow}`,
        `7.3 IP allowlist: IP set offices: addresses[1] is "128.0.0.0/1"; ${narrow}`,
      ],
    },
    "an HTTP API": {
      stack: [lambda(), httpApi(), httpIntegration()],
      remediable: false,
      finds: [
        "7.3 IP allowlist: this HTTP API admits every address; {profile} needs listed address ranges only. Put a firewall with an address list in front of it.",
      ],
    },
    "a policy for every address": {
      stack: rest(policyOf([invoke])),
      remediable: false,
      finds: [
        "7.3 IP allowlist: policy lists no addresses, which admits every one; {profile} needs listed address ranges only. List the address ranges of your clients.",
      ],
    },
    "App Runner": {
      stack: [appRunner()],
      remediable: false,
      finds: [
        "7.3 IP allowlist: this App Runner service admits every address; {profile} needs listed address ranges only. Put a firewall with an address list in front of it.",
      ],
    },
  },
  unknown: {
    "a policy of an API that is not known": {
      stack: [
        ...rest(undefined),
        resource("aws:apigateway/restApiPolicy:RestApiPolicy", "policy", {
          restApiId: unknown,
          policy: policyOf([{ ...invoke, Condition: { IpAddress: { "aws:sourceIp": OFFICE } } }]),
        }),
      ],
      mentions: ["policy: restApiId is not known until the update, and says which API it is for"],
    },
    "ranges that are not known": {
      stack: behind([open({ cidrBlocks: [unknown] })]),
      mentions: ["security group edge-group: ingress[0].cidrBlocks[0] is not known until the update"],
    },
    "groups that are not known": {
      stack: [...backend(), certificate(), balancer({ securityGroups: unknown }), https()],
      mentions: ["securityGroups is not known until the update"],
    },
    "a group outside the stack": {
      stack: [...backend(), certificate(), balancer(), https()],
      mentions: ["securityGroups[0] names a security group outside the stack"],
    },
    "the VPC's default group": {
      stack: [...backend(), certificate(), balancer({ securityGroups: undefined }), https()],
      mentions: [
        "securityGroups of load balancer edge is not set, so that the default security group of the VPC decides",
      ],
    },
    "a prefix list of AWS": {
      stack: behind([open({ prefixListIds: ["pl-4fa04526"] })]),
      mentions: ["ingress[0].prefixListIds[0] names a prefix list outside the stack"],
    },
    "one of several IP sets": {
      stack: [
        certificate(),
        ipSet([OFFICE]),
        ipSet(["192.0.0.0/4"], "attackers"),
        webAcl(
          [
            allow(),
            {
              name: "block",
              priority: 0,
              action: { block: {} },
              statement: { ipSetReferenceStatement: { arn: ref("attackers") } },
            },
          ],
          blocking,
        ),
        distribution({ webAclId: ref("firewall") }),
      ],
      mentions: ["names one of several IP sets, and the update tells which"],
    },
    "a policy that is not known": {
      stack: rest(unknown),
      mentions: ["policy is not known until the update"],
    },
    "a web ACL that allows by other means": {
      stack: [
        certificate(),
        webAcl([allow("offices", { statement: { geoMatchStatement: { countryCodes: ["DE"] } } })], blocking),
        distribution({ webAclId: ref("firewall") }),
      ],
      mentions: ["rules[0].statement lets requests through by other means than an IP set"],
    },
  },
  notApplicable: {
    "an internal load balancer": { stack: site({}, { internal: true }) },
    "a redirect": { stack: [...backend(), balancer(), http()] },
    "a private REST API": {
      stack: [lambda(), restApi({ endpointConfiguration: { types: "PRIVATE" } }), restIntegration()],
    },
  },
});
