import { tested } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 9.1 "Core Functionality Tested". */
export const smokeTests = attested({
  item: "9.1.1",
  name: "9.1-smoke-tests",
  title: "Smoke tests",
  description: "Health, a GraphQL query, authentication and the rate limit were tried on what is deployed.",
  why: "What starts without an error may still answer nobody.",
  from: "STANDARD",
  severity: "critical",
  howToFix: "Call /health, send a query, sign in, exceed the rate limit, and attest the results.",
  evidence: {
    of: "smoke tests that passed",
    measurements: {
      health: tested("/health answers 200"),
      graphqlQuery: tested("a query is answered"),
      authentication: tested("a valid token is accepted"),
      rateLimit: tested("too many requests get 429"),
    },
  },
});
