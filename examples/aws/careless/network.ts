// One kind of subnet, with a route to the internet, and one security group for whatever is in it.
import {
  InternetGateway,
  RouteTable,
  RouteTableAssociation,
  SecurityGroup,
  Subnet,
  Vpc,
} from "@pulumi/aws/ec2";

export const vpc = new Vpc("shop", { cidrBlock: "10.20.0.0/16" });
const internet = new InternetGateway("shop", { vpcId: vpc.id });
const routes = new RouteTable("shop", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: internet.id }],
});

const zones = { a: "10.20.0.0/24", b: "10.20.1.0/24" };
export const subnets = Object.entries(zones).map(([zone, cidrBlock]) => {
  const subnet = new Subnet(`shop-${zone}`, {
    vpcId: vpc.id,
    cidrBlock,
    availabilityZone: `eu-central-1${zone}`,
    mapPublicIpOnLaunch: true,
  });
  new RouteTableAssociation(`shop-${zone}`, { subnetId: subnet.id, routeTableId: routes.id });
  return subnet.id;
});

const anywhere = { cidrBlocks: ["0.0.0.0/0"] };

// "We close it once everything works."
export const group = new SecurityGroup("shop", {
  vpcId: vpc.id,
  ingress: [
    { protocol: "tcp", fromPort: 80, toPort: 80, ...anywhere },
    { protocol: "tcp", fromPort: 443, toPort: 443, ...anywhere },
    { protocol: "tcp", fromPort: 8000, toPort: 8000, ...anywhere },
    // For the analysts' laptops.
    { protocol: "tcp", fromPort: 5432, toPort: 5432, ...anywhere },
    { protocol: "tcp", fromPort: 6379, toPort: 6379, ...anywhere },
  ],
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, ...anywhere }],
});
