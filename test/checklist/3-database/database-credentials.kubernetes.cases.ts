import { cases, resource, secret, unknown } from "../../kit/cases";

const pod = (container: object, kind = "StatefulSet") =>
  resource(`kubernetes:apps/v1:${kind}`, "db", {
    metadata: { name: "db", namespace: "prod" },
    spec: { template: { spec: { containers: [{ name: "db", image: "postgres:17", ...container }] } } },
  });
const configMap = (data: object) =>
  resource("kubernetes:core/v1:ConfigMap", "settings", {
    metadata: { name: "settings", namespace: "prod" },
    data,
  });

const DB = "3.1 Database credentials: container db (spec.template.spec.containers[0]):";
const NEEDS = "{profile} needs a reference to a secret.";
const KEEP = "Keep it in a Secret that a secrets manager fills, and refer to it with valueFrom.secretKeyRef.";
const NO_CREDENTIALS = "{profile} needs no credentials. Move it to a Secret that a secrets manager fills.";

export default cases({
  requirement: "3.1-database-credentials",
  provider: "kubernetes",
  valid: {
    "references": {
      stack: [
        pod({
          env: [
            { name: "POSTGRES_USER", value: "app" },
            { name: "POSTGRES_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
            { name: "DATABASE_URL", value: "postgresql://app:$(POSTGRES_PASSWORD)@db/app" },
            { name: "POSTGRES_PASSWORD_FILE", value: "/run/secrets/password" },
            { name: "SMTP_PASSWORD", value: "another-requirement-finds-it" },
          ],
        }),
        resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "pg", {
          metadata: { name: "pg", namespace: "prod" },
          spec: {
            superuserSecret: { name: "pg-superuser" },
            bootstrap: { initdb: { secret: { name: "pg-app" } } },
          },
        }),
      ],
    },
    "a ConfigMap without a password": {
      stack: [
        configMap({
          "DATABASE_URL": "postgresql://db:5432/app?sslmode=verify-full",
          "pg_hba.conf": "host all all all scram-sha-256\n",
        }),
      ],
    },
  },
  invalid: {
    "the image's password as a literal": {
      remediable: false,
      stack: [pod({ env: [{ name: "POSTGRES_PASSWORD", value: "postgres" }] })],
      finds: [`${DB} env[0].value sets POSTGRES_PASSWORD to a literal; ${NEEDS} ${KEEP}`],
    },
    "a URL in a deployment": {
      remediable: false,
      stack: [
        pod({ env: [{ name: "DATABASE_URL", value: "postgresql://app:hunter2@db/app" }] }, "Deployment"),
      ],
      finds: [
        `${DB} env[0].value sets DATABASE_URL to what looks like a database URL with its password; ${NEEDS} ${KEEP}`,
      ],
    },
    "a backup job's command": {
      remediable: false,
      stack: [
        pod({ command: ["sh", "-c", "PGPASSWORD='hunter2' pg_dump -h db app"] }),
        pod({ args: ["--db-url", "postgresql://app:hunter2@db/app"] }, "DaemonSet"),
      ],
      finds: [
        `${DB} command[2] sets PGPASSWORD to a literal; ${NEEDS} ${KEEP}`,
        `${DB} args[1] sets db-url to what looks like a database URL with its password; ${NEEDS} ${KEEP}`,
      ],
    },
    "a ConfigMap": {
      remediable: false,
      stack: [
        configMap({
          "PGPASSWORD": "hunter2",
          "userlist.txt": "x",
          "app.env": "DATABASE_URL=postgresql://app:hunter2@db/app\nDEBUG=false",
        }),
      ],
      finds: [
        `3.1 Database credentials: data.PGPASSWORD holds a credential; ${NO_CREDENTIALS}`,
        `3.1 Database credentials: data["app.env"] sets DATABASE_URL to a literal on line 1; ${NO_CREDENTIALS}`,
      ],
    },
    "a secret of the program, which is told and does not block": {
      advisory: true,
      remediable: false,
      stack: [pod({ env: [{ name: "PGPASSWORD", value: secret(unknown) }] })],
      finds: [
        `${DB} env[0].value sets PGPASSWORD to a secret of the program, which the workload then shows in plain text; ${NEEDS} ${KEEP}`,
      ],
    },
  },
  unknown: {
    "a password that is not known yet": {
      stack: [pod({ env: [{ name: "PGPASSWORD", value: unknown }] })],
      mentions: ["env[0].value sets PGPASSWORD to a value that is not known until the update"],
    },
  },
});
