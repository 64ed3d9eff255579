import { strict as assert } from "assert";
import { execFileSync } from "child_process";
import * as fs from "fs";
import { builtinModules } from "module";
import * as os from "os";
import * as path from "path";
import { requirements } from "../../policies/checklist";
import { profileNames } from "../../profiles";
import { ensurePulumi, PREVIEW_VERSION } from "../../tools/pulumi-cli";
import { CloudDouble } from "./cloud-double";
import { ROOT } from "./examples";
import { EngineWorkspace } from "./harness";
import { runProcess } from "./process";

/** What the package may weigh, in megabytes, and what is installed with it. */
const MOST = { packed: 1.8, unpacked: 8, installed: 100 };

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}
interface Manifest {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
}

const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as Manifest;
const subpaths = Object.keys(manifest.exports).filter((it) => it !== "." && !it.includes("json"));

/** A module that uses a type or a value of every subpath. */
const CONSUMER = `
  import type {} from "fraiseql-checklist";
  import { profiles, type ProfileName } from "fraiseql-checklist/profiles";
  import { Attestation, evidenceFrom, Exemption, LaunchDecision } from "fraiseql-checklist/components/evidence";
  import { database, requirement, requirements, startPack, type Requirement } from "fraiseql-checklist/requirements";
  import { assertComplies, collectResources, complianceFindings, requirementTests, resource, unknown } from "fraiseql-checklist/testing";

  const chosen: ProfileName = "REGULATED";
  export const days: number | null = profiles[chosen].backupRetentionDays;
  export const own: Requirement = requirement({
    item: "3.3.9", name: "3.3-mine", title: "Mine", description: "Mine.", why: "Mine.", from: "STANDARD",
    severity: "low", decidedBy: "resource", howToFix: "Mine.", each: database,
    check: (db) => db.backupRetentionDays.atLeast(60),
  });
  export const tests: readonly { name: string; run: () => Promise<void> }[] = requirementTests(own, {
    valid: {}, invalid: {}, unknown: { untold: { stack: [resource("a:b:C", "c", { d: unknown })], mentions: ["d"] } },
  });
  export const all = [Attestation, evidenceFrom, Exemption, LaunchDecision, requirements, startPack, collectResources];
  export async function complies(): Promise<string[]> {
    await assertComplies(() => undefined, { profile: "STANDARD", config: { "all": "advisory" } });
    const found = await complianceFindings(() => undefined, { profile: chosen, requirements: [own] });
    return found.map(({ level, message }) => level + message);
  }
  // @ts-expect-error: there is no such profile
  export const wrong: ProfileName = "GOLD";
`;

/** A policy pack of somebody else's, with one requirement. */
const OWN_PACK = `
  const { database, requirement, startPack } = require("fraiseql-checklist/requirements");
  const twoMonths = requirement({
    item: "3.3.9", name: "3.3-two-months", title: "Two months of backups", description: "Kept for two months.",
    why: "Our auditors look back two months.", from: "STANDARD", severity: "high", decidedBy: "resource",
    howToFix: "Keep backups for 60 days.", each: database, check: (db) => db.backupRetentionDays.atLeast(60),
  });
  startPack({ name: "acme-checklist", requirements: [twoMonths] });
`;

const TSCONFIG = {
  compilerOptions: {
    module: "node16",
    moduleResolution: "node16",
    target: "ES2022",
    strict: true,
    noEmit: true,
    types: [],
    // The declarations of Pulumi's SDK are not strict enough; those of this package are checked by its own build.
    skipLibCheck: true,
  },
  include: ["*.ts", "*.mts"],
};

describe("the package", function () {
  this.timeout(900_000);
  let folder: string;
  let packed: Packed;
  let installed: string;

  before(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "package-")));
    const run = (cwd: string, ...args: string[]) =>
      execFileSync("npm", args, { cwd, encoding: "utf8", stdio: "pipe" });
    const text = run(ROOT, "pack", "--json", "--ignore-scripts", "--pack-destination", folder);
    const [first] = JSON.parse(text) as Packed[];
    assert.ok(first);
    packed = first;
    fs.writeFileSync(
      path.join(folder, "package.json"),
      '{ "name": "consumer", "version": "1.0.0", "private": true }',
    );
    run(
      folder,
      "install",
      "--omit=dev",
      "--no-audit",
      "--no-fund",
      "--prefer-offline",
      `./${packed.filename}`,
    );
    installed = path.join(folder, "node_modules", "fraiseql-checklist");
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  describe("holds", () => {
    it("what was built from this repository's sources, and nothing of tests, examples or maps", () => {
      const built = packed.files.map((it) => it.path).filter((it) => it.startsWith("dist/"));
      const sourceOf = (file: string) => file.replace(/^dist\//, "").replace(/(\.d)?\.(js|ts)$/, ".ts");
      assert.deepEqual(
        built.filter((it) => it !== "dist/pack.js" && !fs.existsSync(path.join(ROOT, sourceOf(it)))),
        [],
      );
      const unwanted = /\.map$|(^|\/)(test|bench|examples|node_modules)\/|\.test\.|tsbuildinfo|(^|\/)\./;
      assert.deepEqual(
        packed.files.map((it) => it.path).filter((it) => unwanted.test(it)),
        [],
      );
    });

    it("few megabytes, as does what is installed with it", () => {
      const mega = (bytes: number) => bytes / 1_000_000;
      const size = {
        packed: mega(packed.size),
        unpacked: mega(packed.unpackedSize),
        installed: mega(sizeOf(folder)),
      };
      for (const what of ["packed", "unpacked", "installed"] as const) {
        assert.ok(size[what] < MOST[what], `${what}: ${size[what]} MB`);
      }
      for (const cloud of ["aws", "gcp", "azure-native", "kubernetes"]) {
        assert.ok(!fs.existsSync(path.join(folder, "node_modules", "@pulumi", cloud)), cloud);
      }
    });

    it("modules that need no package but those that are installed with it", () => {
      const { dependencies, peerDependencies } = manifest;
      const declared = [...Object.keys({ ...dependencies, ...peerDependencies }), ...builtinModules];
      const needed = packed.files
        .filter((it) => /^dist\/.*\.js$/.test(it.path) && it.path !== "dist/pack.js")
        .flatMap((it) => {
          const code = fs.readFileSync(path.join(installed, it.path), "utf8");
          return [...code.matchAll(/\brequire\("([^."][^"]*)"\)/g)].map(([, name = ""]) => name);
        })
        .map((name) =>
          name
            .split("/")
            .slice(0, name.startsWith("@") ? 2 : 1)
            .join("/"),
        );
      assert.deepEqual(
        [...new Set(needed)].filter((name) => !declared.includes(name)),
        [],
      );
    });

    it("no script that npm runs, and prints, when it packs or installs a folder", () => {
      const run = ["preinstall", "install", "postinstall", "prepublish", "prepare", "prepack", "postpack"];
      assert.deepEqual(
        run.filter((it) => it in manifest.scripts),
        [],
      );
    });
  });

  describe("offers", () => {
    it("every subpath with types, to a module that is CommonJS and to one that is not", () => {
      fs.writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));
      for (const file of ["consumer.ts", "consumer.mts"]) fs.writeFileSync(path.join(folder, file), CONSUMER);
      const tsc = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
      const { status, output } = runNode(folder, tsc, "--project", folder);
      assert.equal(status, 0, output);
    });

    it("every subpath at run time, save for components of clouds whose SDK is not there", () => {
      for (const subpath of subpaths.filter((it) => !it.endsWith("/kubernetes"))) {
        const name = path.posix.join("fraiseql-checklist", subpath);
        for (const code of [
          `if (Object.keys(require("${name}")).length === 0) throw new Error("empty")`,
          `import("${name}").then((it) => { if (Object.keys(it).length < 2) throw new Error("empty") })`,
        ]) {
          const { status, output } = runNode(folder, "-e", code);
          assert.equal(status, 0, `${name}: ${output}`);
        }
      }
      assert.match(
        runNode(folder, "-e", 'require("fraiseql-checklist/dist/pack.js")').output,
        /ERR_PACKAGE_PATH_NOT_EXPORTED/,
      );
    });

    it("its command, its schemas and its configuration files", () => {
      const bin = path.join(folder, "node_modules", ".bin", "fraiseql-checklist");
      assert.match(
        execFileSync(bin, ["explain", "3.3-automated-backups"], { cwd: folder, encoding: "utf8" }),
        /backups/,
      );
      const files = ["profiles/regulated.json", "schemas/report.schema.json", "schemas/evidence.schema.json"];
      for (const file of files) {
        const { status, output } = runNode(folder, "-e", `require("fraiseql-checklist/${file}")`);
        assert.equal(status, 0, output);
      }
    });
  });

  it("is a policy pack as it is installed, and a part of somebody else's", async () => {
    const engine = await EngineWorkspace.open({ log: console.error });
    try {
      fs.writeFileSync(path.join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
      fs.writeFileSync(path.join(folder, "index.js"), OWN_PACK);
      const program = engine.write({
        "program/Pulumi.yaml": "name: program\nruntime: nodejs\n",
        "program/package.json": "{}",
        "program/index.ts": `
          import { Instance } from "@pulumi/aws/rds";
          new Instance("db", { engine: "postgres", instanceClass: "db.t4g.medium", backupRetentionPeriod: 7 });
        `,
      });
      const run = await engine.preview(program, { policyPack: installed });
      const found = run.violations.filter(({ policy }) => policy === "3.3-automated-backups");
      assert.equal(found.length, 1, run.stdout + run.stderr);
      const own = await engine.preview(program, { policyPack: folder });
      assert.deepEqual(
        own.violations.map(({ message }) => message),
        [
          "3.3 Two months of backups: backupRetentionPeriod is 7 days; STANDARD needs at least 60. Set backupRetentionPeriod: 60.",
        ],
        own.stdout + own.stderr,
      );
    } finally {
      engine.close();
    }
  });

  describe("in the Pulumi Cloud", () => {
    let cloud: CloudDouble;
    before(async () => (cloud = await CloudDouble.start()));
    after(() => cloud.stop());

    const pulumi = async (...args: string[]) => {
      const cli = await ensurePulumi({ version: PREVIEW_VERSION, log: console.error });
      const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_"));
      return runProcess(cli.command, [...args, "--non-interactive", "--color", "never"], {
        cwd: installed,
        env: {
          ...(Object.fromEntries(inherited) as Record<string, string>),
          ...cli.env,
          ...cloud.env,
          PULUMI_HOME: path.join(folder, "home"),
          PULUMI_SKIP_UPDATE_CHECK: "true",
        },
        timeoutSeconds: 120,
      });
    };
    const validate = (file: string) =>
      pulumi("policy", "validate-config", "acme/fraiseql-checklist", manifest.version, "--config", file);

    it("is published from the folder that it is installed in, as the very package", async () => {
      const { exitCode, stdout, stderr } = await pulumi("policy", "publish", "acme");
      assert.equal(exitCode, 0, stdout + stderr);
      const [pack] = cloud.packs;
      assert.ok(pack);
      assert.deepEqual(
        [pack.organization, pack.name, pack.version],
        ["acme", "fraiseql-checklist", manifest.version],
      );
      assert.deepEqual(
        pack.policies.map(({ name }) => name).sort(),
        requirements.map(({ name }) => name).sort(),
      );
      const archive = path.join(folder, "published.tgz");
      fs.writeFileSync(archive, pack.archive);
      const files = execFileSync("tar", ["tzf", archive], { encoding: "utf8" }).trim().split("\n");
      assert.deepEqual(files.sort(), packed.files.map((it) => `package/${it.path}`).sort());
    });

    it("accepts the ready configuration files, and what config init writes", async () => {
      const command = path.join(installed, "dist", "tools", "cli", "main.js");
      for (const profile of profileNames) {
        const initial = path.join(folder, `initial-${profile}.json`);
        const { status, output } = runNode(
          folder,
          command,
          "config",
          "init",
          "--profile",
          profile,
          "--out",
          initial,
        );
        assert.equal(status, 0, output);
        for (const file of [path.join(installed, "profiles", `${profile.toLowerCase()}.json`), initial]) {
          const { exitCode, stdout, stderr } = await validate(file);
          assert.equal(exitCode, 0, `${file}: ${stdout}${stderr}`);
          assert.match(stdout, /configuration is valid/);
        }
      }
    });

    it("is enabled in a policy group with its configuration", async () => {
      const file = path.join(installed, "profiles", "regulated.json");
      const pack = "acme/fraiseql-checklist";
      const { exitCode, stdout, stderr } = await pulumi(
        ...["policy", "enable", pack, manifest.version, "--policy-group", "regulated", "--config", file],
      );
      assert.equal(exitCode, 0, stdout + stderr);
      const [enabled] = cloud.enabled;
      assert.deepEqual(
        [enabled?.group, enabled?.addPolicyPack.versionTag, enabled?.addPolicyPack.config],
        ["regulated", manifest.version, JSON.parse(fs.readFileSync(file, "utf8"))],
      );
    });

    it("refuses a value of the wrong type", async () => {
      const file = path.join(folder, "wrong.json");
      fs.writeFileSync(file, JSON.stringify({ "3.3-automated-backups": { backupRetentionDays: "30 days" } }));
      const { exitCode, stdout, stderr } = await validate(file);
      assert.notEqual(exitCode, 0);
      assert.match(stdout + stderr, /Invalid type. Expected: number/);
    });
  });
});

function runNode(cwd: string, ...args: string[]): { readonly status: number; readonly output: string } {
  try {
    return {
      status: 0,
      output: execFileSync(process.execPath, args, { cwd, encoding: "utf8", stdio: "pipe" }),
    };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { status, output: stdout + stderr };
  }
}

/** The bytes of all files in a folder's packages. */
function sizeOf(folder: string): number {
  return fs
    .readdirSync(path.join(folder, "node_modules"), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .reduce((sum, it) => sum + fs.statSync(path.join(it.parentPath, it.name)).size, 0);
}
