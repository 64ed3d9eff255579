import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { database } from "../../kinds/database";
import { cronIntervalDays } from "../schedule";
import { isPostgres } from "./image";
import { Lacking } from "./lacking";

/** PostgreSQL in a StatefulSet of one's own: nothing backs it up, unless a backup plan of the stack does. */
export const postgresStatefulSet = reader(
  [
    "kubernetes:apps/v1:StatefulSet",
    "kubernetes:apps/v1beta1:StatefulSet",
    "kubernetes:apps/v1beta2:StatefulSet",
  ],
  database,
  (object) => {
    const server = object
      .list("spec.template.spec.containers")
      .items.find((container) => isPostgres(container.string("image").value ?? ""));
    return (
      server && {
        get backupsEnabled() {
          return new Lacking<boolean>([...server.path, "image"], {
            says: "runs PostgreSQL, which nothing in the stack backs up",
            needs:
              "a backup plan, such as a Velero Schedule of its namespace, or an operator that takes backups",
          });
        },
        // Nothing is kept where nothing is taken: one finding is enough.
        backupRetentionDays: new Fact<number>({ is: "unstated" }, server.path),
        get pointInTimeRecovery() {
          return archiveMode(object, server);
        },
      }
    );
  },
);

/** Zalando's operator takes the backup settings from `spec.env`, or from its own configuration, which no stack shows. */
export const zalandoPostgresql = reader("kubernetes:acid.zalan.do/*:postgresql", database, (object) => {
  const variable = (...names: readonly string[]) =>
    object.list("spec.env").items.find((env) => names.includes(env.string("name").value ?? ""));
  const archive = () => variable("WAL_S3_BUCKET", "WALG_S3_PREFIX", "WALG_GS_PREFIX", "WALG_AZ_PREFIX");
  const decidedByOperator = <T>() =>
    Fact.unknown<T>(["spec", "env"], "says nothing of backups, so that the operator's configuration decides");
  const archives = () => {
    const found = archive();
    return found ? Fact.given(true, found.path) : decidedByOperator<boolean>();
  };
  return {
    get backedUpElsewhere() {
      return object.has("spec.standby") ? "a standby cluster takes its backups from its source" : undefined;
    },
    get backupsEnabled() {
      return archives();
    },
    get backupRetentionDays() {
      const kept = variable("BACKUP_NUM_TO_RETAIN");
      return kept
        ? kept.number("value", { unit: "daily backups", write: String })
        : decidedByOperator<number>();
    },
    get pointInTimeRecovery() {
      return archives();
    },
  };
});

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

/** Whether the server's command line turns WAL archiving on. PostgreSQL's default is off. */
function archiveMode(object: Inputs, server: Inputs): Fact<boolean> {
  const args = ["command", "args"].map((name) => server.strings(name));
  const path = [...server.path, "args"];
  const text = args.flatMap(({ items }) => items.map(({ value }) => value ?? "")).join(" ");
  const mode = /\barchive[_-]mode\s*=\s*['"]?(on|always|off)\b/.exec(text)?.[1];
  if (mode !== undefined) return Fact.given(mode !== "off", path);
  if (args.some(({ missing, items }) => missing !== undefined || items.some((arg) => !arg.isDecided))) {
    return Fact.unknown(path, UNTIL_UPDATE);
  }
  const configured = object
    .list("spec.template.spec.volumes")
    .items.some((volume) => volume.has("configMap") || volume.has("secret") || volume.has("projected"));
  return configured
    ? Fact.unknown(path, "does not set archive_mode, which a mounted configuration file may do")
    : new Lacking<boolean>(path, {
        says: "does not set archive_mode, which is off unless set",
        needs: "archive_mode=on with an archive_command",
      });
}
