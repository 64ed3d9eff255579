import { strict as assert } from "assert";
import * as pulumi from "@pulumi/pulumi";
import type { ApplicationArgs } from "../../components/kubernetes";
import { Checks } from "../../components/kubernetes/checks";
import { requirements } from "../../policies/checklist";
import { isAskedBy } from "../../policies/evaluation/evaluate";
import { wholeStack } from "../../policies/evaluation/stack";
import { profileNames, profiles, type ProfileName } from "../../profiles";
import { resource, type TestResource } from "../kit/cases";
import { outcomesOf } from "../kit/verdicts";
import { args, deploy } from "./deploy";

/** What stands beside an application: whoever runs the cluster provides it. */
const BESIDE_IT = [
  "5.2-log-aggregation",
  "5.3-alerts",
  "5.3-dashboards",
  "8.2-alert-routing",
  "x-anomaly-detection",
];

/** The component's resources under a profile, as the policies see them. */
async function stackOf(
  profile: ProfileName,
  more: Partial<ApplicationArgs> = {},
): Promise<readonly TestResource[]> {
  const { resources } = await deploy({ profile, ...more });
  return resources.map(({ type, name, inputs }) => resource(type, name, inputs));
}

/** The requirements of the profile that find something, or cannot tell. */
function unmet(stack: readonly TestResource[], profile: ProfileName): readonly string[] {
  return requirements
    .filter((it) => isAskedBy(it, profiles[profile]) && !it.kinds.includes(wholeStack))
    .filter((it) =>
      outcomesOf(it, profile, { stack }).some(
        ({ result }) => result === "violation" || result === "undetermined",
      ),
    )
    .map(({ name }) => name)
    .filter((name) => !BESIDE_IT.includes(name));
}

const options: Readonly<Record<string, Partial<ApplicationArgs>>> = {
  "nothing more": {},
  "a cache with a URL": {
    cache: { peer: { namespace: "cache" }, port: 6379, url: { secretName: "shop-cache", key: "url" } },
  },
  "a cache that it only reaches": { cache: { peer: { cidr: "10.20.80.0/24" }, port: 6379 } },
  "a ServiceMonitor": { serviceMonitor: { labels: { release: "prometheus" } } },
  "origins": { corsOrigins: ["https://shop.example.com", "https://admin.example.com"] },
  "more of everything": {
    monitoring: { namespace: "monitoring" },
    minReplicas: 4,
    maxReplicas: 20,
    cpuTarget: 50,
    rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" },
    resources: { requests: { cpu: "1" }, limits: { cpu: "4", memory: "4Gi" } },
    runAsUser: 10001,
    tmpSize: "1Gi",
    database: { ...args.database, port: 6432, sslMode: "verify-full" },
    labels: { team: "shop" },
    serviceAccountAnnotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/shop" },
    env: { FRAISEQL_DATABASE_POOL_SIZE: "50", FRAISEQL_LOG_LEVEL: "WARNING", FRAISEQL_APQ_MODE: "required" },
  },
  "outputs": {
    minReplicas: pulumi.output(3),
    maxReplicas: pulumi.output(9),
    cpuTarget: pulumi.output(60),
    image: pulumi.output(args.image),
    runAsUser: Promise.resolve(2000),
    resources: { limits: { cpu: pulumi.output("2") } },
    corsOrigins: [pulumi.output("https://shop.example.com")],
  },
};

type Tree = Record<string, unknown>;

/** A copy of the stack in which the resource of a type is changed. */
function changed(
  stack: readonly TestResource[],
  type: string,
  change: (spec: Tree, metadata: Tree) => void,
  name = "api",
): readonly TestResource[] {
  const copy = structuredClone(stack) as TestResource[];
  const found = copy.find((it) => it.type.endsWith(`:${type}`) && it.name === name);
  assert.ok(found, `${type} ${name}`);
  change(found.props["spec"] as Tree, found.props["metadata"] as Tree);
  return copy;
}

const podOf = (spec: Tree) => (spec["template"] as Tree)["spec"] as Tree;
const containerOf = (spec: Tree) => (podOf(spec)["containers"] as Tree[])[0] as Tree;
const inPod = (change: (pod: Tree) => void) => (stack: readonly TestResource[]) =>
  changed(stack, "Deployment", (spec) => change(podOf(spec)));
const inContainer = (change: (container: Tree) => void) => (stack: readonly TestResource[]) =>
  changed(stack, "Deployment", (spec) => change(containerOf(spec)));
const inSpec = (values: Tree) => (stack: readonly TestResource[]) =>
  changed(stack, "Deployment", (spec) => Object.assign(spec, values));
const without =
  (type: string, name = "api") =>
  (stack: readonly TestResource[]) =>
    stack.filter((it) => !(it.type.endsWith(`:${type}`) && it.name === name));
/** The variable with another value, or without it. */
const env = (name: string, value?: string) =>
  inContainer((container) => {
    const others = (container["env"] as Tree[]).filter((it) => it["name"] !== name);
    container["env"] = value === undefined ? others : [...others, { name, value }];
  });

/** One fault, and the requirements that have to name it. */
const faults: Readonly<
  Record<
    string,
    {
      readonly in: (stack: readonly TestResource[]) => readonly TestResource[];
      readonly found: readonly string[];
    }
  >
> = {
  "no profile is declared": {
    in: (stack) =>
      changed(env("FRAISEQL_SECURITY_PROFILE")(stack), "Deployment", (spec) => {
        const labels = ((spec["template"] as Tree)["metadata"] as Tree)["labels"] as Tree;
        delete labels["fraiseql.dev/security-profile"];
      }),
    found: ["2.1-security-profile-configured"],
  },
  "the signing key is a literal": {
    in: env("JWT_SECRET_KEY", "zhV9JmP2qL8xTn4s"),
    found: ["2.3-jwt-secret-managed", "4.1-secrets-not-in-environment"],
  },
  "tokens live for a day": {
    in: env("FRAISEQL_ACCESS_TOKEN_MINUTES", "1440"),
    found: ["2.3-token-lifetime"],
  },
  "the image is named by tag": {
    in: inContainer((it) => (it["image"] = "registry.example.com/fraiseql-api:1.4.2")),
    found: ["2.6-image-provenance"],
  },
  "the image is the latest": {
    in: inContainer((it) => (it["image"] = "registry.example.com/fraiseql-api:latest")),
    found: ["2.6-image-provenance", "7.1-image-scanning", "7.4-rollback-strategy"],
  },
  "the pool is large": { in: env("FRAISEQL_DATABASE_POOL_SIZE", "200"), found: ["3.1-connection-pool"] },
  "the database's URL is a literal": {
    in: env("DATABASE_URL", "postgresql://shop:zhV9JmP2qL8x@db/shop?sslmode=require"),
    found: ["3.1-database-credentials", "4.1-secrets-not-in-environment"],
  },
  "connections may be plain text": { in: env("PGSSLMODE", "prefer"), found: ["3.1-database-tls"] },
  "it is no production": {
    in: env("FRAISEQL_ENVIRONMENT", "development"),
    found: ["4.1-required-variables"],
  },
  "no key management is declared": { in: env("FRAISEQL_KMS_PROVIDER"), found: ["4.1-required-variables"] },
  "any origin may call": {
    in: (stack) => env("FRAISEQL_CORS_ENABLED", "true")(env("FRAISEQL_CORS_ORIGINS", '["*"]')(stack)),
    found: ["4.2-cors-origins"],
  },
  "every replica counts for itself": {
    in: env("FRAISEQL_RATE_LIMIT_STORE", "memory"),
    found: ["4.3-rate-limit-store"],
  },
  "queries may be deep": { in: env("FRAISEQL_MAX_QUERY_DEPTH", "50"), found: ["4.4-query-limits"] },
  "introspection is for whoever signs in": {
    in: env("FRAISEQL_INTROSPECTION_POLICY", "authenticated"),
    found: ["4.4-introspection-disabled"],
  },
  "health is asked once a minute": {
    in: inContainer((it) => ((it["livenessProbe"] as Tree)["periodSeconds"] = 60)),
    found: ["5.1-health-endpoints"],
  },
  "logs are text": { in: env("FRAISEQL_LOG_FORMAT", "text"), found: ["5.2-structured-logging"] },
  "nothing collects metrics": {
    in: (stack) =>
      changed(
        stack,
        "Deployment",
        (spec) => delete ((spec["template"] as Tree)["metadata"] as Tree)["annotations"],
      ),
    found: ["5.3-metrics-exposed"],
  },
  "traces go nowhere": { in: env("OTEL_EXPORTER_OTLP_ENDPOINT"), found: ["5.4-tracing"] },
  "nothing is cached": { in: env("FRAISEQL_CACHE_TTL", "0"), found: ["6.1-caching"] },
  "persisted queries are refused": {
    in: env("FRAISEQL_APQ_MODE", "disabled"),
    found: ["6.1-persisted-queries"],
  },
  "the Rust pipeline is left out": { in: env("FRAISEQL_SKIP_RUST", "1"), found: ["6.2-rust-pipeline"] },
  "it runs as root": {
    in: (stack) =>
      inPod((it) => (it["securityContext"] = { ...(it["securityContext"] as Tree), runAsUser: 0 }))(stack),
    found: ["7.1-non-root"],
  },
  "it keeps its capabilities": {
    in: inContainer((it) => delete (it["securityContext"] as Tree)["capabilities"]),
    found: ["7.1-privileges-dropped"],
  },
  "it may write anywhere": {
    in: inContainer((it) => delete (it["securityContext"] as Tree)["readOnlyRootFilesystem"]),
    found: ["7.1-read-only-filesystem"],
  },
  "it gets a token of the cluster": {
    in: inPod((it) => (it["automountServiceAccountToken"] = true)),
    found: ["7.1-service-account-token"],
  },
  "it has no limits": { in: inContainer((it) => delete it["resources"]), found: ["7.2-resource-limits"] },
  "nothing asks whether it is ready": {
    in: inContainer((it) => delete it["readinessProbe"]),
    found: ["7.2-health-probes"],
  },
  "it is recreated": { in: inSpec({ strategy: { type: "Recreate" } }), found: ["7.2-rolling-update"] },
  "nothing scales it": { in: without("HorizontalPodAutoscaler"), found: ["7.2-autoscaling"] },
  "nodes may take all of it": { in: without("PodDisruptionBudget"), found: ["7.2-disruption-budget"] },
  "it may call anybody": {
    in: (stack) => changed(stack, "NetworkPolicy", (spec) => (spec["egress"] = [{}]), "api-egress"),
    found: ["7.3-network-policy"],
  },
  "the namespace is open": {
    in: without("NetworkPolicy", "api-default-deny"),
    found: ["7.3-network-segmentation"],
  },
  "it keeps no versions": { in: inSpec({ revisionHistoryLimit: 0 }), found: ["7.4-rollback-strategy"] },
};

describe("kubernetes Application, judged by the policies", () => {
  for (const profile of profileNames) {
    for (const [title, more] of Object.entries(options)) {
      it(`complies with ${profile} with ${title}`, async () => {
        assert.deepEqual(unmet(await stackOf(profile, more), profile), []);
      });
    }
  }

  describe("names under RESTRICTED exactly what is broken:", () => {
    let stack: readonly TestResource[];
    before(async () => (stack = await stackOf("RESTRICTED")));
    for (const [title, fault] of Object.entries(faults)) {
      it(title, () => assert.deepEqual(unmet(fault.in(stack), "RESTRICTED"), fault.found));
    }
  });

  it("says so when an output turns out to break the profile", async () => {
    await deploy();
    const checks = new Checks('Application "api"');
    const late = checks.input("cpuTarget", pulumi.output(90), {
      allows: (it) => it <= 70,
      allowed: "STANDARD allows 1 to 70 percent",
      section: "7.2",
    });
    checks.end();
    await assert.rejects((late as unknown as { promise(): Promise<number> }).promise(), {
      message:
        'Application "api": cpuTarget is a value that is not allowed; STANDARD allows 1 to 70 percent (checklist 7.2).',
    });
  });
});
