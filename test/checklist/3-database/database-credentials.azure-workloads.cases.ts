import { cases, secret, unknown } from "../../kit/cases";
import {
  containerApp,
  containerGroup,
  fromKeyVault,
  IN_APP,
  IN_GROUP,
  IN_WEB,
  secretRefs,
  settingsOf,
  webApp,
} from "../azure/workloads";

const TITLE = "3.1 Database credentials:";
const NEEDS = "{profile} needs a reference to a secret.";
const KEEP =
  "Keep it in Key Vault, and refer to it: a secret with keyVaultUrl and identity, named by secretRef.";
const REFER = "Keep it in Key Vault, and refer to it: @Microsoft.KeyVault(SecretUri=...).";
const GIVE =
  "Take it from a secret of the program, such as one read from Key Vault, and give it as secureValue.";
const WITH_PASSWORD = "postgresql://app:hunter2@db-4f2a.postgres.database.azure.com/shop";
const reference = "@Microsoft.KeyVault(VaultName=shop-prod;SecretName=database-url)";
const connection = (connectionString: unknown) =>
  webApp({}, { connectionStrings: [{ name: "shop", type: "PostgreSQL", connectionString }] });

export default cases({
  requirement: "3.1-database-credentials",
  provider: "azure",
  valid: {
    "a URL that Key Vault holds": {
      stack: [containerApp({}, { env: secretRefs("DATABASE_URL") }, fromKeyVault("DATABASE_URL"))],
    },
    "a URL without a password: Entra ID signs in": {
      stack: [containerApp({ DATABASE_URL: "postgresql://app@db-4f2a.postgres.database.azure.com/shop" })],
    },
    "a reference of App Service": { stack: [webApp({ DATABASE_URL: reference }), connection(reference)] },
  },
  invalid: {
    "a URL with its password": {
      stack: [containerApp({ DATABASE_URL: WITH_PASSWORD })],
      remediable: false,
      finds: [
        `${TITLE} ${IN_APP}env[0].value sets DATABASE_URL to what looks like a database URL with its password; ${NEEDS} ${KEEP}`,
      ],
    },
    "a password by its name": {
      stack: [containerGroup({ DB_PASSWORD: "correct-horse" })],
      remediable: false,
      finds: [
        `${TITLE} ${IN_GROUP}environmentVariables[0].value sets DB_PASSWORD to a literal; ${NEEDS} ${GIVE}`,
      ],
    },
    "a connection string of App Service": {
      stack: [connection("Server=db;Database=shop;User Id=app;Password=hunter2")],
      remediable: false,
      finds: [
        `${TITLE} ${IN_WEB}connectionStrings[0].connectionString sets POSTGRESQLCONNSTR_shop to what looks like a connection string with the database's password; ${NEEDS} ${REFER}`,
      ],
    },
    "settings that are a resource of their own": {
      stack: [webApp(), settingsOf("shop-api", { DATABASE_URL: WITH_PASSWORD })],
      remediable: false,
      finds: [
        `${TITLE} properties.DATABASE_URL holds a database URL with its password; {profile} needs no credentials. ${REFER}`,
      ],
    },
  },
  unknown: {
    "a password that is not known yet": {
      stack: [containerApp({ DB_PASSWORD: unknown })],
      mentions: ["env[0].value sets DB_PASSWORD to a value that is not known"],
    },
    "a secret of the program, which Container Instances then show": {
      stack: [containerGroup({ DB_PASSWORD: secret("correct-horse") })],
      mentions: ["environmentVariables[0].value sets DB_PASSWORD to a secret of the program"],
    },
  },
});
