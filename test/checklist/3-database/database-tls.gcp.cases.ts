import { cases, unknown } from "../../kit/cases";
import { alloyDb, alloyDbPrimary, cloudSql, externalServer, replica } from "../gcp/databases";

const strict = { ipConfiguration: { sslMode: "ENCRYPTED_ONLY" } };

export default cases({
  requirement: "3.1-database-tls",
  provider: "gcp",
  valid: {
    "it refuses plain text": { stack: [cloudSql(strict), replica(strict)] },
    "it asks for certificates": {
      stack: [cloudSql({ ipConfiguration: [{ sslMode: "TRUSTED_CLIENT_CERTIFICATE_REQUIRED" }] })],
    },
    "connectors alone may connect": { stack: [cloudSql({ connectorEnforcement: "REQUIRED" })] },
    "AlloyDB, which refuses plain text by itself": { stack: [alloyDb(), alloyDbPrimary()] },
  },
  invalid: {
    "it has no mode": {
      stack: [cloudSql({})],
      finds: [
        '3.1 Database TLS: settings.ipConfiguration.sslMode is not set, which means plain text as well as TLS; {profile} needs TLS alone. Set settings.ipConfiguration.sslMode: "ENCRYPTED_ONLY".',
      ],
    },
    "it accepts both": {
      stack: [cloudSql({ ipConfiguration: { sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED" } })],
      finds: [
        '3.1 Database TLS: settings.ipConfiguration.sslMode is ALLOW_UNENCRYPTED_AND_ENCRYPTED, which means plain text as well as TLS; {profile} needs TLS alone. Set settings.ipConfiguration.sslMode: "ENCRYPTED_ONLY".',
      ],
    },
    "a replica accepts both": {
      stack: [cloudSql(strict), replica()],
      finds: [
        '3.1 Database TLS: settings.ipConfiguration.sslMode is not set, which means plain text as well as TLS; {profile} needs TLS alone. Set settings.ipConfiguration.sslMode: "ENCRYPTED_ONLY".',
      ],
    },
    "AlloyDB accepts both": {
      stack: [
        alloyDbPrimary({
          clientConnectionConfig: { sslConfig: { sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED" } },
        }),
      ],
      finds: [
        '3.1 Database TLS: clientConnectionConfig.sslConfig.sslMode is ALLOW_UNENCRYPTED_AND_ENCRYPTED, which means plain text as well as TLS; {profile} needs TLS alone. Set clientConnectionConfig.sslConfig.sslMode: "ENCRYPTED_ONLY".',
      ],
    },
  },
  unknown: {
    "the mode comes from an output": {
      stack: [cloudSql({ ipConfiguration: { sslMode: unknown } })],
      mentions: ["settings.ipConfiguration.sslMode"],
    },
    "a clone that sets no mode": {
      stack: [cloudSql({}, { clone: { sourceInstanceName: "other" } })],
      mentions: ["settings.ipConfiguration.sslMode is not set, so that the clone has that of its source"],
    },
  },
  notApplicable: {
    "an external server": { stack: [externalServer()] },
  },
});
