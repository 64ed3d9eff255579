import type { Fact } from "../../evaluation/fact";
import type { Outcome } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { workload, type Workload } from "../../kinds/workload";
import { identityOf, isKubernetes, objectOf } from "./identity";
import { both, either, holds, same, type Ternary } from "./ternary";

/** A reference to a workload of the same namespace by kind and name. */
export interface ScaleTarget {
  readonly kind: Fact<string>;
  readonly name: Fact<string>;
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
      ...stack
        .subjects(workload)
        .filter((other) => other.thing.identity.type === "Rollout")
        .map((rollout) => both(isTarget(rollout), runsPodsOf(rollout, candidate))),
    );
  return holds(either(isTarget(target), isRolledOut(target)), `autoscaler ${self.resource.name} scales it`);
}

/** Whether an Argo Rollout takes its pods from the workload. */
function runsPodsOf(rollout: Subject<Workload>, candidate: Subject<Workload>): Ternary {
  const object = objectOf(rollout);
  if (!object.has("spec.workloadRef") || !isKubernetes(candidate)) return false;
  const { identity } = candidate.thing;
  const kind = object.string("spec.workloadRef.kind").value;
  return both(
    kind === undefined ? undefined : kind === identity.type,
    same(rollout.thing.identity.namespace, identity.namespace),
    same(object.string("spec.workloadRef.name"), identity.name),
  );
}

/** For names that are not known yet: whether the engine recorded that the autoscaler's spec depends on the workload. */
function dependsOn(self: Subject<unknown>, candidate: Subject<Workload>, stack: StackView): Ternary {
  const urns = self.resource.dependencies["spec"] ?? [];
  const linked = stack.subjects(workload).filter(({ resource }) => urns.includes(resource.urn));
  if (linked.length === 0) return undefined;
  if (!linked.some(({ resource }) => resource.urn === candidate.resource.urn)) return false;
  return linked.length === 1 ? true : undefined;
}
