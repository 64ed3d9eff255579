import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { allOf } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { DataAtRest } from "../../kinds/data-at-rest";
import { database } from "../../kinds/database";
import { encryption } from "../data-at-rest";
import { cronIntervalDays } from "../schedule";
import { bucketStorage, cloudStorage } from "./bucket";
import { storageOfClaim } from "./claim";
import { crunchyMetrics } from "./database-metrics";
import { identityOf } from "./identity";
import { Lacking } from "./lacking";
import { refusesPlainText } from "./pg-hba";
import { auditsBy, PGAUDIT_LOG } from "./pgaudit";
import { privacyOfPods, type SelectedPods } from "./pod-privacy";
import { crunchyStatistics } from "./query-statistics";
import { privacyOfOperatorService } from "./service-privacy";

/**
 * Crunchy Data's operator. pgBackRest archives the WAL always, takes backups on the schedules of its repositories, and
 * keeps them for good unless `repo<n>-retention-full` says otherwise: a number of full backups, or of days.
 */
export const crunchyPostgresCluster = reader(
  "kubernetes:postgres-operator.crunchydata.com/*:PostgresCluster",
  database,
  (object) => {
    const backrest = object.at("spec.backups.pgbackrest");
    return {
      get backedUpElsewhere() {
        return object.boolean("spec.standby.enabled").value === true
          ? "a standby cluster takes its backups from its source"
          : undefined;
      },
      get backupsEnabled() {
        const repos = backrest.list("repos");
        if (repos.missing) return Fact.unknown<boolean>([...backrest.path, "repos"], repos.missing.why);
        const scheduled = repos.items.find((repo) => repo.has("schedules"));
        return scheduled
          ? Fact.given(true, scheduled.path)
          : new Lacking<boolean>([...backrest.path, "repos"], {
              says: "has no schedules",
              needs: "a repository with a schedule of full backups",
            });
      },
      get backupRetentionDays() {
        return backrestRetention(backrest);
      },
      get pointInTimeRecovery() {
        const presence = object.presence("spec.backups.pgbackrest");
        return presence.isAbsent
          ? new Lacking<boolean>(presence.path, {
              says: "is not set",
              needs: "a repository to archive the WAL to",
            })
          : presence;
      },
      backupRule: () => ({
        get retentionDays() {
          return backrestRetention(backrest);
        },
        get intervalDays() {
          return backrestInterval(backrest);
        },
      }),
      // The operator's own rules accept TLS only, and end where rules of one's own begin.
      refusesPlainText: () => refusesPlainText(rulesOf(object), { otherwise: "refused", path: RULES }),
      isPrivate: (_, stack) =>
        allOf(
          privacyOfPods(podsOf(object), stack),
          ...SERVICES.map((name) => privacyOfOperatorService(object.at(`spec.${name}`))),
        ),
      storage: (self, stack) =>
        Listing.of(
          object
            .list("spec.instances")
            .map((set) => storageOfClaim(set.at("dataVolumeClaimSpec"), self, stack)),
          object
            .list("spec.instances")
            .filter((set) => set.has("walVolumeClaimSpec"))
            .map((set) => storageOfClaim(set.at("walVolumeClaimSpec"), self, stack)),
        ),
      backupStorage: (self, stack) =>
        backrest.list("repos").map((repo) => storageOfRepo(repo, backrest, self, stack)),
      // The operator always loads pgaudit; what it logs is a parameter.
      keepsStatistics: () => crunchyStatistics(object),
      exportsMetrics: () => crunchyMetrics(object),
      auditsStatements: () =>
        object.has(["spec", "config", "parameters", PGAUDIT_LOG])
          ? auditsBy(object.at("spec.config"), "parameters", { isPreloaded: true })
          : auditsBy(object.at("spec.patroni.dynamicConfiguration.postgresql"), "parameters", {
              isPreloaded: true,
            }),
    };
  },
);

const BACKUP_TYPES = ["full", "differential", "incremental"];

/** Of the repository with schedules: how long its full backups are kept. */
function backrestRetention(backrest: Inputs): Fact<number> {
  const repo = scheduledRepo(backrest);
  const name = repo?.string("name").value ?? "repo1";
  const path = ["global", `${name}-retention-full`];
  const kept = backrest.number(path, { unit: "days", write: String });
  if (kept.isAbsent) return new Fact({ is: "absent", value: Infinity }, kept.path, { unit: "days" });
  const type = backrest.string(["global", `${name}-retention-full-type`], { whenAbsent: "count" });
  if (type.state.is === "unknown") return Fact.unknown(type.path, type.state.why);
  if (type.value === "time") return kept;
  const interval = daysBetween(repo?.string("schedules.full"));
  return interval === undefined
    ? Fact.unknown(kept.path, "is a number of full backups whose schedule is not known")
    : kept.map((count) => count * interval, {
        unit: "days",
        write: (days) => String(Math.ceil(days / interval)),
      });
}

function backrestInterval(backrest: Inputs): Fact<number> {
  const repo = scheduledRepo(backrest);
  const schedules = BACKUP_TYPES.flatMap((type) => {
    const schedule = repo?.string(`schedules.${type}`);
    return schedule && !schedule.isAbsent ? [schedule] : [];
  });
  const path = [...(repo?.path ?? [...backrest.path, "repos"]), "schedules"];
  // Without a schedule there is one finding already.
  if (schedules.length === 0) return new Fact<number>({ is: "unstated" }, path);
  const days = schedules.map(daysBetween);
  const known = days.filter((interval) => interval !== undefined);
  const best = Math.min(...known, daysBetween(onTheirWeekdays(schedules)) ?? Infinity);
  if (best > 1 && known.length < days.length) return Fact.unknown(path, UNTIL_UPDATE);
  return new Fact({ is: "known", value: best, shown: "scheduled" }, path, { fixable: false, unit: "days" });
}

/** One schedule for several that differ by the days of the week: a full backup on Sundays, incremental ones between. */
function onTheirWeekdays(schedules: readonly Fact<string>[]): Fact<string> | undefined {
  const fields = schedules.map(({ value }) => (value ?? "").trim().split(/\s+/));
  const areWeekly = fields.every((it) => it.length === 5 && it[2] === "*" && it[3] === "*" && it[4] !== "*");
  const [first] = fields;
  if (!areWeekly || first === undefined) return undefined;
  return Fact.given([...first.slice(0, 4), fields.map((it) => it[4]).join(",")].join(" "));
}

function scheduledRepo(backrest: Inputs): Inputs | undefined {
  return backrest.list("repos").items.find((repo) => repo.has("schedules"));
}

function daysBetween(schedule: Fact<string> | undefined): number | undefined {
  return schedule?.value === undefined ? undefined : cronIntervalDays(schedule.value, "unix");
}

const RULES = ["spec", "patroni", "dynamicConfiguration", "postgresql", "pg_hba"];

/** The rules of one's own: those of `spec.authentication` come first. */
function rulesOf(object: Inputs): Listing<Fact<string>> {
  const structured = object.list("spec.authentication.rules").map((rule) => {
    const whole = rule.string("hba");
    if (!whole.isAbsent) return whole;
    const [connection, method] = [rule.string("connection"), rule.string("method")];
    const unread = [connection, method].find(({ value }) => value === undefined);
    return unread ?? Fact.given(`${connection.value ?? ""} all all all ${method.value ?? ""}`, rule.path);
  });
  const plain = object.strings(RULES);
  return structured.isEmpty ? plain : Listing.of(structured, plain);
}

/** Where the Services that the operator makes are described. */
const SERVICES = ["service", "replicaService", "proxy.pgBouncer.service"];

function podsOf(object: Inputs): SelectedPods {
  const { name, namespace } = identityOf(object);
  const cluster = { "postgres-operator.crunchydata.com/cluster": name.value ?? "" };
  return {
    namespace,
    labels: ["master", "replica"].map((role) => ({
      known: {
        ...cluster,
        "postgres-operator.crunchydata.com/data": "postgres",
        "postgres-operator.crunchydata.com/role": role,
      },
      complete: name.value !== undefined,
    })),
  };
}

/** A pgBackRest repository: a bucket, or a volume. pgBackRest encrypts what it writes when told to. */
function storageOfRepo(repo: Inputs, backrest: Inputs, self: Subject<unknown>, stack: StackView): DataAtRest {
  const name = repo.string("name").value ?? "repo1";
  const cipher = backrest.string(["global", `${name}-cipher-type`], { whenAbsent: "none" });
  if (cipher.value !== "none" && !cipher.isAbsent) {
    return {
      encrypted: cipher.map((type) => type !== "none", encryption),
      customerManagedKey: Fact.unknown(cipher.path, "takes its key from a secret, which is not read"),
    };
  }
  if (repo.has("volume")) return storageOfClaim(repo.at("volume.volumeClaimSpec"), self, stack);
  if (repo.has("gcs") || repo.has("azure")) return cloudStorage(repo.path);
  const endpoint = repo.string("s3.endpoint");
  return bucketStorage({
    endpoint: !/(^|\.)amazonaws\.com(\.cn)?$/.test(endpoint.value ?? ""),
    path: endpoint.path,
  });
}
