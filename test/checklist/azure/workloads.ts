import { resource, unknown, type TestResource } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;

const image = "ghcr.io/fraiseql/fraiseql:1.2.0";

/** A container app that runs the application. */
export function application(props: Props = {}): TestResource {
  return resource("azure-native:app:ContainerApp", "api", {
    resourceGroupName: "production",
    containerAppName: "api",
    template: { containers: [{ name: "fraiseql", image }] },
    ...props,
  });
}

/** Variables as Container Apps, Container Instances and App Service list them. */
export function envOf(variables: Props): readonly object[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** The name of the secret that holds a variable. */
export function secretNameOf(variable: string): string {
  return variable.toLowerCase().replaceAll("_", "-");
}

/** Variables that are secrets of the app. */
export function secretRefs(...names: readonly string[]): readonly object[] {
  return names.map((name) => ({ name, secretRef: secretNameOf(name) }));
}

/** The configuration of an app that takes these variables from Key Vault. */
export function fromKeyVault(...names: readonly string[]): Props {
  return {
    configuration: {
      secrets: names.map((name) => ({
        name: secretNameOf(name),
        keyVaultUrl: `https://shop-prod.vault.azure.net/secrets/${secretNameOf(name)}`,
        identity: "System",
      })),
    },
  };
}

/** A container of the application, with these variables. */
export function api(variables: Props = {}, props: Props = {}): Props {
  return { name: "fraiseql", image, env: envOf(variables), ...props };
}

/** A container app that serves the application with these variables. */
export function containerApp(variables: Props = {}, container: Props = {}, props: Props = {}): TestResource {
  return application({ template: { containers: [api(variables, container)] }, ...props });
}

/** A job of Container Apps that runs the application's image to its end. */
export function appJob(variables: Props = {}, props: Props = {}): TestResource {
  return resource("azure-native:app:Job", "migrate", {
    resourceGroupName: "production",
    jobName: "migrate",
    configuration: { triggerType: "Manual", replicaTimeout: 600 },
    template: { containers: [{ ...api(variables), name: "migrate" }] },
    ...props,
  });
}

/** A container group that serves the application with these variables. */
export function containerGroup(
  variables: Props = {},
  container: Props = {},
  props: Props = {},
): TestResource {
  return resource("azure-native:containerinstance:ContainerGroup", "api", {
    resourceGroupName: "production",
    containerGroupName: "api",
    osType: "Linux",
    containers: [{ name: "fraiseql", image, environmentVariables: envOf(variables), ...container }],
    ...props,
  });
}

/** An app of App Service that serves the application with these settings. */
export function webApp(settings: Props = {}, site: Props = {}, props: Props = {}): TestResource {
  return resource("azure-native:web:WebApp", "api", {
    resourceGroupName: "production",
    name: "shop-api",
    kind: "app,linux,container",
    siteConfig: { linuxFxVersion: `DOCKER|${image}`, appSettings: envOf(settings), ...site },
    ...props,
  });
}

/** Settings of an app of App Service that are a resource of their own. */
export function settingsOf(name: unknown, properties: unknown): TestResource {
  return resource("azure-native:web:WebAppApplicationSettings", "settings", {
    resourceGroupName: "production",
    name,
    properties,
  });
}

/** The application's container app, of whose containers nothing is known yet. */
export const unknownContainers = application({
  tags: { app: "fraiseql" },
  template: { containers: unknown },
});

/** What stands before a finding on the container of `containerApp`. */
export const IN_APP = "container fraiseql (template.containers[0]): ";

/** What stands before a finding on the container of `containerGroup`. */
export const IN_GROUP = "container fraiseql (containers[0]): ";

/** What stands before a finding on the container of `webApp`. */
export const IN_WEB = "container app (siteConfig): ";

/** What a declaration of something that is set in code leaves to do. */
export const IN_CODE = "The variable only declares it: set it in the application's code too.";
