import { cases, ref, resource, unknown } from "../../kit/cases";
import { citus, parameter, postgres } from "../azure/databases";

const single = (sslEnforcement: unknown) =>
  resource("azure-native:dbforpostgresql:SingleServer", "db", {
    serverName: "main",
    properties: { createMode: "Default", sslEnforcement },
  });
const transport = (value: unknown, server: unknown = ref("db")) =>
  parameter("require_secure_transport", value, server);

export default cases({
  requirement: "3.1-database-tls",
  provider: "azure",
  valid: {
    "a server, which refuses plain text by itself": { stack: [postgres()] },
    "it says so": { stack: [postgres(), transport("on")] },
    "another server's parameter": { stack: [postgres(), transport("off", "other")] },
    "Cosmos DB for PostgreSQL": { stack: [citus()] },
    "a Single Server": { stack: [single("Enabled")] },
  },
  invalid: {
    "a parameter turns it off": {
      stack: [postgres(), transport("off")],
      remediable: false,
      finds: [
        '3.1 Database TLS: configuration setting: require_secure_transport is "off"; {profile} needs TLS alone. Set value: "on".',
      ],
    },
    "by the server's name": {
      stack: [postgres(), transport("OFF", "db-4F2A")],
      remediable: false,
      finds: [
        '3.1 Database TLS: configuration setting: require_secure_transport is "OFF"; {profile} needs TLS alone. Set value: "on".',
      ],
    },
    "a Single Server accepts both": {
      stack: [single("Disabled")],
      finds: [
        '3.1 Database TLS: properties.sslEnforcement is Disabled, which means plain text as well as TLS; {profile} needs TLS alone. Set properties.sslEnforcement: "Enabled".',
      ],
    },
  },
  unknown: {
    "the value": {
      stack: [postgres(), transport(unknown)],
      mentions: ["require_secure_transport is not known until the update"],
    },
    "which parameter it is": {
      stack: [postgres(), parameter(unknown, "off")],
      mentions: ["require_secure_transport may be set by configuration setting"],
    },
    "whose parameter it is": {
      stack: [postgres(), transport("off", unknown)],
      mentions: ["require_secure_transport may be set by configuration setting"],
    },
  },
  notApplicable: {
    "a replica, which has what its source has": {
      stack: [postgres({ createMode: "Replica", sourceServerResourceId: unknown })],
    },
  },
});
