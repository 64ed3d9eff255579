import { excludedBy, type Exclusion } from "../../evaluation/exclusion";
import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { database, type Database } from "../../kinds/database";
import { durationDays, secondsText } from "../duration";
import { alloyDbStorage } from "./alloydb";
import { cloudSqlSettings } from "./cloud-sql-settings";
import { literalPassword } from "./database-password";

const BACKUPS = "settings.backupConfiguration";

interface EditionDefaults {
  readonly backups: boolean;
  readonly kept: number;
}

/** What the API applies to an instance that sets no backups, by edition: whether it takes them, and how many it keeps. */
const ENTERPRISE: EditionDefaults = { backups: false, kept: 7 };
const ENTERPRISE_PLUS: EditionDefaults = { backups: true, kept: 15 };

/** PostgreSQL from this version on is Enterprise Plus, unless `edition` says otherwise; everything else is Enterprise. */
const FIRST_PLUS_POSTGRES = 16;

/** AlloyDB keeps automated backups for 14 days. */
const ALLOYDB_RETENTION = secondsText(14);

/**
 * `gcp:sql/databaseInstance:DatabaseInstance`. Without a `backupConfiguration`, the edition's defaults apply; with one,
 * the provider sends false for each switch that it leaves out. Retention is a number of backups, of which Cloud SQL
 * takes one a day.
 */
export const cloudSqlInstance = reader(
  "gcp:sql/databaseInstance:DatabaseInstance",
  database,
  (inputs): Database => ({
    get backedUpElsewhere() {
      return backedUpElsewhere(inputs);
    },
    get backupsEnabled() {
      return switchOf(inputs, "enabled");
    },
    get backupRetentionDays() {
      return retainedBackups(inputs);
    },
    get pointInTimeRecovery() {
      const version = inputs.string("databaseVersion");
      const recovery = switchOf(inputs, recoverySwitch(inputs));
      // Which switch counts, the version says.
      return recovery.value === true || version.isDecided ? recovery : version.map(() => false);
    },
    get spansZones() {
      return inputs
        .string("settings.availabilityType", { whenAbsent: "ZONAL" })
        .map((type) => type === "REGIONAL", {
          says: (isSpread) => (isSpread ? "a standby in another zone" : "one zone"),
          write: () => "REGIONAL",
        });
    },
    ...cloudSqlSettings(inputs),
    keepsPassword: () => literalPassword(inputs, "rootPassword"),
  }),
);

/**
 * `gcp:alloydb/cluster:Cluster`. Automated backups are on by default, daily and kept 14 days; so is continuous backup,
 * which gives point-in-time recovery, and which the reader in `backup-plan.ts` offers as a plan of its own.
 */
export const alloyDbCluster = reader("gcp:alloydb/cluster:Cluster", database, (inputs): Database => ({
  get backedUpElsewhere() {
    if (inputs.has("secondaryConfig")) return SECONDARY;
    return excludedBy(inputs.string("clusterType"), (type) => type === "SECONDARY", SECONDARY);
  },
  get backupsEnabled() {
    return inputs.boolean("automatedBackupPolicy.enabled", { whenAbsent: true });
  },
  get backupRetentionDays() {
    const policy = inputs.at("automatedBackupPolicy");
    return policy.has("quantityBasedRetention") ? daysOfCount(policy) : daysOfPeriod(policy);
  },
  get pointInTimeRecovery() {
    return inputs.boolean("continuousBackupConfig.enabled", { whenAbsent: true });
  },
  ...alloyDbStorage(inputs),
}));

const SECONDARY = "a secondary cluster's data is backed up by the primary cluster";
const REPLICA = "a read replica's data is backed up at its source";

function backedUpElsewhere(inputs: Inputs): Exclusion | undefined {
  const type = inputs.string("instanceType");
  if (type.value === "ON_PREMISES_INSTANCE") return "an external server's data is backed up where it runs";
  const hasSource = inputs.string("masterInstanceName").value !== "" && inputs.has("masterInstanceName");
  if (hasSource) return REPLICA;
  return excludedBy(type, (text) => /^READ_(REPLICA|POOL)_INSTANCE$/.test(text), REPLICA);
}

function recoverySwitch(inputs: Inputs): string {
  const isMySql = inputs.string("databaseVersion").value?.startsWith("MYSQL") === true;
  return isMySql ? "binaryLogEnabled" : "pointInTimeRecoveryEnabled";
}

/** The defaults that follow from the edition, or from the version where the edition is left to the API. */
function defaultsOf(inputs: Inputs): Fact<EditionDefaults> {
  return inputs
    .string("settings.edition")
    .map((edition) => (edition === "ENTERPRISE_PLUS" ? ENTERPRISE_PLUS : ENTERPRISE))
    .orElse(
      inputs.string("databaseVersion").map((version) => {
        const postgres = Number(/^POSTGRES_(\d+)/.exec(version)?.[1] ?? 0);
        return postgres >= FIRST_PLUS_POSTGRES ? ENTERPRISE_PLUS : ENTERPRISE;
      }),
    );
}

function switchOf(inputs: Inputs, name: string): Fact<boolean> {
  const path = `${BACKUPS}.${name}`;
  if (inputs.has(BACKUPS)) return inputs.boolean(path, { whenAbsent: false });
  if (inputs.has("clone")) return copiedFromSource(inputs);
  const defaults = defaultsOf(inputs);
  return defaults.isDecided
    ? inputs.boolean(path, { whenAbsent: defaults.value?.backups ?? false })
    : defaults.map(({ backups }) => backups);
}

function retainedBackups(inputs: Inputs): Fact<number> {
  const tier = inputs.string(`${BACKUPS}.backupTier`);
  if (tier.value === "ENHANCED") {
    return Fact.unknown(
      tier.path,
      "is ENHANCED, so that a Backup and DR plan decides how long backups are kept",
    );
  }
  if (!inputs.has(BACKUPS) && inputs.has("clone")) return copiedFromSource(inputs);
  const path = `${BACKUPS}.backupRetentionSettings.retainedBackups`;
  const unit = "daily backups";
  const explicit = inputs.number(path, { unit });
  if (!explicit.isAbsent) return explicit;
  const defaults = defaultsOf(inputs);
  if (!defaults.isDecided) return defaults.map(({ kept }) => kept);
  const { backups, kept } = defaults.value ?? ENTERPRISE;
  if (inputs.has(BACKUPS) || !backups) return inputs.number(path, { unit, whenAbsent: kept });
  // A block that only sets the retention would turn off what is on without one.
  return new Fact({ is: "absent", value: kept }, inputs.at(BACKUPS).path, {
    unit,
    write: (retainedBackups) => ({
      enabled: true,
      [recoverySwitch(inputs)]: true,
      backupRetentionSettings: { retainedBackups },
    }),
  });
}

function copiedFromSource<T>(inputs: Inputs): Fact<T> {
  return Fact.unknown(inputs.at(BACKUPS).path, "is not set, so that the clone has that of its source");
}

function daysOfPeriod(policy: Inputs): Fact<number> {
  return policy
    .string("timeBasedRetention.retentionPeriod", { whenAbsent: ALLOYDB_RETENTION })
    .map(durationDays, {
      unit: "days",
      write: secondsText,
      why: "is not a duration, so it cannot be judged",
    });
}

/** A number of backups in days: as many backups a week as the schedule has days and start times; every day by default. */
function daysOfCount(policy: Inputs): Fact<number> {
  const count = policy.number("quantityBasedRetention.count");
  const days = policy.strings("weeklySchedule.daysOfWeeks");
  const times = policy.list("weeklySchedule.startTimes");
  const missing = days.missing ?? times.missing;
  if (missing) return Fact.unknown(missing.path ?? count.path, missing.why);
  const perWeek = (days.items.length || 7) * Math.max(1, times.items.length);
  return count.map((backups) => (backups * 7) / perWeek, {
    unit: "days",
    write: (retention) => Math.ceil((retention * perWeek) / 7),
  });
}
