import { resource, unknown } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;

const image = "europe-docker.pkg.dev/shop-prod/apps/fraiseql:1.8.1";

/** Variables as Cloud Run lists them. */
export function envOf(variables: Props): readonly object[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** Variables that Secret Manager holds, as the second version of the API lists them. */
export function secretsOf(...names: readonly string[]): readonly object[] {
  return names.map((name) => ({
    name,
    valueSource: { secretKeyRef: { secret: name.toLowerCase().replaceAll("_", "-"), version: "latest" } },
  }));
}

/** A container of the application, with these variables. */
export function api(variables: Props = {}, props: Props = {}): Props {
  return { name: "api", image, envs: envOf(variables), ...props };
}

/** A Cloud Run service of these containers. */
export function runService(containers: unknown, props: Props = {}, template: Props = {}) {
  return resource("gcp:cloudrunv2/service:Service", "api", {
    name: "shop-api",
    location: "europe-west1",
    template: { containers, ...template },
    ...props,
  });
}

/** A Cloud Run service that serves the application with these variables. */
export function application(variables: Props = {}, container: Props = {}, props: Props = {}) {
  return runService([api(variables, container)], props);
}

/** The same, of the first version of the API. */
export function applicationV1(variables: Props = {}, container: Props = {}, annotations: Props = {}) {
  return resource("gcp:cloudrun/service:Service", "api", {
    name: "shop-api",
    location: "europe-west1",
    metadata: { annotations },
    template: { spec: { containers: [api(variables, container)] } },
  });
}

/** A Cloud Run job of the application's image. */
export function runJob(variables: Props = {}, container: Props = {}) {
  return resource("gcp:cloudrunv2/job:Job", "migrate", {
    name: "migrate",
    location: "europe-west1",
    template: { template: { containers: [{ image, envs: envOf(variables), ...container }] } },
  });
}

/** A Cloud Run worker pool of the application's image. */
export function workerPool(variables: Props = {}) {
  return resource("gcp:cloudrunv2/workerPool:WorkerPool", "worker", {
    name: "worker",
    location: "europe-west1",
    template: { containers: [api(variables)] },
  });
}

/** The application's service, of whose containers nothing is known yet. */
export const unknownContainers = runService(unknown, { name: "fraiseql-api" });

/** What stands before a finding on the container of `application`. */
export const IN_RUN = "container api (template.containers[0]): ";

/** What stands before a finding on the container of `applicationV1`. */
export const IN_RUN_V1 = "container api (template.spec.containers[0]): ";

/** What a declaration of something that is set in code leaves to do. */
export const IN_CODE = "The variable only declares it: set it in the application's code too.";
