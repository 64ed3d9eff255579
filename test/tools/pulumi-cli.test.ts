import { strict as assert } from "assert";
import * as fs from "fs";
import * as os from "os";
import * as path from "path";
import { goObstacle } from "../../tools/pulumi-cli/build";
import { ANALYZE_VERSION, ensurePulumi, PREVIEW_VERSION, type Sources } from "../../tools/pulumi-cli";
import {
  findCached,
  findOnPath,
  installationFolder,
  installFolder,
  versionsFolder,
} from "../../tools/pulumi-cli/installation";
import { isAtLeast, parseVersion, RECIPES } from "../../tools/pulumi-cli/versions";

describe("pulumi-cli", () => {
  describe("versions", () => {
    it("reads a version out of what tools print", () => {
      assert.equal(parseVersion("v3.220.0\n"), "3.220.0");
      assert.equal(parseVersion("go1.26.8"), "1.26.8");
      assert.equal(parseVersion("no version here"), undefined);
    });

    it("compares by number, not by letter", () => {
      assert.ok(isAtLeast("1.25", "1.25"));
      assert.ok(isAtLeast("1.100.0", "1.25"));
      assert.ok(isAtLeast("2.0", "1.25"));
      assert.ok(!isAtLeast("1.9.9", "1.25"));
    });

    it("knows how to build both versions that the tests use", () => {
      assert.deepEqual(Object.keys(RECIPES), [PREVIEW_VERSION, ANALYZE_VERSION]);
      for (const [version, recipe] of Object.entries(RECIPES)) {
        assert.ok(
          recipe.commands.some((command) => command.linkerFlags.endsWith(`version.Version=v${version}`)),
        );
      }
    });

    it("says what is wrong with Go", () => {
      assert.equal(goObstacle("go1.25.0\n"), undefined);
      assert.equal(goObstacle("go1.24.3\n"), "Go 1.24.3 is too old");
      assert.equal(goObstacle("spawn go ENOENT"), "Go is not installed");
    });
  });

  describe("installation", () => {
    let folder: string;
    beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-cli-test-"))));
    afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

    it("uses the cache of Pulumi's own tools", () => {
      assert.equal(versionsFolder({ PULUMI_HOME: "/home/p" }), path.join("/home/p", "versions"));
      assert.equal(versionsFolder({}), path.join(os.homedir(), ".pulumi", "versions"));
      assert.equal(installationFolder("1.2.3", { PULUMI_HOME: "/p" }), path.join("/p", "versions", "1.2.3"));
    });

    it("does not take half an installation for one", () => {
      const env = { PULUMI_HOME: folder };
      fs.mkdirSync(path.join(installationFolder("1.2.3", env), "bin"), { recursive: true });
      assert.equal(findCached("1.2.3", env), undefined);
      fakeCli(path.join(installationFolder("1.2.3", env), "bin"), "");
      assert.equal(findCached("1.2.3", env), undefined);
    });

    it("puts a finished installation into place, and leaves one that is already there", () => {
      const env = { PULUMI_HOME: path.join(folder, "home") };
      const install = (content: string): string => {
        const finished = path.join(folder, content);
        fakeCli(path.join(finished, "bin"), content);
        return fs.readFileSync(installFolder(finished, "1.2.3", env).command, "utf8");
      };
      assert.equal(install("first"), "first");
      assert.equal(install("second"), "first");
      assert.deepEqual(fs.readdirSync(versionsFolder(env)), ["1.2.3"]);
    });

    it("finds a CLI on PATH, past the wrapper of the npm package", async () => {
      const wrapper = path.join(folder, "node_modules", ".bin");
      const real = path.join(folder, "bin");
      fakeCli(wrapper, "#!/bin/sh\necho v9.9.9\n");
      const command = fakeCli(real, "#!/bin/sh\necho v1.2.3\n");
      const env = { PATH: [wrapper, real].join(path.delimiter) };
      assert.deepEqual(await findOnPath(env), { version: "1.2.3", command });
      assert.equal(await findOnPath({ PATH: wrapper }), undefined);
    });
  });

  describe("order of attempts", () => {
    it("takes the CLI on PATH when any version will do", async () => {
      const { sources, asked } = fakeSources({ onPath: "3.300.0" });
      assert.equal((await ensurePulumi({}, sources)).version, "3.300.0");
      assert.deepEqual(asked, ["onPath"]);
    });

    it("passes over a CLI on PATH of another version", async () => {
      const { sources, asked } = fakeSources({ onPath: "3.300.0", cached: ["3.220.0"] });
      const cli = await ensurePulumi({ version: "3.220.0" }, sources);
      assert.equal(cli.version, "3.220.0");
      assert.equal(cli.binDir, path.join("/cli", "3.220.0"));
      assert.ok(cli.env.PATH.startsWith(cli.binDir + path.delimiter));
      assert.deepEqual(asked, ["onPath", "cached 3.220.0"]);
    });

    it("downloads what the npm package stands for, then builds what can be built", async () => {
      const { sources, asked } = fakeSources({ built: [PREVIEW_VERSION] });
      assert.equal((await ensurePulumi({}, sources)).version, PREVIEW_VERSION);
      assert.deepEqual(asked, [
        "onPath",
        "cached 3.265.0",
        `cached ${PREVIEW_VERSION}`,
        "download 3.265.0",
        `build ${PREVIEW_VERSION}`,
      ]);
    });

    it("does not build what it can download", async () => {
      const { sources, asked } = fakeSources({ downloaded: ["3.265.0"] });
      assert.equal((await ensurePulumi({}, sources)).version, "3.265.0");
      assert.equal(asked.at(-1), "download 3.265.0");
    });

    it("fails with every reason and what to do", async () => {
      const { sources } = fakeSources({ onPath: "3.300.0" });
      await assert.rejects(ensurePulumi({ version: "3.220.0" }, sources), (error: Error) => {
        assert.equal(
          error.message,
          [
            "No Pulumi CLI 3.220.0 was found, and none could be made:",
            "  - on PATH: only 3.300.0",
            `  - in ${installationFolder("3.220.0")}: none`,
            "  - download of 3.220.0: not reachable",
            "  - build of 3.220.0 from source: Go is not installed",
            "Install the Pulumi CLI 3.220.0 (https://www.pulumi.com/docs/install/), or Go 1.25 or later to build it" +
              " from source, and try again.",
          ].join("\n"),
        );
        return true;
      });
    });
  });
});

/** Writes an executable named pulumi. */
function fakeCli(folder: string, content: string): string {
  fs.mkdirSync(folder, { recursive: true });
  const command = path.join(folder, "pulumi");
  fs.writeFileSync(command, content, { mode: 0o755 });
  return command;
}

interface Available {
  readonly onPath?: string;
  readonly cached?: readonly string[];
  readonly downloaded?: readonly string[];
  readonly built?: readonly string[];
}

/** Sources that have only what is said, and remember what they were asked. */
function fakeSources(available: Available): { sources: Sources; asked: string[] } {
  const asked: string[] = [];
  const installation = (version: string) => ({ version, command: path.join("/cli", version, "pulumi") });
  const one = (question: string, versions: readonly string[] | undefined, version: string) => {
    asked.push(`${question} ${version}`);
    return versions?.includes(version) === true ? installation(version) : undefined;
  };
  const sources: Sources = {
    onPath: () => {
      asked.push("onPath");
      return Promise.resolve(available.onPath === undefined ? undefined : installation(available.onPath));
    },
    cached: (version) => one("cached", available.cached, version),
    npmPackageVersion: () => "3.265.0",
    download: (version) => Promise.resolve(one("download", available.downloaded, version) ?? "not reachable"),
    build: (version) => Promise.resolve(one("build", available.built, version) ?? "Go is not installed"),
  };
  return { sources, asked };
}
