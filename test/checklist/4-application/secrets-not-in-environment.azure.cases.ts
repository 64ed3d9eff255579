import { cases, secret, unknown } from "../../kit/cases";
import {
  api,
  appJob,
  application,
  containerApp,
  containerGroup,
  fromKeyVault,
  IN_APP,
  IN_GROUP,
  IN_WEB,
  secretRefs,
  settingsOf,
  unknownContainers,
  webApp,
} from "../azure/workloads";

const NEEDS = "{profile} needs a reference to a secret.";
const KEEP =
  "Keep it in Key Vault, and refer to it: a secret with keyVaultUrl and identity, named by secretRef.";
const REFER = "Keep it in Key Vault, and refer to it: @Microsoft.KeyVault(SecretUri=...).";
const GIVE =
  "Take it from a secret of the program, such as one read from Key Vault, and give it as secureValue.";
const IN_PLAIN_TEXT = "4.1 Secrets in plain text:";
const reference = "@Microsoft.KeyVault(SecretUri=https://shop-prod.vault.azure.net/secrets/db-password)";

export default cases({
  requirement: "4.1-secrets-not-in-environment",
  provider: "azure",
  valid: {
    "credentials from Key Vault, settings in plain text": {
      stack: [
        containerApp(
          {},
          {
            env: [{ name: "FRAISEQL_ENVIRONMENT", value: "production" }, ...secretRefs("DATABASE_URL")],
            args: ["--port=8000"],
          },
          fromKeyVault("DATABASE_URL"),
        ),
      ],
    },
    "a job": { stack: [appJob({ FRAISEQL_LOG_LEVEL: "INFO" })] },
    "a container group's secure value": {
      stack: [containerGroup({}, { environmentVariables: [{ name: "DB_PASSWORD", secureValue: unknown }] })],
    },
    "references of App Service": {
      stack: [
        webApp(
          {
            DB_PASSWORD: reference,
            WEBSITES_PORT: "8000",
            APPLICATIONINSIGHTS_CONNECTION_STRING:
              "InstrumentationKey=4c5f0a1e-7b1d-4a7e-9d3e-0f5c6b7a8d9e;IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/;LiveEndpoint=https://westeurope.livediagnostics.monitor.azure.com/",
            DOCKER_REGISTRY_SERVER_URL: "https://shopprod.azurecr.io",
          },
          { connectionStrings: [{ name: "db", type: "PostgreSQL", connectionString: reference }] },
        ),
      ],
    },
    "references in settings that are a resource of their own": {
      stack: [webApp(), settingsOf("shop-api", { DB_PASSWORD: reference })],
    },
  },
  invalid: {
    "a sidecar's key, by its name": {
      remediable: false,
      stack: [
        application({
          template: {
            containers: [
              api(),
              {
                name: "agent",
                image: "datadog/agent:7",
                env: [{ name: "DD_API_KEY", value: "abc-def-ghi" }],
              },
            ],
          },
        }),
      ],
      finds: [
        `${IN_PLAIN_TEXT} container agent (template.containers[1]): env[0].value sets DD_API_KEY to a literal; ${NEEDS} ${KEEP}`,
      ],
    },
    "an argument": {
      remediable: false,
      stack: [containerApp({}, { command: ["uvicorn"], args: ["--password", "hunter2"] })],
      finds: [`${IN_PLAIN_TEXT} ${IN_APP}args[1] sets password to a literal; ${NEEDS} ${KEEP}`],
    },
    "a job's password": {
      remediable: false,
      stack: [appJob({ PGPASSWORD: "hunter2" })],
      finds: [
        `${IN_PLAIN_TEXT} container migrate (template.containers[0]): env[0].value sets PGPASSWORD to a literal; ${NEEDS} ${KEEP}`,
      ],
    },
    "a container group's URL": {
      remediable: false,
      stack: [containerGroup({ DATABASE_URL: "postgresql://app:hunter2@10.0.0.3/shop" })],
      finds: [
        `${IN_PLAIN_TEXT} ${IN_GROUP}environmentVariables[0].value sets DATABASE_URL to what looks like a URL with a password; ${NEEDS} ${GIVE}`,
      ],
    },
    "a setting and a connection string of App Service": {
      remediable: false,
      stack: [
        webApp(
          { DB_PASSWORD: "hunter2" },
          {
            connectionStrings: [
              {
                name: "db",
                type: "PostgreSQL",
                connectionString: "Server=db.postgres.database.azure.com;User Id=app;Password=hunter2",
              },
            ],
          },
        ),
      ],
      finds: [
        `${IN_PLAIN_TEXT} ${IN_WEB}appSettings[0].value sets DB_PASSWORD to a literal; ${NEEDS} ${REFER}`,
        `${IN_PLAIN_TEXT} ${IN_WEB}connectionStrings[0].connectionString sets POSTGRESQLCONNSTR_db to what looks like a connection string with a password; ${NEEDS} ${REFER}`,
      ],
    },
    "settings that are a resource of their own": {
      remediable: false,
      stack: [webApp(), settingsOf("shop-api", { DB_PASSWORD: "hunter2" })],
      finds: [
        `${IN_PLAIN_TEXT} properties.DB_PASSWORD holds a credential; {profile} needs no credentials. ${REFER}`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a password that is not known yet": {
      stack: [containerApp({ DB_PASSWORD: unknown })],
      mentions: ["env[0].value sets DB_PASSWORD to a value that is not known"],
    },
    "a secret of the program, which Container Apps then show": {
      stack: [containerApp({ DB_PASSWORD: secret("hunter2") })],
      mentions: ["env[0].value sets DB_PASSWORD to a secret of the program"],
    },
    "a secret of the program, which App Service then shows": {
      stack: [webApp(), settingsOf("shop-api", { DB_PASSWORD: secret("hunter2") })],
      mentions: ["settings settings: properties.DB_PASSWORD sets DB_PASSWORD to a secret of the program"],
    },
  },
});
