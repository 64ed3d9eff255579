import { cases, unknown } from "../../kit/cases";
import { citus, named, parameter, postgres } from "../azure/databases";

export default cases({
  requirement: "3.4-query-statistics",
  provider: "azure",
  valid: {
    "the extension is allowed, and preloaded by itself": {
      stack: [postgres(), parameter("azure.extensions", "UUID-OSSP,PG_STAT_STATEMENTS")],
    },
    "the query store": { stack: [postgres(), parameter("pg_qs.query_capture_mode", "TOP")] },
    "both lists name it": {
      stack: [
        postgres(),
        parameter("azure.extensions", "pg_stat_statements"),
        named("libraries", parameter("shared_preload_libraries", "pgaudit, pg_stat_statements")),
      ],
    },
  },
  invalid: {
    "nothing is set": {
      stack: [postgres()],
      remediable: false,
      finds: [
        '3.4 Query statistics: azure.extensions is not set, which means ""; {profile} needs pg_stat_statements among the allowed extensions. Add an azure-native:dbforpostgresql:Configuration with configurationName azure.extensions and value PG_STAT_STATEMENTS.',
      ],
    },
    "other extensions": {
      stack: [postgres(), parameter("azure.extensions", "POSTGIS")],
      remediable: false,
      finds: [
        '3.4 Query statistics: configuration setting: azure.extensions is "POSTGIS"; {profile} needs pg_stat_statements among the allowed extensions.',
      ],
    },
    "it is preloaded no more": {
      stack: [
        postgres(),
        parameter("azure.extensions", "PG_STAT_STATEMENTS"),
        named("libraries", parameter("shared_preload_libraries", "pgaudit")),
      ],
      remediable: false,
      finds: [
        '3.4 Query statistics: configuration libraries: shared_preload_libraries is "pgaudit"; {profile} needs pg_stat_statements among the preloaded libraries.',
      ],
    },
  },
  unknown: {
    "the extensions": {
      stack: [postgres(), parameter("azure.extensions", unknown)],
      mentions: ["azure.extensions is not known until the update"],
    },
    "which parameter it is": {
      stack: [postgres(), parameter(unknown, "PG_STAT_STATEMENTS")],
      mentions: ["azure.extensions"],
    },
    "whether it is a replica": { stack: [postgres({ createMode: unknown })], mentions: ["createMode"] },
  },
  notApplicable: {
    "a replica": { stack: [postgres({ createMode: "Replica" })] },
    "Cosmos DB for PostgreSQL": { stack: [citus()] },
  },
});
