import { PolicyPack } from "@pulumi/policy";
import { wrapAnalyzer } from "./crossguard/analyzer-service";
import { onConfigure } from "./crossguard/configure";
import { decodeOnce } from "./crossguard/decode";
import { Judge } from "./crossguard/judge";
import { policyOf } from "./crossguard/policy";
import { ReportWriter } from "./crossguard/report-writer";
import { onConfigureStack, runOfEnvironment, type Run } from "./crossguard/run";
import { ConfigurationError, readStackSettings } from "./crossguard/settings";
import { onAnalyzeStack } from "./crossguard/stack-request";
import type { Requirement } from "./evaluation/requirement";

/** What a policy pack is made of. */
export interface PackOptions {
  /** The pack's name, as findings show it. */
  readonly name: string;
  readonly displayName?: string;
  readonly description?: string;
  /** What it judges by: the checklist's `requirements`, with your own added or left out. */
  readonly requirements: readonly Requirement[];
}

/**
 * Starts a policy pack of requirements, judged by the profile that the pack's or the stack's configuration sets. Call it
 * once, in the file that the pack's package.json names as `main`; a mistake in the configuration ends the process.
 */
export function startPack(options: PackOptions): void {
  try {
    start(options);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // One line, and no stack trace: the engine shows it as it is.
    console.error(`${options.name}: ${error.message}`);
    process.exit(1);
  }
}

function start({ name, requirements, ...about }: PackOptions): void {
  const today = new Date().toISOString().slice(0, 10);
  const momentOf = ({ operation }: Run) => ({ today, isPreview: operation === "preview" });
  const run = runOfEnvironment();
  const judge = new Judge(readStackSettings(run.config), momentOf(run));
  const report = new ReportWriter(judge, requirements, run);
  decodeOnce();
  wrapAnalyzer({
    configureStack: onConfigureStack((told) => {
      judge.begin(readStackSettings(told.config), momentOf(told));
      report.begin(told);
    }),
    configure: onConfigure((config, levels) => {
      judge.configure(config, requirements);
      report.configure(levels);
    }),
    analyze: report.onAnalyze,
    analyzeStack: (original) => report.onAnalyzeStack(onAnalyzeStack(judge.takeStack)(original)),
  });
  new PolicyPack(name, {
    ...about,
    enforcementLevel: "mandatory",
    tags: ["fraiseql", "production-checklist"],
    policies: requirements.map((requirement) => policyOf(requirement, judge)),
  });
}
