import { cases, resource, secret, unknown } from "../../kit/cases";

const image = "ghcr.io/fraiseql/fraiseql:1.8.1";
const metadata = { name: "api", namespace: "prod" };
const deployment = (container: object, more: { spec?: object; annotations?: object } = {}) =>
  resource("kubernetes:apps/v1:Deployment", "api", {
    metadata,
    spec: {
      template: {
        metadata: { annotations: more.annotations },
        spec: { containers: [{ name: "api", image, ...container }], ...more.spec },
      },
    },
  });
const configMap = (data: object, name = "settings") =>
  resource("kubernetes:core/v1:ConfigMap", name, { metadata: { name, namespace: "prod" }, data });

const API = "4.1 Secrets in plain text: container api (spec.template.spec.containers[0]):";
const NEEDS = "{profile} needs a reference to a secret.";
const KEEP = "Keep it in a Secret that a secrets manager fills, and refer to it with valueFrom.secretKeyRef.";
const NO_CREDENTIALS = "{profile} needs no credentials. Move it to a Secret that a secrets manager fills.";
const mounted = (name: string, mount: object, configMap: object) =>
  deployment({ volumeMounts: [{ name, ...mount }] }, { spec: { volumes: [{ name, configMap }] } });
const ENV_FILE =
  "mounts a .env file from a configuration object; {profile} needs no .env files. Set the variables with env or envFrom, and take credentials from a Secret.";

export default cases({
  requirement: "4.1-secrets-not-in-environment",
  provider: "kubernetes",
  valid: {
    "credentials by reference, settings in plain text": {
      stack: [
        deployment(
          {
            args: ["--port=8000", "--password-file=/run/secrets/db", "--log-level", "info"],
            env: [
              { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
              { name: "DATABASE_URL", value: "postgresql://app:$(DB_PASSWORD)@db:5432/app?sslmode=require" },
              { name: "FRAISEQL_ENVIRONMENT", value: "production" },
              { name: "FRAISEQL_ACCESS_TOKEN_MINUTES", value: "5" },
              { name: "JWT_PUBLIC_KEY", value: "-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----" },
              { name: "GIT_SHA", value: "8cd701f0b1c2d3e4f5061728394a5b6c7d8e9f00" },
              { name: "POSTGRES_PASSWORD_FILE", value: "/run/secrets/db" },
            ],
            envFrom: [{ configMapRef: { name: "settings" } }, { secretRef: { name: "api-credentials" } }],
          },
          {
            annotations: {
              "prometheus.io/scrape": "true",
              "vault.hashicorp.com/agent-inject-secret-db": "secret/data/db",
              "kubectl.kubernetes.io/restartedAt": "2026-01-31T12:00:00Z",
            },
          },
        ),
        configMap({
          "FRAISEQL_CORS_ORIGINS": '["https://app.example.com"]',
          "application.yaml": "database:\n  password: ${DB_PASSWORD}\n  passwordFile: /run/secrets/db\n",
        }),
      ],
    },
    "settings mounted as files": {
      stack: [
        mounted("config", { mountPath: "/etc/app" }, { name: "settings" }),
        configMap({ "fraiseql.toml": "host = 'db'\n" }),
      ],
    },
    "a command that reads secrets when it runs": {
      stack: [
        deployment({
          command: [
            "sh",
            "-c",
            'PGPASSWORD="$(cat /run/secrets/db)" psql -U app; API_TOKEN=$TOKEN run --token=${TOKEN}',
          ],
        }),
      ],
    },
  },
  invalid: {
    "a password in a variable, by its name": {
      remediable: false,
      stack: [
        deployment({
          env: [
            { name: "LOG", value: "info" },
            { name: "DB_PASSWORD", value: "hunter2" },
          ],
        }),
      ],
      finds: [`${API} env[1].value sets DB_PASSWORD to a literal; ${NEEDS} ${KEEP}`],
    },
    "a credential in a variable, by its form": {
      remediable: false,
      stack: [
        deployment({
          env: [
            { name: "DATABASE_URL", value: "postgresql://app:hunter2@db:5432/app?sslmode=require" },
            { name: "UPLOADS", value: "AKIAIOSFODNN7EXAMPLE" },
          ],
        }),
      ],
      finds: [
        `${API} env[0].value sets DATABASE_URL to what looks like a URL with a password; ${NEEDS} ${KEEP}`,
        `${API} env[1].value sets UPLOADS to what looks like an AWS access key; ${NEEDS} ${KEEP}`,
      ],
    },
    "a sidecar of a cron job, in a list": {
      remediable: false,
      stack: [
        resource("kubernetes:batch/v1:CronJobList", "jobs", {
          items: [
            {
              metadata: { name: "nightly", namespace: "prod" },
              spec: {
                jobTemplate: {
                  spec: {
                    template: {
                      spec: {
                        containers: [{ name: "job", image: "busybox" }],
                        initContainers: [
                          { name: "sync", image: "rclone", env: [{ name: "API_TOKEN", value: "abc-def" }] },
                        ],
                      },
                    },
                  },
                },
              },
            },
          ],
        }),
      ],
      finds: [
        `4.1 Secrets in plain text: container sync (items[0].spec.jobTemplate.spec.template.spec.initContainers[0]): env[0].value sets API_TOKEN to a literal; ${NEEDS} ${KEEP}`,
      ],
    },
    "arguments": {
      remediable: false,
      stack: [
        deployment({
          command: ["sh", "-c", "DB_PASSWORD=hunter2 exec run"],
          args: ["--password=hunter2", "--token", "abcdef", "--url=redis://:hunter2@cache"],
        }),
      ],
      finds: [
        `${API} command[2] sets DB_PASSWORD to a literal; ${NEEDS} ${KEEP}`,
        `${API} args[0] sets password to a literal; ${NEEDS} ${KEEP}`,
        `${API} args[2] sets token to a literal; ${NEEDS} ${KEEP}`,
        `${API} args[3] sets url to what looks like a URL with a password; ${NEEDS} ${KEEP}`,
      ],
    },
    "an annotation": {
      remediable: false,
      stack: [deployment({}, { annotations: { "example.com/db": "postgresql://app:hunter2@db/app" } })],
      finds: [
        '4.1 Secrets in plain text: spec.template.metadata.annotations["example.com/db"] holds a URL with a password; {profile} needs no credentials. Annotations are not secret: move it into a Secret.',
      ],
    },
    "a ConfigMap": {
      remediable: false,
      stack: [
        configMap({
          "JWT_SECRET_KEY": "change-me",
          "application.yaml": "database:\n  password: hunter2\n",
          "nginx.conf": "proxy_pass http://app:hunter2@backend;\n",
        }),
      ],
      finds: [
        `4.1 Secrets in plain text: data.JWT_SECRET_KEY holds a credential; ${NO_CREDENTIALS}`,
        `4.1 Secrets in plain text: data["application.yaml"] sets password to a literal on line 2; ${NO_CREDENTIALS}`,
        `4.1 Secrets in plain text: data["nginx.conf"] holds a URL with a password; ${NO_CREDENTIALS}`,
      ],
    },
    "a .env file by its key": {
      remediable: false,
      stack: [
        mounted("config", { mountPath: "/app" }, { name: "settings" }),
        configMap({ ".env": "FRAISEQL_ENVIRONMENT=production" }),
      ],
      finds: [`${API} spec.template.spec.volumes[0].configMap.name ${ENV_FILE}`],
    },
    "a .env file by its path": {
      remediable: false,
      stack: [mounted("config", { mountPath: "/app/.env", subPath: "settings" }, { name: "elsewhere" })],
      finds: [`${API} volumeMounts[0].mountPath ${ENV_FILE}`],
    },
    "a .env file among a volume's items": {
      remediable: false,
      stack: [
        mounted(
          "config",
          { mountPath: "/app" },
          { name: "elsewhere", items: [{ key: "settings", path: "prod.env" }] },
        ),
      ],
      finds: [`${API} spec.template.spec.volumes[0].configMap.items[0].path ${ENV_FILE}`],
    },
    "a variable that a patch adds": {
      remediable: false,
      stack: [
        resource("kubernetes:apps/v1:DeploymentPatch", "api", {
          metadata,
          spec: {
            template: {
              spec: { containers: [{ name: "api", env: [{ name: "API_KEY", value: "abc-def" }] }] },
            },
          },
        }),
      ],
      finds: [`${API} env[0].value sets API_KEY to a literal; ${NEEDS} ${KEEP}`],
    },
    "a secret of the program, which is told and does not block": {
      advisory: true,
      remediable: false,
      stack: [deployment({ env: [{ name: "DB_PASSWORD", value: secret("hunter2") }] })],
      finds: [
        `${API} env[0].value sets DB_PASSWORD to a secret of the program, which the workload then shows in plain text; ${NEEDS} ${KEEP}`,
      ],
    },
  },
  unknown: {
    "a password that is not known yet": {
      stack: [
        deployment({
          env: [
            { name: "DB_PASSWORD", value: unknown },
            { name: "ORIGIN", value: unknown },
          ],
        }),
      ],
      mentions: ["env[0].value sets DB_PASSWORD to a value that is not known until the update"],
    },
    "a value of a ConfigMap": {
      stack: [configMap({ JWT_SECRET_KEY: unknown, LOG: "info" })],
      mentions: ["data.JWT_SECRET_KEY is not known until the update"],
    },
  },
});
