import type { Policy, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { heading, undeterminedMessage, violationMessages } from "../evaluation/message";
import type { Outcome } from "../evaluation/outcome";
import type { Requirement } from "../evaluation/requirement";
import { wholeStack } from "../evaluation/stack";
import type { Judge } from "./judge";
import { SETTINGS_POLICY, settingsSchema, thresholdSchema } from "./settings";

/** A finding as the SDK takes it; its types know only the text. */
interface Finding {
  readonly message: string;
  readonly urn?: string;
  readonly enforcementLevel?: "advisory";
}
type Report = (finding: Finding) => void;

/** A Pulumi policy that judges single resources, the stack, or both. */
export type PulumiPolicy = ResourceValidationPolicy & Partial<Pick<StackValidationPolicy, "validateStack">>;

const CHECKLIST_URL =
  "https://github.com/fraiseql/fraiseql/blob/main/docs/production/deployment-checklist.md";

/** Findings of one requirement on one stack: beyond them, one line tells how many more. The engine's answer is limited. */
const MAX_STACK_FINDINGS = 100;

/** The Pulumi policy of a requirement. */
export function policyOf(requirement: Requirement, judge: Judge): PulumiPolicy {
  return {
    ...metadataOf(requirement),
    validateResource: (args, report) => {
      if (requirement.decidedBy === "stack") {
        judge.note(args);
        return;
      }
      const outcome = judge.resource(requirement, args);
      if (outcome) findingsOf(requirement, judge, outcome).forEach(report as unknown as Report);
    },
    ...(requirement.kinds.includes(wholeStack)
      ? {}
      : { remediateResource: (args) => (judge.remediate(requirement, args) ? args.props : undefined) }),
    ...(requirement.decidedBy === "stack"
      ? {
          validateStack: (args, report) => {
            const findings = judge
              .stack(requirement, args)
              .flatMap(({ outcome, resource }) =>
                findingsOf(requirement, judge, outcome).map((finding) =>
                  resource ? { ...finding, urn: resource.urn } : finding,
                ),
              );
            capped(requirement, findings).forEach(report as unknown as Report);
          },
        }
      : {}),
  };
}

function metadataOf(requirement: Requirement): Policy {
  const { name, item, section, description, from, severity, why, howToFix, thresholds = [] } = requirement;
  const properties = {
    ...(name === SETTINGS_POLICY ? settingsSchema : {}),
    ...thresholdSchema(thresholds),
  };
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
    url: CHECKLIST_URL,
    ...(Object.keys(properties).length > 0 ? { configSchema: { properties } } : {}),
  };
}

function findingsOf(requirement: Requirement, judge: Judge, outcome: Outcome): readonly Finding[] {
  switch (outcome.result) {
    case "violation": {
      const { name } = judge.profileFor(requirement);
      return [
        ...violationMessages(requirement, name, outcome.violations).map(({ text, advisory }) => ({
          message: judge.redaction.redacted(text),
          ...(advisory ? { enforcementLevel: "advisory" as const } : {}),
        })),
        ...undeterminedFindings(requirement, judge, outcome.undetermined),
      ];
    }
    case "undetermined":
      return undeterminedFindings(requirement, judge, outcome.undetermined);
    default:
      return [];
  }
}

/** Advisory whatever the policy's level: what is not known blocks nothing, and is not passed over in silence. */
function undeterminedFindings(
  requirement: Requirement,
  { redaction }: Judge,
  found: Extract<Outcome, { result: "undetermined" }>["undetermined"],
): readonly Finding[] {
  return found.length > 0
    ? [{ message: redaction.redacted(undeterminedMessage(requirement, found)), enforcementLevel: "advisory" }]
    : [];
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
