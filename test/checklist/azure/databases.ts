import { ref, resource, type TestResource } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;

/** A Flexible Server for PostgreSQL. */
export function postgres(props: Props = {}, name = "db"): TestResource {
  return resource("azure-native:dbforpostgresql:Server", name, {
    resourceGroupName: "production",
    serverName: `${name}-4f2a`,
    version: "17",
    ...props,
  });
}

/** Cosmos DB for PostgreSQL. */
export function citus(props: Props = {}): TestResource {
  return resource("azure-native:dbforpostgresql:ServerGroupCluster", "citus", {
    resourceGroupName: "production",
    clusterName: "citus-71bc",
    postgresqlVersion: "16",
    ...props,
  });
}

/** A parameter of the server above. */
export function parameter(
  configurationName: unknown,
  value: unknown,
  serverName: unknown = ref("db"),
): TestResource {
  return resource("azure-native:dbforpostgresql:Configuration", "setting", {
    resourceGroupName: "production",
    serverName,
    configurationName,
    value,
    source: "user-override",
  });
}

/** The same under another name, so that a server may have several. */
export function named(name: string, it: TestResource): TestResource {
  return { ...it, name };
}

/** What sends logs and metrics of a resource to a store. */
export function diagnostics(resourceUri: unknown, props: Props): TestResource {
  return resource("azure-native:monitor:DiagnosticSetting", "diagnostics", {
    name: "diagnostics",
    resourceUri,
    ...props,
  });
}
