import { aboutOther, advise, allOf, notApplicable, type Outcome } from "../../evaluation/outcome";
import type { Context } from "../../evaluation/requirement";
import { isApplication } from "../../kinds/application";
import { meshCallerRule, meshPolicy } from "../../kinds/mesh-policy";
import type { Workload } from "../../kinds/workload";

/** What client certificates have to be. */
export const VERIFIED = "client certificates that are verified";

/** Where a service mesh speaks about the application, it takes no plain text, and has callers send none. */
export function verifiedInMesh(context: Context<Workload>): Outcome {
  if (!isApplication(context.subject.thing, context.settings)) {
    return notApplicable("it does not run the application");
  }
  const asked = verifiesCallers(context);
  const sent = callersPresentCertificates(context);
  return allOf(asked, asked.result === "pass" ? advise(sent, "The mesh refuses such callers.") : sent);
}

/** The narrowest policy on the application must not take plain text. */
function verifiesCallers({ stack, subject }: Context<Workload>): Outcome {
  const policies = stack.subjects(meshPolicy).map((policy) => ({
    applies: policy.thing.appliesTo(subject, policy, stack),
    precedence: policy.thing.precedence,
    verifies: aboutOther(
      `${policy.kind.name} ${policy.resource.name}`,
      policy.thing.verifiesCallers.every((verifies) => verifies.satisfies((it) => it, VERIFIED, true)),
    ),
  }));
  const certain = policies.filter(({ applies }) => applies.result === "pass");
  const untold = policies.filter(({ applies }) => applies.result === "undetermined");
  const narrowest = Math.max(...certain.map(({ precedence }) => precedence));
  const judged = allOf(
    ...certain.filter(({ precedence }) => precedence === narrowest).map(({ verifies }) => verifies),
    // One that may apply matters only where it would change the verdict.
    ...untold.filter(({ verifies }) => verifies.result !== "pass").map(({ applies }) => applies),
    notApplicable("no policy of a service mesh in the stack speaks about it"),
  );
  const mayPass = untold.find(
    ({ precedence, verifies }) => precedence >= narrowest && verifies.result !== "violation",
  );
  return mayPass && judged.result === "violation" ? mayPass.applies : judged;
}

/** Callers that present certificates prove nothing by themselves; those that are told not to are a finding. */
function callersPresentCertificates({ stack, subject }: Context<Workload>): Outcome {
  const judged = stack.subjects(meshCallerRule).map((rule): Outcome => {
    const presents = aboutOther(
      `${rule.kind.name} ${rule.resource.name}`,
      rule.thing
        .presentsCertificates(subject, rule, stack)
        .every((each) => each.satisfies((it) => it, "a certificate of every caller", true)),
    );
    if (presents.result === "pass" || presents.result === "not-applicable") return nothingAgainst;
    const applies = rule.thing.appliesTo(subject, rule, stack);
    if (applies.result === "undetermined") return applies;
    return applies.result === "pass" ? presents : nothingAgainst;
  });
  return allOf(...judged, nothingAgainst);
}

const nothingAgainst = notApplicable("no rule of a service mesh in the stack keeps certificates from it");
