import { create } from "xmlbuilder2";
import type { Report, RequirementReport } from "../../policies/evaluation/report";
import {
  chaptersOf,
  numbered,
  resultsOf,
  stackName,
  subjectOf,
  verdictWords,
  type BoxOverview,
  type ToldResult,
} from "./overview";
import { oneLine } from "./text";

/** A suite of tests: a section of the checklist. */
interface Suite {
  readonly name: string;
  readonly timestamp: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

/** A test: a requirement on a resource, or on the stack. */
interface Case {
  readonly name: string;
  readonly classname: string;
  readonly state: "passed" | "failed" | "skipped";
  /** The first line of what is wrong, or why it is skipped. */
  readonly message?: string;
  /** Whether it stops an update. */
  readonly type?: string;
  readonly text?: string;
}

/** The reports as JUnit XML: a suite per section, a test per requirement and resource. */
export function renderJunit(reports: readonly Report[]): string {
  const suites = reports.flatMap(suitesOf);
  const cases = suites.flatMap((suite) => suite.cases);
  const root = create({ version: "1.0", encoding: "UTF-8" }).ele("testsuites", {
    name: "fraiseql-checklist",
    ...numbersOf(cases),
  });
  for (const suite of suites) {
    const suiteElement = root.ele("testsuite", {
      name: suite.name,
      timestamp: suite.timestamp,
      ...numbersOf(suite.cases),
      skipped: String(suite.cases.filter(({ state }) => state === "skipped").length),
      time: "0",
    });
    const properties = suiteElement.ele("properties");
    for (const [name, value] of Object.entries(suite.properties)) properties.ele("property", { name, value });
    for (const { name, classname, state, message = "", type = "", text = "" } of suite.cases) {
      const caseElement = suiteElement.ele("testcase", { name, classname, time: "0" });
      if (state === "failed") caseElement.ele("failure", { message, type }).txt(text);
      if (state === "skipped") caseElement.ele("skipped", { message });
    }
  }
  return `${root.doc().end({ prettyPrint: true })}\n`;
}

function numbersOf(cases: readonly Case[]): Record<string, string> {
  const count = (state: Case["state"]): string => String(cases.filter((it) => it.state === state).length);
  return { tests: String(cases.length), failures: count("failed"), errors: "0" };
}

function suitesOf(report: Report): readonly Suite[] {
  const properties = {
    profile: report.profile.name,
    profileSource: report.profile.source,
    operation: report.operation,
    toolVersion: oneLine(report.tool.version),
  };
  return chaptersOf(report)
    .flatMap(({ sections }) => sections)
    .map((section) => ({
      name: oneLine(`${stackName(report)}: ${numbered(section)}`),
      // The format has no time zone.
      timestamp: oneLine(report.createdAt).slice(0, 19),
      properties,
      cases: distinct(section.boxes.flatMap((box) => casesOf(report, box))),
    }))
    .filter(({ cases }) => cases.length > 0);
}

function casesOf(report: Report, box: BoxOverview): readonly Case[] {
  return box.answers.flatMap((requirement) => {
    const results = resultsOf(requirement);
    const told = results.map((result) => caseOf(report, requirement, result));
    const met = requirement.met.map((urn): Case => ({
      ...identity(report, requirement, urn),
      state: "passed",
    }));
    return told.length + met.length > 0 ? [...told, ...met] : [wholeCase(report, requirement)];
  });
}

function caseOf(report: Report, requirement: RequirementReport, result: ToldResult): Case {
  const { verdict, resource, messages, blocks, exemption } = result;
  const lines = messages.map(oneLine);
  const base = identity(report, requirement, resource?.urn ?? subjectOf(result));
  const message = lines[0] ?? oneLine(requirement.description);
  switch (verdict) {
    case "violation":
      return {
        ...base,
        state: "failed",
        message,
        type: blocks ? "mandatory" : "advisory",
        text: [
          ...lines,
          "",
          `Why: ${oneLine(requirement.why)}`,
          `How to fix: ${oneLine(requirement.howToFix)}`,
          ...(resource ? [`Resource: ${oneLine(resource.urn)}`] : []),
        ].join("\n"),
      };
    case "exempt":
      return {
        ...base,
        state: "skipped",
        message: exemption
          ? `Exempt until ${oneLine(exemption.expires)} (${oneLine(exemption.owner)}): ${oneLine(exemption.reason)} ${message}`
          : message,
      };
    case "pass":
      return { ...base, state: "passed" };
    default:
      return { ...base, state: "skipped", message };
  }
}

/** A requirement that says nothing of single resources. */
function wholeCase(report: Report, requirement: RequirementReport): Case {
  const { verdict, enforcement, description, howToFix } = requirement;
  const base = identity(report, requirement, undefined);
  if (verdict === "pass") return { ...base, state: "passed" };
  if (verdict === "violation") {
    return {
      ...base,
      state: "failed",
      message: oneLine(description),
      type: enforcement,
      text: oneLine(howToFix),
    };
  }
  const { label, means } = verdictWords[verdict];
  return { ...base, state: "skipped", message: `${label}: ${means}` };
}

/** Dots in class names are taken for packages, so that they are left out there. */
function identity(
  report: Report,
  { name, title }: RequirementReport,
  subject: string | undefined,
): Pick<Case, "name" | "classname"> {
  return {
    classname: oneLine(`${stackName(report)}/${name}`).replace(/\./g, "_"),
    name: oneLine(subject === undefined ? title : `${title}: ${subject}`),
  };
}

/** Tests of the same name would be taken for one. */
function distinct(cases: readonly Case[]): readonly Case[] {
  const seen = new Map<string, number>();
  return cases.map((it) => {
    const key = `${it.classname}\n${it.name}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? it : { ...it, name: `${it.name} (${count})` };
  });
}
