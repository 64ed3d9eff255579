import { cases, resource, unknown } from "../../kit/cases";

const metadata = { name: "main", namespace: "data" };
const cluster = (spec: object) =>
  resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "main", { metadata, spec });
const barmanObjectStore = { destinationPath: "s3://backups/main" };
const scheduled = (schedule: unknown = "0 0 2 * * *", more: object = {}) =>
  resource("kubernetes:postgresql.cnpg.io/v1:ScheduledBackup", "nightly", {
    metadata: { name: "nightly", namespace: "data" },
    spec: { schedule, cluster: { name: "main" }, ...more },
  });
const plugin = {
  name: "barman-cloud.cloudnative-pg.io",
  isWALArchiver: true,
  parameters: { barmanObjectName: "store" },
};
const store = (retentionPolicy?: unknown) =>
  resource("kubernetes:barmancloud.cnpg.io/v1:ObjectStore", "store", {
    metadata: { name: "store", namespace: "data" },
    spec: { retentionPolicy, configuration: {} },
  });

const statefulSet = (image: unknown = "postgis/postgis:16-3.4", namespace = "data") =>
  resource("kubernetes:apps/v1:StatefulSet", "db", {
    metadata: { name: "db", namespace },
    spec: { template: { spec: { containers: [{ name: "db", image }] } } },
  });
const velero = (template: object = {}, schedule: unknown = "0 1 * * *", more: object = {}) =>
  resource("kubernetes:velero.io/v1:Schedule", "daily", {
    metadata: { name: "daily", namespace: "velero" },
    spec: { schedule, template, ...more },
  });
const snapshots = (spec: object, namespace = "data") =>
  resource("kubernetes:snapscheduler.backube/v1:SnapshotSchedule", "snapshots", {
    metadata: { name: "snapshots", namespace },
    spec: { schedule: "0 2 * * *", ...spec },
  });
const crunchy = (backups: object) =>
  resource("kubernetes:postgres-operator.crunchydata.com/v1beta1:PostgresCluster", "main", {
    metadata,
    spec: { backups },
  });
const repo = (full: string) => ({ name: "repo1", schedules: { full } });

const UNPROTECTED =
  "3.3 Automated backups: spec.template.spec.containers[0].image runs PostgreSQL, which nothing in the stack backs up; {profile} needs a backup plan, such as a Velero Schedule of its namespace, or an operator that takes backups.";
const UNSCHEDULED =
  "3.3 Automated backups: spec.backup takes no base backups by itself, and no ScheduledBackup of the stack names the cluster; {profile} needs one that runs at least daily.";

export default cases({
  requirement: "3.3-automated-backups",
  provider: "kubernetes",
  valid: {
    "CloudNativePG keeps nightly backups 30 days": {
      stack: [cluster({ backup: { barmanObjectStore, retentionPolicy: "30d" } }), scheduled()],
    },
    "five weeks, or for good": {
      stack: [
        cluster({ backup: { barmanObjectStore, retentionPolicy: "5w" } }),
        scheduled("0 0 */6 * * *"),
        resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "other", {
          metadata: { name: "other", namespace: "data" },
          spec: { backup: { volumeSnapshot: { className: "fast" } } },
        }),
        resource("kubernetes:postgresql.cnpg.io/v1:ScheduledBackup", "other", {
          metadata: { name: "other", namespace: "data" },
          spec: { schedule: "@daily", cluster: { name: "other" }, method: "volumeSnapshot" },
        }),
      ],
    },
    "the Barman Cloud plugin's object store keeps them": {
      stack: [cluster({ plugins: [plugin] }), store("1m"), scheduled("0 0 2 * * *", { method: "plugin" })],
    },
    "Velero backs up a StatefulSet's namespace": {
      stack: [statefulSet(), velero({ includedNamespaces: ["web", "da*"], ttl: "720h" })],
    },
    "Velero backs up everything, for 30 days by default": {
      stack: [statefulSet("bitnami/postgresql:16"), velero()],
    },
    "snapshots of the volumes, for 31 days or for good": {
      stack: [statefulSet(), snapshots({ retention: { expires: "744h", maxCount: 60 } })],
    },
    "snapshots of the volumes, 30 of them": {
      stack: [statefulSet(), snapshots({ retention: { maxCount: 30 } })],
    },
    "Velero's time to live of nothing is the default": {
      stack: [statefulSet(), velero({ ttl: "0s" })],
    },
    "Crunchy keeps full backups 30 days": {
      stack: [
        crunchy({
          pgbackrest: {
            repos: [repo("0 1 * * *")],
            global: { "repo1-retention-full": "30", "repo1-retention-full-type": "time" },
          },
        }),
      ],
    },
    "Crunchy keeps five weekly ones, with incremental ones every day": {
      stack: [
        crunchy({
          pgbackrest: {
            repos: [{ name: "repo1", schedules: { full: "0 1 * * 0", incremental: "0 1 * * 1-6" } }],
            global: { "repo1-retention-full": "5" },
          },
        }),
      ],
    },
    "Zalando keeps 30 daily backups": {
      stack: [
        resource("kubernetes:acid.zalan.do/v1:postgresql", "main", {
          metadata,
          spec: {
            env: [
              { name: "WAL_S3_BUCKET", value: "wal" },
              { name: "BACKUP_NUM_TO_RETAIN", value: "30" },
            ],
          },
        }),
      ],
    },
  },
  invalid: {
    "CloudNativePG without backups": {
      stack: [cluster({ instances: 3 })],
      remediable: false,
      finds: [
        "3.3 Automated backups: spec.backup is not set; {profile} needs a backup section with an object store or volume snapshots.",
      ],
    },
    "CloudNativePG without a schedule": {
      stack: [cluster({ backup: { barmanObjectStore, retentionPolicy: "30d" } })],
      remediable: false,
      finds: [UNSCHEDULED],
    },
    "a schedule of another cluster, or one that is suspended": {
      stack: [
        cluster({ backup: { barmanObjectStore, retentionPolicy: "30d" } }),
        scheduled("0 0 2 * * *", { suspend: true }),
        scheduled("0 0 2 * * *", { cluster: { name: "other" } }),
      ],
      remediable: false,
      finds: [UNSCHEDULED],
    },
    "a week of backups": {
      stack: [cluster({ backup: { barmanObjectStore, retentionPolicy: "7d" } }), scheduled()],
      finds: [
        '3.3 Automated backups: spec.backup.retentionPolicy is 7d (7 days); {profile} needs at least 30. Set spec.backup.retentionPolicy: "30d".',
      ],
    },
    "a backup a week": {
      stack: [cluster({ backup: { barmanObjectStore, retentionPolicy: "30d" } }), scheduled("0 0 2 * * 0")],
      remediable: false,
      finds: ["3.3 Automated backups: spec.backup is scheduled (7 days); {profile} needs at most 1."],
    },
    "the plugin's object store keeps a week": {
      stack: [cluster({ plugins: [plugin] }), store("7d"), scheduled()],
      remediable: false,
      finds: [
        '3.3 Automated backups: spec.plugins[0].parameters.barmanObjectName is the object store "store" (7 days); {profile} needs at least 30.',
      ],
    },
    "PostgreSQL in a Deployment with a claim": {
      stack: [
        resource("kubernetes:apps/v1:Deployment", "db", {
          metadata: { name: "db", namespace: "data" },
          spec: {
            template: {
              spec: {
                containers: [{ name: "db", image: "postgres:16" }],
                volumes: [{ name: "data", persistentVolumeClaim: { claimName: "db" } }],
              },
            },
          },
        }),
      ],
      remediable: false,
      finds: [UNPROTECTED],
    },
    "PostgreSQL in a StatefulSet": { stack: [statefulSet()], remediable: false, finds: [UNPROTECTED] },
    "Velero backs up another namespace, or no volumes": {
      stack: [
        statefulSet(),
        velero({ includedNamespaces: ["web"] }),
        velero({ snapshotVolumes: false }),
        velero({ excludedNamespaces: ["data"] }),
        velero({}, "0 1 * * *", { paused: true }),
      ],
      remediable: false,
      finds: [UNPROTECTED],
    },
    "Velero keeps a week": {
      stack: [statefulSet(), velero({ ttl: "168h" })],
      remediable: false,
      finds: [
        '3.3 Automated backups: backup plan daily: spec.template.ttl is 168h (7 days); {profile} needs at least 30. Set spec.template.ttl: "720h0m0s".',
      ],
    },
    "a week of snapshots": {
      stack: [statefulSet(), snapshots({ retention: { maxCount: 7 } })],
      remediable: false,
      finds: [
        "3.3 Automated backups: backup plan snapshots: spec.retention.maxCount is 7 days; {profile} needs at least 30. Set spec.retention.maxCount: 30.",
      ],
    },
    "snapshots of another namespace, or switched off; Velero without volumes": {
      stack: [
        statefulSet(),
        snapshots({}, "web"),
        snapshots({ disabled: true }),
        velero({ excludedResources: ["persistentvolumes", "persistentvolumeclaims"] }),
      ],
      remediable: false,
      finds: [UNPROTECTED],
    },
    "Crunchy without a schedule": {
      stack: [crunchy({ pgbackrest: { repos: [{ name: "repo1" }] } })],
      remediable: false,
      finds: [
        "3.3 Automated backups: spec.backups.pgbackrest.repos has no schedules; {profile} needs a repository with a schedule of full backups.",
      ],
    },
    "Crunchy keeps two weekly backups": {
      stack: [
        crunchy({
          pgbackrest: {
            repos: [{ name: "repo1", schedules: { full: "0 1 * * 0", incremental: "0 1 * * *" } }],
            global: { "repo1-retention-full": "2" },
          },
        }),
      ],
      finds: [
        '3.3 Automated backups: spec.backups.pgbackrest.global.repo1-retention-full is 2 (14 days); {profile} needs at least 30. Set spec.backups.pgbackrest.global.repo1-retention-full: "5".',
      ],
    },
  },
  unknownIn: {
    "a plugin that may be the one for backups": {
      of: "the Barman Cloud plugin's object store keeps them",
      at: "main: spec.plugins.0.name",
      mentions: ["spec.plugins[0].name"],
    },
  },
  unknown: {
    "the retention is not known yet": {
      stack: [cluster({ backup: { barmanObjectStore, retentionPolicy: unknown } }), scheduled()],
      mentions: ["spec.backup.retentionPolicy"],
    },
    "the schedule is not known yet": {
      stack: [cluster({ backup: { barmanObjectStore } }), scheduled(unknown)],
      mentions: ["ScheduledBackup"],
    },
    "the object store is another stack's": {
      stack: [cluster({ plugins: [plugin] }), scheduled()],
      mentions: ["spec.plugins[0].parameters.barmanObjectName names no object store of this stack"],
    },
    "the Zalando operator decides": {
      stack: [
        resource("kubernetes:acid.zalan.do/v1:postgresql", "main", {
          metadata,
          spec: { numberOfInstances: 2 },
        }),
      ],
      mentions: ["spec.env says nothing of backups"],
    },
    "a CronJob dumps the database": {
      stack: [
        statefulSet(),
        resource("kubernetes:batch/v1:CronJob", "dump", {
          metadata: { name: "dump", namespace: "data" },
          spec: {
            schedule: "0 3 * * *",
            jobTemplate: {
              spec: {
                template: {
                  spec: {
                    containers: [
                      { name: "dump", image: "postgres:16", args: ["-c", "pg_dump main | aws s3"] },
                    ],
                  },
                },
              },
            },
          },
        }),
      ],
      mentions: ["dumps the database, and does not say how long dumps are kept"],
    },
    "which claims are snapshotted, their labels decide": {
      stack: [statefulSet(), snapshots({ claimSelector: { matchLabels: { backup: "yes" } } })],
      mentions: ["whether snapshot schedule snapshots covers it"],
    },
    "Velero's namespaces are not known yet": {
      stack: [statefulSet(), velero({ includedNamespaces: [unknown] })],
      mentions: ["whether Velero schedule daily covers it"],
    },
  },
  notApplicable: {
    "a patch of what PostgreSQL runs on": {
      stack: [
        resource("kubernetes:apps/v1:StatefulSetPatch", "db", {
          metadata: { name: "db" },
          spec: { template: { spec: { containers: [{ name: "db", image: "postgres:16.4" }] } } },
        }),
      ],
    },
    "a replica cluster": { stack: [cluster({ replica: { enabled: true, source: "main" } })] },
    "a StatefulSet of another kind, or of an image that is not known yet": {
      stack: [
        statefulSet("redis:7"),
        statefulSet("quay.io/prometheuscommunity/postgres-exporter"),
        statefulSet(unknown),
      ],
    },
  },
});
