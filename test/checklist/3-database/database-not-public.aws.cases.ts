import { cases, ref, resource, unknown } from "../../kit/cases";
import { cluster, instance, member } from "../aws/databases";

type Props = Readonly<Record<string, unknown>>;
const group = (...ingress: readonly Props[]) =>
  resource("aws:ec2/securityGroup:SecurityGroup", "database", { vpcId: "vpc-1", ingress });
const rule = (props: Props, type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule") =>
  resource(type, "in", { securityGroupId: ref("database"), ...props });
const guarded = { vpcSecurityGroupIds: [ref("database")] };
const open = { protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/0"] };

export default cases({
  requirement: "3.1-database-not-public",
  provider: "aws",
  valid: {
    "nothing is said": { stack: [instance()] },
    "a group that lets the application in": {
      stack: [
        instance(guarded),
        group({ protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: [unknown] }),
      ],
    },
    "everybody, at another port": {
      stack: [instance(guarded), group({ ...open, fromPort: 443, toPort: 443 })],
    },
    "everybody, but out": {
      stack: [
        instance(guarded),
        group(),
        rule(
          { type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
          "aws:ec2/securityGroupRule:SecurityGroupRule",
        ),
      ],
    },
    "an Aurora cluster, its members and their group": {
      stack: [
        cluster(guarded),
        member(),
        group(),
        rule({ ipProtocol: "tcp", fromPort: 5432, toPort: 5432, cidrIpv4: "10.0.0.0/16" }),
      ],
    },
  },
  invalid: {
    "an instance": {
      stack: [instance({ publiclyAccessible: true })],
      finds: [
        "3.1 Database not public: publiclyAccessible is true; {profile} needs false. Set publiclyAccessible: false.",
      ],
    },
    "a member": {
      stack: [cluster(), member({ publiclyAccessible: "true" })],
      finds: [
        "3.1 Database not public: publiclyAccessible is true; {profile} needs false. Set publiclyAccessible: false.",
      ],
    },
    "a group that lets everybody in": {
      stack: [instance(guarded), group(open)],
      finds: [
        '3.1 Database not public: security group database: ingress[0].cidrBlocks[0] is "0.0.0.0/0"; {profile} needs a private range, or the security group of what connects.',
      ],
      remediable: false,
    },
    "at every port, over IPv6": {
      stack: [instance(guarded), group({ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] })],
      finds: [
        '3.1 Database not public: security group database: ingress[0].ipv6CidrBlocks[0] is "::/0"; {profile} needs a private range, or the security group of what connects.',
      ],
      remediable: false,
    },
    "a rule of its own": {
      stack: [
        cluster({ ...guarded, port: 6432 }),
        group(),
        rule({ ipProtocol: "tcp", fromPort: 6000, toPort: 7000, cidrIpv4: "0.0.0.0/0" }),
      ],
      finds: [
        '3.1 Database not public: security group rule in: cidrIpv4 is "0.0.0.0/0"; {profile} needs a private range, or the security group of what connects.',
      ],
      remediable: false,
    },
    "a rule of the older kind": {
      stack: [
        instance(guarded),
        group(),
        rule(
          { type: "ingress", protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/0"] },
          "aws:ec2/securityGroupRule:SecurityGroupRule",
        ),
      ],
      finds: [
        '3.1 Database not public: security group rule in: cidrBlocks[0] is "0.0.0.0/0"; {profile} needs a private range, or the security group of what connects.',
      ],
      remediable: false,
    },
  },
  unknown: {
    "whether it is public": {
      stack: [instance({ publiclyAccessible: unknown })],
      mentions: ["publiclyAccessible"],
    },
    "whom its group lets in": {
      stack: [instance(guarded), group({ ...open, cidrBlocks: unknown })],
      mentions: ["cidrBlocks is not known until the update"],
    },
    "at which port its group lets everybody in": {
      stack: [instance(guarded), group({ ...open, fromPort: unknown })],
      mentions: ["fromPort decides which ports are open to everybody"],
    },
  },
});
