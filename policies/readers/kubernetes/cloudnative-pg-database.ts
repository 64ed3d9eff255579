import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { aboutOther, allOf, pass, type Outcome, type Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { DataAtRest } from "../../kinds/data-at-rest";
import { database } from "../../kinds/database";
import { encryption, unknownStorage } from "../data-at-rest";
import { cronIntervalDays } from "../schedule";
import { bucketStorage, cloudStorage } from "./bucket";
import { storageOfClaim } from "./claim";
import { objectStore, pooler, scheduledBackup } from "./cloudnative-pg-backup";
import { cloudNativePgMetrics } from "./database-metrics";
import { identityOf, objectOf } from "./identity";
import { keyOf } from "./keys";
import { Lacking } from "./lacking";
import { labelsOf } from "./labels";
import { refusesPlainText } from "./pg-hba";
import { auditsBy } from "./pgaudit";
import { privacyOfPods } from "./pod-privacy";
import { cloudNativePgStatistics } from "./query-statistics";
import { privacyOfService } from "./service-privacy";
import { storageOfClass } from "./storage-class";
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
      return byPlugin(
        cluster,
        ({ path }) => Fact.given(true, path),
        () => presentOr(cluster, "spec.backup", "a backup section with an object store or volume snapshots"),
      );
    },
    get backupRetentionDays() {
      return retentionOf(cluster, "spec.backup.retentionPolicy");
    },
    get pointInTimeRecovery() {
      return byPlugin(cluster, archivesThrough, () =>
        presentOr(cluster, "spec.backup.barmanObjectStore", "an object store to archive the WAL to"),
      );
    },
    backupRule: (self, stack) => ({
      get retentionDays() {
        return byPlugin(
          cluster,
          (plugin) => storeRetention(plugin, self, stack),
          () => retentionOf(cluster, "spec.backup.retentionPolicy"),
        );
      },
      get intervalDays() {
        const takesNone = !barmanPlugin(cluster) && !cluster.has("spec.backup");
        // Without backups there is one finding already.
        return takesNone
          ? new Fact<number>({ is: "unstated" }, ["spec", "backup"])
          : scheduledInterval(self, stack);
      },
    }),
    // The operator's last rule accepts every client, with TLS or without.
    refusesPlainText: () =>
      refusesPlainText(cluster.strings("spec.postgresql.pg_hba"), {
        otherwise: "accepted",
        path: ["spec", "postgresql", "pg_hba"],
      }),
    isPrivate: (_, stack) => isPrivate(cluster, stack),
    storage: (self, stack) =>
      Listing.of(
        new Listing(
          ["spec.storage", "spec.walStorage"]
            .filter((path) => path === "spec.storage" || cluster.has(path))
            .map((path) => storageOfSection(cluster.at(path), self, stack)),
        ),
        cluster
          .list("spec.tablespaces")
          .map((tablespace) => storageOfSection(tablespace.at("storage"), self, stack)),
      ),
    backupStorage: (self, stack) => backupStorage(cluster, self, stack),
    // A parameter of pgaudit has the operator load it.
    keepsStatistics: () => cloudNativePgStatistics(cluster),
    exportsMetrics: () => cloudNativePgMetrics(cluster),
    auditsStatements: () => auditsBy(cluster.at("spec.postgresql"), "parameters", { isPreloaded: true }),
  }),
);

/** The claims of a cluster: a template of one, which the class beside it overrides. */
function storageOfSection(section: Inputs, self: Subject<unknown>, stack: StackView): DataAtRest {
  const own = section.string("storageClass");
  return own.isAbsent && section.has("pvcTemplate")
    ? storageOfClaim(section.at("pvcTemplate"), self, stack)
    : storageOfClass(own, self, stack);
}

/** Services that select the cluster's pods, those that the operator makes for it, and its poolers'. */
function isPrivate(cluster: Inputs, stack: StackView): Outcome {
  const { name, namespace } = identityOf(cluster);
  const inherited = labelsOf(cluster.at("spec.inheritedMetadata"));
  const labels = ["primary", "replica"].map((role) => ({
    known: {
      ...inherited.known,
      ...(name.value === undefined ? {} : { "cnpg.io/cluster": name.value, "postgresql": name.value }),
      "cnpg.io/podRole": "instance",
      "cnpg.io/instanceRole": role,
      role,
    },
    complete: inherited.complete && name.value !== undefined,
  }));
  const poolers = stack
    .candidates(poolersByCluster, [keyOf("cluster", name)])
    .flatMap(({ resource, thing }) => {
      const isOf = both(
        same(thing.string("spec.cluster.name"), name),
        same(identityOf(thing).namespace, namespace),
      );
      return isOf
        ? [aboutOther(`pooler ${resource.name}`, privacyOfService(thing.at("spec.serviceTemplate")))]
        : [];
    });
  const managed = cluster.list("spec.managed.services.additional");
  return allOf(
    privacyOfPods({ namespace, labels }, stack),
    ...poolers,
    managed.isEmpty ? pass : managed.every((it) => privacyOfService(it.at("serviceTemplate"))),
  );
}

const poolersByCluster = lookup(pooler, ({ thing }) => ({
  every: [keyOf("cluster", thing.string("spec.cluster.name"))],
}));

/** The object store, the cluster's own or the plugin's. Snapshots are encrypted as the volumes are. */
function backupStorage(cluster: Inputs, self: Subject<unknown>, stack: StackView): Listing<DataAtRest> {
  const plugin = barmanPlugin(cluster);
  if (plugin && !(plugin instanceof Inputs)) return Listing.unknown(plugin);
  if (plugin) {
    const name = plugin.string("parameters.barmanObjectName");
    const { namespace } = identityOf(objectOf(self));
    const found = stack
      .subjects(objectStore)
      .find(({ thing }) =>
        both(same(identityOf(thing).name, name), same(identityOf(thing).namespace, namespace)),
      );
    const why = name.state.is === "unknown" ? name.state.why : "names no object store of this stack";
    return found
      ? storesOf(found.thing.at("spec.configuration"), `object store ${name.value ?? found.resource.name}`)
      : new Listing([unknownStorage(name.path, why)]);
  }
  const own = cluster.presence("spec.backup.barmanObjectStore");
  if (own.state.is === "unknown") return Listing.unknown({ path: own.path, why: own.state.why });
  return own.value === true
    ? storesOf(cluster.at("spec.backup.barmanObjectStore"))
    : new Listing<DataAtRest>([]);
}

/** Base backups and the WAL, which are encrypted each by a setting of its own, or by the bucket. */
function storesOf(store: Inputs, holder?: string): Listing<DataAtRest> {
  const isElsewhere = store.has("googleCredentials") || store.has("azureCredentials");
  const endpoint = store.string("endpointURL");
  const isAws = endpoint.isAbsent || /\.amazonaws\.com(\.cn)?(\/|:|$)/.test(endpoint.value ?? "");
  return new Listing(
    ["data", "wal"].map((part): DataAtRest => {
      const algorithm = store.string([part, "encryption"]);
      const byBucket = isElsewhere
        ? cloudStorage(algorithm.path)
        : bucketStorage({ endpoint: !isAws, path: algorithm.path });
      return {
        ...(holder === undefined ? {} : { holder }),
        encrypted: algorithm.isAbsent ? byBucket.encrypted : algorithm.map(() => true, encryption),
        customerManagedKey: byBucket.customerManagedKey,
      };
    }),
  );
}

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

/** The Barman Cloud plugin, where the cluster has it and it is enabled, which it is unless set; what is not known of it. */
function barmanPlugin(cluster: Inputs): Inputs | Undetermined | undefined {
  const { items, missing } = cluster
    .list("spec.plugins")
    .where(
      (plugin) => plugin.string("name"),
      (name) => name === BARMAN_PLUGIN,
    )
    .where(
      (plugin) => plugin.boolean("enabled", { whenAbsent: true }),
      (enabled) => enabled,
    );
  return items[0] ?? missing;
}

/** What the plugin decides where the cluster has it, and its own backup section otherwise. */
function byPlugin<T>(cluster: Inputs, through: (plugin: Inputs) => Fact<T>, own: () => Fact<T>): Fact<T> {
  const plugin = barmanPlugin(cluster);
  if (plugin instanceof Inputs) return through(plugin);
  return plugin ? Fact.unknown(plugin.path ?? ["spec", "plugins"], plugin.why) : own();
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
