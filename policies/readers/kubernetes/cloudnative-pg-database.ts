import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { database } from "../../kinds/database";
import { cronIntervalDays } from "../schedule";
import { objectStore, scheduledBackup } from "./cloudnative-pg-backup";
import { identityOf, objectOf } from "./identity";
import { Lacking } from "./lacking";
import { both, same } from "./ternary";

/**
 * CloudNativePG clusters. A cluster archives its WAL once it has an object store, its own or the Barman Cloud plugin's,
 * and takes base backups when ScheduledBackups say so. Without a retention policy, backups are kept for good.
 */
export const cloudNativePgCluster = reader(
  "kubernetes:postgresql.cnpg.io/*:Cluster",
  database,
  (cluster) => ({
    get backedUpElsewhere() {
      return cluster.boolean("spec.replica.enabled").value === true
        ? "a replica cluster takes its backups from its source"
        : undefined;
    },
    get backupsEnabled() {
      const plugin = barmanPlugin(cluster);
      if (plugin) return Fact.given(true, plugin.path);
      const plugins = cluster.list("spec.plugins");
      if (plugins.missing) return Fact.unknown<boolean>(["spec", "plugins"], plugins.missing.why);
      return presentOr(cluster, "spec.backup", "a backup section with an object store or volume snapshots");
    },
    get backupRetentionDays() {
      return retentionOf(cluster, "spec.backup.retentionPolicy");
    },
    get pointInTimeRecovery() {
      const plugin = barmanPlugin(cluster);
      if (plugin) return archivesThrough(plugin);
      return presentOr(cluster, "spec.backup.barmanObjectStore", "an object store to archive the WAL to");
    },
    backupRule: (self, stack) => ({
      get retentionDays() {
        const plugin = barmanPlugin(cluster);
        return plugin
          ? storeRetention(plugin, self, stack)
          : retentionOf(cluster, "spec.backup.retentionPolicy");
      },
      get intervalDays() {
        const takesNone = !barmanPlugin(cluster) && !cluster.has("spec.backup");
        // Without backups there is one finding already.
        return takesNone
          ? new Fact<number>({ is: "unstated" }, ["spec", "backup"])
          : scheduledInterval(self, stack);
      },
    }),
  }),
);

const BARMAN_PLUGIN = "barman-cloud.cloudnative-pg.io";
const UNIT_DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30 };

/** `30d`, `5w`, `1m`: days, weeks and months, which count 30 days. */
function policyDays(policy: string): number | undefined {
  const [, amount, unit] = /^([1-9]\d*)([dwm])$/.exec(policy) ?? [];
  return unit === undefined ? undefined : Number(amount) * (UNIT_DAYS[unit] ?? NaN);
}

function retentionOf(object: Inputs, path: string): Fact<number> {
  const days = object.string(path).map(policyDays, {
    unit: "days",
    write: (amount) => `${amount}d`,
    why: "is not a retention policy such as 30d, so it cannot be judged",
  });
  return days.isAbsent ? new Fact({ is: "absent", value: Infinity }, days.path, days.format) : days;
}

/** Whether a section is set; where it is not, what is needed instead. */
function presentOr(cluster: Inputs, path: string, needs: string): Fact<boolean> {
  const presence = cluster.presence(path);
  return presence.isAbsent ? new Lacking<boolean>(presence.path, { says: "is not set", needs }) : presence;
}

function barmanPlugin(cluster: Inputs): Inputs | undefined {
  return cluster
    .list("spec.plugins")
    .items.find(
      (plugin) => plugin.string("name").value === BARMAN_PLUGIN && plugin.boolean("enabled").value !== false,
    );
}

/** The plugin archives the WAL when it is told to. Default: false, in which case it only takes base backups. */
function archivesThrough(plugin: Inputs): Fact<boolean> {
  return plugin.boolean("isWALArchiver", { whenAbsent: false });
}

/** The retention policy of the object store that the plugin's parameters name. */
function storeRetention(plugin: Inputs, self: Subject<unknown>, stack: StackView): Fact<number> {
  const name = plugin.string("parameters.barmanObjectName");
  if (name.state.is === "unknown") return Fact.unknown(name.path, name.state.why);
  const { namespace } = identityOf(objectOf(self));
  const found = stack.subjects(objectStore).map(({ thing: store }) => {
    const identity = identityOf(store);
    return { store, isNamed: both(same(identity.name, name), same(identity.namespace, namespace)) };
  });
  const named = found.find(({ isNamed }) => isNamed === true);
  if (named) {
    const policy = retentionOf(named.store, "spec.retentionPolicy");
    const why = "names an object store whose spec.retentionPolicy cannot be read";
    if (policy.value === undefined) return Fact.unknown(name.path, why);
    const shown = `the object store "${name.value ?? ""}"`;
    return new Fact({ is: "known", value: policy.value, shown }, name.path, { unit: "days", fixable: false });
  }
  return Fact.unknown(
    name.path,
    found.some(({ isNamed }) => isNamed === undefined) ? UNTIL_UPDATE : "names no object store of this stack",
  );
}

/** The shortest interval of the ScheduledBackups that name the cluster. Their cron has a field for seconds. */
function scheduledInterval(self: Subject<unknown>, stack: StackView): Fact<number> {
  const { name, namespace } = identityOf(objectOf(self));
  const path = ["spec", "backup"];
  let isUntold = false;
  const intervals: Fact<number>[] = [];
  for (const { thing: backup } of stack.subjects(scheduledBackup)) {
    const isOf = both(
      same(backup.string("spec.cluster.name"), name),
      same(identityOf(backup).namespace, namespace),
    );
    const suspended = backup.boolean("spec.suspend", { whenAbsent: false });
    if (isOf === false || suspended.value === true) continue;
    const schedule = backup.string("spec.schedule").map((cron) => cronIntervalDays(cron, "seconds"));
    if (isOf === undefined || suspended.value === undefined || schedule.value === undefined) isUntold = true;
    else intervals.push(schedule);
  }
  const best = intervals.reduce((least, { value }) => Math.min(least, value ?? Infinity), Infinity);
  if (best > 1 && isUntold)
    return Fact.unknown(path, "has a ScheduledBackup that is not known until the update");
  if (best === Infinity) {
    return new Lacking(path, {
      says: "takes no base backups by itself, and no ScheduledBackup of the stack names the cluster",
      needs: "one that runs at least daily",
    });
  }
  const shown = "scheduled";
  return new Fact({ is: "known", value: best, shown }, path, { unit: "days", fixable: false });
}
