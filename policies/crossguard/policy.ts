import type { Policy, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Verdict } from "../evaluation/evaluate";
import { heading } from "../evaluation/message";
import type { Requirement } from "../evaluation/requirement";
import { wholeStack } from "../evaluation/stack";
import { verdictMessages, type VerdictMessage } from "../evaluation/verdict-messages";
import type { Judge } from "./judge";
import { configSchemaOf } from "./pack-config";

/** A finding as the SDK takes it; its types know only the text. */
interface Finding {
  readonly message: string;
  readonly urn?: string;
  readonly enforcementLevel?: "advisory";
}
type Report = (finding: Finding) => void;

/** A Pulumi policy that judges single resources, the stack, or both. */
export type PulumiPolicy = StackValidationPolicy & Partial<ResourcePolicy>;

/** A page per requirement, of this repository. */
const REFERENCE_URL = "https://github.com/fraiseql/fraiseql-checklist/blob/main/docs/reference";

/** Findings of one requirement on one stack: beyond them, one line tells how many more. The engine's answer is limited. */
const MAX_STACK_FINDINGS = 100;

/** The Pulumi policy of a requirement. */
export function policyOf(requirement: Requirement, judge: Judge): PulumiPolicy {
  return {
    ...metadataOf(requirement),
    // The SDK prepares every resource for every policy that asks for single ones.
    ...(requirement.kinds.includes(wholeStack) ? {} : resourcePolicyOf(requirement, judge)),
    validateStack: (_, report) => {
      const verdicts = isJudgedWithStack(requirement, judge) ? judge.stack(requirement) : [];
      const findings = verdicts.flatMap((verdict) => findingsOf(verdict, judge));
      // The SDK's types know a finding's text alone.
      [...capped(requirement, findings), ...remarksOn(requirement, judge)].forEach(
        report as unknown as Report,
      );
    },
  };
}

type ResourcePolicy = Pick<ResourceValidationPolicy, "validateResource" | "remediateResource">;

function resourcePolicyOf(requirement: Requirement, judge: Judge): ResourcePolicy {
  return {
    validateResource: (args, report) => {
      if (isJudgedWithStack(requirement, judge)) {
        judge.note(args);
        return;
      }
      const verdict = judge.resource(requirement, args);
      if (verdict) findingsOf(verdict, judge).forEach(report as unknown as Report);
    },
    remediateResource: (args) => (judge.remediate(requirement, args) ? args.props : undefined),
  };
}

/** True for what is told at the end of the preview: what the stack decides, and what the program may exempt until then. */
function isJudgedWithStack(requirement: Requirement, { exemptions }: Judge): boolean {
  return requirement.decidedBy === "stack" || exemptions.isAwaited(requirement);
}

function metadataOf(requirement: Requirement): Policy {
  const { name, item, section, description, from, severity, why, howToFix } = requirement;
  return {
    name,
    displayName: heading(requirement),
    description: `${description} ${why}`,
    enforcementLevel: requirement.advisory ? ("advisory" as const) : ("mandatory" as const),
    severity,
    tags: [`section-${section}`, `from-${from}`, `item-${item}`],
    framework: {
      name: "FraiseQL Production Deployment Checklist",
      version: "1.0",
      reference: item,
      specification: heading(requirement),
    },
    remediationSteps: howToFix,
    url: `${REFERENCE_URL}/${name}.md`,
    configSchema: { properties: configSchemaOf(requirement) },
  };
}

function findingsOf(verdict: Verdict, judge: Judge): readonly Finding[] {
  const { name } = judge.profileFor(verdict.requirement);
  return verdictMessages(verdict, name).map((message) => ({
    ...findingOf(message, judge),
    ...(verdict.resource ? { urn: verdict.resource.urn } : {}),
  }));
}

/** Findings on the exemptions of a requirement themselves. */
function remarksOn(requirement: Requirement, judge: Judge): readonly Finding[] {
  return judge.remarks(requirement).map((remark) => ({
    ...findingOf(remark, judge),
    ...(remark.urn === undefined ? {} : { urn: remark.urn }),
  }));
}

function findingOf({ text, advisory }: VerdictMessage, { redaction }: Judge): Finding {
  return { message: redaction.redacted(text), ...(advisory ? { enforcementLevel: "advisory" } : {}) };
}

function capped(requirement: Requirement, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MAX_STACK_FINDINGS) return findings;
  const rest = findings.length - MAX_STACK_FINDINGS;
  return [
    // What blocks comes first, so that the cap hides none of it behind advice.
    ...[...findings]
      .sort((a, b) => Number(a.enforcementLevel === "advisory") - Number(b.enforcementLevel === "advisory"))
      .slice(0, MAX_STACK_FINDINGS),
    { message: `${heading(requirement)}: ${rest} more findings of the same requirement are not shown.` },
  ];
}
