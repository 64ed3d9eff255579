import { unlessExcluded } from "../../evaluation/exclusion";
import type { Fact } from "../../evaluation/fact";
import { advisory, allOf, notApplicable, undetermined, pass, type Outcome } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { runsApplication } from "../../kinds/application";
import { showShare, type Rollout, type Share } from "../../kinds/rollout";
import { runsToItsEnd, workload, type Workload } from "../../kinds/workload";
import type { Profile } from "../../../profiles";

/** 7.2 "Rolling update strategy configured", "maxUnavailable: 1 (or 25%)", "maxSurge: 1 (or 25%)". */
export const rollingUpdate = requirement({
  item: "7.2.3",
  name: "7.2-rolling-update",
  title: "Rolling update",
  description: "A new version of the application replaces the old one a few replicas at a time.",
  why: "Replacing every replica at once is an outage at each deployment, and a longer one at each failed deployment.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["rollingUpdatePercent"],
  howToFix:
    "Leave the Deployment's strategy at its default, RollingUpdate with 25 %, or set maxUnavailable and maxSurge to 1; leave deploymentMinimumHealthyPercent of an ECS service at 100, or at 75 at least.",
  silentOn: {
    gcp: "Cloud Run starts a new revision beside the old one, and moves requests once it takes them; nothing changes that.",
  },
  each: workload,
  check: (it, context) => {
    const { profile } = context;
    if (!runsApplication(context)) return notApplicable("it does not run the application");
    const exclusion = runsToItsEnd(it, "it runs to its end, and is not updated");
    return unlessExcluded(exclusion, () =>
      it.rollout
        ? replacesAFew(it.rollout, it, profile)
        : notApplicable("the platform replaces versions gradually by itself"),
    );
  },
});

function replacesAFew(rollout: Rollout, { replicas }: Workload, { rollingUpdatePercent }: Profile): Outcome {
  const isGradual = rollout.isGradual.satisfies((gradual) => gradual, "a rolling update", true);
  const paused = advisory(rollout.paused?.is(false) ?? notApplicable("it cannot be paused"));
  if (isGradual.result === "violation") return allOf(isGradual, paused);
  const aFew = (share: Fact<Share> | undefined, round: Rounding) =>
    share === undefined || rollingUpdatePercent === null
      ? notApplicable("the platform decides how many")
      : isAFew(share, replicas, rollingUpdatePercent, round);
  return allOf(
    isGradual,
    aFew(rollout.maxUnavailable, Math.floor),
    aFew(rollout.maxSurge, Math.ceil),
    advisory(rollout.heldBack?.atMost(0) ?? notApplicable("it holds no replica back")),
    paused,
  );
}

/** Of a fraction, Kubernetes leaves the smaller number out, and adds the greater one. */
type Rounding = (replicas: number) => number;

/** One replica, or so many percent of them: as it is written, or as it comes to with the replicas that are set. */
function isAFew(share: Fact<Share>, replicas: Fact<number>, percent: number, round: Rounding): Outcome {
  const judged = share.satisfies(
    ({ amount, unit }) => amount <= (unit === "percent" ? percent : 1),
    `at most 1 or ${percent}%`,
    { amount: percent, unit: "percent" },
  );
  if (judged.result !== "violation" || share.value === undefined) return judged;
  if (!replicas.isDecided && !isUnstated(replicas)) {
    return undetermined({
      path: share.path,
      why: `is ${showShare(share.value)}, and how many replicas there are is not known`,
    });
  }
  // A number of replicas that is not set is an autoscaler's more often than the default of one.
  if (!replicas.isKnown) return judged;
  const total = replicas.value ?? 0;
  const { amount, unit } = share.value;
  // Of a single replica, half is none; but all of it is the outage that a rolling update is there to avoid.
  if (unit === "percent" && amount >= 100 && round === Math.floor) return judged;
  const isLittle =
    unit === "percent" ? round((amount / 100) * total) <= 1 : amount <= (percent / 100) * total;
  return isLittle ? pass : judged;
}

function isUnstated({ state }: Fact<unknown>): boolean {
  return state.is === "unstated";
}
