import { aboutOther, allOf, anyOf, notApplicable, violation, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { runsApplication } from "../../kinds/application";
import { autoscalersByTarget } from "../../kinds/autoscaler";
import { workload, type Scaling, type Workload } from "../../kinds/workload";
import type { Profile } from "../../../profiles";

/** 7.2 "Target CPU utilization: 70%", "Min replicas: 2 (for HA)", "Max replicas: 10 (or based on capacity)". */
export const autoscaling = requirement({
  item: "7.2.4",
  name: "7.2-autoscaling",
  title: "Autoscaling",
  description: "The application scales on CPU, from at least two replicas.",
  why: "One replica is an outage at every restart; a fixed number is one at every peak.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["autoscalingCpuPercent", "minReplicas"],
  howToFix:
    "Add an autoscaler for the application's workload: at least 2 replicas, a maximum, and a CPU target of 70 % or less.",
  each: workload,
  check: (it, context) => {
    if (!runsApplication(context)) return notApplicable("it does not run the application");
    if (it.cannotScale) return notApplicable(it.cannotScale);
    if (it.scaling) return scalesWell(it.scaling, context.profile);
    return scaledByAutoscalers(it, context);
  },
});

function scaledByAutoscalers(it: Workload, { profile, stack, subject }: Context<Workload>): Outcome {
  const keys = it.scalingKeys?.(subject, stack) ?? [undefined];
  const judged = stack.candidates(autoscalersByTarget, keys).map((scaler) => ({
    scaler,
    scales: scaler.thing.scales(subject, scaler, stack),
  }));
  const own = judged.filter(({ scales }) => scales.result === "pass");
  if (own.length > 0) {
    return allOf(
      ...own.map(({ scaler }) =>
        aboutOther(
          `autoscaler ${scaler.resource.name}`,
          scalesWell(
            {
              minReplicas: scaler.thing.minReplicas,
              maxReplicas: scaler.thing.maxReplicas,
              cpuTargetPercent: scaler.thing.cpuTargetPercent(scaler, stack),
            },
            profile,
          ),
        ),
      ),
    );
  }
  return anyOf(
    violation({
      says: `no autoscaler in the stack scales this ${it.identity.type}`,
      needs: `one with at least ${String(profile.minReplicas)} replicas and a CPU target of at most ${String(profile.autoscalingCpuPercent)} percent`,
      advice:
        it.advice?.autoscaling ??
        (it.identity.type === "Service"
          ? "Add an Application Auto Scaling target and policy for it."
          : "Add a HorizontalPodAutoscaler (autoscaling/v2) whose scaleTargetRef names it."),
    }),
    ...judged.map(({ scales }) => scales),
  );
}

function scalesWell({ minReplicas, maxReplicas, cpuTargetPercent }: Scaling, profile: Profile): Outcome {
  const lowest = minReplicas.value ?? profile.minReplicas ?? 1;
  return allOf(
    minReplicas.atLeast(profile.minReplicas),
    maxReplicas.satisfies((max) => max >= lowest, `a maximum of at least ${lowest}`, Math.max(10, lowest)),
    cpuTargetPercent?.atMost(profile.autoscalingCpuPercent) ??
      notApplicable("the platform decides the CPU target"),
  );
}
