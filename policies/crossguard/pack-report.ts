import { blockers, nonBlocking } from "../checklist/10-launch/blockers";
import { boxes } from "../checklist/boxes";
import { reportOf, type ReportSource } from "../evaluation/report-data";
import type { Report, RequirementReport } from "../evaluation/report";
import type { Requirement } from "../evaluation/requirement";
import { verdictMessages } from "../evaluation/verdict-messages";
import type { EnforcementLevels } from "./configure";
import type { Judge } from "./judge";

/** The boxes whose requirements answer those of 10.1 and 10.2. */
const answering = Object.fromEntries([...blockers, ...nonBlocking].map(({ item, items }) => [item, items]));

/** What the judge says of the stack that it has taken, as data. */
export function packReport(
  judge: Judge,
  requirements: readonly Requirement[],
  levels: EnforcementLevels,
  about: ReportSource["about"],
): Report {
  return reportOf({
    about,
    settings: judge.settings,
    boxes,
    requirements,
    answering,
    enforcementOf: (requirement) => levels[requirement.name] ?? defaultLevel(requirement),
    verdictsOf: (requirement) => judge.stack(requirement),
    messagesOf: (verdict) => verdictMessages(verdict, judge.profileFor(verdict.requirement).name),
    remarksOf: (requirement) => judge.remarks(requirement),
    evidenceOf: (requirement) => judge.evidenceOf(requirement),
    launch: judge.launch(),
    redact: (text) => judge.redaction.redacted(text),
  });
}

function defaultLevel({ advisory }: Requirement): RequirementReport["enforcement"] {
  return advisory === true ? "advisory" : "mandatory";
}
