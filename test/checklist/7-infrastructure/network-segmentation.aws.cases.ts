import { cases, ref, resource, unknown } from "../../kit/cases";
import { cluster, instance, member } from "../aws/databases";

type Props = Readonly<Record<string, unknown>>;
const vpc = resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
const internet = resource("aws:ec2/internetGateway:InternetGateway", "internet", { vpcId: ref("vpc") });
const nat = resource("aws:ec2/natGateway:NatGateway", "nat", { subnetId: ref("public-a") });
const subnet = (name: string, props: Props = {}) =>
  resource("aws:ec2/subnet:Subnet", name, { vpcId: ref("vpc"), cidrBlock: "10.0.1.0/24", ...props });
const group = (...subnetIds: readonly unknown[]) =>
  resource("aws:rds/subnetGroup:SubnetGroup", "private", { name: "private-77aa", subnetIds });
const table = (routes?: unknown) =>
  resource("aws:ec2/routeTable:RouteTable", "routes", {
    vpcId: ref("vpc"),
    ...(routes === undefined ? {} : { routes }),
  });
const uses = (of: string) =>
  resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `${of}-routes`, {
    subnetId: ref(of),
    routeTableId: ref("routes"),
  });
const route = (props: Props) =>
  resource("aws:ec2/route:Route", "out", {
    routeTableId: ref("routes"),
    destinationCidrBlock: "0.0.0.0/0",
    ...props,
  });
const inGroup = { dbSubnetGroupName: ref("private", "private-77aa") };
const outward = { cidrBlock: "0.0.0.0/0", gatewayId: ref("internet") };
const db = instance(inGroup);

export default cases({
  requirement: "7.3-network-segmentation",
  provider: "aws",
  valid: {
    "subnets whose table leads to a NAT gateway": {
      stack: [
        vpc,
        nat,
        subnet("public-a"),
        subnet("a"),
        subnet("b"),
        table([{ cidrBlock: "0.0.0.0/0", natGatewayId: ref("nat") }]),
        uses("a"),
        uses("b"),
        group(ref("a"), ref("b")),
        db,
      ],
    },
    "subnets with the main table of a new VPC": { stack: [vpc, subnet("a"), group(ref("a")), db] },
    "a route of its own to a NAT gateway": {
      stack: [
        vpc,
        nat,
        subnet("public-a"),
        subnet("a"),
        table(),
        uses("a"),
        route({ natGatewayId: ref("nat") }),
        group(ref("a")),
        cluster({ dbSubnetGroupName: ref("private") }),
        member(),
      ],
    },
    "a route to a VPN": {
      stack: [
        vpc,
        resource("aws:ec2/vpnGateway:VpnGateway", "vpn", { vpcId: ref("vpc") }),
        subnet("a"),
        table([{ cidrBlock: "0.0.0.0/0", gatewayId: ref("vpn") }]),
        uses("a"),
        group(ref("a")),
        db,
      ],
    },
    "a cache": {
      stack: [
        vpc,
        subnet("a"),
        resource("aws:elasticache/subnetGroup:SubnetGroup", "cache", { subnetIds: [ref("a")] }),
        resource("aws:elasticache/replicationGroup:ReplicationGroup", "redis", {
          description: "cache",
          subnetGroupName: ref("cache"),
        }),
      ],
    },
    "a serverless cache": {
      stack: [
        vpc,
        subnet("a"),
        resource("aws:elasticache/serverlessCache:ServerlessCache", "redis", {
          engine: "valkey",
          subnetIds: [ref("a")],
        }),
      ],
    },
  },
  invalid: {
    "a table that leads to the internet": {
      stack: [vpc, internet, subnet("a"), table([outward]), uses("a"), group(ref("a")), db],
      finds: [
        "7.3 Network segmentation: route table routes: routes[0].gatewayId leads 0.0.0.0/0 to an internet gateway; {profile} needs subnets without a route from the internet.",
      ],
      remediable: false,
    },
    "a route of its own to the internet": {
      stack: [
        vpc,
        internet,
        subnet("a"),
        subnet("b"),
        table(),
        uses("a"),
        route({ gatewayId: ref("internet") }),
        group(ref("a"), ref("b")),
        db,
      ],
      finds: [
        "7.3 Network segmentation: route out: gatewayId leads 0.0.0.0/0 to an internet gateway; {profile} needs subnets without a route from the internet.",
      ],
      remediable: false,
    },
    "a gateway by its id": {
      stack: [
        vpc,
        subnet("a"),
        table([{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-0a1b2c3d4e5f" }]),
        uses("a"),
        group(ref("a")),
        db,
      ],
      finds: [
        "7.3 Network segmentation: route table routes: routes[0].gatewayId leads 0.0.0.0/0 to an internet gateway; {profile} needs subnets without a route from the internet.",
      ],
      remediable: false,
    },
    "the main table leads to the internet": {
      stack: [
        vpc,
        internet,
        subnet("a"),
        resource("aws:ec2/defaultRouteTable:DefaultRouteTable", "main", {
          defaultRouteTableId: ref("vpc"),
          routes: [outward],
        }),
        group(ref("a")),
        db,
      ],
      finds: [
        "7.3 Network segmentation: route table main: routes[0].gatewayId leads 0.0.0.0/0 to an internet gateway; {profile} needs subnets without a route from the internet.",
      ],
      remediable: false,
    },
    "public addresses for what starts in the subnet": {
      stack: [vpc, subnet("a", { mapPublicIpOnLaunch: true }), group(ref("a")), db],
      finds: ["7.3 Network segmentation: subnet a: mapPublicIpOnLaunch is true; {profile} needs false."],
      remediable: false,
    },
    "no subnets are named": {
      stack: [instance()],
      finds: [
        "7.3 Network segmentation: dbSubnetGroupName is not set, which means the subnets of the default VPC, which have a route from the internet; {profile} needs private subnets.",
      ],
      remediable: false,
    },
    "nor of a cache": {
      stack: [
        resource("aws:elasticache/serverlessCache:ServerlessCache", "redis", { engine: "valkey" }),
        resource("aws:memorydb/cluster:Cluster", "store", { nodeType: "db.t4g.small", aclName: "app" }),
      ],
      finds: [
        "7.3 Network segmentation: subnetGroupName is not set, which means the subnets of the default VPC, which have a route from the internet; {profile} needs private subnets.",
        "7.3 Network segmentation: subnetIds is not set, which means the subnets of the default VPC, which have a route from the internet; {profile} needs private subnets.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "a group outside the stack": {
      stack: [instance({ dbSubnetGroupName: "shared" })],
      mentions: ["dbSubnetGroupName names a subnet group outside the stack"],
    },
    "a group that is not known yet": {
      stack: [instance({ dbSubnetGroupName: unknown })],
      mentions: ["dbSubnetGroupName is not known until the update"],
    },
    "subnets of another stack": {
      stack: [group("subnet-0123", "subnet-4567"), db],
      mentions: ["names a subnet outside the stack"],
    },
    "subnets that are not known yet": {
      stack: [group(unknown), db],
      mentions: ["subnetIds[0] is not known until the update"],
    },
    "a VPC outside the stack": {
      stack: [subnet("a", { vpcId: "vpc-0123" }), group(ref("a")), db],
      mentions: ["vpcId names a VPC outside the stack, whose main route table it uses"],
    },
    "where a route leads": {
      stack: [
        vpc,
        subnet("a"),
        table([{ cidrBlock: "0.0.0.0/0", gatewayId: unknown }]),
        uses("a"),
        group(ref("a")),
        db,
      ],
      mentions: ["routes[0].gatewayId is not known until the update"],
    },
  },
  notApplicable: {
    "a read replica stands where its source does": {
      stack: [instance({ replicateSourceDb: "db-source", engine: undefined })],
    },
  },
});
