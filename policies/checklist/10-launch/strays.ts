import { file } from "../../evaluation/lookup";
import { about, allOf, notApplicable, pass, type Outcome } from "../../evaluation/outcome";
import type { Context, Requirement } from "../../evaluation/requirement";
import type { StackView } from "../../evaluation/stack";
import { suggestion } from "../../evaluation/suggestion";
import { attestation, type Attestation } from "../../kinds/attestation";
import { attestationsOf, given, inForm, judgeAttestation } from "../attestations";

/**
 * What is wrong with the attestations that no attested requirement judges: those of boxes that resources show, and those
 * of nothing that there is.
 */
export function judgeStrays(context: Context<StackView>): Outcome {
  const { requirements, stack } = context;
  if (requirements.length === 0) return pass;
  const byItem = new Map<string, Requirement[]>();
  for (const it of requirements) for (const key of [it.name, it.item]) file(byItem, key, it);
  const outcomes = stack.subjects(attestation).map(({ thing }) => {
    const item = thing.item.value;
    if (item === undefined)
      return about(
        thing.called,
        [],
        given(thing.item, () => true, A_BOX),
      );
    const takers = byItem.get(item) ?? [];
    const [taker] = takers;
    if (taker === undefined)
      return about(
        thing.called,
        [],
        thing.item.violation({
          says: `${thing.item.says}${suggestion(item, [...byItem.keys()])}`,
          needs: A_BOX,
        }),
      );
    return takers.some(({ evidence }) => evidence !== undefined) ? pass : judge(thing, taker, context);
  });
  return allOf(...outcomes, notApplicable("every attestation is judged where it belongs"));
}

const A_BOX = "a box of the checklist such as 6.3.1, or a requirement such as 6.3-load-test";

function judge(it: Attestation, taker: Requirement, context: Context<StackView>): Outcome {
  const form = inForm(it, context.settings.today);
  const isNewest = attestationsOf(taker, context).newest.includes(it);
  return form.result === "violation" || !isNewest ? form : judgeAttestation(it, undefined, context);
}
