import { strict as assert } from "assert";
import { requirements } from "../../policies/checklist";
import { isAskedBy } from "../../policies/evaluation/evaluate";
import type { Outcome } from "../../policies/evaluation/outcome";
import { profileNames, profiles, type ProfileName } from "../../profiles";
import { unknown } from "../kit/cases";
import { outcomesOf } from "../kit/verdicts";
import { onAws } from "./same-stack/aws";
import { onAzure } from "./same-stack/azure";
import { onGcp } from "./same-stack/gcp";
import { compared, compliant, type Build, type Compared, type Shop } from "./same-stack/shop";

type Verdict = Outcome["result"] | "not asked";

const builds = { aws: onAws, gcp: onGcp, azure: onAzure } as const;

/** What changes in the shop, and what every cloud has to say of it. */
interface Change {
  readonly shop: Partial<Shop>;
  readonly verdicts: Partial<Record<Compared, Verdict>>;
  /** Where one cloud's resources are cut otherwise. */
  readonly apart?: Partial<Record<keyof typeof builds, Partial<Record<Compared, Verdict>>>>;
}

const variables = (changed: Readonly<Record<string, unknown>>): Partial<Shop> => ({
  variables: { ...compliant.variables, ...changed },
});
const broken = (...names: readonly Compared[]): Change["verdicts"] =>
  Object.fromEntries(names.map((name) => [name, "violation"]));
const untold = (...names: readonly Compared[]): Change["verdicts"] =>
  Object.fromEntries(names.map((name) => [name, "undetermined"]));

const changes: Readonly<Record<string, Change>> = {
  "nothing changes": { shop: {}, verdicts: {} },
  "an image by tag": {
    shop: { image: "ghcr.io/fraiseql/fraiseql:1.4.0" },
    verdicts: broken("2.6-image-provenance"),
  },
  "the latest image": {
    shop: { image: "ghcr.io/fraiseql/fraiseql:latest" },
    verdicts: broken("2.6-image-provenance", "7.1-image-scanning", "7.4-rollback-strategy"),
  },
  "another path": { shop: { livenessPath: "/healthz" }, verdicts: broken("7.2-health-probes") },
  "backups for a week": { shop: { backupDays: 7 }, verdicts: broken("3.3-automated-backups") },
  "backups for a time that is not known": {
    shop: { backupDays: unknown },
    verdicts: untold("3.3-automated-backups"),
  },
  "a public database": { shop: { isDatabasePublic: true }, verdicts: broken("3.1-database-not-public") },
  "a database that may be public": {
    shop: { isDatabasePublic: unknown },
    verdicts: untold("3.1-database-not-public"),
  },
  "a database without an audit log": {
    shop: { isDatabaseAudited: false },
    verdicts: broken("2.5-audit-logging"),
  },
  "a key that is not rotated": {
    shop: { keyRotationDays: undefined },
    verdicts: broken("2.4-key-rotation"),
  },
  "a key that is rotated every 60 days": {
    shop: { keyRotationDays: 60 },
    verdicts: broken("2.4-key-rotation"),
  },
  "plain HTTP": {
    shop: { redirects: false },
    verdicts: broken("2.2-https-enforced", "7.3-load-balancer"),
    // A gateway is one entry point with both listeners, and does end TLS.
    apart: { azure: { "7.3-load-balancer": "pass" } },
  },
  "old TLS": { shop: { tls: "1.0" }, verdicts: broken("2.2-tls-version") },
  "HSTS for a year": {
    shop: { hsts: "max-age=31536000; includeSubDomains" },
    verdicts: broken("2.2-hsts"),
  },
  "HSTS that is not known": { shop: { hsts: unknown }, verdicts: untold("2.2-hsts") },
  "too many requests": { shop: { requestsPerMinute: 500 }, verdicts: broken("4.3-rate-limit") },
  "a number of requests that is not known": {
    shop: { requestsPerMinute: unknown },
    verdicts: untold("4.3-rate-limit"),
  },
  "a load balancer that waits an hour": {
    shop: { timeoutSeconds: 3600 },
    verdicts: broken("7.3-load-balancer"),
  },
  "a load balancer that waits for a time that is not known": {
    shop: { timeoutSeconds: unknown },
    verdicts: untold("7.3-load-balancer"),
  },
  "introspection for whoever signs in": {
    shop: variables({ FRAISEQL_INTROSPECTION_POLICY: "authenticated" }),
    verdicts: broken("4.4-introspection-disabled"),
  },
  "tokens for a day": {
    shop: variables({ FRAISEQL_ACCESS_TOKEN_MINUTES: "1440" }),
    verdicts: broken("2.3-token-lifetime"),
  },
  "any origin": { shop: variables({ FRAISEQL_CORS_ORIGINS: '["*"]' }), verdicts: broken("4.2-cors-origins") },
  "a password in plain text": {
    shop: variables({ DATABASE_URL: "postgresql://app:Xy7-planted@db:5432/shop?sslmode=require" }),
    verdicts: broken("3.1-database-credentials", "4.1-secrets-not-in-environment"),
  },
  "a pool of 100": {
    shop: variables({ FRAISEQL_DATABASE_POOL_SIZE: "100" }),
    verdicts: broken("3.1-connection-pool"),
  },
  "deep queries": {
    shop: variables({ FRAISEQL_MAX_QUERY_DEPTH: "50" }),
    verdicts: broken("4.4-query-limits"),
  },
  "large bodies": {
    shop: variables({ FRAISEQL_MAX_REQUEST_BODY_BYTES: "10485760" }),
    verdicts: broken("4.4-request-body-limit"),
  },
  "debug logs": {
    shop: variables({ FRAISEQL_LOG_LEVEL: "DEBUG" }),
    verdicts: broken("5.2-structured-logging"),
  },
  "Python instead of Rust": {
    shop: variables({ FRAISEQL_SKIP_RUST: "1" }),
    verdicts: broken("6.2-rust-pipeline"),
  },
};

/** The worst that is said of any resource. */
function worst(outcomes: readonly Outcome[]): Verdict {
  const order: readonly Verdict[] = ["violation", "undetermined", "pass", "not-applicable"];
  return order.find((verdict) => outcomes.some(({ result }) => result === verdict)) ?? "not-applicable";
}

function verdictsOn(build: Build, shop: Shop, profile: ProfileName): Readonly<Record<string, Verdict>> {
  return Object.fromEntries(
    compared.map((name) => {
      const requirement = requirements.find((it) => it.name === name);
      assert.ok(requirement, `${name} is a requirement`);
      if (!isAskedBy(requirement, profiles[profile])) return [name, "not asked"];
      return [name, worst(outcomesOf(requirement, profile, { stack: build(shop) }))];
    }),
  );
}

describe("the same stack on three clouds", () => {
  for (const profile of profileNames) {
    for (const [name, { shop, verdicts, apart = {} }] of Object.entries(changes)) {
      const asked = (requirement: string) =>
        requirements.some((it) => it.name === requirement && isAskedBy(it, profiles[profile]));
      for (const [cloud, build] of Object.entries(builds) as [keyof typeof builds, Build][]) {
        const said = { ...verdicts, ...apart[cloud] };
        const expected = Object.fromEntries(
          compared.map((requirement) => [
            requirement,
            asked(requirement) ? (said[requirement] ?? "pass") : "not asked",
          ]),
        );
        it(`${profile}, ${name}, on ${cloud}`, () => {
          assert.deepEqual(verdictsOn(build, { ...compliant, ...shop }, profile), expected);
        });
      }
    }
  }
});
