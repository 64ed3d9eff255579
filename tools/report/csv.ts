import { stringify } from "csv-stringify/sync";
import type { BoxReport, Report, RequirementReport } from "../../policies/evaluation/report";
import { boxesOf, resultsOf, type ToldResult } from "./overview";
import { oneLine } from "./text";

/** What a row is about: a result, or what has none. */
interface Row {
  readonly report: Report;
  readonly box: BoxReport;
  readonly requirement?: RequirementReport;
  readonly result?: ToldResult;
}

/** The columns, and what stands in each. */
const columns: Readonly<Record<string, (row: Row) => string | undefined>> = {
  "organization": ({ report }) => report.stack.organization,
  "project": ({ report }) => report.stack.project,
  "stack": ({ report }) => report.stack.name,
  "profile": ({ report }) => report.profile.name,
  "created at": ({ report }) => report.createdAt,
  "section": ({ box }) => box.section,
  "item": ({ box }) => box.item,
  "box": ({ box }) => box.title,
  "box verdict": ({ box }) => box.verdict,
  "requirement": ({ requirement }) => requirement?.name,
  "title": ({ requirement }) => requirement?.title,
  "severity": ({ requirement }) => requirement?.severity,
  "enforcement": ({ requirement }) => requirement?.enforcement,
  "decided by": ({ requirement }) => requirement?.decidedBy,
  "verdict": ({ requirement, result }) => result?.verdict ?? requirement?.verdict,
  "blocks": ({ result }) => (result ? String(result.blocks) : undefined),
  "resource": ({ result }) => result?.resource?.name,
  "type": ({ result }) => result?.resource?.type,
  "urn": ({ result }) => result?.resource?.urn,
  "messages": ({ result }) => result?.messages.map(oneLine).join("\n"),
  "how to fix": ({ requirement }) => requirement?.howToFix,
  "exemption reason": ({ result }) => result?.exemption?.reason,
  "exemption owner": ({ result }) => result?.exemption?.owner,
  "exemption ticket": ({ result }) => result?.exemption?.ticket,
  "exempt until": ({ result }) => result?.exemption?.expires,
  "evidence result": ({ requirement }) => requirement?.evidence?.result,
  "evidence by": ({ requirement }) => requirement?.evidence?.by,
  "evidence on": ({ requirement }) => requirement?.evidence?.on,
  "evidence": ({ requirement }) => requirement?.evidence?.evidence,
  "evidence valid until": ({ requirement }) => requirement?.evidence?.validUntil,
};

/**
 * The reports as comma-separated values by RFC 4180, a row for each result, and for what has none. A cell that a
 * spreadsheet would take for a formula starts with an apostrophe. The byte order mark tells spreadsheets that it is UTF-8.
 */
export function renderCsv(reports: readonly Report[]): string {
  const names = Object.keys(columns);
  const cells = reports
    .flatMap(rowsOf)
    .map((row) => names.map((name) => multiLine(columns[name]?.(row) ?? "")));
  return stringify([names, ...cells], { bom: true, record_delimiter: "\r\n", escape_formulas: true });
}

/** Every requirement once, at its own box; and every box, also without a requirement. */
function rowsOf(report: Report): readonly Row[] {
  return boxesOf(report).flatMap((box): readonly Row[] => {
    if (box.answers.length === 0) return [{ report, box }];
    return box.answers.flatMap((requirement): readonly Row[] => {
      const results = resultsOf(requirement);
      return results.length === 0
        ? [{ report, box, requirement }]
        : results.map((result) => ({ report, box, requirement, result }));
    });
  });
}

function multiLine(text: string): string {
  return text.split("\n").map(oneLine).join("\n");
}
