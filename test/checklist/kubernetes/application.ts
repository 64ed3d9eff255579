import { resource, type TestResource } from "../../kit/cases";

const image = "ghcr.io/fraiseql/fraiseql:1.8.1";

/** Variables as a container lists them. */
export function envOf(variables: Readonly<Record<string, unknown>>): readonly object[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** A Deployment that serves the application, with these variables and other properties of its pods. */
export function application(
  variables: Readonly<Record<string, unknown>> = {},
  { pod = {}, metadata = {}, container = {} }: { pod?: object; metadata?: object; container?: object } = {},
): TestResource {
  return resource("kubernetes:apps/v1:Deployment", "api", {
    metadata: { name: "api", namespace: "shop" },
    spec: {
      replicas: 2,
      template: {
        metadata: { labels: { app: "api" }, ...metadata },
        spec: { containers: [{ name: "api", image, env: envOf(variables), ...container }], ...pod },
      },
    },
  });
}

/** A CronJob of the application's image: it runs to its end. */
export function applicationJob(variables: Readonly<Record<string, unknown>> = {}): TestResource {
  const containers = [{ name: "migrate", image, env: envOf(variables) }];
  return resource("kubernetes:batch/v1:CronJob", "migrate", {
    metadata: { name: "migrate", namespace: "shop" },
    spec: { jobTemplate: { spec: { template: { spec: { restartPolicy: "Never", containers } } } } },
  });
}

/** A patch of the application's Deployment. */
export function applicationPatch(variables: Readonly<Record<string, unknown>> = {}): TestResource {
  return resource("kubernetes:apps/v1:DeploymentPatch", "api-patch", {
    metadata: { name: "api", namespace: "shop" },
    spec: { template: { spec: { containers: [{ name: "api", image, env: envOf(variables) }] } } },
  });
}

/** A ConfigMap of the application's namespace. */
export function configMap(name: string, data: unknown): TestResource {
  return resource("kubernetes:core/v1:ConfigMap", name, { metadata: { name, namespace: "shop" }, data });
}

/** What stands before a finding on the container of `application`. */
export const IN_CONTAINER = "container api (spec.template.spec.containers[0]): ";

/** What a declaration of something that is set in code leaves to do. */
export const IN_CODE = "The variable only declares it: set it in the application's code too.";

/** How a message tells a fix: a value to set, or an element to add to a list. */
export function told(fix: string): string {
  const added = /^(\w+)\[\d+\]: (.*)$/.exec(fix);
  return added ? `Add ${added[2] ?? ""} to ${added[1] ?? ""}.` : `Set ${fix}.`;
}
