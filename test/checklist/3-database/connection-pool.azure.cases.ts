import { cases, ref, unknown } from "../../kit/cases";
import { named, parameter, postgres } from "../azure/databases";
import { appJob, containerApp, IN_APP, unknownContainers, webApp } from "../azure/workloads";

const TITLE = "3.1 Connection pool:";
const set = (name: unknown, value: unknown, server: unknown = ref("db")) =>
  named(`pgbouncer-${typeof name === "string" ? name : "x"}`, parameter(name, value, server));
const enabled = (value: unknown = "true", server?: unknown) => set("pgbouncer.enabled", value, server);
const timeout = (value: unknown) => set("pgbouncer.query_wait_timeout", value);
const size = (value: unknown) => set("pgbouncer.default_pool_size", value);

export default cases({
  requirement: "3.1-connection-pool",
  provider: "azure",
  valid: {
    "the application's defaults": { stack: [containerApp()] },
    "values within the bounds, as text and as numbers": {
      stack: [webApp({ FRAISEQL_DATABASE_POOL_SIZE: 50, FRAISEQL_DATABASE_POOL_TIMEOUT: "10" })],
    },
    "a server's PgBouncer that makes nobody wait": {
      stack: [postgres(), enabled("True"), timeout("30")],
    },
    "its pool too": { stack: [postgres(), enabled(), timeout(30), size("20")] },
  },
  invalid: {
    "a pool that is too small, and one that overflows": {
      stack: [containerApp({ FRAISEQL_DATABASE_POOL_SIZE: "5", FRAISEQL_DATABASE_MAX_OVERFLOW: "40" })],
      finds: [
        `${TITLE} ${IN_APP}FRAISEQL_DATABASE_POOL_SIZE does not comply; {profile} needs 20 to 50 connections. Set env[0].value: "20".`,
        `${TITLE} ${IN_APP}FRAISEQL_DATABASE_MAX_OVERFLOW does not comply; {profile} needs at most 10 connections. Set env[1].value: "10".`,
      ],
    },
    "PgBouncer as Azure sets it": {
      stack: [postgres(), enabled()],
      remediable: false,
      finds: [
        `${TITLE} pgbouncer.query_wait_timeout is not set, which means "120"; {profile} needs at most 30 seconds. Add an azure-native:dbforpostgresql:Configuration with configurationName pgbouncer.query_wait_timeout and value 30.`,
      ],
    },
    "PgBouncer with a small pool": {
      stack: [postgres(), enabled(), timeout("30"), size("10")],
      remediable: false,
      finds: [
        `${TITLE} configuration pgbouncer-pgbouncer.default_pool_size: pgbouncer.default_pool_size is "10"; {profile} needs 20 to 50 connections. Set value: "20".`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a size that is not known yet": {
      stack: [containerApp({ FRAISEQL_DATABASE_POOL_SIZE: unknown })],
      mentions: ["FRAISEQL_DATABASE_POOL_SIZE is not known until the update"],
    },
    "whether there is a PgBouncer is not known yet": {
      stack: [postgres(), enabled(unknown)],
      mentions: ["pgbouncer.enabled is not known until the update"],
    },
    "which parameter it is": {
      stack: [postgres(), enabled(), set(unknown, "30")],
      mentions: ["pgbouncer.query_wait_timeout may be set by configuration"],
    },
  },
  unknownIn: {
    "a pool that is not known yet": {
      of: "its pool too",
      at: "pgbouncer-pgbouncer.default_pool_size: value",
      mentions: ["pgbouncer.default_pool_size is not known until the update"],
    },
  },
  notApplicable: {
    "a migration runs to its end": { stack: [appJob()] },
    "a server without PgBouncer": { stack: [postgres(), size("10")] },
    "PgBouncer that is off": { stack: [postgres(), enabled("false"), size("10")] },
    "PgBouncer of another server": { stack: [postgres(), enabled("true", "other")] },
  },
});
