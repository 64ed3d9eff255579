import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { allOf, anyOf, undetermined, violation, type Outcome } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { showShare, type Rollout, type Share } from "../../kinds/rollout";
import { workload } from "../../kinds/workload";

/**
 * How ECS replaces tasks: all of them stay healthy meanwhile, and twice as many may run. A daemon service, which has one
 * task on each instance, keeps none unless set. How many are added meanwhile costs capacity alone, and is not judged.
 */
export function ecsRollout(service: Inputs): Rollout {
  const controller = controllerOf(service);
  const strategy = strategyOf(service);
  if (controller.value === "EXTERNAL") {
    return { isGradual: Fact.unknown(controller.path, "leaves it to a controller that is not read") };
  }
  if (!controller.isDecided || !strategy.isDecided) {
    const untold = controller.isDecided ? strategy : controller;
    return { isGradual: Fact.unknown(untold.path, untold.says) };
  }
  // Blue-green, linear and canary deployments keep the old tasks until the new ones take the traffic.
  const isRolling = controller.value === "ECS" && strategy.value === "ROLLING";
  return {
    isGradual: Fact.given(true, controller.path),
    ...(isRolling ? { maxUnavailable: unavailable(service) } : {}),
  };
}

/**
 * Passes where a deployment that fails makes way for the earlier one: by the circuit breaker, by alarms, or with the old
 * tasks that are still there; or where earlier revisions of the task definition are kept, to go back to by hand.
 */
export function ecsGoesBack(service: Inputs, self: Subject<unknown>, stack: StackView): Outcome {
  const controller = controllerOf(service);
  const strategy = strategyOf(service);
  return anyOf(
    breaker(service),
    allOf(
      service.boolean("alarms.enable", { whenAbsent: false }).is(true),
      service.boolean("alarms.rollback", { whenAbsent: false }).is(true),
    ),
    controller.satisfies((type) => type !== "ECS", "another controller"),
    strategy.satisfies((type) => type !== "ROLLING", "another strategy"),
    keepsRevisions(service, self, stack),
  );
}

function controllerOf(service: Inputs): Fact<string> {
  return service.string("deploymentController.type", { whenAbsent: "ECS" });
}

function strategyOf(service: Inputs): Fact<string> {
  return service.string("deploymentConfiguration.strategy", { whenAbsent: "ROLLING" });
}

/** The circuit breaker rolls back where both of its switches are on. */
function breaker(service: Inputs): Outcome {
  const block = service.at("deploymentCircuitBreaker");
  const enabled = block.boolean("enable", { whenAbsent: false });
  const rollback = block.boolean("rollback", { whenAbsent: false });
  const off = [enabled, rollback].find(({ value }) => value !== true);
  if (off === undefined || !off.isDecided) return (off ?? enabled).is(true);
  return violation({
    path: off.path,
    says: off.says,
    needs: "a deployment that fails to be rolled back",
    advice: "Or keep earlier revisions to go back to: skipDestroy: true on its task definition.",
    fix: [{ path: block.path, value: { enable: true, rollback: true } }],
  });
}

/** A task definition of this stack that stays registered when a newer one takes its place. */
function keepsRevisions(service: Inputs, self: Subject<unknown>, stack: StackView): Outcome {
  const reference = service.reference("taskDefinition");
  const { state, subjects } = stack.follow(self, reference, workload);
  const { path } = reference.fact;
  const leadsOut = state === "unknown" && (self.resource.dependencies[reference.property] ?? []).length > 0;
  if (state === "outside" || leadsOut) {
    return undetermined({ path, why: "names a task definition outside the stack, which may be kept" });
  }
  return anyOf(
    violation({ says: "no task definition of the stack is kept" }),
    ...subjects.map(({ resource }) => resource.inputs.boolean("skipDestroy", { whenAbsent: false }).is(true)),
  );
}

const DEFAULT_HEALTHY = 100;

/** The part of the tasks that may be missing is what is left of those that have to be healthy. */
function unavailable(service: Inputs): Fact<Share> {
  const scheduling = service.string("schedulingStrategy", { whenAbsent: "REPLICA" }).value;
  const isDaemon = scheduling === "DAEMON";
  const healthy = service.number("deploymentMinimumHealthyPercent", {
    whenAbsent: isDaemon ? 0 : DEFAULT_HEALTHY,
  });
  return healthy.map<Share>(
    // The provider writes its default, which it does not send for a daemon service.
    (percent) => ({
      amount: 100 - (isDaemon && percent === DEFAULT_HEALTHY ? 0 : percent),
      unit: "percent",
    }),
    {
      says: (share) => `${showShare(share)} unavailable`,
      write: ({ amount }) => 100 - amount,
    },
  );
}
