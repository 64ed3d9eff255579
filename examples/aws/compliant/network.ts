// Three kinds of subnets in two zones: the load balancer's, the application's and the databases'. Only the first has a
// route to the internet; what the application needs of AWS is reached through endpoints inside the network.
import * as pulumi from "@pulumi/pulumi";
import { getRegionOutput } from "@pulumi/aws";
import { LogGroup } from "@pulumi/aws/cloudwatch";
import {
  DefaultSecurityGroup,
  FlowLog,
  InternetGateway,
  RouteTable,
  RouteTableAssociation,
  Subnet,
  Vpc,
  VpcEndpoint,
} from "@pulumi/aws/ec2";
import { roleOf } from "./roles";
import { key } from "./key";
import { logRetentionDays } from "./profile";
import { mayCall, securityGroup } from "./security-group";

export const region = getRegionOutput().region;

export const vpc = new Vpc("shop", {
  cidrBlock: "10.20.0.0/16",
  enableDnsHostnames: true,
  enableDnsSupport: true,
});

// Nothing may use the group that AWS gives to whatever names none.
new DefaultSecurityGroup("shop", { vpcId: vpc.id, ingress: [], egress: [] });

const internet = new InternetGateway("shop", { vpcId: vpc.id });
const routes = {
  edge: new RouteTable("edge", {
    vpcId: vpc.id,
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: internet.id }],
  }),
  // Without routes of their own, these know the way within the network alone.
  application: new RouteTable("application", { vpcId: vpc.id, routes: [] }),
  data: new RouteTable("data", { vpcId: vpc.id, routes: [] }),
};

/** A subnet in each zone. */
function subnets(tier: keyof typeof routes, cidrBlocks: { a: string; b: string }): pulumi.Output<string>[] {
  return Object.entries(cidrBlocks).map(([zone, cidrBlock]) => {
    const name = `${tier}-${zone}`;
    const availabilityZone = pulumi.interpolate`${region}${zone}`;
    const subnet = new Subnet(name, { vpcId: vpc.id, cidrBlock, availabilityZone });
    new RouteTableAssociation(name, { subnetId: subnet.id, routeTableId: routes[tier].id });
    return subnet.id;
  });
}

export const edgeSubnets = subnets("edge", { a: "10.20.0.0/24", b: "10.20.1.0/24" });
export const applicationSubnets = subnets("application", { a: "10.20.32.0/21", b: "10.20.40.0/21" });
export const dataSubnets = subnets("data", { a: "10.20.64.0/21", b: "10.20.72.0/21" });

/** Where the application reaches services of AWS. */
export const endpoints = securityGroup("endpoints", vpc, "Endpoints of AWS services");

const used = ["cognito-idp", "ecr.api", "ecr.dkr", "kms", "logs", "monitoring", "secretsmanager", "xray"];
for (const service of used) {
  new VpcEndpoint(service, {
    vpcId: vpc.id,
    serviceName: pulumi.interpolate`com.amazonaws.${region}.${service}`,
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds: applicationSubnets,
    securityGroupIds: [endpoints.id],
  });
}

/** S3, which holds the layers of images. */
const s3 = new VpcEndpoint("s3", {
  vpcId: vpc.id,
  serviceName: pulumi.interpolate`com.amazonaws.${region}.s3`,
  vpcEndpointType: "Gateway",
  routeTableIds: [routes.application.id],
});

/** Lets what has the group call services of AWS. */
export function mayCallAws(name: string, group: typeof endpoints): void {
  mayCall(name, group, endpoints, 443);
  mayCall(`${name}-s3`, group, { prefixListId: s3.prefixListId }, 443);
}

// Who talked to whom.
const flows = new LogGroup("flows", {
  name: "/shop/flows",
  kmsKeyId: key.arn,
  retentionInDays: logRetentionDays,
});
new FlowLog("shop", {
  vpcId: vpc.id,
  trafficType: "ALL",
  logDestinationType: "cloud-watch-logs",
  logDestination: flows.arn,
  iamRoleArn: roleOf("flows", "vpc-flow-logs.amazonaws.com", [
    {
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      on: pulumi.interpolate`${flows.arn}:*`,
    },
  ]).arn,
});
