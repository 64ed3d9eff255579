import {
  aboutOther,
  advise,
  allOf,
  anyOf,
  undetermined,
  violation,
  type Outcome,
} from "../../evaluation/outcome";
import { unlessExcluded } from "../../evaluation/exclusion";
import { requirement, type Context } from "../../evaluation/requirement";
import { encryptionKey, rotationSchedule, type EncryptionKey } from "../../kinds/encryption-key";

/** 2.4 "Key rotation policy configured (30 days REGULATED, 7 days RESTRICTED)". */
export const keyRotation = requirement({
  item: "2.4.1",
  name: "2.4-key-rotation",
  title: "Key rotation",
  description: "Every encryption key is rotated automatically, and often enough.",
  why: "A leaked key opens everything that was encrypted since its last rotation.",
  from: "REGULATED",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["keyRotationDays"],
  howToFix:
    "Turn automatic rotation on with a period of 30 days (REGULATED) or 7 days (RESTRICTED), or rotate the key on a schedule of that period.",
  silentOn: { kubernetes: "Kubernetes resources hold no encryption keys; the cloud's key service does." },
  each: encryptionKey,
  check: (key, context) =>
    unlessExcluded(key.rotationDecidedElsewhere, () => {
      const { own, others } = rotatedBySchedules(context);
      // A schedule that is there for the key is what to mend, rather than what the key service does by itself.
      return anyOf(...own, rotatesItself(key, context), ...others);
    }),
});

function rotatesItself(key: EncryptionKey, { profile }: Context<EncryptionKey>): Outcome {
  if (typeof key.neverRotates === "object") return undetermined(key.neverRotates);
  if (key.neverRotates !== undefined) {
    return violation({
      says: `${key.neverRotates} never rotates by itself`,
      needs: `a rotation every ${String(profile.keyRotationDays)} days`,
      advice:
        "Use a key that the service rotates, or exempt it with a reason and the procedure that renews it.",
    });
  }
  const { shortestRotation: shortest } = key;
  const unreachable = shortest !== undefined && shortest.days > (profile.keyRotationDays ?? Infinity);
  const oftenEnough = key.rotationDays.atMost(profile.keyRotationDays);
  return allOf(
    key.rotationEnabled.is(true),
    unreachable ? advise(oftenEnough, shortest.advice) : oftenEnough,
  );
}

/** Whether schedules rotate the key often enough: those that are the key's own, and those that may be or are not. */
function rotatedBySchedules({ profile, stack, subject }: Context<EncryptionKey>) {
  const judged = stack.subjects(rotationSchedule).map((schedule) => {
    const rotates = schedule.thing.rotates(subject, schedule, stack);
    const often = allOf(
      schedule.thing.enabled.is(true),
      schedule.thing.intervalDays.atMost(profile.keyRotationDays),
    );
    return {
      isOwn: rotates.result === "pass",
      outcome: allOf(rotates, aboutOther(`schedule ${schedule.resource.name}`, often)),
    };
  });
  const outcomes = (isOwn: boolean) =>
    judged.filter((it) => it.isOwn === isOwn).map(({ outcome }) => outcome);
  return { own: outcomes(true), others: outcomes(false) };
}
