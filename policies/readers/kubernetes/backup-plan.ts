import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";
import { backupAssignment, backupPlan, type BackupPlan } from "../../kinds/backup-plan";
import type { DataAtRest } from "../../kinds/data-at-rest";
import { customerKey, unknownStorage } from "../data-at-rest";
import { cronIntervalDays, goDurationDays } from "../schedule";
import { bucketStorage } from "./bucket";
import { quoted } from "../quoted";
import { identityOf, isKubernetes, objectOf, type ObjectIdentity } from "./identity";
import { findNamed } from "./named-object";
import { both, either, holds, not, same, type Ternary } from "./ternary";

const VELERO = "kubernetes:velero.io/*:Schedule";

/** Where Velero keeps backups, for the schedules that name it. */
interface BackupLocation {
  readonly identity: ObjectIdentity;
  readonly object: Inputs;
}

const backupLocation = kind<BackupLocation>("backup location");

export const veleroBackupLocation = reader(
  "kubernetes:velero.io/*:BackupStorageLocation",
  backupLocation,
  (object) => ({ identity: identityOf(object), object }),
);

/** Velero Schedules. Backups are kept for 30 days unless `spec.template.ttl` says otherwise. */
export const veleroPlan = reader(VELERO, backupPlan, (object) => ({
  get rules() {
    return new Listing([
      {
        get intervalDays() {
          return object
            .string("spec.schedule")
            .map((cron) => cronIntervalDays(cron, "unix"), { unit: "days", write: () => "0 1 * * *" });
        },
        get retentionDays() {
          return object
            .string("spec.template.ttl", { whenAbsent: "720h0m0s" })
            .map(ttlDays, { unit: "days", write: (days) => `${days * 24}h0m0s` });
        },
        get pointInTimeRecovery() {
          return Fact.given(false, ["spec", "schedule"]);
        },
      },
    ]);
  },
  storage: (self, stack) => {
    const name = object.string("spec.template.storageLocation", { whenAbsent: "default" });
    const { namespace } = identityOf(object);
    const [found] = findNamed(backupLocation, { name, namespace }, self, stack).subjects;
    return new Listing([
      found
        ? storageAt(found.thing.object, found.thing.identity.name.value ?? found.resource.name)
        : unknownStorage(
            name.path,
            name.value === undefined
              ? UNTIL_UPDATE
              : `means the storage location ${quoted(name)}, which is not in this stack`,
          ),
    ]);
  },
}));

/** A backup without a time to live gets the default of 30 days. */
function ttlDays(ttl: string): number | undefined {
  const days = goDurationDays(ttl);
  return days === 0 ? 30 : days;
}

/** Buckets of Google Cloud and Azure are always encrypted, those of AWS since 2023; other endpoints decide themselves. */
function storageAt(location: Inputs, name: string): DataAtRest {
  const holder = `backup storage location ${name}`;
  const provider = location.string("spec.provider");
  const clouds = /(^|\/)(aws|gcp|azure)$/.exec(provider.value ?? "")?.[2];
  if (clouds === undefined) {
    return { holder, ...unknownStorage(provider.path, "is a store whose encryption is not known here") };
  }
  const config = location.at("spec.config");
  const asked = ["kmsKeyId", "kmsKeyName", "serverSideEncryption", "customerKeyEncryptionFile"].find((key) =>
    config.has(key),
  );
  const endpoint = config.string("s3Url");
  const storage = bucketStorage({
    endpoint: asked === undefined && !endpoint.isAbsent && !/\.amazonaws\.com/.test(endpoint.value ?? ""),
    path: endpoint.path,
  });
  return {
    holder,
    encrypted: storage.encrypted,
    customerManagedKey: customerKey(config, clouds === "gcp" ? "kmsKeyName" : "kmsKeyId"),
  };
}

/** What a Velero Schedule covers: the volumes of its namespaces, all of them unless it names some. */
export const veleroAssignment = reader(VELERO, backupAssignment, (object) => ({
  covers: (target, self) =>
    holds(
      isKubernetes(target)
        ? both(backsUpVolumes(object), includesNamespaceOf(object, target), selectsByLabels(object))
        : false,
      `Velero schedule ${self.resource.name} covers it`,
    ),
  plan: ownPlan,
}));

const CRON_JOBS = [
  "kubernetes:batch/v1:CronJob",
  "kubernetes:batch/v1beta1:CronJob",
  "kubernetes:batch/v2alpha1:CronJob",
];

/** CronJobs that dump a database. How long the dumps are kept, the place they go to decides. */
export const dumpPlan = reader(CRON_JOBS, backupPlan, (object) =>
  dumps(object)
    ? {
        get rules() {
          return new Listing([
            {
              get intervalDays() {
                return object.string("spec.schedule").map((cron) => cronIntervalDays(cron, "unix"), {
                  unit: "days",
                  write: () => "0 1 * * *",
                });
              },
              get retentionDays() {
                return Fact.unknown<number>(
                  ["spec", "jobTemplate"],
                  "dumps the database, and does not say how long dumps are kept",
                );
              },
              get pointInTimeRecovery() {
                return Fact.given(false, ["spec", "schedule"]);
              },
            },
          ]);
        },
      }
    : undefined,
);

/** The databases of its namespace, which is as much as a dumping CronJob shows. */
export const dumpAssignment = reader(CRON_JOBS, backupAssignment, (object) =>
  dumps(object)
    ? {
        covers: (target, self) =>
          holds(
            isKubernetes(target)
              ? both(
                  not(object.boolean("spec.suspend", { whenAbsent: false }).value),
                  same(identityOf(objectOf(target)).namespace, identityOf(object).namespace),
                )
              : false,
            `CronJob ${self.resource.name} dumps it`,
          ),
        plan: ownPlan,
      }
    : undefined,
);

/** The plan that the same object is. */
export function ownPlan(self: Subject<unknown>, stack: StackView): Link<BackupPlan> {
  const subjects = stack
    .subjects(backupPlan)
    .filter(({ resource, part }) => resource === self.resource && part?.name === self.part?.name);
  return { state: "found", subjects };
}

function includesNamespaceOf(object: Inputs, target: Subject<unknown>): Ternary {
  const namespace = identityOf(objectOf(target)).namespace.value;
  const included = object.strings("spec.template.includedNamespaces");
  const excluded = object.strings("spec.template.excludedNamespaces");
  const matches = ({ value }: Fact<string>): Ternary =>
    value === "*"
      ? true
      : value === undefined || namespace === undefined
        ? undefined
        : globMatches(value, namespace);
  return both(
    included.missing ? undefined : included.isEmpty ? true : either(...included.items.map(matches)),
    excluded.missing ? undefined : not(either(...excluded.items.map(matches))),
  );
}

/** Volumes are backed up by default, unless the schedule turns it off, is paused, or lists other resources only. */
function backsUpVolumes(object: Inputs): Ternary {
  const template = object.at("spec.template");
  const resources = template.strings("includedResources");
  const excluded = template.strings("excludedResources");
  const includesVolumes =
    resources.isEmpty ||
    resources.items.some(({ value }) => /^(\*|persistentvolume|pods?$|pvcs?$|pvs?$)/i.test(value ?? ""));
  const excludesVolumes = excluded.items.some(({ value }) =>
    /^(\*|persistentvolume|pvcs?$|pvs?$)/i.test(value ?? ""),
  );
  return both(
    not(object.boolean("spec.paused", { whenAbsent: false }).value),
    resources.missing ? undefined : includesVolumes,
    excluded.missing ? undefined : !excludesVolumes,
    either(
      template.boolean("snapshotVolumes", { whenAbsent: true }).value,
      template.boolean("defaultVolumesToFsBackup", { whenAbsent: false }).value,
      template.boolean("defaultVolumesToRestic", { whenAbsent: false }).value,
    ),
  );
}

/** A label selector is matched against volumes and claims, whose labels the stack does not show. */
function selectsByLabels(object: Inputs): Ternary {
  const selects = ["labelSelector", "orLabelSelectors"].some((name) =>
    object.has(["spec", "template", name]),
  );
  return selects ? undefined : true;
}

function globMatches(glob: string, text: string): boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${pattern}$`).test(text);
}

const DUMPS = /\b(pg_dump|pg_dumpall|pg_basebackup|pgbackrest|wal-g|wal-e|barman)\b/;
const DUMPING_IMAGES = /(postgres|pg|postgresql)-?(backup|dump)/;

/** True for a CronJob whose commands or images dump PostgreSQL databases. */
function dumps(object: Inputs): boolean {
  return object.list("spec.jobTemplate.spec.template.spec.containers").items.some((container) => {
    const command = ["command", "args"].flatMap((name) => container.strings(name).items);
    return (
      DUMPS.test(command.map(({ value }) => value ?? "").join(" ")) ||
      DUMPING_IMAGES.test(container.string("image").value ?? "")
    );
  });
}
