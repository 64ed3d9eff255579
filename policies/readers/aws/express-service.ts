import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { workload, type Container, type Scaling } from "../../kinds/workload";
import { ecsAdvice } from "./advice";
import { once, tagsOf } from "./container";
import { listedEnvironment, listedNames } from "./environment";
import { securityGroupKeys } from "./security-group-keys";

const LITERALS = "environments";

/**
 * `aws:ecs/expressGatewayService:ExpressGatewayService`: one container on Fargate behind a load balancer. ECS sets its
 * CPU and memory, sends its logs to CloudWatch, scales it, and replaces versions a few requests at a time.
 */
export const ecsExpressService = reader(
  "aws:ecs/expressGatewayService:ExpressGatewayService",
  workload,
  (inputs) => ({
    identity: {
      type: "ExpressGatewayService",
      name: inputs.string("serviceName"),
      namespace: inputs.string("cluster", { whenAbsent: "default" }),
    },
    isLongRunning: true,
    isWindows: false,
    get labels() {
      return { app: inputs.string("serviceName").value ?? "", ...tagsOf(inputs) };
    },
    podLabels: {},
    podLabelsComplete: true,
    get containers() {
      return new Listing([primaryContainer(inputs)]);
    },
    replicas: new Fact<number>({ is: "absent" }, []),
    get scaling() {
      return scalingOf(inputs);
    },
    get securityGroups() {
      return inputs.references("networkConfigurations.securityGroups");
    },
    networkKeys: securityGroupKeys,
    advice: { secret: ecsAdvice.secret },
    keepsData: false,
    get networkDecidedElsewhere() {
      return inputs.has("networkConfigurations")
        ? undefined
        : "ECS makes the security groups of an express service";
    },
  }),
);

function primaryContainer(inputs: Inputs): Container {
  const container = inputs.at("primaryContainer");
  return {
    name: "primary",
    path: container.path,
    role: "main",
    get image() {
      return container.string("image");
    },
    get environment() {
      return listedNames(container, LITERALS);
    },
    environmentIn: once(() => listedEnvironment(container, LITERALS)),
    get commandLine() {
      return container.strings("commands");
    },
    declaresPorts: true,
    mounts: new Listing([]),
    // The load balancer's check: ECS replaces a task that fails it.
    livenessProbe: {
      present: Fact.given(true),
      get httpPath() {
        return inputs.string("healthCheckPath", { whenAbsent: "/" });
      },
      isTcp: false,
    },
  };
}

/** 1 to 20 tasks, at 60 % of their CPU. */
function scalingOf(inputs: Inputs): Scaling {
  const target = inputs.list("scalingTargets").items[0] ?? inputs.at(["scalingTargets", 0]);
  const metric = target.string("autoScalingMetric", { whenAbsent: "AVERAGE_CPU" });
  const value = target.number("autoScalingTargetValue", { unit: "percent", whenAbsent: 60 });
  return {
    minReplicas: target.number("minTaskCount", { unit: "replicas", whenAbsent: 1 }),
    maxReplicas: target.number("maxTaskCount", { unit: "replicas", whenAbsent: 20 }),
    cpuTargetPercent:
      metric.value === "AVERAGE_CPU"
        ? value
        : metric.map<number>(() => Infinity, { says: () => "no CPU utilisation target", fixable: false }),
  };
}
