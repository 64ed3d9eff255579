import { resource } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;

/** An ECS task definition of these containers. */
export function task(containers: unknown, props: Props = {}) {
  return resource("aws:ecs/taskDefinition:TaskDefinition", "task", {
    family: "fraiseql-api",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    cpu: "512",
    memory: "1024",
    containerDefinitions: Array.isArray(containers) ? JSON.stringify(containers) : containers,
    ...props,
  });
}

/** A container that complies with everything. */
export function api(props: Props = {}): Props {
  return {
    name: "api",
    image: "ghcr.io/fraiseql/fraiseql:1.4.0",
    user: "10001",
    readonlyRootFilesystem: true,
    portMappings: [{ containerPort: 8000 }],
    healthCheck: { command: ["CMD-SHELL", "curl -fsS http://localhost:8000/health || exit 1"] },
    ...props,
  };
}

/** An AWS Batch job of this container. */
export function batchJob(container: Props) {
  return resource("aws:batch/jobDefinition:JobDefinition", "migrate", {
    type: "container",
    containerProperties: JSON.stringify({ image: "fraiseql/migrate:1", ...container }),
  });
}

/** An App Runner service of a FraiseQL image. */
export function appRunner(props: Props = {}) {
  return resource("aws:apprunner/service:Service", "web", {
    serviceName: "web",
    sourceConfiguration: {
      imageRepository: {
        imageIdentifier: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/fraiseql:1.4.0",
        imageRepositoryType: "ECR",
        imageConfiguration: { port: "8000", runtimeEnvironmentVariables: { FRAISEQL_ENV: "production" } },
      },
    },
    ...props,
  });
}

/** A Lambda function from a FraiseQL image. */
export function lambda(props: Props = {}) {
  return resource("aws:lambda/function:Function", "handler", {
    role: "arn:aws:iam::123456789012:role/handler",
    packageType: "Image",
    imageUri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/fraiseql:1.4.0",
    ...props,
  });
}
