import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import { lookup, type Key } from "../../evaluation/lookup";
import type { Outcome } from "../../evaluation/outcome";
import { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { workload, type Workload } from "../../kinds/workload";
import { identityOf, isKubernetes, objectOf } from "./identity";
import { keyOf, nameKeys } from "./keys";
import { both, either, holds, same, type Ternary } from "./ternary";

/** A reference to a workload of the same namespace by kind and name. */
export interface ScaleTarget {
  readonly kind: Fact<string>;
  readonly name: Fact<string>;
}

/** What an autoscaler needs of a workload that is its target. */
export function scaleTargetKeys({ kind, name }: ScaleTarget, self: Subject<unknown>): readonly Key[] {
  return [keyOf("kind", kind), ...nameKeys({ name, namespace: identityOf(objectOf(self)).namespace })];
}

/** What a workload offers to autoscalers: itself, and the Rollouts that run its pods. */
export function scalingKeysOf(self: Subject<Workload>, stack: StackView): readonly Key[] {
  return [self, ...rolloutsOf(self, stack)].flatMap((it) => ownKeys(it.thing));
}

function ownKeys({ identity }: Workload): readonly Key[] {
  return [`kind ${identity.type}`, ...nameKeys(identity)];
}

/** Passes when the autoscaler's target is the workload, or the Rollout that runs the workload's pods. */
export function scalesWorkload(
  { kind, name }: ScaleTarget,
  target: Subject<Workload>,
  self: Subject<unknown>,
  stack: StackView,
): Outcome {
  const { namespace } = identityOf(objectOf(self));
  const isTarget = (candidate: Subject<Workload>): Ternary => {
    if (!isKubernetes(candidate)) return false;
    const { identity } = candidate.thing;
    const isKind = kind.value === undefined ? undefined : kind.value === identity.type;
    const named = both(isKind, same(namespace, identity.namespace), same(name, identity.name));
    return named ?? both(isKind, dependsOn(self, candidate, stack));
  };
  const isRolledOut = (candidate: Subject<Workload>): Ternary =>
    either(
      ...rolloutsOf(candidate, stack).map((rollout) =>
        both(isTarget(rollout), runsPodsOf(rollout, candidate)),
      ),
    );
  return holds(either(isTarget(target), isRolledOut(target)), `autoscaler ${self.resource.name} scales it`);
}

/** Argo Rollouts by the workload whose pods they take. */
const rolloutsByWorkload = lookup(workload, (self) => {
  const reference = workloadRefOf(self);
  return reference ? { every: scaleTargetKeys(reference, self) } : { some: [] };
});

/** The Rollouts that may run the workload's pods. */
function rolloutsOf(candidate: Subject<Workload>, stack: StackView): readonly Subject<Workload>[] {
  return isKubernetes(candidate) ? stack.candidates(rolloutsByWorkload, ownKeys(candidate.thing)) : [];
}

/** Whether an Argo Rollout takes its pods from the workload. */
function runsPodsOf(rollout: Subject<Workload>, candidate: Subject<Workload>): Ternary {
  const reference = workloadRefOf(rollout);
  if (!reference) return false;
  const { identity } = candidate.thing;
  const kind = reference.kind.value;
  return both(
    kind === undefined ? undefined : kind === identity.type,
    same(rollout.thing.identity.namespace, identity.namespace),
    same(reference.name, identity.name),
  );
}

function workloadRefOf(rollout: Subject<Workload>): ScaleTarget | undefined {
  const object = objectOf(rollout);
  if (rollout.thing.identity.type !== "Rollout" || !object.has("spec.workloadRef")) return undefined;
  return { kind: object.string("spec.workloadRef.kind"), name: object.string("spec.workloadRef.name") };
}

/** For names that are not known yet: whether the engine recorded that the autoscaler's spec depends on the workload. */
function dependsOn(self: Subject<unknown>, candidate: Subject<Workload>, stack: StackView): Ternary {
  const spec = new Reference(Fact.unknown(["spec"], UNTIL_UPDATE), "spec");
  const linked = stack.follow(self, spec, workload).subjects;
  if (linked.length === 0) return undefined;
  if (!linked.some(({ resource }) => resource.urn === candidate.resource.urn)) return false;
  return linked.length === 1 ? true : undefined;
}
