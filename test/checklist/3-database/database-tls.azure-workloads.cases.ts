import { cases, secret, unknown } from "../../kit/cases";
import {
  containerApp,
  containerGroup,
  envOf,
  fromKeyVault,
  IN_APP,
  IN_WEB,
  secretRefs,
  settingsOf,
  webApp,
} from "../azure/workloads";

const HOST = "db-4f2a.postgres.database.azure.com";
const NEEDS = "{profile} needs sslmode=require, verify-ca or verify-full.";
const ADD = "Add ?sslmode=require to the URL, or set PGSSLMODE.";
const env = secretRefs("DATABASE_URL");

export default cases({
  requirement: "3.1-database-tls",
  provider: "azure",
  valid: {
    "the URL insists on TLS": {
      stack: [containerApp({ DATABASE_URL: `postgresql://app@${HOST}/shop?sslmode=verify-full` })],
    },
    "a secret of the app does": {
      stack: [
        containerApp(
          {},
          { env },
          {
            configuration: {
              secrets: [
                { name: "database-url", value: secret(`postgresql://app:pw@${HOST}/shop?sslmode=require`) },
              ],
            },
          },
        ),
      ],
    },
    "the client insists, whatever the URL that Key Vault holds": {
      stack: [
        containerApp({}, { env: [...env, ...envOf({ PGSSLMODE: "require" })] }, fromKeyVault("DATABASE_URL")),
      ],
    },
    "in a container group": {
      stack: [
        containerGroup(
          {},
          {
            environmentVariables: [
              {
                name: "DATABASE_URL",
                secureValue: secret(`postgresql://app:pw@${HOST}/shop?sslmode=require`),
              },
            ],
          },
        ),
      ],
    },
    "in App Service": {
      stack: [webApp({ DATABASE_URL: `postgresql://app@${HOST}/shop?sslmode=require` })],
    },
  },
  invalid: {
    "the URL leaves it to the default": {
      stack: [containerApp({ DATABASE_URL: `postgresql://app@${HOST}/shop` })],
      remediable: false,
      finds: [`3.1 Database TLS: ${IN_APP}DATABASE_URL has no sslmode, which means prefer; ${NEEDS} ${ADD}`],
    },
    "the URL of a secret of the app does": {
      stack: [
        containerApp(
          {},
          { env },
          {
            configuration: {
              secrets: [{ name: "database-url", value: secret(`postgresql://app:pw@${HOST}/shop`) }],
            },
          },
        ),
      ],
      remediable: false,
      finds: [`3.1 Database TLS: ${IN_APP}DATABASE_URL has no sslmode, which means prefer; ${NEEDS} ${ADD}`],
    },
    "settings that are a resource of their own": {
      stack: [webApp(), settingsOf("shop-api", { DATABASE_URL: `postgresql://app@${HOST}/shop` })],
      remediable: false,
      finds: [
        `3.1 Database TLS: ${IN_WEB}DATABASE_URL (settings settings) has no sslmode, which means prefer; ${NEEDS} ${ADD}`,
      ],
    },
  },
  unknown: {
    "a URL that is not known yet": {
      stack: [containerGroup({ DATABASE_URL: unknown })],
      mentions: ["DATABASE_URL is not known until the update"],
    },
    "a URL that Key Vault holds": {
      stack: [containerApp({}, { env }, fromKeyVault("DATABASE_URL"))],
      mentions: ["DATABASE_URL comes from Key Vault, which is not read"],
    },
  },
});
