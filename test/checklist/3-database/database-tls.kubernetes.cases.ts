import { cases, ref, resource, secret, unknown } from "../../kit/cases";

const api = (env: unknown, more: object = {}) =>
  resource("kubernetes:apps/v1:Deployment", "api", {
    metadata: { name: "api", namespace: "prod" },
    spec: {
      template: {
        spec: { containers: [{ name: "api", image: "ghcr.io/fraiseql/fraiseql:1.8.1", env, ...more }] },
      },
    },
  });
const url = (query: string, host = "db.prod.svc") =>
  `postgresql://app:$(DB_PASSWORD)@${host}:5432/app${query}`;
const password = { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } };
const configMap = (data: object) =>
  resource("kubernetes:core/v1:ConfigMap", "settings", {
    metadata: { name: "settings", namespace: "prod" },
    data,
  });
const k8sSecret = (stringData: object) =>
  resource("kubernetes:core/v1:Secret", "credentials", {
    metadata: { name: "credentials", namespace: "prod" },
    stringData,
  });

const API = "3.1 Database TLS: container api (spec.template.spec.containers[0]):";
const NEEDS = "{profile} needs sslmode=require, verify-ca or verify-full.";
const NO_MODE = `has no sslmode, which means prefer; ${NEEDS} Add ?sslmode=require to the URL, or set PGSSLMODE.`;

export default cases({
  requirement: "3.1-database-tls",
  provider: "kubernetes",
  valid: {
    "a URL that insists, although its password is not known": {
      stack: [api([password, { name: "DATABASE_URL", value: url("?sslmode=require") }])],
    },
    "a URL from a ConfigMap": {
      stack: [
        api([
          { name: "FRAISEQL_DATABASE_URL", valueFrom: { configMapKeyRef: { name: "settings", key: "url" } } },
        ]),
        configMap({ url: "postgresql://db/app?application_name=api&sslmode=verify-full" }),
      ],
    },
    "a URL in a Secret of the stack": {
      stack: [
        api([], { envFrom: [{ secretRef: { name: "credentials" } }] }),
        k8sSecret({ DATABASE_URL: secret("postgresql://app:x@db/app?sslmode=verify-ca") }),
      ],
    },
    "libpq's own variable": {
      stack: [
        api([
          { name: "PGSSLMODE", value: "verify-full" },
          { name: "DATABASE_URL", value: url("") },
        ]),
      ],
    },
    "libpq's own variable beside a URL that is a secret": {
      stack: [
        api([
          { name: "PGSSLMODE", value: "require" },
          { name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: "db", key: "url" } } },
        ]),
      ],
    },
  },
  invalid: {
    "a URL that leaves it to the default": {
      remediable: false,
      stack: [api([{ name: "DATABASE_URL", value: url("") }])],
      finds: [`${API} DATABASE_URL ${NO_MODE}`],
    },
    "a URL that allows plain text": {
      remediable: false,
      stack: [api([{ name: "DATABASE_URL", value: url("?sslmode=prefer") }])],
      finds: [`${API} DATABASE_URL has an sslmode that allows plain text; ${NEEDS} Change it.`],
    },
    "a URL from a ConfigMap": {
      remediable: false,
      stack: [
        api([], { envFrom: [{ configMapRef: { name: "settings" } }] }),
        configMap({ DATABASE_URL: url("") }),
      ],
      finds: [`${API} DATABASE_URL (ConfigMap settings) ${NO_MODE}`],
    },
    "a URL in a Secret of the stack": {
      remediable: false,
      stack: [
        api([
          {
            name: "DATABASE_URL",
            valueFrom: { secretKeyRef: { name: ref("credentials", "credentials"), key: "url" } },
          },
        ]),
        k8sSecret({ url: secret("postgresql://app:x@db/app?sslmode=disable") }),
      ],
      finds: [
        `${API} DATABASE_URL (Secret credentials) has an sslmode that allows plain text; ${NEEDS} Change it.`,
      ],
    },
    "libpq's own variable": {
      stack: [api([{ name: "PGSSLMODE", value: "prefer" }])],
      finds: [
        `${API} PGSSLMODE does not comply; {profile} needs require, verify-ca or verify-full. Set env[0].value: "require".`,
      ],
    },
  },
  unknownIn: {
    "a variable that may be PGSSLMODE": {
      of: "libpq's own variable",
      at: "api: spec.template.spec.containers.0.env.0.name",
      mentions: ["PGSSLMODE is not known"],
    },
  },
  unknown: {
    "a URL that is a secret": {
      stack: [api([{ name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: "db", key: "url" } } }])],
      mentions: ["DATABASE_URL comes from Secret db, which is not read"],
    },
    "a URL that is not known yet": {
      stack: [api([{ name: "DATABASE_URL", value: unknown }])],
      mentions: ["DATABASE_URL is not known until the update"],
    },
    "a mode that is a secret": {
      stack: [
        api([
          { name: "MODE", valueFrom: { secretKeyRef: { name: "db", key: "mode" } } },
          { name: "DATABASE_URL", value: url("?sslmode=$(MODE)") },
        ]),
      ],
      mentions: ["DATABASE_URL takes its sslmode from a value that is not known"],
    },
  },
  notApplicable: {
    "a proxy in the same pod": { stack: [api([{ name: "DATABASE_URL", value: url("", "localhost") }])] },
    "another database": { stack: [api([{ name: "DATABASE_URL", value: "sqlite:///data/app.db" }])] },
    "no URL": { stack: [api([])] },
  },
});
