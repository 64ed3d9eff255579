import { PolicyPack } from "@pulumi/policy";
import { requirements } from "./checklist";
import { wrapAnalyzer } from "./crossguard/analyzer-service";
import { onConfigure } from "./crossguard/configure";
import { decodeOnce } from "./crossguard/decode";
import { Judge } from "./crossguard/judge";
import { policyOf } from "./crossguard/policy";
import { ReportWriter } from "./crossguard/report-writer";
import { onConfigureStack, runOfEnvironment, type Run } from "./crossguard/run";
import { ConfigurationError, readStackSettings } from "./crossguard/settings";
import { onAnalyzeStack } from "./crossguard/stack-request";

/** Starts the pack: the checklist's requirements, judged by the profile that the pack's or the stack's configuration sets. */
function main(): void {
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
  new PolicyPack("fraiseql-checklist", {
    displayName: "FraiseQL Production Deployment Checklist",
    description:
      "Judges a stack by the FraiseQL Production Deployment Checklist, for the profiles STANDARD, REGULATED and RESTRICTED.",
    enforcementLevel: "mandatory",
    tags: ["fraiseql", "production-checklist"],
    policies: requirements.map((requirement) => policyOf(requirement, judge)),
  });
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  // One line, and no stack trace: the engine shows it as it is.
  console.error(`fraiseql-checklist: ${error.message}`);
  process.exit(1);
}
