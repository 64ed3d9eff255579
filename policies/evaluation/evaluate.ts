import type { Profile } from "../../profiles/index";
import { profileRank } from "../../profiles/index";
import type { Exemption } from "./exemption";
import { Inputs } from "./inputs";
import { file } from "./lookup";
import { about, allOf, notApplicable, violation, type Outcome } from "./outcome";
import { ofPatch } from "./patch";
import type { Requirement } from "./requirement";
import type { Resource, Subject } from "./resource";
import type { Settings } from "./settings";
import { StackView, wholeStack, type Identify } from "./stack";

/** What a requirement is judged against. */
export interface Judgement {
  readonly profile: Profile;
  readonly settings: Settings;
  readonly stack: StackView;
  /** What every requirement says of the whole stack, by its name; nothing while single resources are judged. */
  readonly verdictsOf?: (name: string) => readonly Verdict[];
  /** Every requirement there is; nothing while single resources are judged. */
  readonly requirements?: readonly Requirement[];
  /** Told of an exception inside a check. */
  readonly onError?: (requirement: Requirement, error: unknown) => void;
}

/** The verdict of one requirement on one resource, or on the stack as a whole when there is no resource. */
export interface Verdict {
  readonly requirement: Requirement;
  readonly resource: Resource | undefined;
  readonly outcome: Outcome;
  /** What lets its violations be. The outcome stays as it was found. */
  readonly exemption?: Exemption;
  /** What let its violations be, and has expired. */
  readonly expiredExemption?: Exemption;
}

/** True when the profile asks for the requirement. */
export function isAskedBy(requirement: Requirement, profile: Profile): boolean {
  return profileRank(profile.name) >= profileRank(requirement.from);
}

/** The verdict of a requirement on the things that a resource is. */
export function judgeResource(
  requirement: Requirement,
  subjects: readonly Subject<unknown>[],
  judgement: Judgement,
): Outcome {
  if (!isAskedBy(requirement, judgement.profile)) {
    return notApplicable(`${judgement.profile.name} does not ask for it`);
  }
  const judged = subjects
    .filter((subject) => requirement.kinds.includes(subject.kind))
    .map((subject) => judgeSubject(requirement, subject, judgement));
  return allOf(...judged);
}

/** The verdicts of a requirement on every resource it speaks about, or on the stack as a whole. */
export function judgeStack(requirement: Requirement, judgement: Judgement): readonly Verdict[] {
  if (!isAskedBy(requirement, judgement.profile)) return [];
  if (requirement.kinds.includes(wholeStack)) {
    const subject = { resource: noResource, kind: wholeStack, thing: judgement.stack };
    return [{ requirement, resource: undefined, outcome: judgeSubject(requirement, subject, judgement) }];
  }
  const byResource = new Map<Resource, Subject<unknown>[]>();
  for (const subject of requirement.kinds.flatMap((kind) => judgement.stack.subjects(kind))) {
    file(byResource, subject.resource, subject);
  }
  // What a resource decides sees the same here as when the resource alone is judged.
  const seen = requirement.decidedBy === "resource" ? { ...judgement, stack: noStack } : judgement;
  return [...byResource].map(([resource, subjects]) => ({
    requirement,
    resource,
    outcome: allOf(...subjects.map((subject) => judgeSubject(requirement, subject, seen))),
  }));
}

/** A stack of one resource: what a remediation can see. */
export function stackOf(resource: Resource, identify: Identify): StackView {
  return new StackView([resource], identify);
}

/** One subject's outcome. A check that throws fails closed: neither a pass, nor the end of the preview. */
function judgeSubject(requirement: Requirement, subject: Subject<unknown>, judgement: Judgement): Outcome {
  let outcome: Outcome;
  try {
    const found = requirement.check(subject.thing, {
      verdictsOf: noVerdicts,
      requirements: [],
      ...judgement,
      subject,
    });
    const { inputs } = subject.resource;
    outcome = inputs.isPartial ? ofPatch(found, inputs) : found;
  } catch (error) {
    judgement.onError?.(requirement, error);
    outcome = failedInside(requirement, error);
  }
  return subject.part ? about(subject.part.name, subject.part.base, outcome) : outcome;
}

/** The error's text may hold a value of the resource, so that only its kind is told. */
function failedInside(requirement: Requirement, error: unknown): Outcome {
  const name = error instanceof Error ? error.name : typeof error;
  return violation({
    says: `the check of ${requirement.name} failed inside the policy pack (${name})`,
    needs: "a verdict, and what cannot be judged does not pass",
    advice: "Please report it with the resource's type; FRAISEQL_CHECKLIST_DEBUG=1 prints where it happened.",
  });
}

/** The stack of a requirement that looks at nothing but the resource. */
export const noStack = new StackView([], () => []);

const noVerdicts = (): readonly Verdict[] => [];

const noResource: Resource = {
  urn: "",
  type: "",
  name: "",
  inputs: new Inputs(undefined),
  dependencies: {},
  identifiers: [],
};
