import { allOf, notApplicable } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { identityProvider } from "../../kinds/identity-provider";

/** 2.1 "Multi-Factor Authentication (MFA) Enabled". */
export const multiFactorAuthentication = requirement({
  item: "2.1.2",
  name: "2.1-multi-factor-authentication",
  title: "Multi-factor authentication",
  description: "Every identity provider in the stack asks all users for a second factor.",
  why: "Passwords leak; a second factor keeps a leaked one from being an open door.",
  from: "REGULATED",
  severity: "critical",
  decidedBy: "resource",
  howToFix:
    "Require multi-factor authentication for all users, with an authenticator app as one of the factors.",
  silentOn: {
    kubernetes: "Users sign in at an identity provider; Kubernetes has no resource for one.",
    azure:
      "Users sign in at Entra ID, for whose Conditional Access policies the provider azure-native has no resource.",
  },
  each: identityProvider,
  check: ({ enforcesMfa, offersAuthenticatorApp }) =>
    allOf(
      enforcesMfa.is(true),
      offersAuthenticatorApp?.is(true) ?? notApplicable("the service decides which factors it offers"),
    ),
});
