import { advise, allOf, notApplicable, type Outcome } from "../../evaluation/outcome";
import type { Fact } from "../../evaluation/fact";
import { requirement } from "../../evaluation/requirement";
import { workload, type ContainerResources } from "../../kinds/workload";
import { eachContainer } from "../each-container";

/** 7.2 "CPU request/limit configured", "Memory request/limit configured", "No unlimited resources". */
export const resourceLimits = requirement({
  item: "7.2.1",
  name: "7.2-resource-limits",
  title: "Resource limits",
  description: "Every container has CPU and memory requests and limits, and no request exceeds its limit.",
  why: "A container without limits takes its neighbours down with it.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Set resources.requests and resources.limits for cpu and memory on every container, init and sidecar ones too.",
  each: workload,
  check: (it, { stack, subject }) =>
    eachContainer(it, (container) =>
      hasLimits(container.resourcesIn ? container.resourcesIn(subject, stack) : container.resources),
    ),
});

function hasLimits(resources: ContainerResources | undefined): Outcome {
  if (resources === undefined) return notApplicable("the platform sets the resources");
  const { cpuRequest, cpuLimit, memoryRequest, memoryLimit, example } = resources;
  const withExample = (outcome: Outcome) =>
    example ? advise(outcome, `Set what the container needs, for example ${example}.`) : outcome;
  const amounts = [cpuRequest, cpuLimit, memoryRequest, memoryLimit].filter((amount) => amount !== undefined);
  return allOf(
    ...amounts.map((amount) => withExample(amount.satisfies((value) => value > 0, "a value above 0"))),
    withinLimit(cpuRequest, cpuLimit),
    withinLimit(memoryRequest, memoryLimit),
  );
}

function withinLimit(
  request: ContainerResources["cpuRequest"],
  limit: ContainerResources["cpuLimit"],
): Outcome {
  const max: Fact<number>["value"] = limit?.value;
  return request?.value === undefined || max === undefined
    ? notApplicable("there is nothing to compare")
    : request.satisfies((value) => value <= max, "at most the limit");
}
