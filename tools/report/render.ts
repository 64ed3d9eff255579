import type { Report } from "../../policies/evaluation/report";
import { renderCsv } from "./csv";
import { renderHtml } from "./html";
import { renderJunit } from "./junit";
import { renderMarkdown, type MarkdownOptions } from "./markdown";
import { renderSarif } from "./sarif";

/** What a report can be rendered as. */
export const reportFormats = ["markdown", "html", "sarif", "junit", "csv", "json"] as const;
export type ReportFormat = (typeof reportFormats)[number];

const renderers: Readonly<
  Record<ReportFormat, (reports: readonly Report[], options: MarkdownOptions) => string>
> = {
  markdown: renderMarkdown,
  html: renderHtml,
  sarif: renderSarif,
  junit: renderJunit,
  csv: renderCsv,
  json: renderJson,
};

/** The reports in a format, as text. */
export function renderReports(
  reports: readonly Report[],
  format: ReportFormat,
  options: MarkdownOptions = {},
): string {
  return renderers[format](reports, options);
}

/** The format that a file's name stands for. */
export function formatOf(file: string): ReportFormat | undefined {
  return Object.entries(endings).find(([ending]) => file.toLowerCase().endsWith(ending))?.[1];
}

const endings: Readonly<Record<string, ReportFormat>> = {
  ".sarif.json": "sarif",
  ".md": "markdown",
  ".markdown": "markdown",
  ".html": "html",
  ".htm": "html",
  ".sarif": "sarif",
  ".xml": "junit",
  ".csv": "csv",
  ".json": "json",
};

/** One report as it is, several as a list. */
function renderJson(reports: readonly Report[]): string {
  return `${JSON.stringify(reports.length === 1 ? reports[0] : reports, undefined, 2)}\n`;
}
