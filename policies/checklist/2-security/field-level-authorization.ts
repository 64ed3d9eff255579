import { attested } from "../attested";

/** 2.3 "Field-Level Authorization Tested". */
export const fieldLevelAuthorization = attested({
  item: "2.3.3",
  name: "2.3-field-level-authorization",
  title: "Field-level authorization",
  description: "Sensitive fields are protected, and the tests of their resolvers pass.",
  why: "A field that anyone can ask for is public, whatever its name.",
  from: "STANDARD",
  severity: "high",
  howToFix:
    "Protect personal, health and payment data in the schema, test it as a user without the right, and attest the results.",
  evidence: { of: "passing tests of authorization on sensitive fields" },
});
