import { cases, resource, unknown } from "../../kit/cases";

const config = (props: Readonly<Record<string, unknown>>) =>
  resource("gcp:identityplatform/config:Config", "config", props);
const app = { state: "ENABLED", totpProviderConfig: { adjacentIntervals: 3 } };

export default cases({
  requirement: "2.1-multi-factor-authentication",
  provider: "gcp",
  valid: {
    "every user needs a second factor, from an app or by text message": {
      stack: [
        config({ mfa: { state: "MANDATORY", enabledProviders: ["PHONE_SMS"], providerConfigs: [app] } }),
      ],
    },
    "the provider's own state is MANDATORY": {
      stack: [config({ mfa: { state: "MANDATORY", providerConfigs: [{ ...app, state: "MANDATORY" }] } })],
    },
  },
  invalid: {
    "nothing is set": {
      stack: [config({})],
      finds: [
        '2.1 Multi-factor authentication: mfa.state is not set, which means sign-in without a second factor; {profile} needs a second factor for everyone. Set mfa.state: "MANDATORY".',
        '2.1 Multi-factor authentication: mfa.providerConfigs[0] is not set, which means no authenticator app; {profile} needs an authenticator app. Add {"state":"ENABLED","totpProviderConfig":{"adjacentIntervals":5}} to mfa.providerConfigs.',
      ],
    },
    "users may have a second factor": {
      stack: [config({ mfa: { state: "ENABLED", providerConfigs: [app] } })],
      finds: [
        '2.1 Multi-factor authentication: mfa.state is ENABLED, which means sign-in without a second factor; {profile} needs a second factor for everyone. Set mfa.state: "MANDATORY".',
      ],
    },
    "text messages are the only factor": {
      stack: [config({ mfa: { state: "MANDATORY", enabledProviders: ["PHONE_SMS"] } })],
      finds: [
        '2.1 Multi-factor authentication: mfa.providerConfigs[0] is not set, which means no authenticator app; {profile} needs an authenticator app. Add {"state":"ENABLED","totpProviderConfig":{"adjacentIntervals":5}} to mfa.providerConfigs.',
      ],
    },
    "the app is turned off": {
      stack: [config({ mfa: { state: "MANDATORY", providerConfigs: [{ ...app, state: "DISABLED" }] } })],
      finds: [
        '2.1 Multi-factor authentication: mfa.providerConfigs[0].state is DISABLED, which means no authenticator app; {profile} needs an authenticator app. Set mfa.providerConfigs[0].state: "ENABLED".',
      ],
    },
  },
  unknown: {
    "the state comes from an output": {
      stack: [config({ mfa: { state: unknown, providerConfigs: [app] } })],
      mentions: ["mfa.state"],
    },
    "the factors come from an output": {
      stack: [config({ mfa: { state: "MANDATORY", providerConfigs: unknown } })],
      mentions: ["mfa.providerConfigs"],
    },
  },
});
