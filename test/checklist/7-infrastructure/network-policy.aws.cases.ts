import { cases, ref, resource, unknown } from "../../kit/cases";
import { api, appRunner, batchJob, lambda, task } from "../aws/workloads";

type Props = Readonly<Record<string, unknown>>;

const app = task([api()]);
const service = (securityGroups: unknown, props: Props = {}) =>
  resource("aws:ecs/service:Service", "api", {
    name: "api-77d1",
    taskDefinition: ref("task"),
    networkConfiguration: { subnets: [unknown], securityGroups },
    ...props,
  });
const group = (props: Props, name = "app") =>
  resource("aws:ec2/securityGroup:SecurityGroup", name, { vpcId: unknown, ...props });
const port = (number: number, peer: Props) => ({
  protocol: "tcp",
  fromPort: number,
  toPort: number,
  ...peer,
});
const fromBalancer = port(8000, { securityGroups: ["sg-0balancer"] });
const toDatabase = port(5432, { securityGroups: ["sg-0database"] });
const tight = group({ ingress: [fromBalancer], egress: [toDatabase] });
const open = (direction: string, where: string, which: string) =>
  `7.3 Network policy: network policy app: ${where} is "${which}"; {profile} needs named peers. ${direction === "ingress" ? "Name the ingress controller or load balancer, and monitoring." : "Name the database, DNS, the cache and telemetry."}`;
const none = (direction: string) =>
  `7.3 Network policy: no network policy in the stack restricts the ${direction} of this Service; {profile} needs ${direction} ${direction === "ingress" ? "from named sources only. Name the ingress controller or load balancer, and monitoring." : "to named destinations only. Name the database, DNS, the cache and telemetry."}`;

export default cases({
  requirement: "7.3-network-policy",
  provider: "aws",
  valid: {
    "a group with rules for the load balancer and the database": {
      stack: [app, tight, service([ref("app")])],
    },
    "groups that are not known as a whole": { stack: [app, tight, service(ref("app"))] },
    "rules that are resources of their own": {
      stack: [
        app,
        group({}),
        service([ref("app")]),
        resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "in", {
          securityGroupId: ref("app"),
          referencedSecurityGroupId: unknown,
          ipProtocol: "tcp",
          fromPort: 8000,
          toPort: 8000,
        }),
        resource("aws:ec2/securityGroupRule:SecurityGroupRule", "out", {
          securityGroupId: ref("app"),
          type: "egress",
          sourceSecurityGroupId: unknown,
          protocol: "tcp",
          fromPort: 5432,
          toPort: 5432,
        }),
      ],
    },
    "addresses of the VPC": {
      stack: [
        app,
        group({ egress: [port(5432, { cidrBlocks: ["10.0.0.0/16"] })], ingress: [fromBalancer] }),
        service([ref("app")]),
      ],
    },
    "an open group of another service": {
      stack: [
        app,
        tight,
        service([ref("app")]),
        group({ egress: [port(443, { cidrBlocks: ["0.0.0.0/0"] })] }, "proxy"),
      ],
    },
    "a function in a VPC": {
      stack: [tight, lambda({ vpcConfig: { subnetIds: [unknown], securityGroupIds: [ref("app")] } })],
    },
  },
  invalid: {
    "everything may go out": {
      stack: [
        app,
        group({
          ingress: [fromBalancer],
          egress: [
            { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] },
          ],
        }),
        service([ref("app")]),
      ],
      remediable: false,
      finds: [
        open("egress", "egress[0].cidrBlocks[0]", "0.0.0.0/0"),
        open("egress", "egress[0].ipv6CidrBlocks[0]", "::/0"),
      ],
    },
    "everyone may come in": {
      stack: [
        app,
        group({ ingress: [fromBalancer, port(8000, { cidrBlocks: ["0.0.0.0/0"] })] }),
        service([ref("app")]),
      ],
      remediable: false,
      finds: [open("ingress", "ingress[1].cidrBlocks[0]", "0.0.0.0/0")],
    },
    "a rule of its own lets everything out": {
      stack: [
        app,
        group({ ingress: [fromBalancer] }),
        service([ref("app")]),
        resource("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "all", {
          securityGroupId: ref("app"),
          cidrIpv4: "0.0.0.0/0",
          ipProtocol: "-1",
        }),
      ],
      remediable: false,
      finds: [open("egress", "cidrIpv4 of all", "0.0.0.0/0")],
    },
    "the VPC's default group": {
      stack: [app, service(undefined)],
      remediable: false,
      finds: [none("ingress"), none("egress")],
    },
  },
  unknown: {
    "groups are not known": {
      stack: [app, tight, service([unknown])],
      mentions: ["networkConfiguration.securityGroups[0] is not known until the update"],
    },
    "a group of another stack": {
      stack: [app, service(["sg-0shared"])],
      mentions: ["networkConfiguration.securityGroups[0] names a group outside the stack"],
    },
    "the addresses of a rule are not known": {
      stack: [
        app,
        group({ ingress: [port(8000, { cidrBlocks: [unknown] })], egress: [toDatabase] }),
        service([ref("app")]),
      ],
      mentions: ["ingress[0].cidrBlocks[0] is not known until the update"],
    },
    "addresses are not known, and egress is open": {
      stack: [
        app,
        group({
          ingress: [port(8000, { cidrBlocks: unknown })],
          egress: [port(443, { cidrBlocks: ["0.0.0.0/0"] })],
        }),
        service([ref("app")]),
      ],
      mentions: ["ingress[0].cidrBlocks is not known until the update"],
      finds: [open("egress", "egress[0].cidrBlocks[0]", "0.0.0.0/0")],
    },
  },
  notApplicable: {
    "a task definition alone": { stack: [app] },
    "a service on its host's network": { stack: [app, service([], { networkConfiguration: undefined })] },
    "another program": {
      stack: [
        task([api({ image: "nginx:1.29" })], { family: "proxy" }),
        service(undefined, { name: "proxy" }),
      ],
    },
    "App Runner": { stack: [appRunner()] },
    "a Batch job": { stack: [batchJob({ environment: [{ name: "FRAISEQL_ENV", value: "production" }] })] },
    "a function outside a VPC": { stack: [lambda()] },
  },
});
