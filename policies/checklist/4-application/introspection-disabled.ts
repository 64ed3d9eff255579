import { allOf, anyOf, notApplicable, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { applicationSetting } from "../../kinds/application-settings";
import { graphqlServer, type GraphqlServer } from "../../kinds/graphql-server";
import { workload, type Workload } from "../../kinds/workload";
import { isGraphqlServer, whenInFrontOfApplication } from "../graphql-servers";
import { eachServingApplication, type ServingApplication } from "../serving-application";

/** 4.4 "GraphQL introspection endpoint disabled in production". */
export const introspectionDisabled = requirement<Workload | GraphqlServer>({
  item: "4.4.2",
  name: "4.4-introspection-disabled",
  title: "Introspection",
  description: "Nobody can ask the application for its schema.",
  why: "The schema tells an attacker what there is to take.",
  from: "REGULATED",
  severity: "medium",
  decidedBy: "stack",
  howToFix:
    "Set FRAISEQL_ENVIRONMENT: production, which switches introspection off, or FRAISEQL_INTROSPECTION_POLICY: disabled.",
  each: [workload, graphqlServer],
  check: (_, context) =>
    isGraphqlServer(context)
      ? whenInFrontOfApplication(context, ({ introspects }) => introspects.is(false))
      : introspectionOff(context as Context<Workload>),
});

function introspectionOff(context: Context<Workload>): Outcome {
  return eachServingApplication(context, (application) =>
    allOf(
      followsPolicy(application, context),
      application.judge("introspectionEnabled", (enabled) => enabled.is(false)),
    ),
  );
}

/** Production disables what is public, and leaves introspection to those who are authenticated. */
function followsPolicy({ judge, environment }: ServingApplication, { settings }: Context<Workload>): Outcome {
  const policy = applicationSetting("introspectionPolicy", environment, settings);
  if (policy === undefined) return notApplicable("the application has no such policy");
  const disabled = judge("introspectionPolicy", (it) => it.is("disabled"));
  if (policy.value === "authenticated") return disabled;
  return allOf(
    policy.satisfies(() => true, "a policy"),
    anyOf(
      judge("environment", (it) => it.is("production")),
      disabled,
    ),
  );
}
