import { cases, resource, unknown } from "../../kit/cases";

const metadata = { name: "main", namespace: "data" };
const cluster = (postgresql?: unknown) =>
  resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "main", { metadata, spec: { postgresql } });
const statefulSet = (container: object, volumes: unknown = []) =>
  resource("kubernetes:apps/v1:StatefulSet", "db", {
    metadata: { name: "db", namespace: "data" },
    spec: {
      template: { spec: { containers: [{ name: "db", image: "postgres:16", ...container }], volumes } },
    },
  });
const crunchy = (spec: object) =>
  resource("kubernetes:postgres-operator.crunchydata.com/v1beta1:PostgresCluster", "main", {
    metadata,
    spec,
  });
const config = (data: object) =>
  resource("kubernetes:core/v1:ConfigMap", "postgres", {
    metadata: { name: "postgres", namespace: "data" },
    data,
  });
const mounted = [{ name: "config", configMap: { name: "postgres" } }];

const NOTHING_LOADED =
  "2.5 Audit logging: shared_preload_libraries of PostgreSQL is not set; {profile} needs pgaudit among the preloaded libraries.";
const NOTHING_LOGGED =
  "2.5 Audit logging: pgaudit.log of PostgreSQL is not set; {profile} needs the classes of statements that are audited.";

const SPILO = "bg_mon,pg_stat_statements,pgextwlist,pg_auth_mon,set_user,timescaledb,pg_cron,pg_stat_kcache";

export default cases({
  requirement: "2.5-audit-logging",
  provider: "kubernetes",
  valid: {
    "CloudNativePG loads pgaudit for its parameters": {
      stack: [cluster({ parameters: { "pgaudit.log": "write, ddl, role" } })],
    },
    "pgaudit by the grants of a role": {
      stack: [cluster({ parameters: { "pgaudit.role": "auditor" } })],
    },
    "Crunchy has pgaudit loaded": {
      stack: [
        crunchy({
          patroni: { dynamicConfiguration: { postgresql: { parameters: { "pgaudit.log": "all, -misc" } } } },
        }),
        crunchy({ config: { parameters: { "pgaudit.log": "ddl" } } }),
      ],
    },
    "Zalando's clusters need the library as well": {
      stack: [
        resource("kubernetes:acid.zalan.do/v1:postgresql", "main", {
          metadata,
          spec: {
            postgresql: {
              version: "16",
              parameters: {
                "shared_preload_libraries": "bg_mon,pg_stat_statements,pgextwlist,pgaudit",
                "pgaudit.log": "ddl",
              },
            },
          },
        }),
      ],
    },
    "on the command line": {
      stack: [
        statefulSet({
          args: ["-c", "shared_preload_libraries=pg_stat_statements,pgaudit", "-c", "pgaudit.log=write, ddl"],
        }),
        statefulSet({
          command: ["sh", "-c"],
          args: ["exec postgres -c shared_preload_libraries='pgaudit' -c pgaudit.log='all'"],
        }),
      ],
    },
    "in a mounted file of the stack": {
      stack: [
        config({
          "postgresql.conf": "# tuned\nshared_preload_libraries = 'pgaudit'\npgaudit.log = 'ddl, role'\n",
        }),
        statefulSet({ args: ["-c", "config_file=/etc/postgresql/postgresql.conf"] }, mounted),
      ],
    },
    "by the variables of Bitnami's image": {
      stack: [
        statefulSet({
          image: "docker.io/bitnami/postgresql:16.4.0",
          env: [
            { name: "POSTGRESQL_PGAUDIT_LOG", value: "ddl" },
            { name: "POSTGRESQL_SHARED_PRELOAD_LIBRARIES", value: "pgaudit" },
          ],
        }),
      ],
    },
  },
  invalid: {
    "CloudNativePG without parameters of pgaudit": {
      stack: [cluster({ parameters: { max_connections: "200" } })],
      finds: [
        '2.5 Audit logging: spec.postgresql.parameters["pgaudit.log"] is not set; {profile} needs the classes of statements that are audited. Set spec.postgresql.parameters["pgaudit.log"]: "write, ddl, role".',
      ],
    },
    "pgaudit logs nothing": {
      stack: [cluster({ parameters: { "pgaudit.log": "none" } })],
      finds: [
        '2.5 Audit logging: spec.postgresql.parameters["pgaudit.log"] is "none"; {profile} needs the classes of statements that are audited. Set spec.postgresql.parameters["pgaudit.log"]: "write, ddl, role".',
      ],
    },
    "Zalando's list of libraries leaves it out": {
      stack: [
        resource("kubernetes:acid.zalan.do/v1:postgresql", "main", {
          metadata,
          spec: {
            postgresql: { parameters: { "shared_preload_libraries": "bg_mon", "pgaudit.log": "ddl" } },
          },
        }),
      ],
      finds: [
        '2.5 Audit logging: spec.postgresql.parameters.shared_preload_libraries is "bg_mon"; {profile} needs pgaudit among the preloaded libraries. Set spec.postgresql.parameters.shared_preload_libraries: "bg_mon,pgaudit".',
      ],
    },
    "Zalando's operator: what its image preloads stays": {
      stack: [
        resource("kubernetes:acid.zalan.do/v1:postgresql", "main", {
          metadata,
          spec: { postgresql: { parameters: { "pgaudit.log": "ddl" } } },
        }),
      ],
      finds: [
        `2.5 Audit logging: spec.postgresql.parameters.shared_preload_libraries is not set, which means "${SPILO}"; {profile} needs pgaudit among the preloaded libraries. Set spec.postgresql.parameters.shared_preload_libraries: "${SPILO},pgaudit".`,
      ],
    },
    "a StatefulSet with nothing but defaults": {
      stack: [statefulSet({ args: ["-c", "max_connections=200"] })],
      remediable: false,
      finds: [NOTHING_LOADED, NOTHING_LOGGED],
    },
    "a file of the stack that sets something else": {
      stack: [
        config({ "postgresql.conf": "max_connections = 200\n#pgaudit.log = 'ddl'\n" }),
        statefulSet({}, mounted),
      ],
      remediable: false,
      finds: [NOTHING_LOADED, NOTHING_LOGGED],
    },
  },
  unknown: {
    "the parameters are not known yet": {
      stack: [cluster({ parameters: unknown })],
      mentions: ['spec.postgresql.parameters["pgaudit.log"]'],
    },
    "a mounted file of another stack": {
      stack: [statefulSet({}, mounted)],
      mentions: ["are not set here, and may be set in a mounted file that is not read"],
    },
    "arguments that are not known yet": {
      stack: [statefulSet({ args: unknown })],
      mentions: ["pgaudit.log of PostgreSQL"],
    },
  },
});
