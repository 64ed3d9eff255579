import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind, type Kind } from "../../evaluation/kind";
import type { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { aboutOther, allOf, notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import type { Path } from "../../evaluation/path";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { unknownReference } from "./outcome";

/** A named set of subnets: of RDS, ElastiCache or MemoryDB. */
interface SubnetGroup {
  readonly subnets: Listing<Reference>;
}

/** A subnet of a VPC. */
interface Subnet {
  readonly vpc: Reference;
  /** Whether what starts in it gets a public address. */
  readonly givesPublicAddresses: Fact<boolean>;
}

/** What says which route table a subnet, or a VPC by default, uses. */
interface RouteTableUse {
  readonly subnet?: Reference;
  /** The VPC whose other subnets use it. */
  readonly vpc?: Reference;
  /** Left out where the resource is the table itself. */
  readonly table?: Reference;
}

/** Where a route may lead. */
interface Gateway {
  readonly isInternet: boolean;
}

interface RouteTable {
  readonly routes: Listing<Route>;
}

interface Route {
  readonly path: Path;
  /** Passes unless it leads to and from the internet. */
  isPrivate(self: Subject<unknown>, stack: StackView): Outcome;
}

/** A route that is a resource of its own. */
interface RouteOfTable extends Route {
  readonly table: Reference;
}

const subnetGroup = kind<SubnetGroup>("subnet group");
const subnet = kind<Subnet>("subnet");
const routeTableUse = kind<RouteTableUse>("route table use");
const routeTable = kind<RouteTable>("route table");
const route = kind<RouteOfTable>("route");
const gateway = kind<Gateway>("gateway");
const vpc = kind<object>("VPC");

/** The subnet groups of RDS, ElastiCache and MemoryDB. */
export const awsSubnetGroup = reader(
  [
    "aws:rds/subnetGroup:SubnetGroup",
    "aws:elasticache/subnetGroup:SubnetGroup",
    "aws:memorydb/subnetGroup:SubnetGroup",
  ],
  subnetGroup,
  (inputs) => ({
    get subnets() {
      return inputs.references("subnetIds");
    },
  }),
);

/** `aws:ec2/subnet:Subnet`. */
export const ec2Subnet = reader("aws:ec2/subnet:Subnet", subnet, (inputs) => ({
  get vpc() {
    return inputs.reference("vpcId");
  },
  get givesPublicAddresses() {
    return inputs.boolean("mapPublicIpOnLaunch", { whenAbsent: false, fixable: false });
  },
}));

/** `aws:ec2/defaultSubnet:DefaultSubnet`, which AWS makes with a route to the internet. */
export const ec2DefaultSubnet = reader("aws:ec2/defaultSubnet:DefaultSubnet", subnet, (inputs) => ({
  get vpc() {
    return inputs.reference("vpcId");
  },
  get givesPublicAddresses() {
    return inputs.boolean("mapPublicIpOnLaunch", { whenAbsent: true, fixable: false });
  },
}));

/** `aws:ec2/routeTableAssociation:RouteTableAssociation`. */
export const ec2RouteTableAssociation = reader(
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  routeTableUse,
  (inputs) => ({
    get subnet() {
      return inputs.reference("subnetId");
    },
    get table() {
      return inputs.reference("routeTableId");
    },
  }),
);

/** `aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation`: of all the subnets of a VPC that have none. */
export const ec2MainRouteTable = reader(
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  routeTableUse,
  (inputs) => ({
    get vpc() {
      return inputs.reference("vpcId");
    },
    get table() {
      return inputs.reference("routeTableId");
    },
  }),
);

/** `aws:ec2/defaultRouteTable:DefaultRouteTable`: the main route table that a VPC comes with. */
export const ec2DefaultRouteTable = reader(
  "aws:ec2/defaultRouteTable:DefaultRouteTable",
  routeTableUse,
  (inputs) => ({
    get vpc() {
      return inputs.reference("defaultRouteTableId");
    },
  }),
);

/** `aws:ec2/routeTable:RouteTable` and the main table that a VPC comes with. */
export const ec2RouteTable = reader(
  ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"],
  routeTable,
  (inputs) => ({
    get routes() {
      return inputs
        .list("routes")
        .map((it) => routeOf(it, it.string("cidrBlock"), it.string("ipv6CidrBlock")));
    },
  }),
);

/** `aws:ec2/route:Route`. */
export const ec2Route = reader("aws:ec2/route:Route", route, (inputs) => ({
  get table() {
    return inputs.reference("routeTableId");
  },
  ...routeOf(inputs, inputs.string("destinationCidrBlock"), inputs.string("destinationIpv6CidrBlock")),
}));

/** `aws:ec2/internetGateway:InternetGateway`, by which the internet reaches a subnet, and the gateway of a VPN. */
export const ec2Gateway = reader(
  ["aws:ec2/internetGateway:InternetGateway", "aws:ec2/vpnGateway:VpnGateway"],
  gateway,
  (_, { type }) => ({ isInternet: type.endsWith(":InternetGateway") }),
);

/** `aws:ec2/vpc:Vpc`, which starts with a main route table that leads nowhere outside. */
export const ec2Vpc = reader("aws:ec2/vpc:Vpc", vpc, (): object => ({}));

/** Passes when every subnet of the named group has no route from the internet. */
export function inPrivateSubnets(group: Reference, self: Subject<unknown>, stack: StackView): Outcome {
  const { state, subjects } = stack.follow(self, group, subnetGroup);
  const { path } = group.fact;
  switch (state) {
    case "unset":
      return inDefaultSubnets(group.fact);
    case "unknown":
      return undetermined({ path, why: UNTIL_UPDATE });
    case "outside":
      return undetermined({ path, why: "names a subnet group outside the stack" });
    case "found":
      return allOf(
        ...subjects.map((found) =>
          aboutOther(
            `subnet group ${found.resource.name}`,
            subnetsArePrivate(found.thing.subnets, found, stack),
          ),
        ),
      );
  }
}

/** What names no subnets stands in those of the default VPC, which lead to the internet. */
export function inDefaultSubnets(fact: Fact<unknown>): Outcome {
  if (fact.state.is === "unstated") return notApplicable("a patch is judged only on what it sets");
  return fact.violation({
    says: "is not set, which means the subnets of the default VPC, which have a route from the internet",
    needs: "private subnets",
  });
}

/** Passes when every subnet that is listed has no route from the internet. */
export function subnetsArePrivate(
  subnets: Listing<Reference>,
  self: Subject<unknown>,
  stack: StackView,
): Outcome {
  const { missing } = subnets;
  const references = [...subnets.items, ...(missing ? [unknownReference(missing.path ?? [])] : [])];
  const found = new Map<string, Subject<Subnet>>();
  const untold: Outcome[] = [];
  for (const reference of references) {
    const { state, subjects } = stack.follow(self, reference, subnet);
    for (const each of subjects) found.set(each.resource.urn, each);
    const { path } = reference.fact;
    if (state === "outside") untold.push(undetermined({ path, why: "names a subnet outside the stack" }));
    if (state === "unknown") untold.push(undetermined({ path, why: UNTIL_UPDATE }));
  }
  return allOf(...[...found.values()].map((each) => subnetIsPrivate(each, stack)), ...untold);
}

function subnetIsPrivate(self: Subject<Subnet>, stack: StackView): Outcome {
  return aboutOther(
    `subnet ${self.resource.name}`,
    allOf(self.thing.givesPublicAddresses.is(false), routesArePrivate(self, stack)),
  );
}

function linked(
  from: Subject<unknown>,
  reference: Reference | undefined,
  to: Kind<unknown>,
  stack: StackView,
): readonly string[] {
  return reference === undefined
    ? []
    : stack.follow(from, reference, to).subjects.map(({ resource }) => resource.urn);
}

const usesBySubnet = lookup(routeTableUse, (use, stack) => ({
  some: linked(use, use.thing.subnet, subnet, stack),
}));
const usesByVpc = lookup(routeTableUse, (use, stack) => ({
  some: linked(use, use.thing.vpc, vpc, stack),
}));
const routesByTable = lookup(route, (it, stack) => ({
  some: linked(it, it.thing.table, routeTable, stack),
}));

/** The routes of the table that the subnet uses: its own, or its VPC's. */
function routesArePrivate(self: Subject<Subnet>, stack: StackView): Outcome {
  const own = stack.candidates(usesBySubnet, [self.resource.urn]);
  if (own.length > 0) return allOf(...own.map((use) => tableIsPrivate(use, stack)));
  const { state, subjects } = stack.follow(self, self.thing.vpc, vpc);
  if (state !== "found") {
    return undetermined({
      path: self.thing.vpc.fact.path,
      why: "names a VPC outside the stack, whose main route table it uses",
    });
  }
  const main = subjects.flatMap(({ resource }) => stack.candidates(usesByVpc, [resource.urn]));
  return allOf(pass, ...main.map((use) => tableIsPrivate(use, stack)));
}

function tableIsPrivate(use: Subject<RouteTableUse>, stack: StackView): Outcome {
  const reference = use.thing.table;
  const tables = reference
    ? stack.follow(use, reference, routeTable).subjects
    : stack.subjects(routeTable).filter(({ resource }) => resource === use.resource);
  if (reference && tables.length === 0) {
    return undetermined({ path: reference.fact.path, why: "names a route table outside the stack" });
  }
  return allOf(
    pass,
    ...tables.flatMap((table) => [
      aboutOther(
        `route table ${table.resource.name}`,
        table.thing.routes.every((it) => it.isPrivate(table, stack)),
      ),
      ...stack
        .candidates(routesByTable, [table.resource.urn])
        .map((it) => aboutOther(`route ${it.resource.name}`, it.thing.isPrivate(it, stack))),
    ]),
  );
}

/** A route to an internet gateway lets others in. Those to NAT gateways, peers and endpoints do not. */
function routeOf(inputs: Inputs, ...destinations: readonly Fact<string>[]): Route {
  return {
    path: inputs.path,
    isPrivate: (self, stack) => {
      const target = inputs.reference("gatewayId");
      if (!target.isSet) return pass;
      const { path, value = "" } = target.fact;
      const { state, subjects } = stack.follow(self, target, gateway);
      const internet = subjects.filter(({ thing }) => thing.isInternet);
      if (/^igw-/.test(value) || (internet.length > 0 && internet.length === subjects.length)) {
        const destination = destinations.find(({ shownValue }) => shownValue !== undefined)?.shownValue;
        return target.fact.violation({
          says: `leads ${destination ?? "traffic"} to an internet gateway`,
          needs: "subnets without a route from the internet",
        });
      }
      const isUntold = state === "unknown" || internet.length > 0;
      return isUntold ? undetermined({ path, why: UNTIL_UPDATE }) : pass;
    },
  };
}
