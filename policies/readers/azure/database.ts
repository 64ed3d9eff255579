import { excludedBy, type Exclusion } from "../../evaluation/exclusion";
import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { database } from "../../kinds/database";

/** Azure takes backups of every server, and every moment within them can be restored. */
const ALWAYS = { backupsEnabled: Fact.given(true), pointInTimeRecovery: Fact.given(true) };

/** Days that servers keep backups unless set; 7 to 35 are possible. */
const DEFAULT_DAYS = 7;

/** Days that Cosmos DB for PostgreSQL keeps backups, whatever is set. */
const COSMOS_DAYS = 35;

const REPLICA = "a read replica's data is backed up at its source";

/** `azure-native:dbforpostgresql:Server`: Flexible Server. The SDK itself writes 7 days where a `backup` has none. */
export const flexibleServer = reader("azure-native:dbforpostgresql:Server", database, (inputs) => ({
  ...ALWAYS,
  get backedUpElsewhere() {
    return replica(inputs);
  },
  get backupRetentionDays() {
    return inputs.number("backup.backupRetentionDays", { unit: "days", whenAbsent: DEFAULT_DAYS });
  },
}));

/** `azure-native:dbforpostgresql:SingleServer`, which Azure has retired. */
export const singleServer = reader("azure-native:dbforpostgresql:SingleServer", database, (inputs) => ({
  ...ALWAYS,
  get backedUpElsewhere() {
    return excludedBy(inputs.string("properties.createMode"), (mode) => mode === "Replica", REPLICA);
  },
  get backupRetentionDays() {
    const path = "properties.storageProfile.backupRetentionDays";
    return inputs.number(path, { unit: "days", whenAbsent: DEFAULT_DAYS });
  },
}));

/** `azure-native:dbforpostgresql:ServerGroupCluster`: Cosmos DB for PostgreSQL. */
export const serverGroupCluster = reader(
  "azure-native:dbforpostgresql:ServerGroupCluster",
  database,
  (inputs) => ({
    ...ALWAYS,
    get backedUpElsewhere() {
      const restores = inputs.has("pointInTimeUTC");
      return inputs.has("sourceResourceId") && !restores ? REPLICA : undefined;
    },
    backupRetentionDays: Fact.given(COSMOS_DAYS),
  }),
);

/** A server is a replica until it is promoted, which leaves its `createMode` as it was. */
function replica(inputs: Inputs): Exclusion | undefined {
  const role = inputs.string("replicationRole").orElse(inputs.string("replica.role"));
  if (role.isKnown && /^(none|primary)$/i.test(role.value ?? "")) return undefined;
  return (
    excludedBy(role, (text) => /asyncreplica$/i.test(text), REPLICA) ??
    excludedBy(inputs.string("createMode"), (mode) => mode === "Replica", REPLICA)
  );
}
