import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { autoscaler, type Autoscaler } from "../../kinds/autoscaler";
import { Lacking } from "./lacking";
import { scalesWorkload, scaleTargetKeys, type ScaleTarget } from "./scale-target";

/** What a HorizontalPodAutoscaler without metrics aims at. */
const DEFAULT_CPU_PERCENT = 80;

/** HorizontalPodAutoscalers with one CPU target. Defaults: one replica at least, 80 % CPU. */
export const horizontalPodAutoscalerV1 = reader(
  "kubernetes:autoscaling/v1:HorizontalPodAutoscaler",
  autoscaler,
  (object) =>
    horizontal(object, () =>
      object.number("spec.targetCPUUtilizationPercentage", {
        unit: "percent",
        whenAbsent: DEFAULT_CPU_PERCENT,
      }),
    ),
);

/** HorizontalPodAutoscalers with a list of metrics. */
export const horizontalPodAutoscaler = reader(
  [
    "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
    "kubernetes:autoscaling/v2beta2:HorizontalPodAutoscaler",
  ],
  autoscaler,
  (object) => horizontal(object, () => cpuMetric(object, "target.averageUtilization", writeMetric)),
);

/** The same before targets had a type. */
export const horizontalPodAutoscalerV2beta1 = reader(
  "kubernetes:autoscaling/v2beta1:HorizontalPodAutoscaler",
  autoscaler,
  (object) => horizontal(object, () => cpuMetric(object, "targetAverageUtilization", writeOldMetric)),
);

/** KEDA, which makes a HorizontalPodAutoscaler of its own. Defaults: 0 to 100 replicas of a Deployment. */
export const scaledObject = reader("kubernetes:keda.sh/*:ScaledObject", autoscaler, (object) => ({
  get minReplicas() {
    return object.number("spec.minReplicaCount", { whenAbsent: 0 });
  },
  get maxReplicas() {
    return object.number("spec.maxReplicaCount", { whenAbsent: 100 });
  },
  cpuTargetPercent: () => pause(object) ?? cpuTrigger(object),
  ...scaling(() => ({
    kind: object.string("spec.scaleTargetRef.kind", { whenAbsent: "Deployment" }),
    name: object.string("spec.scaleTargetRef.name"),
  })),
}));

function horizontal(object: Inputs, cpuTargetPercent: () => Fact<number>): Autoscaler {
  return {
    get minReplicas() {
      return object.number("spec.minReplicas", { whenAbsent: 1 });
    },
    get maxReplicas() {
      return object.number("spec.maxReplicas");
    },
    cpuTargetPercent,
    ...scaling(() => ({
      kind: object.string("spec.scaleTargetRef.kind"),
      name: object.string("spec.scaleTargetRef.name"),
    })),
  };
}

/** The relation to the workload that an autoscaler names. */
function scaling(target: () => ScaleTarget): Pick<Autoscaler, "scales" | "targetKeys"> {
  return {
    targetKeys: (self) => ({ every: scaleTargetKeys(target(), self) }),
    scales: (it, self, stack) => scalesWorkload(target(), it, self, stack),
  };
}

/** The target of the CPU metric, of the pod or of one of its containers. */
function cpuMetric(object: Inputs, target: string, write: (percent: number) => unknown): Fact<number> {
  const path = ["spec", "metrics"];
  const metrics = object.list("spec.metrics");
  const ofCpu = metrics.where(sourceName, (name) => name === "cpu");
  const [metric] = ofCpu.items;
  if (metric) {
    const source = metric.string("resource.name").isAbsent ? "containerResource" : "resource";
    const fact = metric.number(`${source}.${target}`, { unit: "percent" });
    return fact.isAbsent ? noUtilisation(path) : fact;
  }
  if (metrics.isUnstated) return new Fact<number>({ is: "unstated" }, path);
  if (ofCpu.missing) return Fact.unknown(ofCpu.missing.path ?? path, ofCpu.missing.why);
  return metrics.items.length > 0
    ? noUtilisation(path)
    : new Fact({ is: "absent", value: DEFAULT_CPU_PERCENT }, path, { unit: "percent", write });
}

/** What a metric measures of the pod, or of one of its containers. */
function sourceName(metric: Inputs): Fact<string> {
  return metric.string("resource.name").orElse(metric.string("containerResource.name"));
}

function noUtilisation(path: readonly string[]): Fact<number> {
  return new Lacking<number>(path, { says: "has no target of CPU utilisation", unit: "percent" });
}

function writeMetric(averageUtilization: number): unknown {
  const target = { type: "Utilization", averageUtilization };
  return [{ type: "Resource", resource: { name: "cpu", target } }];
}

function writeOldMetric(targetAverageUtilization: number): unknown {
  return [{ type: "Resource", resource: { name: "cpu", targetAverageUtilization } }];
}

/** A CPU trigger counts when it aims at utilisation, which is KEDA's only way of writing percent. */
function cpuTrigger(object: Inputs): Fact<number> {
  const path = ["spec", "triggers"];
  const triggers = object.list("spec.triggers");
  const ofCpu = triggers.where(
    (trigger) => trigger.string("type"),
    (type) => type === "cpu",
  );
  for (const trigger of ofCpu.items) {
    const metricType = trigger.string("metricType").orElse(trigger.string("metadata.type"));
    if (metricType.state.is === "unknown") return Fact.unknown(metricType.path, metricType.state.why);
    if (metricType.value === "Utilization") {
      return trigger.number("metadata.value", { unit: "percent", write: String });
    }
  }
  if (triggers.isUnstated) return new Fact<number>({ is: "unstated" }, path);
  if (ofCpu.missing) return Fact.unknown(ofCpu.missing.path ?? path, ofCpu.missing.why);
  return new Lacking<number>(path, { says: "has no trigger on CPU utilisation", unit: "percent" });
}

const PAUSES = ["autoscaling.keda.sh/paused", "autoscaling.keda.sh/paused-replicas"];

/** What stands for the CPU target while an annotation stops KEDA from scaling. */
function pause(object: Inputs): Fact<number> | undefined {
  const annotations = PAUSES.map((name) => object.string(["metadata", "annotations", name]));
  const stopping = annotations.find(({ value }) => value !== undefined && value !== "false");
  const untold = annotations.find(({ state }) => state.is === "unknown");
  if (!stopping && untold) return Fact.unknown(untold.path, UNTIL_UPDATE);
  return stopping && new Lacking<number>(stopping.path, { says: "stops the scaling", needs: "it removed" });
}
