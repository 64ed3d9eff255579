import { createHash } from "crypto";
import type * as Sarif from "sarif";
import type { Report, RequirementReport, ResultReport } from "../../policies/evaluation/report";
import type { Severity } from "../../policies/evaluation/requirement";
import { headlineOf, homesOf, resultsOf, stackName, type ToldResult } from "./overview";
import { oneLine } from "./text";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

/** Code scanning shows what stands in a file of the repository: a stack's resources have none but the project's. */
const ARTIFACT = "Pulumi.yaml";

/** How code scanning ranks alerts, on a scale to 10. */
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
};

/**
 * The reports as SARIF 2.1.0, a run for each: violations, what exemptions suppress, and what is undetermined. What somebody
 * has to attest is no finding in code, and stays out.
 */
export function renderSarif(reports: readonly Report[]): string {
  const log: Sarif.Log = { version: "2.1.0", $schema: SCHEMA, runs: reports.map(runOf) };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function runOf(report: Report): Sarif.Run {
  const { word, why } = headlineOf(report);
  const homes = homesOf(report);
  return {
    tool: {
      driver: {
        name: report.tool.name,
        version: oneLine(report.tool.version),
        fullName: "FraiseQL Production Deployment Checklist",
        rules: report.requirements.map((requirement) => ruleOf(requirement, homes)),
      },
    },
    // The part before the last slash is the category: each stack has its own.
    automationDetails: { id: `fraiseql-checklist/${oneLine(stackName(report))}/` },
    invocations: [{ executionSuccessful: true, endTimeUtc: report.createdAt }],
    columnKind: "utf16CodeUnits",
    properties: {
      profile: report.profile.name,
      launch: word,
      why: oneLine(why),
      ...(report.incomplete === undefined ? {} : { incomplete: oneLine(report.incomplete) }),
    },
    results: report.requirements.flatMap((requirement, ruleIndex) =>
      resultsOf(requirement).flatMap((result) => resultOf(report, requirement, ruleIndex, result)),
    ),
  };
}

function ruleOf(
  requirement: RequirementReport,
  homes: ReadonlyMap<string, string>,
): Sarif.ReportingDescriptor {
  const { name, title, description, why, howToFix, severity, enforcement, item } = requirement;
  const box = homes.get(name) ?? item;
  return {
    id: name,
    name: pascalCase(name),
    shortDescription: { text: `${oneLine(box)} ${oneLine(title)}` },
    fullDescription: { text: oneLine(description) },
    help: {
      text: `${oneLine(description)} ${oneLine(why)} ${oneLine(howToFix)}`,
    },
    defaultConfiguration: {
      level: levelOf(severity, enforcement === "mandatory"),
      enabled: enforcement !== "disabled",
    },
    properties: {
      "tags": ["security", "production-checklist", `section-${oneLine(box).split(".")[0] ?? ""}`],
      "precision": "very-high",
      "problem.severity": severity === "low" ? "recommendation" : severity === "medium" ? "warning" : "error",
      "security-severity": securitySeverity[severity],
    },
  };
}

function resultOf(
  report: Report,
  requirement: RequirementReport,
  ruleIndex: number,
  result: ToldResult,
): readonly Sarif.Result[] {
  const { verdict, messages, resource, exemption, blocks } = result;
  if (verdict !== "violation" && verdict !== "undetermined" && verdict !== "exempt") return [];
  return [
    {
      ruleId: requirement.name,
      ruleIndex,
      message: { text: messages.map(oneLine).join("\n") || oneLine(requirement.description) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: ARTIFACT, uriBaseId: "%SRCROOT%" },
            region: { startLine: 1 },
          },
          logicalLocations: [logicalLocation(report, resource)],
        },
      ],
      partialFingerprints: fingerprints(report, requirement, result),
      ...stateOf(verdict, requirement.severity, blocks),
      ...(exemption
        ? {
            suppressions: [
              {
                kind: exemption.from === "program" ? "inSource" : "external",
                status: "accepted",
                justification: [
                  oneLine(exemption.reason),
                  `Owner: ${oneLine(exemption.owner)}.`,
                  ...(exemption.ticket === undefined ? [] : [`Ticket: ${oneLine(exemption.ticket)}.`]),
                  `Until: ${oneLine(exemption.expires)}.`,
                ].join(" "),
              },
            ],
          }
        : {}),
    },
  ];
}

function stateOf(
  verdict: "violation" | "undetermined" | "exempt",
  severity: Severity,
  blocks: boolean,
): Pick<Sarif.Result, "kind" | "level"> {
  switch (verdict) {
    case "violation":
      return { kind: "fail", level: levelOf(severity, blocks) };
    case "exempt":
      return { kind: "fail", level: "note" };
    case "undetermined":
      // By the standard: what could not be decided has no level.
      return { kind: "open", level: "none" };
  }
}

/** What stops an update is an error; what only informs is never. */
function levelOf(severity: Severity, blocks: boolean): "error" | "warning" | "note" {
  if (severity === "low") return blocks ? "warning" : "note";
  return blocks ? "error" : "warning";
}

function logicalLocation(report: Report, resource: ResultReport["resource"]): Sarif.LogicalLocation {
  const { project, name } = report.stack;
  return resource
    ? {
        name: oneLine(resource.name),
        fullyQualifiedName: oneLine(resource.urn),
        kind: "resource",
      }
    : {
        name: oneLine(stackName(report)),
        fullyQualifiedName: oneLine(
          `urn:pulumi:${name}::${project}::pulumi:pulumi:Stack::${project}-${name}`,
        ),
        kind: "module",
      };
}

/** The same for the same requirement on the same resource, whatever the message says and wherever it runs. */
function fingerprints(
  { stack }: Report,
  { name }: RequirementReport,
  { resource, isOnExemptions, messages }: ToldResult,
): Record<string, string> {
  const about = isOnExemptions === true ? messages : [resource?.urn ?? ""];
  const identity = [name, stack.project, stack.name, ...about].join("\n");
  const hash = createHash("sha256").update(identity).digest("hex");
  return {
    "fraiseqlChecklist/v1": hash,
    // The one that code scanning compares: all results stand on the same line.
    "primaryLocationLineHash": `${hash.slice(0, 16)}:1`,
  };
}

/** `3.3-automated-backups` as the standard wants names: `AutomatedBackups`. */
function pascalCase(name: string): string {
  return name
    .slice(name.indexOf("-") + 1)
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}
