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
    "a pooler that lets clients wait for good": {
      stack: [pooler({ query_wait_timeout: "0", default_pool_size: "100" })],
      finds: [
        ofPooler("default_pool_size is 100 connections", "20 to 50", 'default_pool_size: "50"'),
        ofPooler("query_wait_timeout is 0 (no limit)", "at most 30", 'query_wait_timeout: "30"'),
      ],
    },
  },
  unknown: {
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
