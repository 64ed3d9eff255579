// Where the databases are: subnets that no route leads to the internet from.
import * as pulumi from "@pulumi/pulumi";
import { RouteTable, RouteTableAssociation, Subnet, Vpc } from "@pulumi/aws/ec2";
import { SubnetGroup } from "@pulumi/aws/rds";

const vpc = new Vpc("shop", { cidrBlock: "10.20.0.0/16" });

/** The addresses of the databases. */
export const databaseCidr = "10.20.64.0/20";

// Without a route of its own, it knows the way within the network alone.
const routes = new RouteTable("shop-data", { vpcId: vpc.id, routes: [] });

const zones = { a: "10.20.64.0/21", b: "10.20.72.0/21" };
const inZones = Object.entries(zones).map(([zone, cidrBlock]) => {
  const subnet = new Subnet(`shop-data-${zone}`, {
    vpcId: vpc.id,
    cidrBlock,
    availabilityZone: `eu-central-1${zone}`,
  });
  new RouteTableAssociation(`shop-data-${zone}`, { subnetId: subnet.id, routeTableId: routes.id });
  return subnet.id;
});

/** The subnets of the databases. */
export const subnets = new SubnetGroup("shop-data", { subnetIds: pulumi.all(inZones) });
