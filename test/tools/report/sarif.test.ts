import { strict as assert } from "assert";
import * as fs from "fs";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import type * as Sarif from "sarif";
import type { Report } from "../../../policies/evaluation/report";
import { renderSarif } from "../../../tools/report/sarif";
import { sampleReport, smallestReport } from "../../kit/reports";

const schema = JSON.parse(
  fs.readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"),
) as object;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const isValid = ajv.compile(schema);

function render(...reports: readonly Report[]): Sarif.Log {
  const log = JSON.parse(renderSarif(reports)) as Sarif.Log;
  assert.ok(isValid(log), JSON.stringify(isValid.errors?.slice(0, 3)));
  return log;
}

function runOf(report: Report): Sarif.Run {
  const [run] = render(report).runs;
  assert.ok(run);
  return run;
}

function resultsOf(report: Report): readonly Sarif.Result[] {
  return runOf(report).results ?? [];
}

describe("report --format sarif", () => {
  for (const profile of ["STANDARD", "REGULATED", "RESTRICTED"] as const) {
    it(`is valid by the schema of SARIF 2.1.0: ${profile}`, () => {
      render(sampleReport({ profile }));
      render(sampleReport({ profile, hostile: true }));
      render(sampleReport({ profile, clean: true }));
    });
  }

  it("is valid with several stacks, and with nothing to tell", () => {
    const log = render(smallestReport(), sampleReport({ stack: { project: "b", name: "c" } }));
    assert.deepEqual(
      log.runs.map(({ automationDetails }) => automationDetails?.id),
      ["fraiseql-checklist/acme/shop/production/", "fraiseql-checklist/b/c/"],
    );
  });

  it("has a rule for each requirement, with how much it matters", () => {
    const report = sampleReport();
    const rules = runOf(report).tool.driver.rules ?? [];
    assert.deepEqual(
      rules.map(({ id }) => id),
      report.requirements.map(({ name }) => name),
    );
    const rule = rules.find(({ id }) => id === "3.3-automated-backups");
    assert.equal(rule?.name, "AutomatedBackups");
    assert.equal(rule.shortDescription?.text, "3.3.1 Automated backups");
    assert.equal(rule.defaultConfiguration?.level, "error");
    assert.equal(rule.properties?.["security-severity"], "9.5");
  });

  it("names the resource, and a place that code scanning shows", () => {
    const result = resultsOf(sampleReport()).find(({ ruleId }) => ruleId === "3.3-automated-backups");
    const [location] = result?.locations ?? [];
    assert.equal(result?.kind, "fail");
    assert.equal(result.level, "error");
    assert.equal(location?.physicalLocation?.artifactLocation?.uri, "Pulumi.yaml");
    assert.equal(location.physicalLocation.region?.startLine, 1);
    assert.deepEqual(location.logicalLocations, [
      {
        name: "orders",
        fullyQualifiedName:
          "urn:pulumi:production::shop::acme:platform:Service$aws:rds/instance:Instance::orders",
        kind: "resource",
      },
    ]);
  });

  it("tells violations, what is exempt and what is undetermined, and nothing that somebody has to attest", () => {
    const report = sampleReport();
    const results = resultsOf(report);
    const told = (verdicts: readonly string[]): number =>
      report.requirements.flatMap((it) => it.results).filter(({ verdict }) => verdicts.includes(verdict))
        .length;
    const remarks = report.requirements.flatMap((it) => it.remarks ?? []).length;
    assert.equal(results.length, told(["violation", "undetermined", "exempt"]) + remarks);
    assert.ok(told(["open"]) > 0);
    const open = results.filter(({ kind }) => kind === "open");
    assert.equal(open.length, told(["undetermined"]));
    for (const { level } of open) assert.equal(level, "none");
  });

  it("suppresses what is exempt, and says why", () => {
    const exempt = resultsOf(sampleReport()).filter(({ suppressions }) => suppressions !== undefined);
    assert.ok(exempt.length > 0);
    assert.equal(exempt[0]?.level, "note");
    assert.deepEqual(exempt[0].suppressions, [
      {
        kind: "external",
        status: "accepted",
        justification:
          "The ledger is read-only, and is retired in the first quarter. Owner: payments-platform@acme.example. Ticket: SEC-1204. Until: 2027-03-31.",
      },
    ]);
  });

  it("has a warning where nothing stops an update", () => {
    const report = sampleReport();
    const advisory: Report = {
      ...report,
      requirements: report.requirements.map((requirement) => ({
        ...requirement,
        results: requirement.results.map((result) => ({ ...result, blocks: false })),
      })),
    };
    assert.equal(
      resultsOf(advisory).some(({ level }) => level === "error"),
      false,
    );
  });

  it("has fingerprints that differ among results, and that no message and no time changes", () => {
    const report = sampleReport();
    const prints = (it: Report): readonly (string | undefined)[] =>
      resultsOf(it).map(({ partialFingerprints }) => partialFingerprints?.["primaryLocationLineHash"]);
    const first = prints(report);
    assert.equal(new Set(first).size, first.length);
    const later: Report = {
      ...report,
      createdAt: "2026-12-01T00:00:00.000Z",
      operation: "update",
      requirements: report.requirements.map((requirement) => ({
        ...requirement,
        results: requirement.results.map((result) => ({ ...result, messages: ["other words"] })),
      })),
    };
    assert.deepEqual(prints(later), first);
  });
});
