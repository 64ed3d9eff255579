import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { backupAssignment, backupPlan } from "../../kinds/backup-plan";
import { cronIntervalDays, goDurationDays } from "../schedule";
import { ownPlan } from "./backup-plan";
import { identityOf, isKubernetes, objectOf } from "./identity";
import { both, holds, not, same } from "./ternary";

const SNAPSHOT_SCHEDULE = "kubernetes:snapscheduler.backube/*:SnapshotSchedule";

/** Snapscheduler's schedules of volume snapshots. Without a retention, snapshots are kept for good. */
export const snapshotPlan = reader(SNAPSHOT_SCHEDULE, backupPlan, (object) => ({
  get rules() {
    return new Listing([
      {
        get intervalDays() {
          return intervalOf(object);
        },
        get retentionDays() {
          return retentionOf(object);
        },
        get pointInTimeRecovery() {
          return Fact.given(false, ["spec", "schedule"]);
        },
      },
    ]);
  },
}));

/** The volumes of its namespace; a selector of claims leaves untold which, as the stack does not show their labels. */
export const snapshotAssignment = reader(SNAPSHOT_SCHEDULE, backupAssignment, (object) => ({
  covers: (target, self) =>
    holds(
      isKubernetes(target)
        ? both(
            not(object.boolean("spec.disabled", { whenAbsent: false }).value),
            same(identityOf(objectOf(target)).namespace, identityOf(object).namespace),
            object.has("spec.claimSelector.matchLabels") || object.has("spec.claimSelector.matchExpressions")
              ? undefined
              : true,
          )
        : false,
      `snapshot schedule ${self.resource.name} covers it`,
    ),
  plan: ownPlan,
}));

function intervalOf(object: Inputs): Fact<number> {
  return object
    .string("spec.schedule")
    .map((cron) => cronIntervalDays(cron, "unix"), { unit: "days", write: () => "0 1 * * *" });
}

/** Snapshots go when they are too old, or when there are too many: whichever comes first. */
function retentionOf(object: Inputs): Fact<number> {
  const expires = object
    .string("spec.retention.expires")
    .map(goDurationDays, { unit: "days", write: (days) => `${days * 24}h` });
  const count = object.number("spec.retention.maxCount");
  const interval = intervalOf(object).value;
  if (count.isAbsent && expires.isAbsent) {
    return new Fact({ is: "absent", value: Infinity }, expires.path, expires.format);
  }
  if (count.isAbsent) return expires;
  const kept = count.map((snapshots) => (interval === undefined ? undefined : snapshots * interval), {
    unit: "days",
    write: (days) => Math.ceil(days / (interval ?? 1)),
    why: "is a number of snapshots whose schedule is not known",
  });
  return kept.value === undefined || expires.isAbsent || kept.value < (expires.value ?? 0) ? kept : expires;
}
