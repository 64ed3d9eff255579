import type { Verdict } from "../evaluation/evaluate";
import type { Fact } from "../evaluation/fact";
import { notApplicable, pass, type Outcome } from "../evaluation/outcome";
import type { EvidenceReport } from "../evaluation/report";
import type { Requirement } from "../evaluation/requirement";
import type { StackView } from "../evaluation/stack";
import { attestation, type Attestation } from "../kinds/attestation";
import { credentialShape } from "../kinds/credential";
import { attestationsOf, judgeAttestation, resultOf, type EvidenceContext } from "./attestations";

/**
 * The verdict of a requirement that resources show, with what is attested of it. `passed` answers what could not be told;
 * `coveredBy` answers what is not in this stack, too. What a property says stays as it is.
 */
export function withEvidence(verdict: Verdict, context: EvidenceContext): Verdict {
  const { requirement, outcome } = verdict;
  if (requirement.evidence || outcome.result === "pass" || outcome.result === "not-applicable")
    return verdict;
  const by = holdingFor(requirement, context);
  return by === undefined ? verdict : { ...verdict, outcome: answered(outcome, by) };
}

/** What attests a requirement: the newest that is in form, whether it still holds or not. */
export function evidenceReport(
  requirement: Requirement,
  context: EvidenceContext,
): EvidenceReport | undefined {
  const [it] = attestationsOf(requirement, context).newest;
  const result = it && resultOf(it);
  if (it === undefined || result === undefined) return undefined;
  const [by, on] = [tellable(it.by), tellable(it.on)];
  if (by === undefined || on === undefined) return undefined;
  const measurements = measurementsIn(requirement, it);
  return {
    result,
    by,
    on,
    ...told("evidence", it.evidence),
    ...told("validUntil", it.validUntil),
    ...(Object.keys(measurements).length > 0 ? { measurements } : {}),
    ...told("coveredBy", it.coveredBy),
    ...told("reason", it.reason),
  };
}

/** What was found for the requirements of a stack, which many verdicts ask. */
const holding = new WeakMap<StackView, Map<Requirement, Attestation | undefined>>();

/** The attestation that holds for a requirement that resources show. */
function holdingFor(requirement: Requirement, context: EvidenceContext): Attestation | undefined {
  const { stack } = context;
  if (stack.subjects(attestation).length === 0) return undefined;
  const known = holding.get(stack) ?? new Map<Requirement, Attestation | undefined>();
  holding.set(stack, known);
  if (!known.has(requirement)) {
    const { newest } = attestationsOf(requirement, context);
    const holds = (it: Attestation) =>
      ["pass", "not-applicable"].includes(judgeAttestation(it, undefined, context).result);
    known.set(requirement, newest.every(holds) ? newest[0] : undefined);
  }
  return known.get(requirement);
}

function answered(outcome: Outcome, by: Attestation): Outcome {
  const rest =
    outcome.result === "violation"
      ? outcome.violations.filter(({ path }) => path !== undefined || by.coveredBy.isAbsent)
      : [];
  if (rest.length > 0) return { result: "violation", violations: rest, undetermined: [] };
  return resultOf(by) === "not-applicable"
    ? notApplicable(`attested as not applicable by ${by.called}`)
    : pass;
}

function measurementsIn({ evidence }: Requirement, it: Attestation): Record<string, number | string> {
  return Object.fromEntries(
    Object.entries(evidence?.measurements ?? {}).flatMap(([name, { form }]) => {
      const value = form === "number" ? it.number(name, "").shownValue : tellable(it.text(name));
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function told<Key extends string>(key: Key, fact: Fact<string>): { readonly [key in Key]?: string } {
  const text = tellable(fact);
  return (text === undefined ? {} : { [key]: text }) as { readonly [key in Key]?: string };
}

/** The text, unless it is secret or looks so. */
function tellable({ shownValue }: Fact<string>): string | undefined {
  return shownValue === undefined || credentialShape(shownValue) !== undefined ? undefined : shownValue;
}
