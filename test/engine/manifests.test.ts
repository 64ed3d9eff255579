import { strict as assert } from "assert";
import * as path from "path";
import { EngineWorkspace, type EngineRun } from "./harness";

const PACK = path.resolve(__dirname, "..", "..", "..");

/** A workload without limits, and the autoscaler that scales it too late. */
const manifests = (name: string): string =>
  [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, namespace: "shop", labels: { app: "fraiseql" } },
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: { containers: [{ name: "api", image: "ghcr.io/fraiseql/fraiseql:1.8.1" }] },
        },
      },
    },
    {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name, namespace: "shop" },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
        minReplicas: 2,
        maxReplicas: 4,
        metrics: [
          {
            type: "Resource",
            resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 95 } },
          },
        ],
      },
    },
  ]
    .map((object) => JSON.stringify(object, undefined, 2))
    .join("\n---\n");

/** The ways by which objects arrive in a stack, each as a statement of a program. */
const ways: Readonly<Record<string, string>> = {
  "group-v1": `new k8s.yaml.ConfigGroup("group-v1", { yaml: read("group-v1.yaml") });`,
  "file-v1": `new k8s.yaml.ConfigFile("file-v1", { file: file("file-v1.yaml") });`,
  "group-v2": `new k8s.yaml.v2.ConfigGroup("group-v2", { yaml: read("group-v2.yaml") });`,
  "file-v2": `new k8s.yaml.v2.ConfigFile("file-v2", { file: file("file-v2.yaml") });`,
  "chart-v3": `new k8s.helm.v3.Chart("chart-v3", { path: file("chart-v3") });`,
  "chart-v4": `new k8s.helm.v4.Chart("chart-v4", { chart: file("chart-v4") });`,
  "directory-v1": `new k8s.kustomize.Directory("directory-v1", { directory: file("directory-v1") });`,
  "directory-v2": `new k8s.kustomize.v2.Directory("directory-v2", { directory: file("directory-v2") });`,
};

function fileOf(name: string): string {
  if (name.startsWith("chart")) return `${name}/templates/api.yaml`;
  return name.startsWith("directory") ? `${name}/api.yaml` : `${name}.yaml`;
}

const program = {
  "manifests/Pulumi.yaml": "name: manifests\nruntime: nodejs\n",
  "manifests/package.json": "{}",
  "manifests/index.ts": `
    import * as fs from "fs";
    import * as path from "path";
    import * as k8s from "@pulumi/kubernetes";

    const file = (name: string) => path.join(__dirname, name);
    const read = (name: string) => fs.readFileSync(file(name), "utf8");

    ${Object.values(ways).join("\n    ")}
    new k8s.helm.v3.Release("monitoring", { chart: "kube-prometheus-stack" });
  `,
  ...Object.fromEntries(
    Object.keys(ways).map((name) => [`manifests/${fileOf(name)}`, manifests(name)] as const),
  ),
};

describe("objects that arrive as manifests", function () {
  this.timeout(600_000);
  let engine: EngineWorkspace;
  let run: EngineRun;

  before(async () => {
    engine = await EngineWorkspace.open({ log: console.error });
    run = await engine.preview(engine.write(program), {
      policyPack: PACK,
      config: {
        "fraiseql-checklist:profile": "REGULATED",
        "fraiseql-checklist:justification": "A test stack without data.",
      },
    });
  });
  after(() => {
    engine.close();
  });

  const found = (policy: string, name: string): readonly string[] =>
    run.violations
      .filter((it) => it.policy === policy && it.resource.name.endsWith(`shop/${name}`))
      .map(({ level, message }) => `${level} ${message}`);

  for (const [name, statement] of Object.entries(ways)) {
    const [, component = name] = /k8s\.(\S+)\(/.exec(statement) ?? [];

    it(`are judged like any other when they come by ${component}`, () => {
      assert.equal(found("7.2-resource-limits", name).length, 1, run.stdout + run.stderr);
    });

    it(`are joined like any other when they come by ${component}`, () => {
      assert.match(
        found("7.2-autoscaling", name).join("\n"),
        /^mandatory 7\.2 Autoscaling: autoscaler \S+: spec\.metrics\[0\]\.resource\.target\.averageUtilization is 95 percent;/,
      );
    });
  }

  it("are not seen in a Helm release, which may bring what is missed", () => {
    assert.deepEqual(found("5.3-alerts", "chart-v3"), [
      "advisory 5.3 Alerts: undetermined, because alerts on the share of requests that fail, p95 latency, the database connection pool and free disk space may be installed by Helm release monitoring (kube-prometheus-stack), whose objects are not visible to this pack.",
    ]);
  });
});
