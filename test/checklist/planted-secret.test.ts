import { strict as assert } from "assert";
import fc from "fast-check";
import { TestAnalyzer } from "../kit/analyzer";
import { resource, secret, type TestResource } from "../kit/cases";

const metadata = { name: "api", namespace: "prod" };

/** A stack with the same text wherever a credential may stand. */
function planted(text: string, wrap: (text: string) => unknown): readonly TestResource[] {
  const env = [
    ...["DB_PASSWORD", "DATABASE_URL", "JWT_SECRET_KEY", "FRAISEQL_ENVIRONMENT", "PGSSLMODE"].map((name) => ({
      name,
      value: wrap(text),
    })),
    { name: "FRAISEQL_DATABASE_URL", value: wrap(`postgresql://app:${text}@db/app`) },
  ];
  const data = {
    "JWT_SECRET_KEY": wrap(text),
    "DATABASE_URL": wrap(`postgresql://app:${text}@db/app?sslmode=disable`),
    "app.yaml": wrap(`db:\n  password: ${text}\n`),
    ".env": wrap(`API_KEY=${text}\n`),
    "FRAISEQL_CORS_ORIGINS": wrap(text),
  };
  const pod = (container: object) => ({
    template: {
      metadata: {
        annotations: {
          "example.com/password": wrap(text),
          "example.com/url": wrap(`redis://:${text}@cache`),
        },
      },
      spec: { containers: [{ name: "api", image: "ghcr.io/fraiseql/fraiseql:1.8.1", ...container }] },
    },
  });
  return [
    resource("kubernetes:apps/v1:Deployment", "literal", {
      metadata,
      spec: pod({
        env,
        args: ["--password", wrap(text), wrap(`--token=${text}`), wrap(`PGPASSWORD=${text} run`)],
      }),
    }),
    resource("kubernetes:apps/v1:StatefulSet", "referring", {
      metadata,
      spec: pod({
        envFrom: [
          { configMapRef: { name: "settings" } },
          { secretRef: { name: "credentials" }, prefix: "X_" },
        ],
      }),
    }),
    resource("kubernetes:core/v1:ConfigMap", "settings", {
      metadata: { name: "settings", namespace: "prod" },
      data,
    }),
    resource("kubernetes:core/v1:Secret", "credentials", {
      metadata: { name: "credentials", namespace: "prod" },
      stringData: data,
    }),
  ];
}

describe("a planted secret", function () {
  this.timeout(60_000);
  for (const [how, wrap] of [
    ["plain", (text: string): unknown => text],
    ["secret", secret],
  ] as const) {
    it(`never appears in a message when it is ${how}`, async () => {
      const letters = fc.stringMatching(/^[a-zA-Z0-9+_-]{12,40}$/);
      await fc.assert(
        fc.asyncProperty(letters, async (text) => {
          const findings = await new TestAnalyzer("RESTRICTED").analyze(planted(text, wrap));
          assert.ok(findings.some(({ policy }) => policy === "4.1-secrets-not-in-environment"));
          assert.deepEqual(
            findings.filter(({ message }) => message.includes(text)),
            [],
          );
        }),
        { numRuns: 25 },
      );
    });
  }
});
