import { cases, resource, unknown } from "../../kit/cases";

const cluster = (postgresql: unknown, type = "Cluster") =>
  resource(`kubernetes:postgresql.cnpg.io/v1:${type}`, "db", {
    metadata: { name: "db", namespace: "prod" },
    spec: { instances: 3, ...(postgresql === undefined ? {} : { postgresql }) },
  });
const server = (container: object, podSpec: object = {}) =>
  resource("kubernetes:apps/v1:StatefulSet", "db", {
    metadata: { name: "db", namespace: "prod" },
    spec: {
      template: {
        spec: { containers: [{ name: "postgres", image: "postgres:16", ...container }], ...podSpec },
      },
    },
  });
const zalando = (parameters: unknown) =>
  resource("kubernetes:acid.zalan.do/v1:postgresql", "db", {
    metadata: { name: "db" },
    spec: { postgresql: { version: "16", parameters } },
  });
const crunchy = (spec: object) =>
  resource("kubernetes:postgres-operator.crunchydata.com/v1beta1:PostgresCluster", "db", {
    metadata: { name: "db" },
    spec: { postgresVersion: 16, ...spec },
  });

const CNPG =
  '3.4 Query statistics: spec.postgresql.parameters["pg_stat_statements.track"] is not set; {profile} needs a parameter of pg_stat_statements, for which it is preloaded. Set spec.postgresql.parameters["pg_stat_statements.track"]: "top".';
const SERVER = (says: string) =>
  `3.4 Query statistics: shared_preload_libraries of PostgreSQL ${says}; {profile} needs pg_stat_statements among the preloaded libraries. Add -c shared_preload_libraries=pg_stat_statements to the server's arguments.`;

export default cases({
  requirement: "3.4-query-statistics",
  provider: "kubernetes",
  valid: {
    "CloudNativePG with a parameter of it": {
      stack: [cluster({ parameters: { "pg_stat_statements.max": "10000", "max_connections": "200" } })],
    },
    "CloudNativePG with the library": {
      stack: [cluster({ shared_preload_libraries: ["timescaledb", "pg_stat_statements"] })],
    },
    "a server's arguments": {
      stack: [server({ args: ["-c", "shared_preload_libraries=pg_stat_statements,auto_explain"] })],
    },
    "a configuration file of the stack": {
      stack: [
        server(
          { args: ["-c", "config_file=/etc/postgresql/postgresql.conf"] },
          { volumes: [{ name: "config", configMap: { name: "db-config" } }] },
        ),
        resource("kubernetes:core/v1:ConfigMap", "db-config", {
          metadata: { name: "db-config", namespace: "prod" },
          data: {
            "postgresql.conf": "max_connections = 100\nshared_preload_libraries = 'pg_stat_statements'\n",
          },
        }),
      ],
    },
    "Bitnami's variable": {
      stack: [
        server({
          image: "docker.io/bitnami/postgresql:16",
          env: [{ name: "POSTGRESQL_SHARED_PRELOAD_LIBRARIES", value: "pgaudit,pg_stat_statements" }],
        }),
      ],
    },
    "Zalando's image preloads it": { stack: [zalando({ max_connections: "100" })] },
    "Crunchy's exporter preloads it": {
      stack: [crunchy({ monitoring: { pgmonitor: { exporter: { image: "exporter" } } } })],
    },
    "Crunchy's parameters": {
      stack: [
        crunchy({
          patroni: {
            dynamicConfiguration: {
              postgresql: { parameters: { shared_preload_libraries: "pgaudit, pg_stat_statements" } },
            },
          },
        }),
      ],
    },
  },
  invalid: {
    "CloudNativePG without": { stack: [cluster({ parameters: { max_connections: "200" } })], finds: [CNPG] },
    "CloudNativePG with nothing set": { stack: [cluster(undefined)], finds: [CNPG] },
    "a server without arguments": { stack: [server({})], remediable: false, finds: [SERVER("is not set")] },
    "a server with other libraries": {
      stack: [server({ command: ["postgres", "-c", "shared_preload_libraries=pgaudit"] })],
      remediable: false,
      finds: [SERVER('is "pgaudit"')],
    },
    "Bitnami's image preloads pgaudit alone": {
      stack: [server({ image: "bitnamilegacy/postgresql:16" })],
      finds: [
        '3.4 Query statistics: POSTGRESQL_SHARED_PRELOAD_LIBRARIES is not set, which means "pgaudit"; {profile} needs pg_stat_statements among the preloaded libraries. Add {"name":"POSTGRESQL_SHARED_PRELOAD_LIBRARIES","value":"pgaudit,pg_stat_statements"} to spec.template.spec.containers[0].env.',
      ],
    },
    "Bitnami's image with another list": {
      stack: [
        server({
          image: "bitnamilegacy/postgresql:16",
          env: [{ name: "POSTGRESQL_SHARED_PRELOAD_LIBRARIES", value: "pgaudit,timescaledb" }],
        }),
      ],
      remediable: false,
      finds: [
        "3.4 Query statistics: POSTGRESQL_SHARED_PRELOAD_LIBRARIES does not comply; {profile} needs pg_stat_statements among the preloaded libraries. Add pg_stat_statements to what is there.",
      ],
    },
    "Zalando with a list of its own": {
      stack: [zalando({ shared_preload_libraries: "bg_mon,pg_cron" })],
      finds: [
        '3.4 Query statistics: spec.postgresql.parameters.shared_preload_libraries is "bg_mon,pg_cron"; {profile} needs pg_stat_statements among the preloaded libraries. Set spec.postgresql.parameters.shared_preload_libraries: "bg_mon,pg_cron,pg_stat_statements".',
      ],
    },
    "Crunchy without exporter": {
      stack: [crunchy({})],
      finds: [
        '3.4 Query statistics: spec.patroni.dynamicConfiguration.postgresql.parameters.shared_preload_libraries is not set; {profile} needs pg_stat_statements among the preloaded libraries. Set spec.patroni.dynamicConfiguration.postgresql.parameters.shared_preload_libraries: "pg_stat_statements".',
      ],
    },
  },
  unknown: {
    "parameters are not known yet": {
      stack: [cluster({ parameters: unknown })],
      mentions: ["spec.postgresql.parameters is not known until the update"],
    },
    "a library is not known yet": {
      stack: [cluster({ shared_preload_libraries: [unknown] })],
      mentions: ["spec.postgresql.shared_preload_libraries[0]"],
    },
    "a mounted file that is not in the stack": {
      stack: [
        server(
          { args: ["-c", "config_file=/etc/postgresql.conf"] },
          { volumes: [{ name: "config", configMap: { name: "elsewhere" } }] },
        ),
      ],
      mentions: ["shared_preload_libraries of PostgreSQL is not set here"],
    },
    "an image that configures itself": {
      stack: [server({ image: "timescale/timescaledb-ha:pg16" })],
      mentions: ["image decides shared_preload_libraries"],
    },
  },
  notApplicable: {
    "a patch of something else": {
      stack: [
        resource("kubernetes:postgresql.cnpg.io/v1:ClusterPatch", "db", {
          metadata: { name: "db" },
          spec: { instances: 5 },
        }),
      ],
    },
  },
});
