// Who signs in: Identity Platform, with a second factor.
import { Config } from "@pulumi/gcp/identityplatform";

new Config("shop", {
  mfa: {
    state: "MANDATORY",
    providerConfigs: [{ state: "ENABLED", totpProviderConfig: { adjacentIntervals: 3 } }],
  },
});
