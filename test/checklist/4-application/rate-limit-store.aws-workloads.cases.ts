import { cases, unknown } from "../../kit/cases";
import {
  application,
  appRunnerWith,
  IN_APP_RUNNER,
  IN_TASK,
  secretArn,
  service,
  unknownTask,
} from "../aws/workloads";

const secrets = [{ name: "REDIS_URL", valueFrom: secretArn("redis") }];
const inMemory = (where: string) =>
  `4.3 Rate limit store: ${where}FRAISEQL_RATE_LIMIT_STORE is not set, which means memory, where every replica counts for itself; {profile} needs one store for all replicas. Take REDIS_URL from a secret, as a rediss:// URL, and give the application's rate limiter that store.`;

export default cases({
  requirement: "4.3-rate-limit-store",
  provider: "aws",
  valid: {
    "a secret holds the URL": { stack: [application({}, { secrets }), service()] },
    "PostgreSQL is the store": {
      stack: [application({ FRAISEQL_RATE_LIMIT_STORE: "postgresql" }), service({ desiredCount: 4 })],
    },
  },
  invalid: {
    "two tasks, each with its own counter": {
      stack: [application(), service()],
      remediable: false,
      finds: [inMemory(IN_TASK)],
    },
    "App Runner runs up to 25 instances": {
      stack: [appRunnerWith({ FRAISEQL_ENVIRONMENT: "production" })],
      remediable: false,
      finds: [inMemory(IN_APP_RUNNER)],
    },
    "one task is advised": {
      stack: [application(), service({ desiredCount: "1" })],
      remediable: false,
      advisory: true,
      finds: [inMemory(IN_TASK)],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask, service()],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "how many tasks there are is not known yet": {
      stack: [application(), service({ desiredCount: unknown })],
      mentions: ["desiredCount is not known until the update"],
    },
  },
});
