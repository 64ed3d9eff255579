import { strict as assert } from "assert";
import { createHash, generateKeyPairSync } from "crypto";
import fc from "fast-check";
import {
  credentialIn,
  credentialShape,
  credentialsInFile,
  holdsPassword,
  namesCredential,
} from "../../policies/kinds/credential";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const privatePem = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const publicPem = keys.publicKey.export({ type: "spki", format: "pem" }).toString();
const jwt = `${base64('{"alg":"HS256","typ":"JWT"}').replace(/=/g, "")}.${base64('{"sub":"1234567890"}').replace(/=/g, "")}.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c`;

describe("a credential", () => {
  const NAMES = [
    ...[
      "DB_PASSWORD",
      "PGPASSWORD",
      "POSTGRES_PASSWORD",
      "dbPassword",
      "db-password",
      "JWT_SECRET_KEY",
      "JWT_SECRET",
    ],
    ...[
      "SECRET_KEY",
      "CSRF_SECRET",
      "API_KEY",
      "STRIPE_API_KEY",
      "apiKey",
      "AWS_SECRET_ACCESS_KEY",
      "GITHUB_TOKEN",
    ],
    ...[
      "PRIVATE_KEY",
      "SMTP_PASS",
      "DB_PASSWORD_OLD",
      "API_KEY_2",
      "KEYSTORE_PASSPHRASE",
      "FRAISEQL_ADMIN_TOKEN",
    ],
    ...["AUDIT_CHAIN_SEED", "STATE_ENCRYPTION_KEY", "APIKEY"],
  ];
  for (const name of NAMES) {
    it(`is called ${name}`, () => assert.equal(namesCredential(name), true));
  }

  const HARMLESS_NAMES = [
    ...[
      "PASSWORD_FILE",
      "POSTGRES_PASSWORD_FILE",
      "SECRET_NAME",
      "SECRETS_PATH",
      "TOKEN_LIFETIME_MINUTES",
      "TOKEN_TTL",
    ],
    ...[
      "ACCESS_TOKEN_MINUTES",
      "FRAISEQL_REFRESH_TOKEN_ROTATION",
      "PASSWORD_MIN_LENGTH",
      "JWT_ALGORITHM",
      "TOKEN_URL",
    ],
    ...[
      "JWT_PUBLIC_KEY",
      "STRIPE_PUBLISHABLE_KEY",
      "AWS_ACCESS_KEY_ID",
      "KMS_KEY_ARN",
      "PWD",
      "OLDPWD",
      "KEY",
      "COMPASS",
    ],
    ...[
      "FRAISEQL_SECRETS_BACKEND",
      "TLS_SECRET",
      "IMAGE_PULL_SECRET",
      "CSRF_ENABLED",
      "PASSAGE",
      "TOKENIZER",
      "SECRETARY",
    ],
    ...["DATABASE_URL", "PRIMARY_KEY", "PARTITION_KEY", "CACHE_KEY", "BYPASS", "PASS"],
  ];
  for (const name of HARMLESS_NAMES) {
    it(`is not called ${name}`, () => assert.equal(namesCredential(name), false));
  }

  const SHAPES: Readonly<Record<string, string>> = {
    "a private key": privatePem,
    "a private key in base64": base64(privatePem),
    "a private key as bytes": keys.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
    "a service account": JSON.stringify({ type: "service_account", private_key: privatePem }),
    "a database URL": "postgresql://app:hunter2@db.example.com:5432/app?sslmode=require",
    "a Redis URL": "redis://:hunter2@cache:6379/0",
    "a URL in base64": base64("postgresql://app:hunter2@db.example.com:5432/app"),
    "a libpq string": "host=db user=app password=hunter2 dbname=app",
    "a JDBC URL": "jdbc:postgresql://db/app?user=app&password=hunter2",
    "an Azure connection string":
      "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=abc123def456==;EndpointSuffix=core.windows.net",
    "a token": jwt,
    "an AWS key": "AKIAIOSFODNN7EXAMPLE",
    "a GitHub token": `ghp_${"a1B2".repeat(9)}`,
    "a Slack token": "xoxb-123456789012-abcdefABCDEF",
    "a Google key": `AIza${"a1B2c".repeat(7)}`,
    "a header": "Authorization=Bearer%20abcdef0123456789abcdef",
    "a Vault token": `hvs.${"a1B2".repeat(8)}`,
  };
  for (const [name, value] of Object.entries(SHAPES)) {
    it(`has the form of ${name}`, () => assert.ok(credentialShape(value)));
  }

  const HARMLESS: Readonly<Record<string, string>> = {
    ID_1: "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    REQUEST: "3F2504E0-4F89-11D3-9A0C-0305E82C3301",
    IMAGE: `ghcr.io/fraiseql/fraiseql@sha256:${"0a1b2c3d".repeat(8)}`,
    DIGEST_OF: `sha256:${"0a1b2c3d".repeat(8)}`,
    GIT_SHA: "8cd701f0b1c2d3e4f5061728394a5b6c7d8e9f00",
    RELEASE: "8cd701f0b1c2d3e4f5061728394a5b6c7d8e9f00",
    KMS: "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    ROLE: "arn:aws:iam::123456789012:role/AppRoleForProductionUseOnly2",
    HOST: "fraiseql-prod.cluster-c9akciq32.eu-central-1.rds.amazonaws.com",
    JWT_PUBLIC_KEY: publicPem,
    VERIFY_KEY: publicPem,
    JWKS: base64(publicPem),
    SPKI: keys.publicKey.export({ type: "spki", format: "der" }).toString("base64"),
    SSH: `ssh-rsa ${keys.publicKey.export({ type: "spki", format: "der" }).toString("base64")} user@host`,
    JSON: '{"level":"info","format":"json","targets":["https://otel.example.com:4318"]}',
    CONFIG: base64('{"level":"info","format":"json","targets":["https://otel.example.com"]}'),
    FLAGS: "newCheckoutFlow,betaSearchV2,someVeryLongFeatureFlagNameForCheckout2Beta",
    FLAG: "someVeryLongFeatureFlagNameForCheckout2BetaUsersInEurope",
    ORIGINS: '["https://app.example.com","https://admin.example.com"]',
    CRON: "*/15 2 * * 1-5",
    DATABASE_URL: "postgresql://db.example.com:5432/app?sslmode=verify-full",
    USER_URL: "postgresql://app@db.example.com:5432/app?sslmode=verify-full",
    COMPOSED: "postgresql://$(DB_USER):$(DB_PASSWORD)@$(DB_HOST):5432/app",
    TEMPLATE: "postgresql://app:${DB_PASSWORD}@db/app",
    HELM: "postgresql://app:{{ .Values.password }}@db/app",
    HELM_URL: "postgresql://{{ .Data.username }}:{{ .Data.password }}@db/app",
    EXAMPLE: "postgresql://user:<password>@db/app",
    MASKED: "postgresql://user:****@db/app",
    KEYED: "host=db user=app password=$(DB_PASSWORD)",
    SENTRY_DSN: "https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/2",
    AUTH0_CLIENT_ID: "aB3dE5fG7hI9jK1lM2nO4pQ6rS8tU0vW",
    INTEGRITY_OF: "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC",
    LONG_PATH: "/usr/local/lib/python3.12/site-packages/fraiseql/Config2/Defaults",
    SECRET_REF: "projects/my-project/secrets/db/versions/latest",
    TIME: "2026-01-31T12:00:00.000Z",
    LABELS: "app=api,version=v2,tier=backend",
    JAVA_OPTS: "-Xmx512m -XX:+UseG1GC -Dspring.profiles.active=prod",
    DB_PASSWORD: "",
    API_KEY: "$(OTHER_API_KEY)",
    TOKEN: "15m",
    DB_SECRET: "prod/db/credentials",
    GOOGLE_APPLICATION_CREDENTIALS: "key.json",
    ADMIN_TOKEN: "false",
    JWT_SECRET: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:jwt-AbCdEf",
    PRIVATE_KEY: "/etc/keys/private.pem",
    AUTH_TOKEN: "none",
    SESSION_KEY: "vault:secret/data/app#session",
    MAX_TOKENS: "4096",
    CLIENT_SECRET: "{{ client_secret }}",
    OTEL_EXPORTER_OTLP_HEADERS: "x-honeycomb-dataset=production",
    AUTHZ: "basic authentication is off",
  };
  for (const [name, value] of Object.entries(HARMLESS)) {
    it(`is not ${name}`, () => assert.equal(credentialIn(name, value), undefined));
  }

  const LITERALS: Readonly<Record<string, string>> = {
    DB_PASSWORD: "hunter2",
    JWT_SECRET_KEY: "change-me-in-production",
    API_KEY: "0123456789abcdef0123456789abcdef",
    ADMIN_TOKEN: "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    POSTGRES_PASSWORD: "postgres",
    PEPPERED: "aB3dE5fG7hI9jK1lM2nO4pQ6rS8tU0vWxY",
    PREFIXED_SECRET: "prefix-$(OTHER)",
  };
  for (const [name, value] of Object.entries(LITERALS)) {
    it(`is the literal of ${name}`, () => assert.ok(credentialIn(name, value)));
  }

  it("is found when a generator made it", () => {
    for (let i = 0; i < 500; i++) {
      const value = createHash("sha384").update(String(i)).digest("base64url");
      assert.ok(credentialIn("SOMETHING", value), value);
    }
  });

  it("is never shown, and no text breaks the search for it", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, value) => {
        const found = credentialIn(name, value);
        // Only words of this module's own are told.
        assert.ok(found === undefined || /^an? [\w ]+$/i.test(found.what));
        credentialsInFile(name, value);
        holdsPassword(value);
      }),
    );
  });

  it("is looked for in long texts without delay", () => {
    for (const part of [
      "a",
      "a ",
      "a: b ",
      "://a:",
      '"x": 1, ',
      "password=",
      "\n",
      "{{ ",
      "{a}",
      "$(a)",
      "eyJabcdefgh.",
    ]) {
      const text = part.repeat(300_000 / part.length);
      const start = Date.now();
      credentialIn("SETTINGS", text);
      credentialIn("SETTINGS", `redis://user:${text}`);
      credentialsInFile("app.yaml", text);
      assert.ok(Date.now() - start < 1_500, `${part} took ${Date.now() - start} ms`);
    }
  });

  it("is found in files", () => {
    const found = (file: string, text: string) =>
      credentialsInFile(file, text).map(({ line, name }) => `${line} ${name ?? ""}`.trim());
    assert.deepEqual(found(".env", "FRAISEQL_ENVIRONMENT=production\nexport DB_PASSWORD='hunter2'\n"), [
      "2 DB_PASSWORD",
    ]);
    assert.deepEqual(found("application.yaml", "db:\n  password: hunter2 # for now\n  tokenLifetime: 15"), [
      "2 password",
    ]);
    assert.deepEqual(found("application.yaml", "db:\n  password: ${DB_PASSWORD}\n  secret: api-tls\n"), []);
    assert.deepEqual(found("config.json", '{\n "apiKey": "abcdef",\n "x": 1 }'), ["2 apiKey"]);
    assert.deepEqual(found("schema.graphql", "type Login {\n  token: String!\n password: String\n}"), []);
    assert.deepEqual(found("app.py", "password: str\napi_key = read()"), []);
    assert.deepEqual(found("nginx.conf", "proxy_pass http://app:hunter2@backend;"), ["0"]);
  });
});
