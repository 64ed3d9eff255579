import { ref, resource, unknown } from "../../kit/cases";

export type Props = Readonly<Record<string, unknown>>;

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

/** Variables as ECS lists them. */
export function envOf(variables: Props): readonly object[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** A task that serves the application on Fargate, with these variables, beside other properties of its container. */
export function application(variables: Props = {}, container: Props = {}) {
  return task([api({ environment: envOf(variables), ...container })]);
}

/** A task whose definitions hold an output that is not known yet: the text is not known as a whole. */
export const unknownTask = task(unknown);

/** The ECS service that runs the task. */
export function service(props: Props = {}, name = "api") {
  return resource("aws:ecs/service:Service", name, {
    name,
    cluster: "prod",
    launchType: "FARGATE",
    taskDefinition: ref("task"),
    desiredCount: 2,
    ...props,
  });
}

/** An App Runner service of the application, with these variables and these references to secrets. */
export function appRunnerWith(variables: unknown, secrets?: unknown, props: Props = {}) {
  return appRunner({
    sourceConfiguration: {
      imageRepository: {
        imageIdentifier: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/fraiseql:1.4.0",
        imageRepositoryType: "ECR",
        imageConfiguration: {
          port: "8000",
          runtimeEnvironmentVariables: variables,
          ...(secrets === undefined ? {} : { runtimeEnvironmentSecrets: secrets }),
        },
      },
    },
    ...props,
  });
}

/** An express service of ECS that runs the application, with these variables. */
export function expressService(variables: Props = {}, props: Props = {}, container: Props = {}) {
  return resource("aws:ecs/expressGatewayService:ExpressGatewayService", "express", {
    serviceName: "express",
    executionRoleArn: "arn:aws:iam::123456789012:role/execution",
    infrastructureRoleArn: "arn:aws:iam::123456789012:role/infrastructure",
    primaryContainer: {
      image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/fraiseql:1.4.0",
      containerPort: 8000,
      environments: envOf(variables),
      ...container,
    },
    ...props,
  });
}

/** The ARN of a secret. */
export function secretArn(name: string): string {
  return `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-a1b2c3`;
}

/** What stands before a finding on the container of `application`. */
export const IN_TASK = "container api (containerDefinitions[0]): ";

/** What stands before a finding on the container of `appRunner`. */
export const IN_APP_RUNNER = "container image (sourceConfiguration.imageRepository): ";

/** What a declaration of something that is set in code leaves to do. */
export const IN_CODE = "The variable only declares it: set it in the application's code too.";
