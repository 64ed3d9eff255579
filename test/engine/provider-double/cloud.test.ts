import { strict as assert } from "assert";
import { apply, changedProperties, check, identityOf, invoke, plan, UNKNOWN, type Properties } from "./cloud";
import { sdkVersion } from "./outputs";

const resource = (type: string, name = "it") =>
  identityOf(`urn:pulumi:dev::shop::my:Parent$${type}::${name}`);
const unknownsOf = (type: string, inputs: Properties = {}) =>
  Object.entries(plan(resource(type), inputs))
    .filter(([, value]) => value === UNKNOWN)
    .map(([name]) => name);

describe("provider double", () => {
  it("reads type and name from a URN", () => {
    assert.deepEqual(resource("aws:kms/key:Key", "a::b"), {
      pkg: "aws",
      type: "aws:kms/key:Key",
      name: "a::b",
    });
  });

  it("has the version of each SDK", () => {
    for (const pkg of ["aws", "gcp", "azure-native", "kubernetes"])
      assert.match(sdkVersion(pkg), /^\d+\.\d+\.\d+$/);
  });

  describe("check", () => {
    const deployment = resource("kubernetes:apps/v1:Deployment", "api");
    const nameOf = (inputs: Properties) => (inputs["metadata"] as Properties)["name"];

    it("returns the inputs", () => {
      const inputs = { engine: "postgres" };
      assert.deepEqual(check(resource("aws:rds/instance:Instance"), {}, inputs), inputs);
      const named = { metadata: { name: "api", labels: { app: "api" } } };
      assert.deepEqual(check(deployment, {}, named), named);
    });

    it("names a Kubernetes object that has no name, the same each time", () => {
      const named = check(deployment, {}, { metadata: { labels: { app: "api" } } });
      assert.match(nameOf(named) as string, /^api-[0-9a-f]{8}$/);
      assert.deepEqual(check(deployment, {}, { metadata: { labels: { app: "api" } } }), named);
      assert.equal(nameOf(check(deployment, { metadata: { name: "api-old" } }, {})), "api-old");
    });

    it("names what AWS and Google Cloud name, unless the program does", () => {
      const bucket = resource("gcp:storage/bucket:Bucket", "files");
      assert.match(check(bucket, {}, { location: "EU" })["name"] as string, /^files-[0-9a-f]{8}$/);
      assert.deepEqual(check(bucket, {}, { name: "files" }), { name: "files" });
      assert.deepEqual(check(bucket, { name: "files-old" }, {}), { name: "files-old" });
      assert.deepEqual(Object.keys(check(resource("aws:s3/bucket:Bucket"), {}, {})), ["bucket"]);
      assert.deepEqual(check(resource("aws:iam/role:Role"), {}, { namePrefix: "a" }), { namePrefix: "a" });
    });

    it("does not name what has an unknown or a secret for metadata", () => {
      for (const metadata of [UNKNOWN, { "4dabf18193072939515e22adb298388d": "secret" }]) {
        assert.deepEqual(check(deployment, {}, { metadata }), { metadata });
      }
    });
  });

  it("finds what changed", () => {
    assert.deepEqual(changedProperties({ a: 1, b: [1], c: 1 }, { a: 1, b: [2], d: 1 }), ["b", "c", "d"]);
  });

  describe("plan", () => {
    it("leaves unknown what only the provider can say", () => {
      assert.ok(unknownsOf("aws:kms/key:Key").includes("arn"));
      assert.ok(unknownsOf("gcp:sql/databaseInstance:DatabaseInstance").includes("selfLink"));
      assert.ok(unknownsOf("azure-native:storage:StorageAccount").includes("name"));
      assert.deepEqual(
        unknownsOf("kubernetes:apps/v1:Deployment", { apiVersion: "", kind: "", metadata: {}, spec: {} }),
        ["status"],
      );
      assert.ok(unknownsOf("kubernetes:networking.k8s.io/v1:Ingress").includes("status"));
    });

    it("leaves unknown what the provider chooses when the program does not", () => {
      assert.ok(unknownsOf("aws:rds/instance:Instance").includes("backupRetentionPeriod"));
      assert.ok(
        !unknownsOf("aws:rds/instance:Instance", { backupRetentionPeriod: 7 }).includes(
          "backupRetentionPeriod",
        ),
      );
    });

    it("leaves absent what stays absent", () => {
      assert.ok(!unknownsOf("aws:rds/instance:Instance").includes("deletionProtection"));
    });

    it("keeps what is known of a resource that exists", () => {
      assert.equal(
        plan(resource("aws:kms/key:Key"), {}, { arn: "arn:aws:kms:key" })["arn"],
        "arn:aws:kms:key",
      );
    });

    it("does not tell what Azure does not: names in paths, passwords", () => {
      const inputs = { resourceGroupName: "shop", serverName: "shop", administratorLoginPassword: "x" };
      const server = resource("azure-native:dbforpostgresql:Server");
      for (const state of [
        plan(server, { ...inputs, version: "16" }),
        apply(server, { ...inputs, version: "16" }).state,
      ]) {
        assert.deepEqual(
          Object.keys(inputs).filter((name) => name in state),
          [],
        );
        assert.equal(state["version"], "16");
      }
    });

    it("knows nothing of a custom resource of Kubernetes", () => {
      assert.deepEqual(unknownsOf("kubernetes:cert-manager.io/v1:Certificate"), []);
    });
  });

  describe("apply", () => {
    it("invents the read-only properties, the same each time", () => {
      const key = apply(resource("aws:kms/key:Key"), { deletionWindowInDays: 30 });
      assert.match(key.id, /^it-/);
      assert.equal(key.state["deletionWindowInDays"], 30);
      assert.equal(key.state["arn"], `arn:aws:kms:us-east-1:123456789012:key/${key.id}`);
      assert.deepEqual(apply(resource("aws:kms/key:Key"), { deletionWindowInDays: 30 }), key);
    });

    it("does not choose what the program could have said", () => {
      assert.equal(
        apply(resource("aws:rds/instance:Instance"), {}).state["backupRetentionPeriod"],
        undefined,
      );
    });

    it("gives ids in the manner of each provider", () => {
      const group = { resourceGroupName: "rg" };
      assert.match(
        apply(resource("azure-native:storage:StorageAccount"), group).id,
        /\/resourceGroups\/rg\//,
      );
      assert.match(apply(resource("gcp:storage/bucket:Bucket"), {}).id, /^projects\//);
      const metadata = { name: "api", namespace: "shop" };
      assert.equal(apply(resource("kubernetes:apps/v1:Deployment"), { metadata }).id, "shop/api");
    });
  });

  it("answers functions with their own arguments", () => {
    assert.equal(invoke({ name: "mine" })["name"], "mine");
    assert.equal(invoke({})["accountId"], "123456789012");
  });
});
