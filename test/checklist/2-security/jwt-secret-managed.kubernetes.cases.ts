import { cases, resource, secret, unknown } from "../../kit/cases";

const api = (env: unknown, more: object = {}) =>
  resource("kubernetes:apps/v1:Deployment", "api", {
    metadata: { name: "api", namespace: "prod" },
    spec: {
      template: {
        spec: { containers: [{ name: "api", image: "ghcr.io/fraiseql/fraiseql:1.8.1", env, ...more }] },
      },
    },
  });
const reference = {
  name: "JWT_SECRET_KEY",
  valueFrom: { secretKeyRef: { name: "credentials", key: "jwt" } },
};
const object = (type: string, props: object, name = "credentials") =>
  resource(`kubernetes:${type}`, name, { metadata: { name, namespace: "prod" }, ...props });
const external = (spec: object) =>
  object("external-secrets.io/v1:ExternalSecret", { spec: { data: [{ secretKey: "jwt" }], ...spec } });
const store = { secretStoreRef: { name: "store", kind: "ClusterSecretStore" } };

const API = "2.3 JWT secret: container api (spec.template.spec.containers[0]):";
const NEEDS = "{profile} needs a reference to a secret.";
const KEEP = "Keep it in a Secret that a secrets manager fills, and refer to it with valueFrom.secretKeyRef.";
const SYNC =
  "Fill the Secret from a secrets manager (ExternalSecret, SecretProviderClass), or take the value from config.requireSecret.";

export default cases({
  requirement: "2.3-jwt-secret-managed",
  provider: "kubernetes",
  valid: {
    "a Secret outside the stack": { stack: [api([reference])] },
    "an ExternalSecret with a real store": {
      stack: [
        api([reference]),
        external(store),
        object(
          "external-secrets.io/v1:ClusterSecretStore",
          { spec: { provider: { aws: { service: "SecretsManager" } } } },
          "store",
        ),
      ],
    },
    "an ExternalSecret of another name": {
      stack: [
        api([reference]),
        resource("kubernetes:external-secrets.io/v1beta1:ExternalSecret", "es", {
          metadata: { name: "other", namespace: "prod" },
          spec: { target: { name: "credentials" }, dataFrom: [{ extract: { key: "api" } }] },
        }),
      ],
    },
    "the Secrets Store CSI driver": {
      stack: [
        api([reference]),
        resource("kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass", "spc", {
          metadata: { name: "spc", namespace: "prod" },
          spec: {
            provider: "azure",
            secretObjects: [{ secretName: "credentials", data: [{ key: "jwt", objectName: "jwt" }] }],
          },
        }),
      ],
    },
    "a SealedSecret": {
      stack: [
        api([reference]),
        object("bitnami.com/v1alpha1:SealedSecret", { spec: { encryptedData: { jwt: "AgB..." } } }),
      ],
    },
    "a VaultStaticSecret": {
      stack: [
        api([], { envFrom: [{ secretRef: { name: "credentials" } }], env: [reference] }),
        object(
          "secrets.hashicorp.com/v1beta1:VaultStaticSecret",
          { spec: { destination: { name: "credentials" } } },
          "vault",
        ),
      ],
    },
    "a Secret whose value the program keeps secret": {
      stack: [
        api([reference]),
        object("core/v1:Secret", { stringData: { jwt: secret("7d1f2b9c4e6a8035") } }),
      ],
    },
    "a Secret whose value is secret and not known yet": {
      stack: [api([reference]), object("core/v1:Secret", { stringData: { jwt: secret(unknown) } })],
    },
  },
  invalid: {
    "a literal": {
      remediable: false,
      stack: [api([{ name: "JWT_SECRET_KEY", value: "hunter2" }])],
      finds: [`${API} env[0].value sets JWT_SECRET_KEY to a literal; ${NEEDS} ${KEEP}`],
    },
    "a ConfigMap": {
      remediable: false,
      stack: [
        api([], { envFrom: [{ configMapRef: { name: "credentials" } }] }),
        object("core/v1:ConfigMap", { data: { JWT_SECRET_KEY: "hunter2" } }),
      ],
      finds: [`${API} JWT_SECRET_KEY (ConfigMap credentials) is no secret; ${NEEDS} ${KEEP}`],
    },
    "a Secret with a literal": {
      remediable: false,
      stack: [api([reference]), object("core/v1:Secret", { stringData: { jwt: "hunter2" } })],
      finds: [
        `2.3 JWT secret: Secret credentials: stringData.jwt is a literal of the program; {profile} needs a managed secret. ${SYNC}`,
      ],
    },
    "a Secret with a placeholder": {
      remediable: false,
      stack: [
        api([reference]),
        object("core/v1:Secret", { data: { jwt: secret(Buffer.from("change-me").toString("base64")) } }),
      ],
      finds: [
        `2.3 JWT secret: Secret credentials: data.jwt holds a placeholder; {profile} needs a key that nobody knows. ${SYNC}`,
      ],
    },
    "a store for tests": {
      remediable: false,
      stack: [
        api([reference]),
        external(store),
        object(
          "external-secrets.io/v1:ClusterSecretStore",
          { spec: { provider: { fake: { data: [{ key: "jwt", value: "x" }] } } } },
          "store",
        ),
      ],
      finds: [
        "2.3 JWT secret: ClusterSecretStore store: spec.provider.fake keeps its secrets in the store's own manifest; {profile} needs a secrets manager.",
      ],
    },
  },
  unknown: {
    "a literal that is not known yet": {
      stack: [api([{ name: "JWT_SECRET_KEY", value: unknown }])],
      mentions: ["JWT_SECRET_KEY is not known until the update"],
    },
    "a ConfigMap outside the stack": {
      stack: [
        api([{ name: "JWT_SECRET_KEY", valueFrom: { configMapKeyRef: { name: "settings", key: "jwt" } } }]),
      ],
      mentions: ["JWT_SECRET_KEY comes from ConfigMap settings, which is not in this stack"],
    },
    "a Secret's value that is not known yet": {
      stack: [api([reference]), object("core/v1:Secret", { stringData: { jwt: unknown } })],
      mentions: ["stringData.jwt is not known until the update"],
    },
  },
  notApplicable: {
    "no key of its own": { stack: [api([{ name: "FRAISEQL_AUTH_PROVIDER", value: "auth0" }])] },
  },
});
