import { strict as assert } from "assert";
import { execFileSync } from "child_process";
import * as fs from "fs";
import * as os from "os";
import * as path from "path";
import { requirements } from "../../policies/checklist";
import { registry } from "../../policies/readers";
import { profileNames, profiles, thresholds, type ThresholdName } from "../../profiles";
import { configSchemaOf, packConfigMistakes } from "../../policies/crossguard/pack-config";
import { tightenedProfile } from "../../policies/crossguard/settings";
import { providers } from "../../policies/evaluation/requirement";
import { reviewConfig } from "../../tools/cli/config-file";
import { exemptionExample, type Explanation } from "../../tools/cli/explain";
import type { ThresholdDescription } from "../../tools/cli/profiles";
import { providerOf, type RequirementDescription } from "../../tools/cli/requirements";
import { run } from "../../tools/cli/run";
import { coloured } from "../../tools/cli/style";
import { formatTable } from "../../tools/cli/table";
import { moment } from "../kit/moment";
import { requirementOf } from "../kit/requirement";

const TODAY = "2026-11-24";
const PACKAGE = path.resolve(__dirname, "..", "..", "..");

function call(...args: string[]) {
  let out = "";
  let err = "";
  const exitCode = run(args, { out: (text) => (out += text), err: (text) => (err += text), today: TODAY });
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
        requirements.map(({ item, name, title, from, severity, decidedBy, evidence }) => ({
          item,
          name,
          title,
          from,
          severity,
          decidedBy: evidence ? "evidence" : decidedBy,
        })),
      );
    });

    it("names resource types, or a reason, for every provider", () => {
      for (const { name, providers } of listed()) {
        for (const [provider, { types, silent }] of Object.entries(providers ?? {})) {
          assert.ok(types.length > 0 !== (silent !== undefined), `${name}: ${provider}`);
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

    it("lists what a cloud shows, and what the stack as a whole does", () => {
      const names = (cloud: string) => listed("--cloud", cloud).map(({ name }) => name);
      assert.ok(names("aws").includes("2.4-key-rotation"));
      assert.ok(!names("kubernetes").includes("2.4-key-rotation"));
      assert.ok(names("kubernetes").includes("7.2-autoscaling"));
      for (const provider of providers) {
        assert.ok(names(provider).includes("1.1-security-profile-selected"));
        for (const { providers: coverage } of listed("--cloud", provider)) {
          assert.ok(coverage === undefined || Object.keys(coverage).join() === provider);
        }
        const [head = ""] = call("requirements", "--cloud", provider).out.split("\n");
        assert.match(head, new RegExp(`DECIDED BY +${provider.toUpperCase()}$`));
      }
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
      const ofNoCloud = /^(fraiseql-checklist|pagerduty|opsgenie):/;
      const unknown = registry.readers.flatMap(({ tokens }) =>
        tokens.filter((token) => providerOf(token) === undefined && !ofNoCloud.test(token)),
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

  describe("explain", () => {
    const explained = (meant: string) => {
      const { exitCode, out, err } = call("explain", meant, "--json");
      assert.equal(exitCode, 0, err);
      return JSON.parse(out) as Explanation[];
    };

    it("finds a requirement by its name, with or without its section, a box, or a section", () => {
      const names = (meant: string) => explained(meant).map(({ name }) => name);
      assert.deepEqual(names("3.3-automated-backups"), ["3.3-automated-backups"]);
      assert.deepEqual(names("automated-backups"), ["3.3-automated-backups"]);
      assert.deepEqual(names("3.3.1"), ["3.3-automated-backups", "3.3-backup-encryption"]);
      assert.ok(names("3.3").length > 3);
      assert.ok(names("10.1.3").includes("3.3-restore-tested"));
      assert.deepEqual(names("launch-decision"), ["10.1-launch-decision"]);
    });

    it("suggests what may have been meant, with exit code 2", () => {
      for (const meant of ["3.3-automatic-backups", "automated_backup", "3.3-automated-backups!"]) {
        const { exitCode, out, err } = call("explain", meant);
        assert.equal(exitCode, 2);
        assert.equal(out, "");
        assert.match(err, /^error: .* \(did you mean 3\.3-automated-backups\?\)/);
      }
      assert.match(call("explain", "3.3.9").err, /^error: "3\.3\.9" is neither a requirement nor a box/);
    });

    it("says what, why, how to comply, from when, and what a launch makes of it", () => {
      const [backups] = explained("3.3-automated-backups");
      const { description, why, howToFix } = requirementOf("3.3-automated-backups");
      assert.ok(backups);
      assert.deepEqual(
        [backups.description, backups.why, backups.howToFix, backups.enforcement, backups.blocksLaunch],
        [description, why, howToFix, "mandatory", true],
      );
      const { out } = call("explain", "3.3-automated-backups");
      for (const text of ["a launch waits for it", "decided by the whole stack", "severity critical"]) {
        assert.ok(out.replace(/\n/g, " ").includes(text), text);
      }
    });

    it("says the thresholds of each profile", () => {
      const [rotation] = explained("2.4-key-rotation");
      assert.deepEqual(
        rotation?.thresholds.map(({ name, values }) => [name, values]),
        [["keyRotationDays", { STANDARD: null, REGULATED: 30, RESTRICTED: 7 }]],
      );
      assert.match(
        call("explain", "2.4-key-rotation").out,
        /^ +keyRotationDays +- +30 +7 +days .*may make it lower\.$/m,
      );
    });

    it("says which properties of which types are read, and what they are related to", () => {
      const [backups] = explained("3.3-automated-backups");
      const aws = backups?.reads?.aws;
      const instance = aws?.judged.find(({ types }) => types.includes("aws:rds/instance:Instance"));
      assert.ok(instance?.properties.includes("backupRetentionPeriod"));
      assert.ok(aws?.related["backup assignment"]?.includes("aws:backup/selection:Selection"));
      const [root] = explained("7.1-non-root");
      const deployment = root?.reads?.kubernetes.judged.find(({ types }) =>
        types.includes("kubernetes:apps/v1:Deployment"),
      );
      assert.ok(deployment?.properties.includes("spec.template.spec.containers[].securityContext.runAsUser"));
      assert.match(explained("2.4-key-rotation")[0]?.reads?.kubernetes.silent ?? "", /no encryption keys/);
    });

    it("gives an exemption that the pack accepts, and says where else it may stand", () => {
      for (const { name } of requirements) {
        const example = exemptionExample(name, TODAY);
        assert.deepEqual(reviewConfig(JSON.stringify(example), TODAY), { mistakes: [], notes: [] });
      }
      const { maxDays, inCode, example } = explained("3.3-automated-backups")[0]?.exemption ?? {};
      assert.deepEqual([maxDays, inCode], [90, false]);
      assert.deepEqual(example, exemptionExample("3.3-automated-backups", TODAY));
      assert.equal(explained("2.4-key-rotation")[0]?.exemption.inCode, true);
    });

    it("says how to attest what is attested, and what another stack has", () => {
      const [load] = explained("6.3-load-test");
      assert.equal(load?.decidedBy, "evidence");
      assert.match(load.attestation?.example ?? "", /^new Attestation\("load-test", .*p95Ms/);
      assert.match(
        call("explain", "6.3-load-test").out,
        /p95Ms +p95 latency, in milliseconds, below latencyP95Ms/,
      );
      assert.match(explained("7.2-autoscaling")[0]?.attestation?.example ?? "", /coveredBy/);
      assert.equal(explained("7.1-non-root")[0]?.attestation, undefined);
    });

    it("prints text of a hundred columns, but for what is to be copied", () => {
      for (const name of ["3.3-automated-backups", "7.1-non-root", "2.2-hsts"]) {
        const [read = ""] = /What is read[^]*?\nHow/.exec(call("explain", name).out) ?? [];
        for (const line of read.split("\n").filter((it) => it.trim().includes(" "))) {
          assert.ok(line.length <= 100, line);
        }
      }
    });
  });

  describe("config", () => {
    let folder: string;
    beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "cli-test-"))));
    afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

    it("init writes every allowed key of every policy, and nothing that changes a verdict", () => {
      for (const profile of profileNames) {
        const { exitCode, out } = call("config", "init", "--profile", profile);
        assert.equal(exitCode, 0);
        assert.deepEqual(reviewConfig(out, TODAY), { mistakes: [], notes: [] });
        const config = JSON.parse(out) as Record<string, Record<string, unknown>>;
        assert.deepEqual(
          Object.keys(config),
          requirements.map(({ name }) => name),
        );
        for (const requirement of requirements) {
          const asked = Object.keys(configSchemaOf(requirement)).filter(
            (key) => !(key in thresholds) || profiles[profile][key as ThresholdName] !== null,
          );
          assert.deepEqual(
            Object.keys(config[requirement.name] ?? {}).sort(),
            ["enforcementLevel", ...asked].sort(),
          );
          assert.deepEqual(tightenedProfile(profiles[profile], requirement, config), profiles[profile]);
        }
        assert.equal(config["1.1-security-profile-selected"]?.["profile"], profile);
      }
    });

    it("init never overwrites a file unless it is told to", () => {
      const file = path.join(folder, "config.json");
      assert.equal(call("config", "init", "--out", file).exitCode, 0);
      fs.writeFileSync(file, "mine");
      const refused = call("config", "init", "--out", file);
      assert.deepEqual([refused.exitCode, refused.out], [2, ""]);
      assert.equal(refused.err, `error: ${file} is there already; --force overwrites it.\n`);
      assert.equal(fs.readFileSync(file, "utf8"), "mine");
      assert.equal(call("config", "init", "--out", file, "--force").exitCode, 0);
      assert.deepEqual(reviewConfig(fs.readFileSync(file, "utf8"), TODAY).mistakes, []);
      const nowhere = call("config", "init", "--out", path.join(folder, "none", "config.json"));
      assert.match(nowhere.err, /cannot be written \(there is no such folder\)/);
    });

    it("validate tells every mistake in the pack's own words, with exit code 1", () => {
      const file = path.join(folder, "config.json");
      const config = {
        "7.1-non-root": { enforcementLevel: "advisory", exemptions: [{ resource: "agent" }] },
        "7.1-nonroot": { enforcementLevel: "mandatory" },
        "3.3-automated-backups": { backupRetentionDays: 7 },
      };
      fs.writeFileSync(file, JSON.stringify(config));
      const { exitCode, out, err } = call("config", "validate", file);
      const { "7.1-non-root": root, ...rest } = config;
      const own = packConfigMistakes(
        { "7.1-non-root": { exemptions: root.exemptions }, ...rest },
        requirements,
        { ...moment, today: TODAY },
      );
      assert.equal(own.length, 5);
      assert.deepEqual([exitCode, err], [1, ""]);
      assert.equal(out, own.map((mistake) => `${file}: ${mistake}.\n`).join(""));
      const json = call("config", "validate", file, "--json");
      assert.equal(json.exitCode, 1);
      assert.deepEqual(JSON.parse(json.out), { file, valid: false, mistakes: own, notes: [] });
    });

    const odd: Readonly<Record<string, RegExp>> = {
      "[]": /^it is no JSON object of policies$/,
      "{": /^it is no JSON: /,
      '{"7.1-non-root": 3}':
        /^policy configuration 7\.1-non-root is neither an enforcement level nor an object$/,
      '{"7.1-non-root": "manditory"}':
        /^policy configuration 7\.1-non-root is "manditory" \(did you mean mandatory\?\); allowed are advisory, mandatory, remediate, disabled$/,
      '{"all": {"enforcementLevel": true}}':
        /^policy configuration all\.enforcementLevel is true; allowed are/,
      '{"all": null}': /^policy configuration all is neither/,
    };
    for (const [text, says] of Object.entries(odd)) {
      it(`validate refuses ${text}`, () => {
        const { mistakes } = reviewConfig(text, TODAY);
        assert.equal(mistakes.length, 1);
        assert.match(mistakes[0] ?? "", says);
      });
    }

    it("validate accepts the ready files, levels alone, and notes what has expired", () => {
      for (const profile of ["standard", "regulated", "restricted"]) {
        const file = path.join(PACKAGE, "profiles", `${profile}.json`);
        assert.deepEqual(call("config", "validate", file), {
          exitCode: 0,
          out: `${file}: no mistakes.\n`,
          err: "",
        });
      }
      assert.deepEqual(reviewConfig('{"all": "advisory", "7.1-non-root": "remediate"}', TODAY).mistakes, []);
      const expired = {
        resource: "agent",
        reason: "Reads the node's own files.",
        owner: "platform",
        expires: "2026-01-31",
      };
      assert.deepEqual(reviewConfig(JSON.stringify({ "7.1-non-root": { exemptions: [expired] } }), TODAY), {
        mistakes: [],
        notes: [
          'policy configuration 7.1-non-root.exemptions[0] for "agent" expired on 2026-01-31: its findings are enforced',
        ],
      });
    });

    it("validate does not take a file that is not there for one", () => {
      const { exitCode, err } = call("config", "validate", path.join(folder, "none.json"));
      assert.equal(exitCode, 2);
      assert.match(err, /none\.json cannot be read\.$/m);
    });
  });

  it("marks headings on terminals alone", () => {
    let marked = "";
    run(["explain", "7.1-non-root"], {
      out: (text) => (marked += text),
      err: () => undefined,
      style: coloured,
    });
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");
    assert.match(marked, escapes);
    assert.equal(marked.replace(escapes, ""), call("explain", "7.1-non-root").out);
  });

  describe("arguments", () => {
    const wrong: Readonly<Record<string, { args: readonly string[]; says: RegExp }>> = {
      "an unknown command": { args: ["requirement"], says: /unknown command 'requirement'/ },
      "an unknown option": { args: ["requirements", "--yaml"], says: /unknown option '--yaml'/ },
      "an unknown cloud": { args: ["requirements", "--cloud", "ibm"], says: /'ibm' is invalid/ },
      "a config command that is none": { args: ["config", "check"], says: /unknown command 'check'/ },
      "no requirement to explain": { args: ["explain"], says: /missing required argument/ },
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
      assert.match(call("--help").out, /Exit codes: 0 .* 1 .*\s.*2 wrong/);
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
