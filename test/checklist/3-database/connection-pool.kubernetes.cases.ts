import { cases, resource, unknown } from "../../kit/cases";
import {
  application,
  applicationJob,
  applicationPatch,
  configMap,
  IN_CONTAINER,
} from "../kubernetes/application";

const pooler = (parameters: unknown) =>
  resource("kubernetes:postgresql.cnpg.io/v1:Pooler", "pooler", {
    spec: {
      cluster: { name: "db" },
      instances: 3,
      type: "rw",
      pgbouncer: { poolMode: "session", parameters },
    },
  });
const ini = (...lines: readonly string[]) =>
  configMap("pgbouncer", {
    "pgbouncer.ini": ["[databases]", "shop = host=db dbname=shop", "[pgbouncer]", ...lines].join("\n"),
  });
const pgBouncer = (env: object, image = "edoburu/pgbouncer:v1.23.1-p2", spec: object = {}) =>
  resource("kubernetes:apps/v1:Deployment", "pgbouncer", {
    metadata: { name: "pgbouncer", namespace: "shop" },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: "pgbouncer",
              image,
              env: Object.entries(env).map(([name, value]) => ({ name, value: value as unknown })),
            },
          ],
          ...spec,
        },
      },
    },
  });
const mounted = (volume: object) => ({ volumes: [{ name: "config", ...volume }] });
const inFile = (says: string, needs: string) =>
  `3.1 Connection pool: ${says}; {profile} needs ${needs}. Write it below [pgbouncer] in pgbouncer.ini.`;
const finding = (says: string, needs: string, fix: string) =>
  `3.1 Connection pool: ${IN_CONTAINER}${says}; {profile} needs ${needs}.${fix}`;
const ofPooler = (says: string, needs: string, fix: string) =>
  `3.1 Connection pool: spec.pgbouncer.parameters.${says}; {profile} needs ${needs}. Set spec.pgbouncer.parameters.${fix}.`;

export default cases({
  requirement: "3.1-connection-pool",
  provider: "kubernetes",
  valid: {
    "the application's defaults": { stack: [application()] },
    "values within the bounds": {
      stack: [
        application({
          FRAISEQL_DATABASE_POOL_SIZE: "50",
          FRAISEQL_DATABASE_MAX_OVERFLOW: 5,
          FRAISEQL_DATABASE_POOL_TIMEOUT: " 10 ",
          FRAISEQL_DATABASE_POOL_RECYCLE: "1_800",
        }),
      ],
    },
    "the defaults of v2, whatever its file says": { stack: [application()], applicationGeneration: "v2" },
    "a pooler that keeps to them": {
      stack: [pooler({ default_pool_size: "25", query_wait_timeout: "30", reserve_pool_size: "5" })],
    },
    "PgBouncer's own file": {
      stack: [
        pgBouncer({}, undefined, mounted({ configMap: { name: "pgbouncer" } })),
        ini("default_pool_size = 25", "query_wait_timeout=30 ; seconds", ";server_lifetime = 86400"),
      ],
    },
    "PgBouncer by its variables": {
      stack: [pgBouncer({ DEFAULT_POOL_SIZE: "40", QUERY_WAIT_TIMEOUT: "20" })],
    },
    "PgBouncer by the variables of another image": {
      stack: [pgBouncer({ PGBOUNCER_QUERY_WAIT_TIMEOUT: "20" }, "docker.io/bitnami/pgbouncer:1.23.1")],
    },
  },
  invalid: {
    "a pool that is too small, and one that waits too long": {
      stack: [application({ FRAISEQL_DATABASE_POOL_SIZE: "5", FRAISEQL_DATABASE_POOL_TIMEOUT: "60" })],
      finds: [
        finding(
          "FRAISEQL_DATABASE_POOL_SIZE does not comply",
          "20 to 50 connections",
          ' Set env[0].value: "20".',
        ),
        finding(
          "FRAISEQL_DATABASE_POOL_TIMEOUT does not comply",
          "at most 30 seconds",
          ' Set env[1].value: "30".',
        ),
      ],
    },
    "a ConfigMap makes it too large": {
      stack: [
        application({}, { container: { env: [], envFrom: [{ configMapRef: { name: "settings" } }] } }),
        configMap("settings", { FRAISEQL_DATABASE_POOL_SIZE: "200" }),
      ],
      finds: [
        finding(
          "FRAISEQL_DATABASE_POOL_SIZE (ConfigMap settings) does not comply",
          "20 to 50 connections",
          "",
        ),
      ],
      remediable: false,
    },
    "text that is no number": {
      stack: [application({ FRAISEQL_DATABASE_MAX_OVERFLOW: "ten" })],
      finds: [
        finding(
          "FRAISEQL_DATABASE_MAX_OVERFLOW is not a whole number, and the application does not start with it",
          "at most 10 connections",
          ' Set env[0].value: "10".',
        ),
      ],
    },
    "a patch that never renews connections": {
      stack: [applicationPatch({ FRAISEQL_DATABASE_POOL_RECYCLE: "86400" })],
      finds: [
        finding(
          "FRAISEQL_DATABASE_POOL_RECYCLE does not comply",
          "at most 3600 seconds",
          ' Set env[0].value: "3600".',
        ),
      ],
    },
    "a pooler by its defaults": {
      stack: [pooler(undefined)],
      finds: [
        ofPooler(
          "query_wait_timeout is not set, which means 120 seconds",
          "at most 30",
          'query_wait_timeout: "30"',
        ),
      ],
    },
    "a file of PgBouncer that lets clients wait for good": {
      stack: [ini("default_pool_size = 200", "query_wait_timeout = 0")],
      remediable: false,
      finds: [
        inFile("default_pool_size (pgbouncer.ini) is 200 connections", "20 to 50"),
        inFile("query_wait_timeout (pgbouncer.ini) is 0 (no limit)", "at most 30"),
      ],
    },
    "PgBouncer by its variables, and its defaults": {
      stack: [pgBouncer({ DEFAULT_POOL_SIZE: "5" })],
      finds: [
        '3.1 Connection pool: DEFAULT_POOL_SIZE does not comply; {profile} needs 20 to 50 connections. Set spec.template.spec.containers[0].env[0].value: "20".',
        '3.1 Connection pool: QUERY_WAIT_TIMEOUT is not set, which means 120 seconds; {profile} needs at most 30. Add {"name":"QUERY_WAIT_TIMEOUT","value":"30"} to spec.template.spec.containers[0].env.',
      ],
    },
    "a pooler that lets clients wait for good": {
      stack: [pooler({ query_wait_timeout: "0", default_pool_size: "100" })],
      finds: [
        ofPooler("default_pool_size is 100 connections", "20 to 50", 'default_pool_size: "50"'),
        ofPooler("query_wait_timeout is 0 (no limit)", "at most 30", 'query_wait_timeout: "30"'),
      ],
    },
  },
  unknownIn: {
    "a file of PgBouncer that is not known yet": {
      of: "PgBouncer's own file",
      at: "pgbouncer: data.pgbouncer.ini",
      mentions: ["default_pool_size (pgbouncer.ini)", "are not known until the update"],
    },
    "a variable of PgBouncer that is not known yet": {
      of: "PgBouncer by its variables",
      at: "pgbouncer: spec.template.spec.containers.0.env.1.value",
      mentions: ["QUERY_WAIT_TIMEOUT is not known until the update"],
    },
  },
  unknown: {
    "a file of PgBouncer in a Secret": {
      stack: [pgBouncer({}, undefined, mounted({ secret: { secretName: "pgbouncer" } }))],
      mentions: ["QUERY_WAIT_TIMEOUT is not set here, and may be set in a file that is not read"],
    },
    "a size that is not known yet": {
      stack: [application({ FRAISEQL_DATABASE_POOL_SIZE: unknown, FRAISEQL_DATABASE_POOL_TIMEOUT: "60" })],
      mentions: ["FRAISEQL_DATABASE_POOL_SIZE is not known until the update"],
      finds: [
        finding(
          "FRAISEQL_DATABASE_POOL_TIMEOUT does not comply",
          "at most 30 seconds",
          ' Set env[1].value: "30".',
        ),
      ],
    },
    "parameters that are not known yet": {
      stack: [pooler(unknown)],
      mentions: ["spec.pgbouncer.parameters.default_pool_size"],
    },
    "a ConfigMap outside the stack": {
      stack: [application({}, { container: { envFrom: [{ configMapRef: { name: "outside" } }] } })],
      mentions: ["FRAISEQL_DATABASE_POOL_SIZE", "may come from ConfigMap outside"],
    },
  },
  notApplicable: {
    "what runs to its end": { stack: [applicationJob({ FRAISEQL_DATABASE_POOL_SIZE: "2" })] },
  },
});
