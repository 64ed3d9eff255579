import { allOf, anyOf, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { applicationSetting } from "../../kinds/application-settings";
import { graphqlServer, type GraphqlServer } from "../../kinds/graphql-server";
import { workload, type Workload } from "../../kinds/workload";
import { isGraphqlServer, whenInFrontOfApplication } from "../graphql-servers";
import { eachServingApplication, type ServingApplication } from "../serving-application";
import type { Profile } from "../../../profiles";

/** 4.4 "Depth limit: 15, 10, 5", "Complexity limit: 1000, 1000, 500". */
export const queryLimits = requirement<Workload | GraphqlServer>({
  item: "4.4.1",
  name: "4.4-query-limits",
  title: "Query limits",
  description: "The depth and the complexity of GraphQL queries are limited.",
  why: "One deeply nested query can ask the database for everything it holds.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["queryDepth", "queryComplexity"],
  howToFix:
    "Set FRAISEQL_MAX_QUERY_DEPTH to at most 15, 10 or 5, and FRAISEQL_COMPLEXITY_MAX_SCORE to at most 1000, 1000 or 500, and apply both in the application's code.",
  each: [workload, graphqlServer],
  check: (_, context) =>
    isGraphqlServer(context)
      ? whenInFrontOfApplication(context, ({ queryDepth }) => queryDepth.atMost(context.profile.queryDepth))
      : applicationLimits(context as Context<Workload>),
});

function applicationLimits(context: Context<Workload>): Outcome {
  return eachServingApplication(context, (application) => {
    const { judge, environment } = application;
    const enabled = judge("complexityEnabled", (on) => on.is(true));
    // The depth that the complexity analysis allows counts once it is set: by default nothing applies it.
    const analysed = applicationSetting("complexityDepth", environment, context.settings);
    const isSet = analysed?.isKnown === true || environment.find(analysed?.format.called ?? "") !== undefined;
    return allOf(
      isSet && analysed
        ? anyOf(
            depth(application, context.profile),
            allOf(enabled, analysed.atMost(context.profile.queryDepth)),
          )
        : depth(application, context.profile),
      enabled,
      judge("queryComplexity", (score) => score.atMost(context.profile.queryComplexity)),
    );
  });
}

function depth({ judge }: ServingApplication, { queryDepth }: Profile): Outcome {
  return judge("queryDepth", (limit) => limit.atMost(queryDepth));
}
