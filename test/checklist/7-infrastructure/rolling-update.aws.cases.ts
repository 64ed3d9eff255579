import { cases, unknown } from "../../kit/cases";
import { application, appRunner, batchJob, lambda, service, task } from "../aws/workloads";

/** A service by whose own name it is the application's. */
const named = (props: object = {}) =>
  service({ name: "fraiseql-api", taskDefinition: "fraiseql-api:7", ...props });
const finding = (says: string) =>
  `7.2 Rolling update: deploymentMinimumHealthyPercent ${says}; {profile} needs at most 1 or 25%. Set deploymentMinimumHealthyPercent: 75.`;

export default cases({
  requirement: "7.2-rolling-update",
  provider: "aws",
  valid: {
    "all tasks stay healthy by default": { stack: [application(), service()] },
    "three of four stay": { stack: [named({ deploymentMinimumHealthyPercent: "75", desiredCount: 8 })] },
    "one of two may go": { stack: [named({ deploymentMinimumHealthyPercent: 50 })] },
    "the defaults as the provider writes them": {
      stack: [
        named({ deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 200, desiredCount: 6 }),
      ],
    },
    "blue-green by CodeDeploy": {
      stack: [named({ deploymentController: { type: "CODE_DEPLOY" }, deploymentMinimumHealthyPercent: 0 })],
    },
    "blue-green by ECS": {
      stack: [
        named({ deploymentConfiguration: { strategy: "BLUE_GREEN" }, deploymentMinimumHealthyPercent: 0 }),
      ],
    },
    "a daemon service that keeps most": {
      stack: [named({ schedulingStrategy: "DAEMON", deploymentMinimumHealthyPercent: 80 })],
    },
  },
  invalid: {
    "half of six may go": {
      stack: [named({ deploymentMinimumHealthyPercent: 50, desiredCount: 6 })],
      finds: [finding("is 50 (50% unavailable)")],
    },
    "every task may go": {
      stack: [application(), service({ deploymentMinimumHealthyPercent: "0", desiredCount: 4 })],
      remediable: false,
      finds: [finding("is 0 (100% unavailable)")],
    },
    "the only task may go": {
      stack: [
        application(),
        service({ deploymentMinimumHealthyPercent: 0, deploymentMaximumPercent: 100, desiredCount: 1 }),
      ],
      remediable: false,
      finds: [finding("is 0 (100% unavailable)")],
    },
    "a daemon service that says nothing": {
      stack: [named({ schedulingStrategy: "DAEMON", desiredCount: undefined })],
      finds: [finding("is not set, which means 100% unavailable")],
    },
  },
  unknown: {
    "the part is not known yet": {
      stack: [named({ deploymentMinimumHealthyPercent: unknown })],
      mentions: ["deploymentMinimumHealthyPercent is not known until the update"],
    },
    "how many there are is not known yet": {
      stack: [named({ deploymentMinimumHealthyPercent: 50, desiredCount: unknown })],
      mentions: ["deploymentMinimumHealthyPercent is 50%, and how many replicas there are is not known"],
    },
    "another controller": {
      stack: [named({ deploymentController: { type: "EXTERNAL" } })],
      mentions: ["deploymentController.type leaves it to a controller that is not read"],
    },
  },
  notApplicable: {
    "App Runner and Lambda decide it themselves, and jobs end": {
      stack: [appRunner(), lambda(), batchJob({})],
    },
    "another application": {
      stack: [
        task([{ name: "web", image: "nginx:1" }], { family: "web" }),
        service({ name: "web", deploymentMinimumHealthyPercent: 0 }),
      ],
    },
  },
});
