import { strict as assert } from "assert";
import { execFileSync } from "child_process";
import * as fs from "fs";
import * as path from "path";
import { requirements } from "../../policies/checklist";
import { registry } from "../../policies/readers";
import { profiles, thresholds } from "../../profiles";
import type { ThresholdDescription } from "../../tools/cli/profiles";
import { providerOf, type RequirementDescription } from "../../tools/cli/requirements";
import { run } from "../../tools/cli/run";
import { formatTable } from "../../tools/cli/table";
import { pending } from "../checklist/pending";

const PACKAGE = path.resolve(__dirname, "..", "..", "..");

function call(...args: string[]) {
  let out = "";
  let err = "";
  const exitCode = run(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { exitCode, out, err };
}

function listed(...args: string[]): readonly RequirementDescription[] {
  return JSON.parse(call("requirements", "--json", ...args).out) as RequirementDescription[];
}

describe("fraiseql-checklist", () => {
  describe("requirements", () => {
    it("lists every requirement, in the checklist's order", () => {
      assert.deepEqual(
        listed().map(({ item, name, title, from, severity, decidedBy }) => ({
          item,
          name,
          title,
          from,
          severity,
          decidedBy,
        })),
        requirements.map(({ item, name, title, from, severity, decidedBy }) => ({
          item,
          name,
          title,
          from,
          severity,
          decidedBy,
        })),
      );
    });

    it("names resource types, or a reason, for every provider", () => {
      for (const { name, providers } of listed()) {
        for (const [provider, { types, silent }] of Object.entries(providers ?? {})) {
          const isPending = (pending[name] ?? []).some((it) => it === provider);
          assert.ok(isPending || types.length > 0 !== (silent !== undefined), `${name}: ${provider}`);
        }
      }
    });

    it("names no provider for a requirement on the stack as a whole", () => {
      const [chosen] = listed().filter(({ name }) => name === "1.1-security-profile-selected");
      assert.ok(chosen);
      assert.equal(chosen.providers, undefined);
    });

    it("lists what a profile asks for", () => {
      const names = listed("--profile", "STANDARD").map(({ name }) => name);
      assert.ok(names.includes("3.3-automated-backups"));
      assert.ok(!names.includes("2.4-key-rotation"));
      assert.deepEqual(listed("--profile", "RESTRICTED"), listed());
    });

    it("prints a table, a line for each", () => {
      const { exitCode, out } = call("requirements");
      assert.equal(exitCode, 0);
      for (const { item, name, title } of requirements) {
        assert.ok(
          out
            .split("\n")
            .some((line) => line.startsWith(item) && line.includes(name) && line.includes(title)),
        );
      }
      assert.ok(out.includes("  2.4-key-rotation, kubernetes: Kubernetes resources hold no encryption keys"));
    });

    it("knows the provider of every type that is read", () => {
      const unknown = registry.readers.flatMap(({ tokens }) =>
        tokens.filter((token) => providerOf(token) === undefined),
      );
      assert.deepEqual(unknown, []);
      assert.equal(providerOf("azure-native:sql:Server"), "azure");
      assert.equal(providerOf("random:index/randomId:RandomId"), undefined);
    });
  });

  describe("profiles", () => {
    it("lists every threshold of every profile", () => {
      const described = JSON.parse(call("profiles", "--json").out) as ThresholdDescription[];
      assert.deepEqual(
        described.map(({ name }) => name),
        Object.keys(thresholds),
      );
      for (const { name, values, unit, section } of described) {
        assert.deepEqual(values, {
          STANDARD: profiles.STANDARD[name],
          REGULATED: profiles.REGULATED[name],
          RESTRICTED: profiles.RESTRICTED[name],
        });
        assert.equal(unit, thresholds[name].unit);
        assert.equal(section, thresholds[name].section);
      }
    });

    it("prints a table", () => {
      const { exitCode, out } = call("profiles");
      assert.equal(exitCode, 0);
      assert.match(out, /^2\.4 +keyRotationDays +- +30 +7 +days/m);
    });
  });

  describe("arguments", () => {
    const wrong: Readonly<Record<string, { args: readonly string[]; says: RegExp }>> = {
      "an unknown command": { args: ["requirement"], says: /unknown command 'requirement'/ },
      "an unknown option": { args: ["requirements", "--yaml"], says: /unknown option '--yaml'/ },
      "an unknown profile": {
        args: ["requirements", "--profile", "STRICT"],
        says: /'STRICT' is invalid\. Allowed choices are STANDARD, REGULATED, RESTRICTED\./,
      },
      "a missing profile": { args: ["requirements", "--profile"], says: /argument missing/ },
      "one argument too many": { args: ["profiles", "STANDARD"], says: /too many arguments/ },
    };
    for (const [what, { args, says }] of Object.entries(wrong)) {
      it(`refuses ${what}, with one error and exit code 2`, () => {
        const { exitCode, out, err } = call(...args);
        assert.equal(exitCode, 2);
        assert.equal(out, "");
        assert.match(err, says);
        assert.equal(err.match(/error:/g)?.length, 1);
      });
    }

    it("shows its usage when called without any, with exit code 2", () => {
      const { exitCode, out, err } = call();
      assert.equal(exitCode, 2);
      assert.equal(out, "");
      assert.match(err, /^Usage: fraiseql-checklist/);
    });

    it("shows help and version on request", () => {
      const { version } = JSON.parse(fs.readFileSync(path.join(PACKAGE, "package.json"), "utf8")) as {
        version: string;
      };
      assert.deepEqual(call("--version"), { exitCode: 0, out: `${version}\n`, err: "" });
      const help = call("requirements", "--help");
      assert.equal(help.exitCode, 0);
      assert.match(help.out, /--profile <profile>/);
    });
  });

  it("runs as the package's command", () => {
    const { bin } = JSON.parse(fs.readFileSync(path.join(PACKAGE, "package.json"), "utf8")) as {
      bin: Record<string, string>;
    };
    const file = path.join(PACKAGE, bin["fraiseql-checklist"] ?? "");
    assert.ok(fs.readFileSync(file, "utf8").startsWith("#!/usr/bin/env node\n"));
    const out = execFileSync(process.execPath, [file, "profiles"], { encoding: "utf8" });
    assert.equal(out, call("profiles").out);
  });

  it("lines up tables", () => {
    assert.equal(
      formatTable([
        ["A", "BB", "C"],
        ["aaa", "b", ""],
      ]),
      "A    BB  C\naaa  b\n",
    );
  });
});
