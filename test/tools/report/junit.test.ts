import { strict as assert } from "assert";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { Report } from "../../../policies/evaluation/report";
import { renderJunit } from "../../../tools/report/junit";
import { sampleReport, smallestReport } from "../../kit/reports";

interface Element {
  readonly name: string;
  readonly message: string;
}
interface Case extends Element {
  readonly classname: string;
  readonly failure?: Element & { readonly type: string; readonly text: string };
  readonly skipped?: Element;
}
interface Numbers {
  readonly tests: string;
  readonly failures: string;
}
interface Suite extends Element, Numbers {
  readonly skipped: string;
  readonly testcase: readonly Case[];
}
interface Suites extends Element, Numbers {
  readonly testsuite: readonly Suite[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  textNodeName: "text",
  isArray: (name) => name === "testsuite" || name === "testcase",
  parseAttributeValue: false,
  parseTagValue: false,
});

function render(...reports: readonly Report[]): Suites {
  const text = renderJunit(reports);
  assert.equal(XMLValidator.validate(text), true);
  const { testsuites } = parser.parse(text) as { testsuites: Suites };
  return testsuites;
}

function casesOf({ testsuite }: Suites): readonly Case[] {
  return testsuite.flatMap(({ testcase }) => testcase);
}

describe("report --format junit", () => {
  it("has a suite per section, in the checklist's order", () => {
    const names = render(sampleReport()).testsuite.map(({ name }) => name);
    assert.equal(names[0], "acme/shop/production: 1.1 Requirements Definition");
    assert.ok(
      names.indexOf("acme/shop/production: 3.3 Backup & Recovery") <
        names.indexOf("acme/shop/production: 10.3 Launch Decision"),
    );
  });

  it("counts what it holds", () => {
    const suites = render(sampleReport());
    const cases = casesOf(suites);
    const failed = cases.filter(({ failure }) => failure !== undefined).length;
    const skipped = cases.filter((it) => it.skipped !== undefined).length;
    assert.deepEqual([suites.tests, suites.failures], [cases.length, failed].map(String));
    assert.ok(failed > 0 && skipped > 0 && failed + skipped < cases.length);
    for (const suite of suites.testsuite) {
      assert.equal(suite.tests, String(suite.testcase.length));
      assert.equal(suite.skipped, String(suite.testcase.filter((it) => it.skipped !== undefined).length));
    }
  });

  it("has a failure with what is wrong, why, and how to fix it", () => {
    const failed = casesOf(render(sampleReport())).find(
      ({ classname, failure }) => classname.endsWith("3_3-automated-backups") && failure !== undefined,
    );
    assert.equal(failed?.classname, "acme/shop/production/3_3-automated-backups");
    assert.equal(
      failed.name,
      "Automated backups: urn:pulumi:production::shop::acme:platform:Service$aws:rds/instance:Instance::orders",
    );
    assert.equal(failed.failure?.type, "mandatory");
    assert.equal(
      failed.failure.message,
      "3.3 Automated backups: backupRetentionPeriod is 7 days; REGULATED needs at least 30. Set backupRetentionPeriod: 30.",
    );
    assert.match(failed.failure.text, /Why: .*\nHow to fix: .*\nResource: urn:pulumi:/);
  });

  it("skips what is undetermined, open, exempt, not applicable or not asked", () => {
    const messages = casesOf(render(sampleReport())).flatMap(({ skipped }) => skipped?.message ?? []);
    for (const part of [
      "undetermined, because",
      "nothing attests it",
      "Exempt until 2027-03-31 (payments-platform@acme.example): ",
      "Not asked: The profile does not ask for it.",
    ]) {
      assert.ok(
        messages.some((it) => it.includes(part)),
        part,
      );
    }
  });

  it("has a test that passed for what is met", () => {
    const report = sampleReport({ clean: true });
    const suites = render(report);
    assert.equal(suites.failures, "0");
    const met = report.requirements.flatMap(({ met }) => met).length;
    assert.ok(casesOf(suites).filter(({ skipped }) => skipped === undefined).length >= met);
  });

  it("gives no two tests of a class the same name", () => {
    const [first, ...others] = sampleReport().requirements;
    assert.ok(first);
    const same = { verdict: "violation" as const, blocks: true, messages: ["wrong"] };
    const report = { ...sampleReport(), requirements: [{ ...first, results: [same, same] }, ...others] };
    const names = casesOf(render(report)).map(({ classname, name }) => `${classname} ${name}`);
    assert.equal(new Set(names).size, names.length);
  });

  it("holds nothing that is no character of XML", () => {
    const text = renderJunit([sampleReport({ hostile: true })]);
    assert.doesNotMatch(text, /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
    assert.equal(Buffer.from(text).toString(), text);
    assert.equal(XMLValidator.validate(text), true);
    const messages = casesOf(render(sampleReport({ hostile: true }))).flatMap(
      ({ failure }) => failure?.message ?? [],
    );
    assert.ok(messages.some((it) => it.startsWith("]]&gt; &lt;![CDATA[") || it.startsWith("]]> <![CDATA[")));
  });

  // By the schema of Jenkins' xUnit plugin, junit-10.xsd.
  it("has elements and attributes that Jenkins knows, alone", () => {
    const known: Readonly<Record<string, readonly string[]>> = {
      testsuites: ["name", "tests", "failures", "errors"],
      testsuite: ["name", "timestamp", "tests", "failures", "errors", "skipped", "time"],
      properties: [],
      property: ["name", "value"],
      testcase: ["name", "classname", "time"],
      failure: ["message", "type"],
      skipped: ["message"],
    };
    const text = renderJunit([sampleReport()]);
    for (const [, element = "", attributes = ""] of text.matchAll(
      /<([a-z]+)((?:\s+[^\s=<>]+="[^"]*")*)\s*\/?>/g,
    )) {
      const names = [...attributes.matchAll(/([^\s=]+)="/g)].map(([, name]) => name);
      assert.deepEqual(
        names.filter((name) => name === undefined || known[element]?.includes(name) !== true),
        [],
        element,
      );
    }
  });

  it("is empty where there is nothing to tell", () => {
    assert.equal(render(smallestReport()).tests, "0");
  });
});
