import { cases, ref, resource, unknown } from "../../kit/cases";
import { applicationPatch } from "../kubernetes/application";

const image = "ghcr.io/fraiseql/fraiseql:1.4.0";
const template = { spec: { containers: [{ name: "api", image }] } };
const workload = (
  type: string,
  name: unknown = "api",
  namespace: unknown = "prod",
  spec: object = { template },
) => resource(type, "api", { metadata: { name, namespace }, spec });
const deployment = workload("kubernetes:apps/v1:Deployment");

const hpa = (spec: object, version = "v2", target: object = {}) =>
  resource(`kubernetes:autoscaling/${version}:HorizontalPodAutoscaler`, "api-hpa", {
    metadata: { name: "api", namespace: "prod" },
    spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api", ...target }, ...spec },
  });
const cpu = (averageUtilization: unknown) => ({
  type: "Resource",
  resource: { name: "cpu", target: { type: "Utilization", averageUtilization } },
});
const memory = {
  type: "Resource",
  resource: { name: "memory", target: { type: "Utilization", averageUtilization: 80 } },
};
const bounds = { minReplicas: 2, maxReplicas: 10 };
const keda = (spec: object, annotations?: object) =>
  resource("kubernetes:keda.sh/v1alpha1:ScaledObject", "api-keda", {
    metadata: { name: "api", namespace: "prod", annotations },
    spec: { scaleTargetRef: { name: "api" }, ...spec },
  });
const cpuTrigger = { type: "cpu", metricType: "Utilization", metadata: { value: "70" } };

const MISSING =
  "needs one with at least 2 replicas and a CPU target of at most 70 percent. Add a HorizontalPodAutoscaler (autoscaling/v2) whose scaleTargetRef names it.";

export default cases({
  requirement: "7.2-autoscaling",
  provider: "kubernetes",
  valid: {
    "an autoscaler on CPU": { stack: [deployment, hpa({ ...bounds, metrics: [memory, cpu(70)] })] },
    "the CPU of one container counts": {
      stack: [
        deployment,
        hpa({
          ...bounds,
          metrics: [
            {
              type: "ContainerResource",
              containerResource: {
                name: "cpu",
                container: "api",
                target: { type: "Utilization", averageUtilization: 60 },
              },
            },
          ],
        }),
      ],
    },
    "older versions": {
      stack: [deployment, hpa({ ...bounds, targetCPUUtilizationPercentage: 70 }, "v1")],
    },
    "before targets had a type": {
      stack: [
        deployment,
        hpa(
          {
            ...bounds,
            metrics: [{ type: "Resource", resource: { name: "cpu", targetAverageUtilization: 65 } }],
          },
          "v2beta1",
        ),
      ],
    },
    "a KEDA ScaledObject": {
      stack: [deployment, keda({ minReplicaCount: 2, maxReplicaCount: 20, triggers: [cpuTrigger] })],
    },
    "a Rollout that runs the Deployment's pods": {
      stack: [
        deployment,
        resource("kubernetes:argoproj.io/v1alpha1:Rollout", "rollout", {
          metadata: { name: "api-rollout", namespace: "prod" },
          spec: { workloadRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" } },
        }),
        hpa({ ...bounds, metrics: [cpu(70)] }, "v2", {
          apiVersion: "argoproj.io/v1alpha1",
          kind: "Rollout",
          name: "api-rollout",
        }),
      ],
    },
    "a name that is not known yet is followed along the dependencies": {
      stack: [
        workload("kubernetes:apps/v1:Deployment", unknown),
        hpa({ ...bounds, metrics: [cpu(70)] }, "v2", { name: ref("api") }),
      ],
    },
  },
  invalid: {
    "no autoscaler": {
      stack: [deployment],
      remediable: false,
      finds: [`7.2 Autoscaling: no autoscaler in the stack scales this Deployment; {profile} ${MISSING}`],
    },
    "an autoscaler of the same name in another namespace": {
      stack: [
        workload("kubernetes:apps/v1:Deployment", "api", "staging"),
        hpa({ ...bounds, metrics: [cpu(70)] }),
      ],
      remediable: false,
      finds: [`7.2 Autoscaling: no autoscaler in the stack scales this Deployment; {profile} ${MISSING}`],
    },
    "an autoscaler of another kind": {
      stack: [workload("kubernetes:apps/v1:StatefulSet"), hpa({ ...bounds, metrics: [cpu(70)] })],
      remediable: false,
      finds: [`7.2 Autoscaling: no autoscaler in the stack scales this StatefulSet; {profile} ${MISSING}`],
    },
    "the defaults are one replica and 80 percent": {
      stack: [deployment, hpa({ maxReplicas: 10 })],
      remediable: false,
      finds: [
        "7.2 Autoscaling: autoscaler api-hpa: spec.minReplicas is not set, which means 1; {profile} needs at least 2. Set spec.minReplicas: 2.",
        '7.2 Autoscaling: autoscaler api-hpa: spec.metrics is not set, which means 80 percent; {profile} needs at most 70. Set spec.metrics: [{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":70}}}].',
      ],
    },
    "the target is too high": {
      stack: [deployment, hpa({ ...bounds, targetCPUUtilizationPercentage: 85 }, "v1")],
      remediable: false,
      finds: [
        "7.2 Autoscaling: autoscaler api-hpa: spec.targetCPUUtilizationPercentage is 85 percent; {profile} needs at most 70. Set spec.targetCPUUtilizationPercentage: 70.",
      ],
    },
    "memory alone": {
      stack: [deployment, hpa({ ...bounds, metrics: [memory] })],
      remediable: false,
      finds: [
        "7.2 Autoscaling: autoscaler api-hpa: spec.metrics has no target of CPU utilisation; {profile} needs at most 70 percent.",
      ],
    },
    "KEDA scales to zero unless told": {
      stack: [deployment, keda({ triggers: [cpuTrigger] })],
      remediable: false,
      finds: [
        "7.2 Autoscaling: autoscaler api-keda: spec.minReplicaCount is not set, which means 0; {profile} needs at least 2. Set spec.minReplicaCount: 2.",
      ],
    },
    "KEDA is paused": {
      stack: [
        deployment,
        keda(
          { minReplicaCount: 2, maxReplicaCount: 10, triggers: [cpuTrigger] },
          { "autoscaling.keda.sh/paused": "true" },
        ),
      ],
      remediable: false,
      finds: [
        '7.2 Autoscaling: autoscaler api-keda: metadata.annotations["autoscaling.keda.sh/paused"] stops the scaling; {profile} needs it removed.',
      ],
    },
  },
  unknownIn: {
    "a metric that may be CPU": {
      of: "before targets had a type",
      at: "api-hpa: spec.metrics.0.resource.name",
      mentions: ["spec.metrics[0].resource.name"],
    },
  },
  unknown: {
    "the minimum is not known yet": {
      stack: [deployment, hpa({ maxReplicas: 10, minReplicas: unknown, metrics: [cpu(70)] })],
      mentions: ["spec.minReplicas"],
    },
    "the name of the target is not known yet": {
      stack: [deployment, hpa({ ...bounds, metrics: [cpu(70)] }, "v2", { name: unknown })],
      mentions: ["whether autoscaler api-hpa scales it is not known until the update"],
    },
    "the metrics are not known yet": {
      stack: [deployment, hpa({ ...bounds, metrics: unknown })],
      mentions: ["spec.metrics"],
    },
  },
  notApplicable: {
    "a patch, of what is kept elsewhere": { stack: [applicationPatch()] },
    "a DaemonSet cannot scale": { stack: [workload("kubernetes:apps/v1:DaemonSet")] },
    "another program": {
      stack: [
        workload("kubernetes:apps/v1:Deployment", "web", "prod", {
          template: { spec: { containers: [{ name: "web", image: "nginx:1.27" }] } },
        }),
      ],
    },
  },
});
