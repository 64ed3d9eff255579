import { strict as assert } from "assert";
import fc from "fast-check";
import { profileNames } from "../../profiles";
import { TestAnalyzer } from "../kit/analyzer";
import { resource, secret, type Case, type TestResource } from "../kit/cases";
import { assertIsReport } from "../kit/report";
import { allTables } from "../kit/tables";

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

/** Part of every secret; nothing else holds it. */
const CANARY = "Zq7canary";

/** Every case of every table, by a name. */
function allCases(): readonly { readonly name: string; readonly each: Case }[] {
  return allTables().flatMap(({ requirement, provider, valid, invalid, unknown, notApplicable = {} }) =>
    Object.entries({ ...valid, ...invalid, ...unknown, ...notApplicable }).map(
      ([name, each]: [string, Case]) => ({ name: `${requirement} on ${provider}: ${name}`, each }),
    ),
  );
}

/** Ways to hide secrets in the inputs of a resource. */
const plantings: readonly ((stack: readonly TestResource[]) => readonly TestResource[])[] = [
  // Every other text is secret, so that the rest still leads the checks there.
  ...[0, 1].map((odd) => (stack: readonly TestResource[]) => {
    let n = odd;
    return inAll(stack, (value) => (typeof value === "string" && n++ % 2 === 0 ? hidden(value) : value));
  }),
  // Beside everything that is there, something secret.
  (stack) =>
    inAll(stack, (value) => {
      if (Array.isArray(value)) return [...(value as readonly unknown[]), hidden("element")];
      return isObject(value) && !("marker" in value) ? { ...value, planted: hidden("member") } : value;
    }),
];

const hidden = (value: string) => secret(value + CANARY);
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function inAll(stack: readonly TestResource[], change: (value: unknown) => unknown): readonly TestResource[] {
  const changed = (value: unknown): unknown => {
    if (!isObject(value) || "marker" in value) return change(value);
    if (Array.isArray(value)) return change(value.map(changed));
    return change(Object.fromEntries(Object.entries(value).map(([key, child]) => [key, changed(child)])));
  };
  return stack.map((it) => ({ ...it, props: changed(it.props) as TestResource["props"] }));
}

/** Every planting under every profile for one case in twenty, or for all cases: MUTATIONS=all. */
const STEP = process.env["MUTATIONS"] === "all" ? 1 : 20;

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
          const analyzer = new TestAnalyzer("RESTRICTED");
          const findings = await analyzer.analyze(planted(text, wrap));
          assert.ok(findings.some(({ policy }) => policy === "4.1-secrets-not-in-environment"));
          assert.deepEqual(
            findings.filter(({ message }) => message.includes(text)),
            [],
          );
          assert.ok(!JSON.stringify(analyzer.report()).includes(text), "the report");
        }),
        { numRuns: 25 },
      );
    });
  }

  it("never appears in a finding or a report, wherever it is, under every requirement and profile", async function () {
    this.timeout(STEP === 1 ? 3_600_000 : 300_000);
    for (const [i, { name, each }] of allCases().entries()) {
      if (i % STEP > 0) continue;
      for (const profile of profileNames) {
        for (const planting of plantings) {
          const { applicationGeneration } = each;
          const analyzer = new TestAnalyzer(profile, { applicationGeneration });
          const findings = await analyzer.analyze(planting(each.stack));
          const report = analyzer.report();
          assertIsReport(report);
          assert.ok(!JSON.stringify([findings, report]).includes(CANARY), `${name}, ${profile}`);
        }
      }
    }
  });
});
