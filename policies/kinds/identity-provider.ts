import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";

/** Where users sign in: a user pool, an identity platform, a conditional access policy. */
export interface IdentityProvider {
  /** Whether every user needs a second factor to sign in. */
  readonly enforcesMfa: Fact<boolean>;
  /** Whether users can have their second factor from an authenticator app. Undefined where the service decides. */
  readonly offersAuthenticatorApp?: Fact<boolean> | undefined;
}

export const identityProvider = kind<IdentityProvider>("identity provider");
