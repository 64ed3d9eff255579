import { resource, type TestResource } from "../../kit/cases";

/** A Cloud SQL instance for PostgreSQL, with these settings. */
export function cloudSql(settings: object, props: object = {}): TestResource {
  return resource("gcp:sql/databaseInstance:DatabaseInstance", "main", {
    name: "main-4f2a",
    databaseVersion: "POSTGRES_16",
    region: "europe-west1",
    settings: { tier: "db-perf-optimized-N-2", ...settings },
    ...props,
  });
}

/** A Cloud SQL instance that another server's data is read from. */
export function externalServer(): TestResource {
  return resource("gcp:sql/databaseInstance:DatabaseInstance", "outside", {
    databaseVersion: "POSTGRES_16",
    instanceType: "ON_PREMISES_INSTANCE",
  });
}

/** A replica of the instance above. */
export function replica(settings: object = {}): TestResource {
  return resource("gcp:sql/databaseInstance:DatabaseInstance", "replica", {
    databaseVersion: "POSTGRES_16",
    masterInstanceName: "main-4f2a",
    settings: { tier: "db-perf-optimized-N-2", ...settings },
  });
}

/** An AlloyDB cluster. */
export function alloyDb(props: object = {}): TestResource {
  return resource("gcp:alloydb/cluster:Cluster", "cluster", {
    clusterId: "main",
    location: "europe-west1",
    networkConfig: { network: "projects/p/global/networks/main" },
    ...props,
  });
}

/** A primary instance of the cluster above. */
export function alloyDbPrimary(props: object = {}): TestResource {
  return resource("gcp:alloydb/instance:Instance", "primary", {
    cluster: "projects/p/locations/europe-west1/clusters/main",
    instanceId: "primary",
    instanceType: "PRIMARY",
    ...props,
  });
}
