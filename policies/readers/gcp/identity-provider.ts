import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { identityProvider } from "../../kinds/identity-provider";

/** How many intervals of 30 seconds beside the current one a code may be from: Identity Platform's own default. */
const ADJACENT_INTERVALS = 5;

/**
 * `gcp:identityplatform/config:Config`. A second factor is off unless set, and `ENABLED` only lets users have one. That of
 * tenants is set by no resource.
 */
export const identityPlatform = reader("gcp:identityplatform/config:Config", identityProvider, (inputs) => ({
  get enforcesMfa() {
    return inputs.string("mfa.state", { whenAbsent: "DISABLED" }).map((state) => state === "MANDATORY", {
      says: (isNeeded) => (isNeeded ? "a second factor for everyone" : "sign-in without a second factor"),
      write: () => "MANDATORY",
    });
  },
  get offersAuthenticatorApp() {
    return offersAuthenticatorApp(inputs);
  },
}));

/** Text messages are the only factor of `enabledProviders`; codes of an app stand in `providerConfigs`. */
function offersAuthenticatorApp(inputs: Inputs): Fact<boolean> {
  const says = (isOffered: boolean) => (isOffered ? "an authenticator app" : "no authenticator app");
  const configs = inputs.list("mfa.providerConfigs");
  if (configs.missing) return Fact.unknown(configs.missing.path ?? ["mfa"], configs.missing.why);
  const app = configs.items.find((config) => config.has("totpProviderConfig"));
  if (app) {
    return app
      .string("state", { whenAbsent: "DISABLED" })
      .map((state) => state === "ENABLED" || state === "MANDATORY", { says, write: () => "ENABLED" });
  }
  const path = ["mfa", "providerConfigs", configs.items.length];
  return new Fact({ is: "absent", value: false }, path, {
    says,
    write: () => ({ state: "ENABLED", totpProviderConfig: { adjacentIntervals: ADJACENT_INTERVALS } }),
  });
}
