// A second FraiseQL, for subscriptions, on instances of EC2 that were left over. It scales, but too late and down to one.
import * as pulumi from "@pulumi/pulumi";
import { Policy, Target } from "@pulumi/aws/appautoscaling";
import { Service, TaskDefinition } from "@pulumi/aws/ecs";
import { cluster, execution, image } from "./api";
import { subscriptionTargets } from "./entry";
import { group, subnets } from "./network";

const settings = {
  FRAISEQL_ENVIRONMENT: "production",
  DATABASE_URL: "postgresql://shop:Sommer2024@shop.c2x4y6z8.eu-central-1.rds.amazonaws.com:5432/shop",
  // "More connections, more speed."
  FRAISEQL_DATABASE_POOL_SIZE: "100",
  FRAISEQL_CORS_ENABLED: "true",
  FRAISEQL_CORS_ORIGINS: '["*"]',
  FRAISEQL_RATE_LIMIT_ENABLED: "false",
  FRAISEQL_RATE_LIMIT_STORE: "redis",
  REDIS_URL: "redis://shop.a1b2c3.ng.0001.euc1.cache.amazonaws.com:6379",
  // So that the front end's developers can look at the schema.
  FRAISEQL_INTROSPECTION_POLICY: "authenticated",
  // Left over from the hunt for a bug.
  FRAISEQL_APQ_MODE: "disabled",
  FRAISEQL_SKIP_RUST: "1",
};

// The instances are large: nobody has said how much of them a task may take. No logs, either.
const task = new TaskDefinition("subscriptions", {
  family: "shop-fraiseql-subscriptions",
  networkMode: "awsvpc",
  requiresCompatibilities: ["EC2"],
  executionRoleArn: execution.arn,
  volumes: [{ name: "logs", hostPath: "/var/log/fraiseql" }],
  containerDefinitions: JSON.stringify([
    {
      name: "fraiseql",
      image,
      memoryReservation: 512,
      // For a debugger, once.
      privileged: true,
      portMappings: [{ containerPort: 8000 }],
      environment: Object.entries(settings).map(([name, value]) => ({ name, value })),
      mountPoints: [{ sourceVolume: "logs", containerPath: "/var/log/fraiseql" }],
      healthCheck: {
        command: ["CMD", "curl", "-f", "http://localhost:8000/healthz"],
        interval: 60,
      },
    },
  ]),
});

const service = new Service("subscriptions", {
  cluster: cluster.arn,
  taskDefinition: task.arn,
  launchType: "EC2",
  desiredCount: 1,
  networkConfiguration: { subnets, securityGroups: [group.id] },
  loadBalancers: [
    { targetGroupArn: subscriptionTargets.arn, containerName: "fraiseql", containerPort: 8000 },
  ],
});

const scaling = new Target("subscriptions", {
  serviceNamespace: "ecs",
  scalableDimension: "ecs:service:DesiredCount",
  resourceId: pulumi.interpolate`service/${cluster.name}/${service.name}`,
  minCapacity: 1,
  maxCapacity: 6,
});
new Policy("subscriptions", {
  policyType: "TargetTrackingScaling",
  serviceNamespace: scaling.serviceNamespace,
  scalableDimension: scaling.scalableDimension,
  resourceId: scaling.resourceId,
  targetTrackingScalingPolicyConfiguration: {
    targetValue: 90,
    predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
  },
});
