import { excludedBy, type Exclusion } from "../../evaluation/exclusion";
import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { database, type Database } from "../../kinds/database";
import { Listing } from "../../evaluation/listing";
import { allOf } from "../../evaluation/outcome";
import { customerKey } from "../data-at-rest";
import { administratorPassword, flexibleServerSettings } from "./postgres-settings";

/** Azure takes backups of every server, and every moment within them can be restored. */
const ALWAYS = { backupsEnabled: Fact.given(true), pointInTimeRecovery: Fact.given(true) };

/** Days that servers keep backups unless set; 7 to 35 are possible. */
const DEFAULT_DAYS = 7;

/** Days that Cosmos DB for PostgreSQL keeps backups, whatever is set. */
const COSMOS_DAYS = 35;

const REPLICA = "a read replica's data is backed up at its source";

/** `azure-native:dbforpostgresql:Server`: Flexible Server. The SDK itself writes 7 days where a `backup` has none. */
export const flexibleServer = reader("azure-native:dbforpostgresql:Server", database, (inputs): Database => ({
  ...ALWAYS,
  ...flexibleServerSettings(inputs),
  get backedUpElsewhere() {
    return replica(inputs);
  },
  get spansZones() {
    return inputs
      .string("highAvailability.mode", { whenAbsent: "Disabled" })
      .map((mode) => mode === "ZoneRedundant", {
        says: (isSpread) => (isSpread ? "a standby in another zone" : "one zone"),
        write: () => "ZoneRedundant",
      });
  },
  get backupRetentionDays() {
    return inputs.number("backup.backupRetentionDays", { unit: "days", whenAbsent: DEFAULT_DAYS });
  },
}));

/** `azure-native:dbforpostgresql:SingleServer`, which Azure has retired. */
export const singleServer = reader(
  "azure-native:dbforpostgresql:SingleServer",
  database,
  (inputs): Database => ({
    ...ALWAYS,
    keepsPassword: () => administratorPassword(inputs, "properties.administratorLoginPassword"),
    isPrivate: () =>
      inputs.string("properties.publicNetworkAccess", { whenAbsent: "Enabled" }).is("Disabled"),
    refusesPlainText: () =>
      inputs
        .string("properties.sslEnforcement", { whenAbsent: "Enabled" })
        .map((mode) => mode === "Enabled", {
          says: (isStrict) => (isStrict ? "TLS alone" : "plain text as well as TLS"),
          write: () => "Enabled",
        }),
    get backedUpElsewhere() {
      return excludedBy(inputs.string("properties.createMode"), (mode) => mode === "Replica", REPLICA);
    },
    get backupRetentionDays() {
      const path = "properties.storageProfile.backupRetentionDays";
      return inputs.number(path, { unit: "days", whenAbsent: DEFAULT_DAYS });
    },
  }),
);

/** `azure-native:dbforpostgresql:ServerGroupCluster`: Cosmos DB for PostgreSQL. */
export const serverGroupCluster = reader(
  "azure-native:dbforpostgresql:ServerGroupCluster",
  database,
  (inputs): Database => ({
    ...ALWAYS,
    refusesPlainText: () => Fact.given(true),
    keepsPassword: () => administratorPassword(inputs, "administratorLoginPassword"),
    isPrivate: () => clusterIsPrivate(inputs),
    inPrivateSubnets: () => clusterIsPrivate(inputs),
    storage: () =>
      new Listing([
        {
          encrypted: Fact.given(true),
          get customerManagedKey() {
            return customerKey(inputs, "dataEncryption.primaryKeyUri");
          },
        },
      ]),
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

/** The coordinator has a public address unless it is refused; other nodes have none unless asked for. */
function clusterIsPrivate(inputs: Inputs) {
  return allOf(
    inputs.boolean("coordinatorEnablePublicIpAccess", { whenAbsent: true }).is(false),
    inputs.boolean("nodeEnablePublicIpAccess", { whenAbsent: false }).is(false),
  );
}
