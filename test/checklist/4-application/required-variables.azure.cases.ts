import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  containerApp,
  containerGroup,
  envOf,
  fromKeyVault,
  IN_APP,
  IN_WEB,
  secretRefs,
  settingsOf,
  unknownContainers,
  webApp,
} from "../azure/workloads";

const others = { FRAISEQL_KMS_PROVIDER: "azure", FRAISEQL_AUDIT_ENABLED: "true" };
const settings = { FRAISEQL_ENVIRONMENT: "production", ...others };
const KEYS = ["DATABASE_URL", "JWT_SECRET_KEY"] as const;
const referred = Object.fromEntries(
  KEYS.map((name) => [name, `@Microsoft.KeyVault(VaultName=shop-prod;SecretName=${name.toLowerCase()})`]),
);
const slot = (props: object = {}) =>
  resource("azure-native:web:WebAppSlot", "staging", {
    resourceGroupName: "production",
    name: ref("api"),
    slot: "staging",
    siteConfig: { linuxFxVersion: "DOCKER|ghcr.io/fraiseql/fraiseql:1.3.0" },
    ...props,
  });
const slotSettings = (name: unknown, of: unknown, properties: unknown) =>
  resource("azure-native:web:WebAppApplicationSettingsSlot", "staging-settings", {
    resourceGroupName: "production",
    name,
    slot: of,
    properties,
  });
const all = { ...settings, ...referred };

export default cases({
  requirement: "4.1-required-variables",
  provider: "azure",
  valid: {
    "settings as literals, credentials from Key Vault": {
      stack: [containerApp({}, { env: [...envOf(settings), ...secretRefs(...KEYS)] }, fromKeyVault(...KEYS))],
    },
    "names of secrets that are not known yet": {
      stack: [
        containerApp(
          {},
          { env: [...envOf(settings), ...KEYS.map((name) => ({ name, secretRef: unknown }))] },
        ),
      ],
    },
    "a container group": {
      stack: [
        containerGroup(
          {},
          {
            environmentVariables: [
              ...envOf(settings),
              ...KEYS.map((name) => ({ name, secureValue: unknown })),
            ],
          },
        ),
      ],
    },
    "an app of App Service": { stack: [webApp(all)] },
    "some of its settings are a resource of their own": {
      stack: [webApp(settings), settingsOf(ref("api"), referred)],
    },
    "a slot with settings of its own": {
      stack: [webApp(all), slot(), slotSettings(ref("api"), "staging", all)],
    },
  },
  invalid: {
    "the environment under another name": {
      stack: [
        containerApp(
          {},
          { env: [...envOf({ ENVIRONMENT: "production", ...others }), ...secretRefs(...KEYS)] },
          fromKeyVault(...KEYS),
        ),
      ],
      finds: [
        `4.1 Required variables: ${IN_APP}FRAISEQL_ENVIRONMENT is not set, which means "development"; {profile} needs "production". Add {"name":"FRAISEQL_ENVIRONMENT","value":"production"} to env. ENVIRONMENT is set, and not read: the name is FRAISEQL_ENVIRONMENT.`,
      ],
    },
    "a connection string is not the variable that is read": {
      stack: [
        webApp(
          { ...settings, JWT_SECRET_KEY: String(referred["JWT_SECRET_KEY"]) },
          {
            connectionStrings: [
              { name: "DATABASE_URL", type: "PostgreSQL", connectionString: referred["DATABASE_URL"] },
            ],
          },
        ),
      ],
      remediable: false,
      finds: [
        `4.1 Required variables: ${IN_WEB}DATABASE_URL is not set; {profile} needs a reference to a secret with the database's URL.`,
      ],
    },
    "a development environment, in settings that are a resource of their own": {
      stack: [webApp(), settingsOf("shop-api", { ...all, FRAISEQL_ENVIRONMENT: "development" })],
      remediable: false,
      finds: [
        `4.1 Required variables: ${IN_WEB}FRAISEQL_ENVIRONMENT (settings settings) does not comply; {profile} needs "production".`,
      ],
    },
    "the settings of another slot": {
      stack: [
        webApp(all),
        slot({
          siteConfig: {
            linuxFxVersion: "DOCKER|ghcr.io/fraiseql/fraiseql:1.3.0",
            appSettings: envOf({ ...settings, JWT_SECRET_KEY: referred["JWT_SECRET_KEY"] }),
          },
        }),
        slotSettings(ref("api"), "canary", all),
      ],
      remediable: false,
      finds: [
        `4.1 Required variables: ${IN_WEB}DATABASE_URL is not set; {profile} needs a reference to a secret with the database's URL.`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a service that it is bound to may set some": {
      stack: [
        containerApp(
          {},
          {},
          {
            template: {
              containers: [{ name: "fraiseql", image: "fraiseql:1", env: envOf(settings) }],
              serviceBinds: [{ serviceId: unknown, name: "db" }],
            },
          },
        ),
      ],
      mentions: ["DATABASE_URL", "may come from a service that the app is bound to, which is not read"],
    },
    "settings that may be of this app": {
      stack: [webApp(settings), settingsOf(unknown, referred)],
      mentions: ["may come from settings settings, which may be of this app"],
    },
    "a slot that is cloned from its app": {
      stack: [webApp(all), slot({ cloningInfo: { sourceWebAppId: ref("api") } })],
      mentions: ["may come from the app that it is cloned from"],
    },
    "settings that are not known yet": {
      stack: [webApp(), settingsOf("shop-api", unknown)],
      mentions: ["DATABASE_URL", "not known until the update"],
    },
  },
  unknownIn: {
    "the name of a variable is not known yet": {
      of: "settings as literals, credentials from Key Vault",
      at: "api: template.containers.0.env.3.name",
      mentions: ["DATABASE_URL is not known until the update"],
    },
    "which slot it is": {
      of: "a slot with settings of its own",
      at: "staging: slot",
      mentions: ["may come from settings staging-settings, which may be of this app"],
    },
  },
});
