// The application: ECS on Fargate, two tasks at least.
import * as pulumi from "@pulumi/pulumi";
import { Policy, Target } from "@pulumi/aws/appautoscaling";
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Cluster, Service, TaskDefinition } from "@pulumi/aws/ecs";
import { cache, cacheGroup, cacheUser } from "./cache";
import { collectorConfig } from "./collector";
import { databaseGroup } from "./database";
import { edgeGroup, https, targets } from "./entry";
import { key } from "./key";
import { applicationSubnets, mayCallAws, region, vpc } from "./network";
import { logRetentionDays, profile } from "./profile";
import { roleOf, withPolicyOfAws } from "./roles";
import { allSecrets, cacheUrl, databaseUrl, signingKey } from "./secrets";
import { mayCall, securityGroup } from "./security-group";
import { settings } from "./settings";

const config = new pulumi.Config();

// The load balancer calls the application; it calls the database, the cache and AWS.
const group = securityGroup("api", vpc, "The application");
mayCall("edge-to-api", edgeGroup, group, 8000);
mayCall("api-to-database", group, databaseGroup, 5432);
mayCall("api-to-cache", group, cacheGroup, 6379);
mayCallAws("api-to-aws", group);

const logs = { name: "/shop/api", kmsKeyId: key.arn, retentionInDays: logRetentionDays };
const metrics = { ...logs, name: "/shop/metrics" };
new LogGroup("api", logs);
const measured = new LogGroup("metrics", metrics);

const logConfiguration = (streams: string) => ({
  logDriver: "awslogs",
  options: { "awslogs-group": logs.name, "awslogs-region": region, "awslogs-stream-prefix": streams },
});

const hardened = {
  essential: true,
  user: "10001:10001",
  readonlyRootFilesystem: true,
  linuxParameters: { capabilities: { drop: ["ALL"] }, initProcessEnabled: true },
};
// Scratch storage. The image declares it too (VOLUME /tmp), so that its user may write there.
const tmp = { mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp" }] };
const secrets = {
  DATABASE_URL: databaseUrl,
  FRAISEQL_DATABASE_URL: databaseUrl,
  JWT_SECRET_KEY: signingKey,
  REDIS_URL: cacheUrl,
};

const execution = withPolicyOfAws(
  "execution",
  roleOf("execution", "ecs-tasks.amazonaws.com", [
    { actions: ["secretsmanager:GetSecretValue"], on: allSecrets },
    { actions: ["kms:Decrypt"], on: key.arn },
  ]),
  "service-role/AmazonECSTaskExecutionRolePolicy",
);
const application = withPolicyOfAws(
  "application",
  roleOf("application", "ecs-tasks.amazonaws.com", [
    { actions: ["kms:Decrypt", "kms:GenerateDataKey"], on: key.arn },
    { actions: ["elasticache:Connect"], on: cache.arn },
    { actions: ["elasticache:Connect"], on: cacheUser.arn },
    {
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      on: pulumi.interpolate`${measured.arn}:*`,
    },
  ]),
  "AWSXRayDaemonWriteAccess",
);

const task = new TaskDefinition("api", {
  family: "shop-fraiseql-api",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  cpu: "1024",
  memory: "2048",
  executionRoleArn: execution.arn,
  taskRoleArn: application.arn,
  volumes: [{ name: "tmp" }],
  // Every value in here is known at preview; with one that is not, the whole text would not be.
  containerDefinitions: pulumi.jsonStringify([
    {
      ...hardened,
      ...tmp,
      name: "api",
      image: config.require("image"),
      portMappings: [{ containerPort: 8000 }],
      environment: Object.entries(settings).map(([name, value]) => ({ name, value })),
      secrets: Object.entries(secrets).map(([name, valueFrom]) => ({ name, valueFrom })),
      healthCheck: {
        command: [
          "CMD",
          "python",
          "-c",
          "import urllib.request as r; r.urlopen('http://localhost:8000/health')",
        ],
        interval: 15,
        retries: 3,
        startPeriod: 30,
      },
      logConfiguration: logConfiguration("api"),
    },
    {
      ...hardened,
      ...tmp,
      name: "collector",
      image: config.require("collectorImage"),
      essential: false,
      environment: [{ name: "AOT_CONFIG_CONTENT", value: collectorConfig }],
      logConfiguration: logConfiguration("collector"),
    },
  ]),
});

const cluster = new Cluster("shop", { settings: [{ name: "containerInsights", value: "enhanced" }] });

const service = new Service(
  "api",
  {
    cluster: cluster.arn,
    taskDefinition: task.arn,
    launchType: "FARGATE",
    desiredCount: profile.minReplicas ?? 2,
    // A deployment starts new tasks before it stops old ones, and is taken back when they do not get well.
    deploymentMinimumHealthyPercent: 100,
    deploymentMaximumPercent: 200,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    networkConfiguration: { subnets: applicationSubnets, securityGroups: [group.id], assignPublicIp: false },
    loadBalancers: [{ targetGroupArn: targets.arn, containerName: "api", containerPort: 8000 }],
    healthCheckGracePeriodSeconds: 60,
  },
  { dependsOn: https, ignoreChanges: ["desiredCount"] },
);

const scaling = new Target("api", {
  serviceNamespace: "ecs",
  scalableDimension: "ecs:service:DesiredCount",
  resourceId: pulumi.interpolate`service/${cluster.name}/${service.name}`,
  minCapacity: profile.minReplicas ?? 2,
  maxCapacity: 10,
});
new Policy("api-cpu", {
  policyType: "TargetTrackingScaling",
  serviceNamespace: scaling.serviceNamespace,
  scalableDimension: scaling.scalableDimension,
  resourceId: scaling.resourceId,
  targetTrackingScalingPolicyConfiguration: {
    targetValue: profile.autoscalingCpuPercent ?? 70,
    predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
  },
});
