import { cases, secret, unknown } from "../../kit/cases";
import {
  containerApp,
  containerGroup,
  fromKeyVault,
  IN_APP,
  IN_WEB,
  secretRefs,
  settingsOf,
  unknownContainers,
  webApp,
} from "../azure/workloads";

const JWT = "2.3 JWT secret:";
const KEEP =
  "Keep it in Key Vault, and refer to it: a secret with keyVaultUrl and identity, named by secretRef.";
const REFER = "Keep it in Key Vault, and refer to it: @Microsoft.KeyVault(SecretUri=...).";
const env = secretRefs("JWT_SECRET_KEY");
const held = (value: unknown) => ({ configuration: { secrets: [{ name: "jwt-secret-key", value }] } });
const referred = {
  JWT_SECRET_KEY: "@Microsoft.KeyVault(SecretUri=https://shop-prod.vault.azure.net/secrets/jwt)",
};
const secure = (secureValue: unknown) =>
  containerGroup({}, { environmentVariables: [{ name: "JWT_SECRET_KEY", secureValue }] });

export default cases({
  requirement: "2.3-jwt-secret-managed",
  provider: "azure",
  valid: {
    "a secret from Key Vault": { stack: [containerApp({}, { env }, fromKeyVault("JWT_SECRET_KEY"))] },
    "a secret of the program": { stack: [containerApp({}, { env }, held(secret("correct-horse-battery")))] },
    "a secret of the program that is not known yet": {
      stack: [containerApp({}, { env }, held(secret(unknown)))],
    },
    "a container group's secure value": { stack: [secure(secret("correct-horse-battery"))] },
    "a reference of App Service": { stack: [webApp(referred)] },
    "a reference in settings that are a resource of their own": {
      stack: [webApp(), settingsOf("shop-api", referred)],
    },
  },
  invalid: {
    "a literal": {
      stack: [containerApp({ JWT_SECRET_KEY: "correct-horse-battery" })],
      remediable: false,
      finds: [
        `${JWT} ${IN_APP}env[0].value sets JWT_SECRET_KEY to a literal; {profile} needs a reference to a secret. ${KEEP}`,
      ],
    },
    "a secret of the app that the program writes out": {
      stack: [containerApp({}, { env }, held("correct-horse-battery"))],
      remediable: false,
      finds: [
        `${JWT} ContainerApp api: configuration.secrets[0].value is a literal of the program; {profile} needs a managed secret. ${KEEP}`,
      ],
    },
    "a secure value that the program writes out": {
      stack: [secure("change-me")],
      remediable: false,
      finds: [
        `${JWT} ContainerGroup api: containers[0].environmentVariables[0].secureValue holds a placeholder; {profile} needs a key that nobody knows. Take it from a secret of the program, such as one read from Key Vault, and give it as secureValue.`,
      ],
    },
    "a setting of App Service": {
      stack: [webApp({ JWT_SECRET_KEY: "correct-horse-battery" })],
      remediable: false,
      finds: [
        `${JWT} ${IN_WEB}appSettings[0].value sets JWT_SECRET_KEY to a literal; {profile} needs a reference to a secret. ${REFER}`,
      ],
    },
    "a setting in a resource of its own": {
      stack: [webApp(), settingsOf("shop-api", { JWT_SECRET_KEY: "correct-horse-battery" })],
      remediable: false,
      finds: [
        `${JWT} ${IN_WEB}JWT_SECRET_KEY (settings settings) is no secret; {profile} needs a reference to a secret. ${REFER}`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a plain variable that is not known yet": {
      stack: [containerApp({ JWT_SECRET_KEY: unknown })],
      mentions: ["JWT_SECRET_KEY is not known until the update"],
    },
    "a secret of the app that is not known yet": {
      stack: [containerApp({}, { env }, held(unknown))],
      mentions: ["ContainerApp api: configuration.secrets[0].value is not known until the update"],
    },
    "a secret of the program, which App Service then shows": {
      stack: [webApp(), settingsOf("shop-api", { JWT_SECRET_KEY: secret("correct-horse-battery") })],
      mentions: [
        "settings settings: properties.JWT_SECRET_KEY sets JWT_SECRET_KEY to a secret of the program",
      ],
    },
  },
  notApplicable: { "no key of its own": { stack: [containerApp({ FRAISEQL_ENVIRONMENT: "production" })] } },
});
