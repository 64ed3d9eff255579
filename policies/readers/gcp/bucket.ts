import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { logStore, type LogStore } from "../../kinds/log-store";
import { advised } from "../advised-fact";
import { jointly } from "../borrowed-fact";
import { customerKey } from "../data-at-rest";
import { saysAudit, sinksInto } from "./log-sink";

const SECONDS_A_DAY = 86_400;
const PERIOD = "retentionPolicy.retentionPeriod";

/**
 * `gcp:storage/bucket:Bucket`: what is in it stays until a lifecycle rule deletes it, and can be deleted at any time
 * unless a retention policy is locked. Google's own key encrypts it unless another is named.
 */
export const storageBucket = reader("gcp:storage/bucket:Bucket", logStore, (inputs, { name }): LogStore => ({
  purpose: (self, stack) => purposeOf(inputs, name, self, stack),
  retentionDays: () => retention(inputs),
  immutable: () =>
    advised(
      inputs.boolean("retentionPolicy.isLocked", {
        whenAbsent: false,
        fixable: inputs.has("retentionPolicy"),
        says: (isLocked) => (isLocked ? "a locked retention policy" : "objects that can be deleted"),
      }),
      inputs.has("retentionPolicy") ? LOCK_IS_FOR_GOOD : NEEDS_POLICY,
    ),
  lockedDays: () => periodDays(inputs),
  storage: () =>
    new Listing([
      {
        encrypted: Fact.given(true),
        get customerManagedKey() {
          return customerKey(inputs, "encryption.defaultKmsKeyName");
        },
      },
    ]),
}));

const LOCK_IS_FOR_GOOD = "A lock cannot be undone.";
const NEEDS_POLICY =
  "Give the bucket a retentionPolicy with a retentionPeriod in seconds, and isLocked: true, which cannot be undone.";

function purposeOf(
  inputs: Inputs,
  name: string,
  self: Subject<LogStore>,
  stack: StackView,
): ReturnType<LogStore["purpose"]> {
  const names = [name, inputs.string("name").value];
  const taken = sinksInto(self, stack).map(({ thing }) => thing.takes);
  if (saysAudit(...names) || taken.includes("audit")) return "audit";
  if (taken.length > 0) return taken.every((logs) => logs === "application") ? "application" : "any";
  return names.some((text) => /(^|[^a-z])logs?($|[^a-z])/i.test(text ?? "")) ? "application" : "none";
}

/** Nothing is deleted before its time under the retention policy, whatever lifecycle rules say. */
function retention(inputs: Inputs): Fact<number> {
  const period = periodDays(inputs);
  const rules = inputs.list("lifecycleRules");
  const deletions = rules.items.flatMap((rule) => {
    const age = rule.number("condition.age", { unit: "days" });
    const deletes = deletesLive(rule);
    if (!deletes.isDecided) return [deletes.map<number>(() => undefined)];
    return deletes.value === true ? [heldBack(age, period)] : [];
  });
  const facts = [
    ...deletions,
    ...(rules.missing ? [Fact.unknown<number>(rules.missing.path ?? [], rules.missing.why)] : []),
  ];
  return jointly(facts) ?? new Fact({ is: "absent", value: Infinity }, ["lifecycleRules"], { unit: "days" });
}

/** The age at which a rule deletes, unless the retention policy holds it back for longer. */
function heldBack(age: Fact<number>, { path, state, value = 0 }: Fact<number>): Fact<number> {
  const format = { unit: "days", write: (days: number) => days };
  return state.is === "unknown" && age.value !== undefined
    ? Fact.presumed(age.value, path, state.why, format)
    : age.map((days) => Math.max(days, value), format);
}

/** Whether a rule deletes by age what is not superseded by a newer version. */
function deletesLive(rule: Inputs): Fact<boolean> {
  const condition = rule.at("condition");
  const action = rule.string("action.type", { whenAbsent: "Delete" }).map((type) => type === "Delete");
  const hasAge = condition.presence("age");
  const isOfOldVersions =
    ["daysSinceNoncurrentTime", "noncurrentTimeBefore"].some((property) => condition.has(property)) ||
    (condition.number("numNewerVersions").value ?? 0) > 0;
  if (isOfOldVersions || hasAge.isAbsent || action.value === false) return Fact.given(false, rule.path);
  const live = condition.string("withState", { whenAbsent: "ANY" }).map((state) => state !== "ARCHIVED");
  return [hasAge, action].find(({ isDecided }) => !isDecided) ?? live;
}

/** The provider takes seconds as text. */
function periodDays(inputs: Inputs): Fact<number> {
  return inputs.number(PERIOD).map((seconds) => seconds / SECONDS_A_DAY, {
    unit: "days",
    write: (days) => String(days * SECONDS_A_DAY),
  });
}
