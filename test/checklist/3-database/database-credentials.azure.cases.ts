import { cases, resource, secret, unknown } from "../../kit/cases";
import { citus, postgres } from "../azure/databases";

export default cases({
  requirement: "3.1-database-credentials",
  provider: "azure",
  valid: {
    "a secret of the program": {
      stack: [postgres({ administratorLogin: "app", administratorLoginPassword: secret("s3cr3t-Value") })],
    },
    "a secret that is yet to be made": { stack: [postgres({ administratorLoginPassword: secret(unknown) })] },
    "Entra ID alone": {
      stack: [postgres({ authConfig: { activeDirectoryAuth: "Enabled", passwordAuth: "Disabled" } })],
    },
    "Cosmos DB for PostgreSQL": { stack: [citus({ administratorLoginPassword: secret("s3cr3t-Value") })] },
  },
  invalid: {
    "a literal": {
      stack: [postgres({ administratorLogin: "app", administratorLoginPassword: "Zwiebel-4711" })],
      remediable: false,
      finds: [
        "3.1 Database credentials: administratorLoginPassword is a literal; {profile} needs a secret. Take it from a secret of the program (config.requireSecret, a RandomPassword), or sign in with Entra ID alone: authConfig.passwordAuth: Disabled.",
      ],
    },
    "a literal of Cosmos DB for PostgreSQL": {
      stack: [citus({ administratorLoginPassword: "Zwiebel-4711" })],
      remediable: false,
      finds: [
        "3.1 Database credentials: administratorLoginPassword is a literal; {profile} needs a secret. Take it from a secret of the program (config.requireSecret, a RandomPassword), or sign in with Entra ID alone: authConfig.passwordAuth: Disabled.",
      ],
    },
    "a literal of a Single Server": {
      stack: [
        resource("azure-native:dbforpostgresql:SingleServer", "db", {
          serverName: "main",
          properties: {
            createMode: "Default",
            administratorLogin: "app",
            administratorLoginPassword: "Zwiebel-4711",
          },
        }),
      ],
      remediable: false,
      finds: [
        "3.1 Database credentials: properties.administratorLoginPassword is a literal; {profile} needs a secret. Take it from a secret of the program (config.requireSecret, a RandomPassword), or sign in with Entra ID alone: authConfig.passwordAuth: Disabled.",
      ],
    },
  },
  unknown: {
    "a value that is no secret": {
      stack: [postgres({ administratorLoginPassword: unknown })],
      mentions: ["administratorLoginPassword is not known until the update"],
    },
  },
  notApplicable: { "a replica": { stack: [postgres({ createMode: "Replica" })] } },
});
