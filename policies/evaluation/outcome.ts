import type { Path } from "./path";

/** One value to write into a resource's inputs. */
export interface Change {
  readonly path: Path;
  readonly value: unknown;
}

/** What is wrong with one property (or with the resource as a whole, when there is no path). */
export interface Violation {
  /** The part of the resource it is about, when there are several: `container api`. */
  readonly part?: string;
  /** Where that part stands; paths are shown relative to it. */
  readonly base?: Path;
  readonly path?: Path;
  /** What messages call the property instead of its path. */
  readonly called?: string;
  /** What the property says, after its path: `is 7 days`. Without a path, a whole clause. */
  readonly says: string;
  /** What is needed: `at least 30`. */
  readonly needs?: string;
  /** A sentence on what to do, beyond the fix. */
  readonly advice?: string;
  /** The values that make it right. Remediation writes them. */
  readonly fix?: readonly Change[];
  /** True when the properties are another resource's: the fix is told, and cannot be written here. */
  readonly elsewhere?: boolean;
  /** True when the finding informs and never blocks. */
  readonly advisory?: boolean;
}

/** Why a property could not be judged. */
export interface Undetermined {
  readonly part?: string;
  readonly base?: Path;
  readonly path?: Path;
  /** What messages call the property instead of its path. */
  readonly called?: string;
  /** After the path: `is not known until the update`. Without a path, a whole clause. */
  readonly why: string;
  /** True for what awaits evidence. It is told once for the stack, not once for each. */
  readonly open?: true;
}

/**
 * What a check found. Three-valued logic with a neutral element:
 *
 * - `pass`: the requirement is met
 * - `violation`: it is not; what could not be judged beside it is kept in `undetermined`
 * - `undetermined`: it cannot be told; never counts as a pass
 * - `not-applicable`: the check does not speak about this thing
 */
export type Outcome =
  | { readonly result: "pass" }
  | {
      readonly result: "violation";
      readonly violations: readonly Violation[];
      readonly undetermined: readonly Undetermined[];
    }
  | { readonly result: "undetermined"; readonly undetermined: readonly Undetermined[] }
  | { readonly result: "not-applicable"; readonly why: string };

/** The requirement is met. */
export const pass: Outcome = { result: "pass" };

/** The check does not speak about this thing; `why` is a clause without a full stop. */
export function notApplicable(why: string): Outcome {
  return { result: "not-applicable", why };
}

/** A single violation. */
export function violation(found: Violation): Outcome {
  return { result: "violation", violations: [found], undetermined: [] };
}

/** It cannot be told. */
export function undetermined(found: Undetermined): Outcome {
  return { result: "undetermined", undetermined: [found] };
}

/** True for what awaits evidence, and nothing else is known of it. */
export function isOpen(outcome: Outcome): boolean {
  return outcome.result === "undetermined" && outcome.undetermined.some(({ open }) => open);
}

/**
 * Every outcome must pass. All violations are kept, and what could not be judged is kept beside them: one unknown never
 * silences another check. Outcomes that do not apply are left out; when none applies, the whole does not.
 */
export function allOf(...outcomes: readonly Outcome[]): Outcome {
  const [only] = outcomes;
  if (only !== undefined && outcomes.length === 1) return only;
  const violations = outcomes.flatMap((o) => (o.result === "violation" ? o.violations : []));
  const unjudged = outcomes.flatMap(undeterminedOf);
  if (violations.length > 0) return { result: "violation", violations, undetermined: unjudged };
  if (unjudged.length > 0) return { result: "undetermined", undetermined: unjudged };
  return outcomes.find((o) => o.result === "pass") ?? neutral(outcomes);
}

/**
 * One passing outcome is enough. Otherwise one that cannot be told leaves the whole untold; otherwise one that does not
 * apply leaves the whole out; otherwise the first violation speaks for all, because its fix alone suffices.
 */
export function anyOf(...outcomes: readonly Outcome[]): Outcome {
  const passed = outcomes.find((o) => o.result === "pass");
  if (passed) return passed;
  const unjudged = outcomes.flatMap((o) => (o.result === "undetermined" ? o.undetermined : []));
  if (unjudged.length > 0) return { result: "undetermined", undetermined: unjudged };
  return (
    outcomes.find((o) => o.result === "not-applicable") ??
    outcomes.find((o) => o.result === "violation") ??
    neutral(outcomes)
  );
}

/** The outcome, with every violation changed by `change`. */
export function mapViolations(outcome: Outcome, change: (v: Violation) => Violation): Outcome {
  return outcome.result === "violation"
    ? { ...outcome, violations: outcome.violations.map(change) }
    : outcome;
}

/** The outcome, with a sentence of advice on its violations. */
export function advise(outcome: Outcome, advice: string): Outcome {
  return mapViolations(outcome, (v) => ({ ...v, advice: v.advice ? `${v.advice} ${advice}` : advice }));
}

/** The outcome as one about another resource than the one it is reported on (`autoscaler web`). */
export function aboutOther(resource: string, outcome: Outcome): Outcome {
  return mapViolations(about(resource, [], outcome), (v) => ({ ...v, elsewhere: true }));
}

/** The changes that remediate the resource itself. What is only advice is left to its author. */
export function fixesOf(outcome: Outcome): readonly Change[] {
  return outcome.result === "violation"
    ? outcome.violations.flatMap((v) => (v.elsewhere || v.advisory ? [] : (v.fix ?? [])))
    : [];
}

/** The outcome as information that never blocks. */
export function advisory(outcome: Outcome): Outcome {
  return mapViolations(outcome, (v) => ({ ...v, advisory: true }));
}

/** The outcome as one about a part of the resource (`container api`, at `base`). */
export function about(part: string, base: Path, outcome: Outcome): Outcome {
  switch (outcome.result) {
    case "violation":
      return {
        result: "violation",
        violations: outcome.violations.map((v) => ({ part, base, ...v })),
        undetermined: outcome.undetermined.map((u) => ({ part, base, ...u })),
      };
    case "undetermined":
      return {
        result: "undetermined",
        undetermined: outcome.undetermined.map((u) => ({ part, base, ...u })),
      };
    default:
      return outcome;
  }
}

function undeterminedOf(outcome: Outcome): readonly Undetermined[] {
  return outcome.result === "violation" || outcome.result === "undetermined" ? outcome.undetermined : [];
}

function neutral(outcomes: readonly Outcome[]): Outcome {
  return outcomes.find((o) => o.result === "not-applicable") ?? notApplicable("there is nothing to check");
}
