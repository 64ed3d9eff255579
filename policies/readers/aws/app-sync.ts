import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { graphqlServer } from "../../kinds/graphql-server";
import { workload, type Workload } from "../../kinds/workload";
import { loadBalancerPart, listenersOf } from "./load-balancer";
import { partOf, uniqueSubjects, urnsOf, type Part } from "./parts";
import { platformFact } from "./platform-fact";
import { platformTls } from "./platform-tls";

const dataSourcePart = kind<Part>("data source");

/** `aws:appsync/dataSource:DataSource`: what an API's resolvers ask. */
export const appSyncDataSource = reader("aws:appsync/dataSource:DataSource", dataSourcePart, partOf);

const sourcesByApi = lookup(dataSourcePart, (self, stack) => ({
  some: urnsOf(self, self.thing.inputs.reference("apiId"), entryPoint, stack),
}));

/** `aws:appsync/graphQLApi:GraphQLApi`: always HTTPS, and open to pages of every origin. */
export const appSyncEntryPoint = reader(
  "aws:appsync/graphQLApi:GraphQLApi",
  entryPoint,
  (inputs): EntryPoint => ({
    type: "AppSync API",
    get isInternal() {
      return inputs
        .string("visibility", { whenAbsent: "GLOBAL" })
        .map((visibility) => visibility === "PRIVATE");
    },
    workloads: workloadsOf,
    plainText: () => new Listing([]),
    tls: () => new Listing([platformTls("AppSync", "its HTTPS endpoint")]),
    cors: () => ({
      origins: new Listing([
        platformFact("*", {
          says: 'AppSync answers browsers of every origin with "*", which cannot be changed',
          advice: "Put a distribution in front of it whose response headers policy overrides the header.",
        }),
      ]),
    }),
    firewallKeys: ({ resource }) => [resource.urn],
    servedBehind: (self, stack) => {
      const { items } = workloadsOf(self, stack);
      return items.length > 0 ? undefined : "its data sources are not known to lead to the application";
    },
  }),
);

/** The same as a server of GraphQL: introspection is on, and queries have no limit of depth, unless set. */
export const appSyncServer = reader("aws:appsync/graphQLApi:GraphQLApi", graphqlServer, (inputs) => ({
  workloads: workloadsOf,
  get introspects() {
    return inputs
      .string("introspectionConfig", { whenAbsent: "ENABLED" })
      .map((value) => value === "ENABLED", { write: (on) => (on ? "ENABLED" : "DISABLED") });
  },
  get queryDepth() {
    return inputs
      .number("queryDepthLimit", { whenAbsent: 0 })
      .map((depth) => (depth === 0 ? Infinity : depth), {
        says: (depth) => (depth === Infinity ? "no limit" : String(depth)),
      });
  },
}));

function workloadsOf(self: Subject<unknown>, stack: StackView): Listing<Subject<Workload>> {
  const sources = stack.candidates(sourcesByApi, [self.resource.urn]);
  const found = sources.flatMap((source) => {
    const { inputs } = source.thing;
    const endpoint = inputs.reference("httpConfig.endpoint");
    const behind = uniqueSubjects([
      ...stack.follow(source, endpoint, entryPoint).subjects,
      ...stack
        .follow(source, endpoint, loadBalancerPart)
        .subjects.flatMap((loadBalancer) => listenersOf(loadBalancer, stack)),
    ]).filter(({ resource }) => resource !== self.resource);
    return [
      ...stack.follow(source, inputs.reference("lambdaConfig.functionArn"), workload).subjects,
      ...behind.flatMap((it) => it.thing.workloads(it, stack).items),
    ];
  });
  return new Listing(uniqueSubjects(found), {
    why: "its data sources may lead to more than is in this stack",
  });
}
