// The application: ECS on Fargate.
import * as pulumi from "@pulumi/pulumi";
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Cluster, Service, TaskDefinition } from "@pulumi/aws/ecs";
import { targets } from "./entry";
import { group, subnets } from "./network";
import { roleOf } from "./roles";

export const image = new pulumi.Config().require("image");
export const cluster = new Cluster("shop", {});

/** The role with which ECS fetches images and writes logs. */
export const execution = roleOf("execution", "service-role/AmazonECSTaskExecutionRolePolicy");

// Two weeks are enough to look something up.
new LogGroup("api", { name: "/shop/api", retentionInDays: 14 });

// Names from an older deployment guide: FraiseQL reads none of the limits.
const settings = {
  FRAISEQL_ENVIRONMENT: "production",
  FRAISEQL_LOG_LEVEL: "DEBUG",
  GRAPHQL_DEPTH_LIMIT: "10",
  RATE_LIMIT_REQUESTS: "100",
  FRAISEQL_RATE_LIMIT_ENABLED: "false",
  // People complained that they had to sign in so often.
  FRAISEQL_ACCESS_TOKEN_MINUTES: "1440",
  DATABASE_HOST: "shop.c2x4y6z8.eu-central-1.rds.amazonaws.com",
  DATABASE_PASSWORD: "Sommer2024",
  // Made with openssl, and pasted.
  JWT_SECRET_KEY: "9f2c4e6a8b0d1f3a5c7e9b1d3f5a7c9e",
};

// No health check, no user, a file system that can be written to.
const task = new TaskDefinition("api", {
  family: "shop-fraiseql-api",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  cpu: "512",
  memory: "1024",
  executionRoleArn: execution.arn,
  containerDefinitions: JSON.stringify([
    {
      name: "api",
      image,
      portMappings: [{ containerPort: 8000 }],
      environment: Object.entries(settings).map(([name, value]) => ({ name, value })),
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/shop/api",
          "awslogs-region": "eu-central-1",
          "awslogs-stream-prefix": "api",
        },
      },
    },
  ]),
});

// One task, which a deployment stops before it starts the next: "two versions at a time confuse the cache".
new Service("api", {
  cluster: cluster.arn,
  taskDefinition: task.arn,
  launchType: "FARGATE",
  desiredCount: 1,
  deploymentMinimumHealthyPercent: 0,
  deploymentMaximumPercent: 100,
  networkConfiguration: { subnets, securityGroups: [group.id], assignPublicIp: true },
  loadBalancers: [{ targetGroupArn: targets.arn, containerName: "api", containerPort: 8000 }],
});
