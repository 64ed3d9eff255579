import { cases, resource, unknown } from "../../kit/cases";

const metadata = { name: "main", namespace: "data" };
const cluster = (spec: object) =>
  resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "main", { metadata, spec });
const plugin = { name: "barman-cloud.cloudnative-pg.io", parameters: { barmanObjectName: "store" } };
const statefulSet = (container: object, volumes: unknown = []) =>
  resource("kubernetes:apps/v1:StatefulSet", "db", {
    metadata,
    spec: {
      template: {
        spec: { containers: [{ name: "db", image: "timescale/timescaledb-ha:pg16", ...container }], volumes },
      },
    },
  });

export default cases({
  requirement: "3.3-point-in-time-recovery",
  provider: "kubernetes",
  valid: {
    "CloudNativePG archives its WAL to an object store": {
      stack: [cluster({ backup: { barmanObjectStore: { destinationPath: "s3://wal" } } })],
    },
    "CloudNativePG archives its WAL through the plugin": {
      stack: [cluster({ plugins: [{ ...plugin, isWALArchiver: true }] })],
    },
    "pgBackRest archives always": {
      stack: [
        resource("kubernetes:postgres-operator.crunchydata.com/v1beta1:PostgresCluster", "main", {
          metadata,
          spec: { backups: { pgbackrest: { repos: [{ name: "repo1" }] } } },
        }),
      ],
    },
    "a StatefulSet turns archiving on": {
      stack: [statefulSet({ args: ["-c", "archive_mode=on", "-c", "archive_command=wal-g wal-push %p"] })],
    },
  },
  invalid: {
    "snapshots alone": {
      stack: [cluster({ backup: { volumeSnapshot: { className: "fast" } } })],
      remediable: false,
      finds: [
        "3.3 Point-in-time recovery: spec.backup.barmanObjectStore is not set; {profile} needs an object store to archive the WAL to.",
      ],
    },
    "the plugin does not archive unless told": {
      stack: [cluster({ plugins: [plugin] })],
      finds: [
        "3.3 Point-in-time recovery: spec.plugins[0].isWALArchiver is not set, which means false; {profile} needs true. Set spec.plugins[0].isWALArchiver: true.",
      ],
    },
    "a StatefulSet archives nothing by itself": {
      stack: [statefulSet({})],
      remediable: false,
      finds: [
        "3.3 Point-in-time recovery: spec.template.spec.containers[0].args does not set archive_mode, which is off unless set; {profile} needs archive_mode=on with an archive_command.",
      ],
    },
  },
  unknownIn: {
    "a plugin that may be the one for backups": {
      of: "CloudNativePG archives its WAL through the plugin",
      at: "main: spec.plugins.0.name",
      mentions: ["spec.plugins[0].name"],
    },
  },
  unknown: {
    "the backup section is not known yet": {
      stack: [cluster({ backup: unknown })],
      mentions: ["spec.backup.barmanObjectStore"],
    },
    "a mounted configuration file may turn it on": {
      stack: [statefulSet({}, [{ name: "config", configMap: { name: "postgres" } }])],
      mentions: ["does not set archive_mode, which a mounted configuration file may do"],
    },
  },
  notApplicable: {
    "a replica cluster": { stack: [cluster({ replica: { enabled: true, source: "main" } })] },
  },
});
