import { cases, unknown } from "../../kit/cases";
import { expressService } from "../aws/workloads";

const scaled = (target: object) => expressService({}, { scalingTargets: [target] });

export default cases({
  requirement: "7.2-autoscaling",
  provider: "aws",
  valid: {
    "two tasks at least, at 60 % of their CPU": { stack: [scaled({ minTaskCount: "2", maxTaskCount: 10 })] },
    "a target of its own": {
      stack: [
        scaled({
          minTaskCount: 2,
          maxTaskCount: 10,
          autoScalingMetric: "AVERAGE_CPU",
          autoScalingTargetValue: 70,
        }),
      ],
    },
  },
  invalid: {
    "one task by default": {
      stack: [expressService()],
      finds: [
        "7.2 Autoscaling: scalingTargets[0].minTaskCount is not set, which means 1 replica; {profile} needs at least 2. Set scalingTargets[0].minTaskCount: 2.",
      ],
    },
    "requests decide": {
      stack: [
        scaled({
          minTaskCount: 2,
          maxTaskCount: 10,
          autoScalingMetric: "REQUEST_COUNT_PER_TARGET",
          autoScalingTargetValue: 500,
        }),
      ],
      remediable: false,
      finds: [
        "7.2 Autoscaling: scalingTargets[0].autoScalingMetric is REQUEST_COUNT_PER_TARGET (no CPU utilisation target); {profile} needs at most 70.",
      ],
    },
  },
  unknown: {
    "how many there are is not known yet": {
      stack: [scaled({ minTaskCount: unknown, maxTaskCount: 10 })],
      mentions: ["minTaskCount is not known until the update"],
    },
  },
});
