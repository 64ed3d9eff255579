import { cases } from "../../kit/cases";
import {
  api,
  application,
  appRunner,
  batchJob,
  lambda,
  service,
  task,
  unknownTask,
  expressService,
} from "../aws/workloads";

const driver = (logDriver: string, options: object = {}) =>
  application({}, { logConfiguration: { logDriver, options } });
const finding = (says: string) =>
  `5.2 Log aggregation: container api (containerDefinitions[0]): logConfiguration.logDriver ${says}; {profile} needs a driver that forwards logs, such as awslogs. Set logConfiguration.logDriver: awslogs, or awsfirelens.`;

export default cases({
  requirement: "5.2-log-aggregation",
  provider: "aws",
  valid: {
    "CloudWatch": {
      stack: [driver("awslogs", { "awslogs-group": "/ecs/api", "awslogs-create-group": "true" }), service()],
    },
    "a log router beside the application, whose own logs do not count": {
      stack: [
        task([
          api({ logConfiguration: { logDriver: "awsfirelens", options: { Name: "opensearch" } } }),
          {
            name: "router",
            image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32",
            firelensConfiguration: { type: "fluentbit" },
          },
        ]),
      ],
    },
    "App Runner, Lambda and express services do it by themselves": {
      stack: [appRunner(), lambda(), expressService()],
    },
    "so does AWS Batch": { stack: [batchJob({ image: "fraiseql:1.4.0" })] },
  },
  invalid: {
    "no driver": { stack: [application(), service()], remediable: false, finds: [finding("is not set")] },
    "a driver that leaves logs on the host": {
      stack: [driver("json-file")],
      remediable: false,
      finds: [finding('is "json-file"')],
    },
    "a job that leaves logs on its host": {
      stack: [batchJob({ image: "fraiseql:1.4.0", logConfiguration: { logDriver: "json-file" } })],
      remediable: false,
      finds: [
        '5.2 Log aggregation: container 1 (containerProperties): logConfiguration.logDriver is "json-file"; {profile} needs a driver that forwards logs, such as awslogs. Leave logConfiguration out, or set its logDriver: awslogs.',
      ],
    },
  },
  unknown: {
    "definitions with an output in them, such as the log group's name": {
      stack: [unknownTask, service()],
      mentions: ["containerDefinitions is not known until the update"],
    },
  },
  notApplicable: {
    "another application": { stack: [task([{ name: "web", image: "nginx:1.27" }], { family: "web" })] },
  },
});
