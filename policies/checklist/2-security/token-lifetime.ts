import type { Kind } from "../../evaluation/kind";
import { allOf, notApplicable, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { applicationSetting } from "../../kinds/application-settings";
import { tokenIssuer, type TokenIssuer } from "../../kinds/token-issuer";
import { workload, type Workload } from "../../kinds/workload";
import { eachServingApplication } from "../serving-application";
import { isAbout } from "../subject-kind";

/** 2.3 "Token expiration configured (60min STANDARD, 15min REGULATED, 5min RESTRICTED)", "Refresh token rotation enabled". */
export const tokenLifetime = requirement({
  item: "2.3.1",
  name: "2.3-token-lifetime",
  title: "Token lifetime",
  description: "Access tokens expire soon enough, and a refresh token is replaced whenever it is used.",
  why: "A stolen token opens the application for as long as it lives.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["accessTokenMinutes"],
  howToFix:
    "Let access tokens live 60 (STANDARD), 15 (REGULATED) or 5 minutes (RESTRICTED), and rotate refresh tokens, where the tokens are issued: in the identity provider, or in the application's code and FRAISEQL_ACCESS_TOKEN_MINUTES.",
  each: [workload, tokenIssuer] as readonly Kind<Workload | TokenIssuer>[],
  check: (_, context) => {
    if (isAbout(context, tokenIssuer)) return issuesWell(context);
    return isAbout(context, workload) ? applicationIssuesWell(context) : notApplicable("it issues no tokens");
  },
});

function issuesWell({ profile, subject }: Context<TokenIssuer>): Outcome {
  const { accessTokenMinutes, refreshRotation } = subject.thing;
  return allOf(
    accessTokenMinutes.atMost(profile.accessTokenMinutes),
    refreshRotation?.is(true) ?? notApplicable("it issues no refresh tokens"),
  );
}

function applicationIssuesWell(context: Context<Workload>): Outcome {
  const { profile, settings, stack } = context;
  const issuers = stack.subjects(tokenIssuer);
  return eachServingApplication(context, ({ judge, environment }) => {
    const provider = applicationSetting("authProvider", environment, settings);
    if (provider?.value === "auth0") return notApplicable("Auth0 issues the tokens");
    return allOf(
      judge("accessTokenMinutes", (minutes) =>
        // An identity provider in the stack issues the tokens of an application that says nothing about them.
        minutes.isAbsent && issuers.length > 0
          ? notApplicable("the identity provider issues the tokens")
          : minutes.atMost(profile.accessTokenMinutes),
      ),
      judge("refreshTokenRotation", (rotation) => rotation.is(true)),
    );
  });
}
