import { cases, resource, secret, unknown } from "../../kit/cases";

const api = (env: unknown, more: object = {}, type = "Deployment") =>
  resource(`kubernetes:apps/v1:${type}`, "api", {
    metadata: { name: "api", namespace: "prod" },
    spec: {
      template: {
        spec: {
          containers: [
            { name: "api", image: "ghcr.io/fraiseql/fraiseql:1.8.1", env, ...more },
            { name: "proxy", image: "envoyproxy/envoy:v1.31" },
          ],
        },
      },
    },
  });
const from = (name: string, key = name) => ({
  name,
  valueFrom: { secretKeyRef: { name: "credentials", key } },
});
const production = { name: "FRAISEQL_ENVIRONMENT", value: "production" };
const url = from("DATABASE_URL");
const jwt = from("JWT_SECRET_KEY");
const kms = { name: "FRAISEQL_KMS_PROVIDER", value: "aws" };
const audit = { name: "FRAISEQL_AUDIT_ENABLED", value: "true" };
const all = [url, jwt, production, kms, audit];
const without = (...names: readonly string[]) => all.filter(({ name }) => !names.includes(name));
const object = (kind: string, name: string, props: object) =>
  resource(`kubernetes:core/v1:${kind}`, name, { metadata: { name, namespace: "prod" }, ...props });

const API = "4.1 Required variables: container api (spec.template.spec.containers[0]):";
const NO_URL = "DATABASE_URL is not set; {profile} needs a reference to a secret with the database's URL.";

const migration = (env: unknown) =>
  resource("kubernetes:batch/v1:Job", "migrate", {
    metadata: { name: "migrate", namespace: "prod" },
    spec: {
      template: {
        spec: {
          restartPolicy: "Never",
          containers: [{ name: "migrate", image: "ghcr.io/fraiseql/fraiseql:1.8.1", env }],
        },
      },
    },
  });

export default cases({
  requirement: "4.1-required-variables",
  provider: "kubernetes",
  valid: {
    "variables of the container": { stack: [api(all)] },
    "a migration, which signs no tokens and serves nobody": { stack: [migration([url, production])] },
    "variables of a ConfigMap and a Secret": {
      stack: [
        api([], {
          envFrom: [{ configMapRef: { name: "settings" } }, { secretRef: { name: "credentials" } }],
        }),
        object("ConfigMap", "settings", {
          data: { FRAISEQL_ENVIRONMENT: "production", KMS_KEY_ID: "alias/api", AUDIT_LOG_LEVEL: "info" },
        }),
        object("Secret", "credentials", {
          stringData: { FRAISEQL_DATABASE_URL: secret("x"), JWT_SECRET_KEY: secret(unknown) },
        }),
      ],
    },
    "an ExternalSecret's keys": {
      stack: [
        api([production, kms, audit], { envFrom: [{ secretRef: { name: "credentials" } }] }),
        resource("kubernetes:external-secrets.io/v1:ExternalSecret", "credentials", {
          metadata: { name: "credentials", namespace: "prod" },
          spec: { data: [{ secretKey: "DATABASE_URL" }, { secretKey: "JWT_SECRET_KEY" }] },
        }),
      ],
    },
    "tokens that Auth0 signs": {
      stack: [api([...without("JWT_SECRET_KEY"), { name: "FRAISEQL_AUTH_PROVIDER", value: "auth0" }])],
    },
    "v2, which is in production unless told otherwise": {
      applicationGeneration: "v2",
      stack: [api([url, { name: "VAULT_ADDR", value: "https://vault.example.com" }, audit])],
    },
  },
  invalid: {
    "a migration without a database": {
      stack: [migration([production])],
      remediable: false,
      finds: [`4.1 Required variables: container migrate (spec.template.spec.containers[0]): ${NO_URL}`],
    },
    "nothing is set": {
      profiles: ["STANDARD"],
      remediable: false,
      stack: [api(undefined)],
      finds: [
        `${API} ${NO_URL}`,
        `${API} JWT_SECRET_KEY is not set; {profile} needs a reference to a secret.`,
        `${API} FRAISEQL_ENVIRONMENT is not set, which means "development"; {profile} needs "production". Add {"name":"FRAISEQL_ENVIRONMENT","value":"production"} to env.`,
      ],
    },
    "names that nothing reads": {
      remediable: false,
      stack: [
        api([
          ...without("DATABASE_URL", "JWT_SECRET_KEY", "FRAISEQL_ENVIRONMENT"),
          { name: "ENVIRONMENT", value: "production" },
          { name: "DB_HOST", value: "db" },
          from("JWT_SECRET"),
          from("SECRET_KEY"),
        ]),
      ],
      finds: [
        `${API} ${NO_URL} DB_HOST is set, and not read: the name is DATABASE_URL or FRAISEQL_DATABASE_URL.`,
        `${API} JWT_SECRET_KEY is not set; {profile} needs a reference to a secret. JWT_SECRET, SECRET_KEY are set, and not read: the name is JWT_SECRET_KEY.`,
        `${API} FRAISEQL_ENVIRONMENT is not set, which means "development"; {profile} needs "production". Add {"name":"FRAISEQL_ENVIRONMENT","value":"production"} to env. ENVIRONMENT is set, and not read: the name is FRAISEQL_ENVIRONMENT.`,
      ],
    },
    "another environment": {
      stack: [api([...without("FRAISEQL_ENVIRONMENT"), { name: "FRAISEQL_ENVIRONMENT", value: "staging" }])],
      finds: [
        `${API} FRAISEQL_ENVIRONMENT does not comply; {profile} needs "production". Set env[4].value: "production".`,
      ],
    },
    "another environment in a ConfigMap": {
      remediable: false,
      stack: [
        api(without("FRAISEQL_ENVIRONMENT"), { envFrom: [{ configMapRef: { name: "settings" } }] }),
        object("ConfigMap", "settings", { data: { FRAISEQL_ENVIRONMENT: "development" } }),
      ],
      finds: [
        `${API} FRAISEQL_ENVIRONMENT (ConfigMap settings) does not comply; {profile} needs "production".`,
      ],
    },
    "no key management, and audit switched off": {
      profiles: ["REGULATED", "RESTRICTED"],
      remediable: false,
      stack: [api([url, jwt, production, { name: "FRAISEQL_AUDIT_ENABLED", value: "false" }])],
      finds: [
        `${API} FRAISEQL_KMS_PROVIDER is not set; {profile} needs the key management that the application uses.`,
        `${API} FRAISEQL_AUDIT_ENABLED does not comply; {profile} needs the audit settings that the application uses.`,
      ],
    },
    "v2 with the names of v1": {
      applicationGeneration: "v2",
      remediable: false,
      stack: [
        api([from("FRAISEQL_DATABASE_URL"), { name: "FRAISEQL_ENV", value: "dev" }, kms, audit, production]),
      ],
      finds: [
        `${API} ${NO_URL} FRAISEQL_DATABASE_URL is set, and not read: the name is DATABASE_URL.`,
        `${API} FRAISEQL_ENV does not comply; {profile} needs "production". Set env[1].value: "production". FRAISEQL_ENVIRONMENT is set, and not read: the name is FRAISEQL_ENV.`,
      ],
    },
  },
  unknownIn: {
    "a key that may be the one": {
      of: "an ExternalSecret's keys",
      at: "credentials: spec.data.0.secretKey",
      mentions: ["ExternalSecret credentials"],
    },
    "an issuer that may sign the tokens": {
      of: "tokens that Auth0 signs",
      at: "api: spec.template.spec.containers.0.env.4.value",
      mentions: ["FRAISEQL_AUTH_PROVIDER"],
    },
  },
  unknown: {
    "an environment that is not known yet": {
      stack: [api([...without("FRAISEQL_ENVIRONMENT"), { name: "FRAISEQL_ENVIRONMENT", value: unknown }])],
      mentions: ["FRAISEQL_ENVIRONMENT is not known until the update"],
    },
    "a Secret outside the stack": {
      stack: [api([production, kms, audit], { envFrom: [{ secretRef: { name: "credentials" } }] })],
      mentions: [
        "DATABASE_URL and JWT_SECRET_KEY may come from Secret credentials, which is not in this stack",
      ],
    },
    "a ConfigMap outside the stack": {
      stack: [
        api([
          ...without("FRAISEQL_ENVIRONMENT"),
          { name: "FRAISEQL_ENVIRONMENT", valueFrom: { configMapKeyRef: { name: "settings", key: "env" } } },
        ]),
      ],
      mentions: ["FRAISEQL_ENVIRONMENT comes from ConfigMap settings, which is not in this stack"],
    },
  },
  notApplicable: {
    "a patch": { stack: [api([{ name: "LOG", value: "info" }], {}, "DeploymentPatch")] },
  },
});
