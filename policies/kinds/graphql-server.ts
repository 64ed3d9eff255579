import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";

/** A managed service that answers GraphQL queries by itself. */
export interface GraphqlServer {
  /** Whether it tells its schema. */
  readonly introspects: Fact<boolean>;
  /** How deep queries may go; infinite where it does not limit. */
  readonly queryDepth: Fact<number>;
}

export const graphqlServer = kind<GraphqlServer>("GraphQL server");
