import type { Profile, ProfileName, ThresholdName } from "../../profiles/index";
import type { Verdict } from "./evaluate";
import type { Evidence } from "./evidence";
import type { Kind } from "./kind";
import type { Outcome } from "./outcome";
import type { Subject } from "./resource";
import type { Settings } from "./settings";
import type { StackView } from "./stack";

/** Where a type token comes from. */
export const providers = ["kubernetes", "aws", "gcp", "azure"] as const;
export type Provider = (typeof providers)[number];

/** How much a violation matters. */
export type Severity = "low" | "medium" | "high" | "critical";

/** What a check may look at, beside the thing itself. */
export interface Context<T = unknown> {
  readonly profile: Profile;
  readonly settings: Settings;
  /** The whole stack for a requirement decided by the stack; only the thing's own resource otherwise. */
  readonly stack: StackView;
  readonly subject: Subject<T>;
  /** What another requirement says of the whole stack, by its name. Empty while single resources are judged. */
  readonly verdictsOf: (name: string) => readonly Verdict[];
  /** Every requirement there is. Empty while single resources are judged. */
  readonly requirements: readonly Requirement[];
}

interface RequirementBase {
  /** The checklist box: `3.3.1` is the first box of section 3.3. */
  readonly item: string;
  /** The policy's name: section and slug. */
  readonly name: string;
  /** A few words, as they start a message: `Automated backups`. */
  readonly title: string;
  /** One sentence: what is required. */
  readonly description: string;
  /** One sentence: what happens otherwise. */
  readonly why: string;
  /** The first profile that asks for it; stricter ones keep it. */
  readonly from: ProfileName;
  readonly severity: Severity;
  /** Findings inform and never block. Default: false. */
  readonly advisory?: boolean;
  /** Whether the resource alone decides, or its relations in the stack, at the end of the preview. */
  readonly decidedBy: "resource" | "stack";
  /** The thresholds that the check reads. Pack configuration may tighten them. */
  readonly thresholds?: readonly ThresholdName[];
  /** One or two sentences on how to comply. */
  readonly howToFix: string;
  /** Providers whose resources cannot show it, each with the reason. */
  readonly silentOn?: Partial<Record<Provider, string>>;
  /** What has to be attested, where no resource shows it. */
  readonly evidence?: Evidence;
}

/** A requirement as it is declared. */
export interface RequirementRecord<T> extends RequirementBase {
  /** The kinds of things it speaks about. */
  readonly each: Kind<T> | readonly Kind<T>[];
  check(thing: T, context: Context<T>): Outcome;
}

/** One thing the checklist needs: a box, or a part of one. Policies, schema, documentation and report derive from it. */
export interface Requirement extends RequirementBase {
  readonly kinds: readonly Kind<unknown>[];
  /** The checklist section: `3.3`. */
  readonly section: string;
  check(thing: unknown, context: Context): Outcome;
}

/** Declares a requirement. */
export function requirement<T>({ each, ...record }: RequirementRecord<T>): Requirement {
  const kinds = Array.isArray(each) ? (each as readonly Kind<T>[]) : [each as Kind<T>];
  return {
    ...record,
    kinds,
    section: record.name.slice(0, record.name.indexOf("-")),
    // Subjects are handed over by kind, so that the thing has the type the check expects.
    check: (thing, context) => record.check(thing as T, context as Context<T>),
  };
}
