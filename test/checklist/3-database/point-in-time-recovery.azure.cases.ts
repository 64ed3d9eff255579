import { cases, resource, unknown } from "../../kit/cases";

/** Azure backs every server up continuously: nothing that a program writes can turn it off, or leave it untold. */
export default cases({
  requirement: "3.3-point-in-time-recovery",
  provider: "azure",
  valid: {
    "a Flexible Server, whatever its retention": {
      stack: [
        resource("azure-native:dbforpostgresql:Server", "db", { backup: { backupRetentionDays: unknown } }),
      ],
    },
    "Cosmos DB for PostgreSQL": {
      stack: [resource("azure-native:dbforpostgresql:ServerGroupCluster", "citus", {})],
    },
    "a Single Server": {
      stack: [
        resource("azure-native:dbforpostgresql:SingleServer", "db", {
          properties: { createMode: "Default" },
        }),
      ],
    },
  },
  invalid: {},
  unknown: {},
  notApplicable: {
    "a read replica": {
      stack: [resource("azure-native:dbforpostgresql:Server", "db", { createMode: "Replica" })],
    },
  },
});
