import type { PlatformAdvice } from "../../kinds/platform-advice";

const watching = {
  alerts: "Add CloudWatch alarms on them, with alarmActions that name an SNS topic.",
  dashboards: "Add an aws.cloudwatch.Dashboard with them.",
  anomalies: "Add an aws.guardduty.Detector, or a detector on the application's metrics or logs",
};

/** What to write in a task definition of ECS. */
export const ecsAdvice: PlatformAdvice = {
  secret: "Keep it in Secrets Manager or Parameter Store, and name its ARN as valueFrom in secrets.",
  metrics:
    "Add a collector beside it that scrapes it, such as the AWS Distro for OpenTelemetry, and say so with the docker label ECS_PROMETHEUS_EXPORTER_PORT.",
  logs: "Set logConfiguration.logDriver: awslogs, or awsfirelens.",
  healthCheck:
    "Add a healthCheck whose command calls http://localhost:8000/health; the target group asks for readiness.",
  ...watching,
};

/** What to write in a job definition of AWS Batch. */
export const batchAdvice: PlatformAdvice = {
  secret: ecsAdvice.secret,
  logs: "Leave logConfiguration out, or set its logDriver: awslogs.",
};

/** What to write in a service of App Runner. */
export const appRunnerAdvice: PlatformAdvice = {
  secret: "Keep it in Secrets Manager or Parameter Store, and name its ARN in runtimeEnvironmentSecrets.",
  ...watching,
};

/** What to write in a Lambda function. */
export const lambdaAdvice: PlatformAdvice = {
  secret: "Keep it in Secrets Manager, give the function its ARN, and read it when the function starts.",
};
