import { daysBetween, isDay } from "../evaluation/day";
import type { Judgement } from "../evaluation/evaluate";
import {
  evidenceForms,
  evidenceResults,
  type Evidence,
  type EvidenceResult,
  type Limit,
  type Measurement,
  type NumberMeasurement,
} from "../evaluation/evidence";
import type { Fact } from "../evaluation/fact";
import {
  about,
  advise,
  advisory,
  allOf,
  notApplicable,
  pass,
  violation,
  type Outcome,
} from "../evaluation/outcome";
import type { Requirement } from "../evaluation/requirement";
import { suggestion } from "../evaluation/suggestion";
import { attestation, type Attestation } from "../kinds/attestation";
import type { Profile } from "../../profiles/index";

/** What attestations are judged by. */
export type EvidenceContext = Pick<Judgement, "profile" | "settings" | "stack">;

/** The attestations of a requirement. */
export interface Attested {
  /** The newest of those that say what they have to. Several of the same day all count. */
  readonly newest: readonly Attestation[];
  /** Those that do not, each with what is wrong. */
  readonly malformed: readonly Outcome[];
  /** Those that may be of it: what they are of is not known yet. */
  readonly untold: readonly Attestation[];
}

/** The attestations of a requirement: those of its box, and those that name it. */
export function attestationsOf(
  { item, name }: Pick<Requirement, "item" | "name">,
  { stack, settings: { today } }: EvidenceContext,
): Attested {
  const all = stack.subjects(attestation).map(({ thing }) => thing);
  const own = all.filter(({ item: { value } }) => value === name || value === item);
  const judged = own.map((it) => ({ it, form: inForm(it, today) }));
  const counted = judged.filter(({ form }) => form.result !== "violation").map(({ it }) => it);
  return {
    newest: newestOf(counted, ({ on }) => on.value),
    malformed: judged.filter(({ form }) => form.result === "violation").map(({ form }) => form),
    untold: all.filter(({ item }) => item.untold !== undefined),
  };
}

/** Those of the last day; one whose day is not known may be of it. */
export function newestOf<T>(all: readonly T[], dayOf: (it: T) => string | undefined): readonly T[] {
  const [last] = all
    .flatMap((it) => dayOf(it) ?? [])
    .sort()
    .slice(-1);
  return all.filter((it) => (dayOf(it) ?? last) === last);
}

/** Whether an attestation says who, when and what proves it, in the forms that these have. */
export function inForm(it: Attestation, today: string): Outcome {
  const result = resultOf(it);
  return about(
    it.called,
    [],
    allOf(
      given(it.result, isResult, '"passed", "failed" or "not-applicable"'),
      given(it.by, (name) => name.trim() !== "", "the name of whoever attests it"),
      isPast(it.on, today, "the day it was done"),
      untilInForm(it),
      it.coveredBy.isAbsent
        ? pass
        : given(it.coveredBy, (text) => evidenceForms.coveredBy.test(text), "organization/project/stack"),
      result === "passed" ? evidenceInForm(it) : pass,
      result === "not-applicable"
        ? unquoted(it.reason, evidenceForms.reason, "is too short", "a reason of at least 10 characters")
        : pass,
    ),
  );
}

/**
 * Whether an attestation in form still counts, and says that it is met. Without `evidence`, it is of what resources show,
 * and its measurements are another requirement's.
 */
export function judgeAttestation(
  it: Attestation,
  evidence: Evidence | undefined,
  { profile, settings }: EvidenceContext,
): Outcome {
  const maxAge = evidence?.maxAge === undefined ? null : profile[evidence.maxAge];
  const form = inForm(it, settings.today);
  return allOf(
    about(it.called, [], resultHolds(it, evidence, profile)),
    about(it.called, [], isCurrent(it, maxAge, settings.today)),
    form.result === "pass" ? notApplicable("it is in form") : form,
  );
}

/** The result of an attestation, where it is known. */
export function resultOf({ result }: Attestation): EvidenceResult | undefined {
  return evidenceResults.find((known) => known === result.value);
}

/** Whether a day is one, and not one to come. */
export function isPast(day: Fact<string>, today: string, what: string): Outcome {
  const written = given(day, isDay, `${what}, as in ${today}`);
  if (written.result !== "pass" || day.value === undefined || day.value <= today) return written;
  return day.violation({
    says: `is ${quoted(day)}, which is yet to come: today is ${today}`,
    needs: what,
  });
}

function isCurrent({ on, validUntil }: Attestation, maxAge: number | null, today: string): Outcome {
  const advice = "Do it again, and attest the new result.";
  if (validUntil.value !== undefined && validUntil.value < today) {
    return validUntil.violation({
      says: `is ${quoted(validUntil)}, which is over`,
      needs: "evidence that still counts",
      advice,
    });
  }
  const age = on.value === undefined ? 0 : daysBetween(on.value, today);
  if (maxAge === null || age <= maxAge) return notApplicable("it still counts");
  return on.violation({
    says: `is ${quoted(on)}, ${age} days ago`,
    needs: `evidence at most ${maxAge} days old`,
    advice,
  });
}

function resultHolds(it: Attestation, evidence: Evidence | undefined, profile: Profile): Outcome {
  switch (resultOf(it)) {
    case undefined:
      return it.result.is("passed");
    case "failed":
      return it.result.violation({
        says: 'is "failed"',
        needs: '"passed"',
        advice: "Mend it, do it again, and attest the new result.",
      });
    case "not-applicable":
      return notApplicable(`attested as not applicable by ${it.called}`);
    case "passed": {
      // What another stack has, that stack measures.
      if (!it.coveredBy.isAbsent) return it.coveredBy.isPresent();
      if (evidence === undefined) return pass;
      const measurements = Object.entries(evidence.measurements ?? {});
      const strange = strangers(it, new Set(measurements.map(([name]) => name)));
      return allOf(pass, ...measurements.map(([name, each]) => measure(it, name, each, profile)), strange);
    }
  }
}

function measure(it: Attestation, name: string, measurement: Measurement, profile: Profile): Outcome {
  switch (measurement.form) {
    case "number":
      return measureNumber(it.number(name, measurement.unit), measurement, profile);
    case "result":
      return givenOr(it.text(name), measurement.optional, (fact) =>
        given(fact, (value) => value === "passed", `"passed" (${measurement.about})`),
      );
    case "text": {
      const { words, about: what } = measurement;
      return givenOr(it.text(name), measurement.optional, (fact) =>
        words === undefined
          ? given(fact, (value) => value.trim() !== "", what)
          : given(
              fact,
              (value) => wordsIn(value).length > 0 && wordsIn(value).every((word) => words.includes(word)),
              `${what}: ${words.join(", ")}`,
            ),
      );
    }
  }
}

function measureNumber(fact: Fact<number>, it: NumberMeasurement, profile: Profile): Outcome {
  const outcome = givenOr(fact, it.optional, () => {
    const [limit, needs, holds] = limitOf(it, profile);
    const unit = fact.shownValue === undefined && it.unit !== "" ? ` ${it.unit}` : "";
    const wanted = limit === null ? numberOf(it) : `${needs} ${limit}${unit}`;
    const outcome = given(fact, (value) => value >= 0 && holds(value), `${wanted} (${it.about})`);
    return fact.isKnown ? advise(outcome, "Mend it, measure again, and attest the new result.") : outcome;
  });
  return it.advisory && fact.isKnown ? advisory(outcome) : outcome;
}

function numberOf({ unit }: NumberMeasurement): string {
  return unit === "" ? "a number" : `a number of ${unit}`;
}

/** The limit, how it is told, and whether a value keeps it. Null: there is none. */
function limitOf(
  it: NumberMeasurement,
  profile: Profile,
): readonly [limit: number | null, needs: string, holds: (value: number) => boolean] {
  const valueOf = (limit: Limit): number | null => (typeof limit === "number" ? limit : profile[limit]);
  if (it.below !== undefined) {
    const limit = valueOf(it.below);
    return [limit, "below", (value) => limit === null || value < limit];
  }
  if (it.atMost !== undefined) {
    const limit = valueOf(it.atMost);
    return [limit, "at most", (value) => limit === null || value <= limit];
  }
  const limit = it.atLeast === undefined ? null : valueOf(it.atLeast);
  return [limit, "at least", (value) => limit === null || value >= limit];
}

/** Measurements that are not asked for: most likely one that is, misspelt. */
function strangers(it: Attestation, known: ReadonlySet<string>): Outcome {
  const strange = it.measurements.items.filter(([name]) => !known.has(name));
  return allOf(
    pass,
    ...strange.map(([name, fact]) =>
      violation({
        path: fact.path,
        says: `is not a measurement that is asked for${suggestion(name, [...known])}`,
        needs: known.size === 0 ? "none" : `no other than ${[...known].join(", ")}`,
      }),
    ),
  );
}

function givenOr<T>(
  fact: Fact<T>,
  optional: boolean | undefined,
  check: (fact: Fact<T>) => Outcome,
): Outcome {
  return optional && fact.isAbsent ? notApplicable("it is not given") : check(fact);
}

function untilInForm({ on, validUntil }: Attestation): Outcome {
  if (validUntil.isAbsent) return pass;
  const written = given(validUntil, isDay, "the last day on which it counts, as in 2027-03-31");
  if (written.result !== "pass" || on.value === undefined || validUntil.value === undefined) return written;
  return validUntil.value >= on.value
    ? pass
    : validUntil.violation({
        says: `is ${quoted(validUntil)}, before it was done`,
        needs: "that day, or a later one",
      });
}

function evidenceInForm({ evidence, coveredBy }: Attestation): Outcome {
  // The other stack shows it.
  if (evidence.isAbsent && !coveredBy.isAbsent) return pass;
  return unquoted(
    evidence,
    evidenceForms.evidence,
    "is neither a link nor a digest",
    "a link without a password in it (https://...), or the digest of a file (sha256:...)",
  );
}

/** How facts end that say why a value has the wrong shape. */
const UNJUDGED = /, so it cannot be judged$/;

/** The comparison. What has the wrong shape is not as it has to be, whatever it says. */
export function given<T>(fact: Fact<T>, test: (value: T) => boolean, needs: string): Outcome {
  const { state } = fact;
  return state.is === "unknown" && UNJUDGED.test(state.why)
    ? fact.violation({ says: state.why.replace(UNJUDGED, ""), needs })
    : fact.satisfies(test, needs);
}

/** The comparison, for text that messages do not quote. */
function unquoted(fact: Fact<string>, form: RegExp, says: string, needs: string): Outcome {
  const outcome = given(fact, (text) => form.test(text), needs);
  return outcome.result === "violation" && fact.isKnown ? fact.violation({ says, needs }) : outcome;
}

function quoted(fact: Fact<string>): string {
  return fact.shownValue === undefined ? "a secret" : fact.shownValue;
}

function isResult(text: string): boolean {
  return (evidenceResults as readonly string[]).includes(text);
}

function wordsIn(text: string): readonly string[] {
  return text
    .split(",")
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== "");
}
