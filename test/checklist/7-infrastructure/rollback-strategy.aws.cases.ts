import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  api,
  appRunnerWith,
  application,
  batchJob,
  IN_TASK,
  service,
  task,
  unknownTask,
} from "../aws/workloads";

const breaker = { deploymentCircuitBreaker: { enable: true, rollback: true } };
const NEEDS = "{profile} needs a deployment that fails to be rolled back.";
const FIX =
  'Set deploymentCircuitBreaker: {"enable":true,"rollback":true}. Or keep earlier revisions to go back to: skipDestroy: true on its task definition.';

export default cases({
  requirement: "7.4-rollback-strategy",
  provider: "aws",
  valid: {
    "a circuit breaker": { stack: [application(), service(breaker)] },
    "switches as text": {
      stack: [application(), service({ deploymentCircuitBreaker: { enable: "true", rollback: "true" } })],
    },
    "alarms": {
      stack: [application(), service({ alarms: { alarmNames: ["5xx"], enable: true, rollback: true } })],
    },
    "earlier revisions stay": { stack: [task([api()], { skipDestroy: true }), service()] },
    "blue-green": { stack: [application(), service({ deploymentController: { type: "CODE_DEPLOY" } })] },
    "App Runner, with the tag of a release": { stack: [appRunnerWith({})] },
  },
  invalid: {
    "nothing to go back to": {
      stack: [application(), service()],
      finds: [
        `7.4 Rollback strategy: deploymentCircuitBreaker.enable is not set, which means false; ${NEEDS} ${FIX}`,
      ],
      remediable: false,
    },
    "a circuit breaker that only stops": {
      stack: [
        service({ name: "fraiseql-api", deploymentCircuitBreaker: { enable: true, rollback: false } }),
        application(),
      ],
      finds: [`7.4 Rollback strategy: deploymentCircuitBreaker.rollback is false; ${NEEDS} ${FIX}`],
    },
    "a tag that moves": {
      stack: [task([api({ image: "ghcr.io/fraiseql/fraiseql:latest" })]), service(breaker)],
      remediable: false,
      finds: [
        `7.4 Rollback strategy: ${IN_TASK}image is "ghcr.io/fraiseql/fraiseql:latest"; {profile} needs the tag of one release, or a digest.`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask, service(breaker)],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "a switch that is not known yet": {
      stack: [application(), service({ deploymentCircuitBreaker: { enable: true, rollback: unknown } })],
      mentions: ["deploymentCircuitBreaker.rollback is not known until the update"],
    },
    "a task definition of another stack": {
      stack: [
        service({ name: "fraiseql-api", taskDefinition: ref("platform") }),
        resource("aws:cloudformation/stack:Stack", "platform", { templateBody: "{}" }),
      ],
      mentions: ["taskDefinition names a task definition outside the stack, which may be kept"],
    },
  },
  notApplicable: { "a migration": { stack: [batchJob({})] } },
});
