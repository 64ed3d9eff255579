import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { Workload } from "./workload";

/** A managed service that answers GraphQL queries in front of workloads. */
export interface GraphqlServer {
  /** The workloads of this stack that its resolvers ask. */
  workloads(self: Subject<GraphqlServer>, stack: StackView): Listing<Subject<Workload>>;
  /** Whether it tells its schema. */
  readonly introspects: Fact<boolean>;
  /** How deep queries may go; infinite where it does not limit. */
  readonly queryDepth: Fact<number>;
}

export const graphqlServer = kind<GraphqlServer>("GraphQL server");
