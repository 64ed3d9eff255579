import { notApplicable, type Outcome } from "../evaluation/outcome";
import type { Context } from "../evaluation/requirement";
import { runsApplication } from "../kinds/application";
import { graphqlServer, type GraphqlServer } from "../kinds/graphql-server";
import type { Workload } from "../kinds/workload";

/** True where the subject is a managed server of GraphQL, and no workload. */
export function isGraphqlServer(
  context: Context<Workload | GraphqlServer>,
): context is Context<GraphqlServer> {
  return context.subject.kind === graphqlServer;
}

/** The check, for a server in front of the application. Others answer for data that is not the application's. */
export function whenInFrontOfApplication(
  context: Context<GraphqlServer>,
  check: (server: GraphqlServer) => Outcome,
): Outcome {
  const { stack, subject } = context;
  const behind = subject.thing.workloads(subject, stack).items;
  return behind.some((each) => runsApplication({ ...context, subject: each }))
    ? check(subject.thing)
    : notApplicable("it is not known to lead to the application");
}
