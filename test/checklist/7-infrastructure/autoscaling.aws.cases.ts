import { cases, ref, resource, unknown } from "../../kit/cases";
import { api, appRunner, lambda, task } from "../aws/workloads";

type Props = Readonly<Record<string, unknown>>;

const service = (props: Props = {}) =>
  resource("aws:ecs/service:Service", "api", {
    name: "api-77d1",
    cluster: ref("cluster"),
    taskDefinition: ref("task"),
    desiredCount: 2,
    ...props,
  });
const target = (props: Props = {}) =>
  resource("aws:appautoscaling/target:Target", "scaling", {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: "service/main-1/api-77d1",
    minCapacity: 2,
    maxCapacity: 10,
    ...props,
  });
const policy = (tracking: unknown, props: Props = {}) =>
  resource("aws:appautoscaling/policy:Policy", "cpu", {
    policyType: "TargetTrackingScaling",
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: "service/main-1/api-77d1",
    targetTrackingScalingPolicyConfiguration: tracking,
    ...props,
  });
const cpuAt = (targetValue: unknown) => ({
  targetValue,
  predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
});
const requests = {
  targetValue: 500,
  predefinedMetricSpecification: { predefinedMetricType: "ALBRequestCountPerTarget" },
};
const app = task([api()]);
const cluster = resource("aws:ecs/cluster:Cluster", "cluster", { name: "main-1" });
const configuration = (props: Props) =>
  resource("aws:apprunner/autoScalingConfigurationVersion:AutoScalingConfigurationVersion", "scale", {
    autoScalingConfigurationName: "scale",
    ...props,
  });
const none =
  "7.2 Autoscaling: no autoscaler in the stack scales this Service; {profile} needs one with at least 2 replicas and a CPU target of at most 70 percent. Add an Application Auto Scaling target and policy for it.";

export default cases({
  requirement: "7.2-autoscaling",
  provider: "aws",
  valid: {
    "a target and a CPU policy": { stack: [app, cluster, service(), target(), policy(cpuAt(70))] },
    "ids that are not known yet": {
      stack: [
        app,
        cluster,
        service({ name: unknown }),
        target({ resourceId: ref("api") }),
        policy(cpuAt(60), { resourceId: ref("scaling") }),
      ],
    },
    "a CPU policy beside one for requests": {
      stack: [
        app,
        cluster,
        service(),
        target(),
        policy(cpuAt(70)),
        resource("aws:appautoscaling/policy:Policy", "requests", { ...policy(requests).props }),
      ],
    },
    "a metric written out": {
      stack: [
        app,
        cluster,
        service(),
        target(),
        policy({
          targetValue: 65,
          customizedMetricSpecification: {
            metricName: "CPUUtilization",
            namespace: "AWS/ECS",
            statistic: "Average",
          },
        }),
      ],
    },
    "App Runner with a configuration of two instances": {
      stack: [
        appRunner({ autoScalingConfigurationArn: ref("scale") }),
        configuration({ minSize: 2, maxSize: 10 }),
      ],
    },
  },
  invalid: {
    "no autoscaler": { stack: [app, cluster, service()], remediable: false, finds: [none] },
    "an autoscaler for another service": {
      stack: [app, cluster, service(), target({ resourceId: "service/main-1/worker" }), policy(cpuAt(70))],
      remediable: false,
      finds: [none],
    },
    "an autoscaler for a service of that name in another cluster": {
      stack: [app, service({ cluster: "main-1" }), target({ resourceId: "service/other/api-77d1" })],
      remediable: false,
      finds: [none],
    },
    "a single task": {
      stack: [app, cluster, service(), target({ minCapacity: 1 }), policy(cpuAt(70))],
      remediable: false,
      finds: [
        "7.2 Autoscaling: autoscaler scaling: minCapacity is 1 replica; {profile} needs at least 2. Set minCapacity: 2.",
      ],
    },
    "scaling at 85 percent": {
      stack: [app, cluster, service(), target(), policy(cpuAt(85))],
      remediable: false,
      finds: [
        "7.2 Autoscaling: scaling policy cpu: targetTrackingScalingPolicyConfiguration.targetValue is 85 percent; {profile} needs at most 70. Set targetTrackingScalingPolicyConfiguration.targetValue: 70.",
      ],
    },
    "scaling by requests alone": {
      stack: [app, cluster, service(), target(), policy(requests)],
      remediable: false,
      finds: [
        "7.2 Autoscaling: autoscaler scaling: targetTrackingScalingPolicyConfiguration of no policy follows its CPU utilisation; {profile} needs at most 70 percent. Add a Policy with predefinedMetricType ECSServiceAverageCPUUtilization.",
      ],
    },
    "App Runner's own configuration keeps one instance": {
      stack: [appRunner()],
      remediable: false,
      finds: [
        "7.2 Autoscaling: autoScalingConfigurationArn is not set, which means 1 replica; {profile} needs at least 2.",
      ],
    },
    "App Runner with a configuration of one instance": {
      stack: [appRunner({ autoScalingConfigurationArn: ref("scale") }), configuration({ maxSize: 4 })],
      remediable: false,
      finds: [
        "7.2 Autoscaling: autoscaler scale: minSize is not set, which means 1 replica; {profile} needs at least 2. Set minSize: 2.",
      ],
    },
  },
  unknown: {
    "which service a policy scales is not known yet": {
      stack: [app, cluster, service(), target(), policy(cpuAt(70), { resourceId: unknown })],
      mentions: ["resourceId is not known until the update, and policy cpu may belong to it"],
    },
    "whether the autoscaler is this service's is not known": {
      stack: [app, cluster, service(), target({ resourceId: unknown }), policy(cpuAt(70))],
      mentions: ["resourceId is not known until the update"],
    },
    "the lowest number of tasks is not known": {
      stack: [app, cluster, service(), target({ minCapacity: unknown }), policy(cpuAt(70))],
      mentions: ["minCapacity is not known until the update"],
    },
    "an alarm decides when to scale": {
      stack: [
        app,
        cluster,
        service(),
        target(),
        policy(undefined, { policyType: "StepScaling", stepScalingPolicyConfiguration: {} }),
      ],
      mentions: ["policyType is StepScaling"],
    },
    "App Runner with a configuration of another stack": {
      stack: [
        appRunner({
          autoScalingConfigurationArn:
            "arn:aws:apprunner:eu-west-1:123456789012:autoscalingconfiguration/x/1/y",
        }),
      ],
      mentions: ["autoScalingConfigurationArn names a configuration outside the stack"],
    },
  },
  notApplicable: {
    "a task definition alone": { stack: [app] },
    "a daemon": { stack: [app, cluster, service({ schedulingStrategy: "DAEMON" })] },
    "another program": {
      stack: [task([api({ image: "nginx:1.29" })], { family: "proxy" }), cluster, service({ name: "proxy" })],
    },
    "a Lambda function": { stack: [lambda()] },
  },
});
