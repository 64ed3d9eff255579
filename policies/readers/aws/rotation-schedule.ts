import type { Inputs } from "../../evaluation/inputs";
import { pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { encryptionKey, rotationSchedule, type EncryptionKey } from "../../kinds/encryption-key";
import { leadsTo, no, unknownReference } from "./outcome";
import { scheduleDays } from "./schedule-expression";

const ROTATE_ON_DEMAND = /^arn:[\w-]+:scheduler:::aws-sdk:kms:rotateKeyOnDemand$/i;

/** `aws:scheduler/schedule:Schedule` that calls RotateKeyOnDemand of AWS KMS. A schedule runs unless disabled. */
export const kmsRotationSchedule = reader("aws:scheduler/schedule:Schedule", rotationSchedule, (inputs) => {
  const target = inputs.string("target.arn");
  const { state } = target;
  if (state.is !== "unknown" && !ROTATE_ON_DEMAND.test(target.value ?? "")) return undefined;
  return {
    get intervalDays() {
      return inputs.string("scheduleExpression").map(scheduleDays, {
        unit: "days",
        write: (days) => `rate(${days} days)`,
      });
    },
    get enabled() {
      const state = inputs.string("state", { whenAbsent: "ENABLED" });
      return state.map((text) => text === "ENABLED", { write: () => "ENABLED" });
    },
    rotates: (key, self, stack) =>
      state.is === "unknown"
        ? undetermined({ path: target.path, why: state.why })
        : rotates(inputs, key, self, stack),
  };
});

function rotates(
  inputs: Inputs,
  key: Subject<EncryptionKey>,
  self: Subject<unknown>,
  stack: StackView,
): Outcome {
  const { neverRotates } = key.thing;
  if (typeof neverRotates === "string") return no(`${neverRotates} cannot be rotated on demand`);
  if (neverRotates !== undefined) return undetermined(neverRotates);
  const { inputs: input, problem } = inputs.json("target.input");
  if (problem === undefined) {
    const named = new Reference(input.string("KeyId").orElse(input.string("keyId")), "target");
    return leadsTo(self, named, key, encryptionKey, stack);
  }
  const { subjects } = stack.follow(self, unknownReference(problem.path), encryptionKey);
  const linked = subjects.some(({ resource }) => resource === key.resource);
  if (linked && subjects.length === 1) return pass;
  return linked || subjects.length === 0 ? undetermined(problem) : no("it rotates another key");
}
