import { thresholdsOf, type Evidence } from "../evaluation/evidence";
import {
  about,
  advisory,
  allOf,
  notApplicable,
  pass,
  undetermined,
  violation,
  type Outcome,
} from "../evaluation/outcome";
import {
  requirement,
  type Context,
  type Requirement,
  type RequirementRecord,
} from "../evaluation/requirement";
import { wholeStack, type StackView } from "../evaluation/stack";
import { runsApplication } from "../kinds/application";
import type { Attestation } from "../kinds/attestation";
import { database } from "../kinds/database";
import { workload } from "../kinds/workload";
import { isGo } from "./10-launch/decision";
import { attestationsOf, judgeAttestation, resultOf } from "./attestations";
import { UNATTESTED } from "./unattested";
import { attestationExample } from "./attestation-example";

/** A requirement that somebody attests, as it is declared. */
export interface AttestedRecord extends Omit<
  RequirementRecord<StackView>,
  "each" | "check" | "decidedBy" | "thresholds" | "silentOn" | "evidence"
> {
  readonly evidence: Evidence;
  /** What has to hold of what passed, beside its measurements. */
  readonly also?: (it: Attestation, context: Context<StackView>) => Outcome;
  /** True where the stack shows it after all. What somebody attests comes first. */
  readonly shownBy?: (context: Context<StackView>) => boolean;
}

type Declared = Pick<AttestedRecord, "item" | "name" | "evidence"> & {
  readonly also: AttestedRecord["also"] | undefined;
  readonly shownBy: AttestedRecord["shownBy"] | undefined;
};

/** Declares a requirement that no resource shows, so that somebody has to attest it. */
export function attested({ also, shownBy, ...record }: AttestedRecord): Requirement {
  return requirement({
    ...record,
    each: wholeStack,
    decidedBy: "stack",
    thresholds: thresholdsOf(record.evidence),
    check: (_, context) => {
      const outcome = judge({ ...record, also, shownBy }, context);
      // Until somebody decides to launch, what is not there yet stops nothing.
      return isGo(context.stack) ? outcome : advisory(outcome);
    },
  });
}

function judge(record: Declared, context: Context<StackView>): Outcome {
  const { evidence, also, shownBy } = record;
  const { newest, malformed, untold } = attestationsOf(record, context);
  if (newest.length + malformed.length === 0) {
    return shownBy?.(context) ? pass : missing(record, untold, context);
  }
  return allOf(
    ...newest.map((it) => {
      const outcome = judgeAttestation(it, evidence, context);
      const hasMore = resultOf(it) === "passed" && it.coveredBy.isAbsent;
      return hasMore && also ? allOf(outcome, about(it.called, [], also(it, context))) : outcome;
    }),
    ...malformed,
  );
}

function missing(record: Declared, untold: readonly Attestation[], context: Context<StackView>): Outcome {
  const { stack, settings } = context;
  if (!isAskedOf(record.evidence, context)) return notApplicable("nothing that it is about is in this stack");
  const [first] = untold;
  if (first !== undefined) {
    return undetermined({ why: `${first.called} may attest it, and its item is not known until the update` });
  }
  if (!isGo(stack)) return { result: "undetermined", undetermined: [{ why: UNATTESTED, open: true }] };
  return violation({
    says: UNATTESTED,
    needs: record.evidence.of,
    advice: `Add ${attestationExample(record, settings.today)}.`,
  });
}

/** True in a stack that holds what it is about, or that somebody decides on. */
function isAskedOf({ about = "application" }: Evidence, context: Context<StackView>): boolean {
  return hasApplication(context) || (about === "database" && context.stack.subjects(database).length > 0);
}

/** What was said of a stack, which every attested requirement asks. */
const stacks = new WeakMap<StackView, boolean>();

function hasApplication(context: Context<StackView>): boolean {
  const { stack } = context;
  let has = stacks.get(stack);
  if (has === undefined) {
    has = isGo(stack) || stack.subjects(workload).some((subject) => runsApplication({ ...context, subject }));
    stacks.set(stack, has);
  }
  return has;
}
