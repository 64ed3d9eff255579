import {
  about,
  aboutOther,
  allOf,
  notApplicable,
  undetermined,
  violation,
  type Outcome,
} from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { isApplication } from "../../kinds/application";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { meshPolicy } from "../../kinds/mesh-policy";
import { workload, type Workload } from "../../kinds/workload";
import { whenApplication } from "../entry-points";
import { isAbout } from "../subject-kind";

const VERIFIED = "client certificates that are verified";

/** 2.1 "Mutual TLS (mTLS) Configured": client certificates are asked for and verified. */
export const mutualTls = requirement<EntryPoint | Workload>({
  item: "2.1.3",
  name: "2.1-mutual-tls",
  title: "Mutual TLS",
  description: "Every entry point of the application refuses clients without a valid certificate.",
  why: "A stolen token alone must not open restricted data from any machine.",
  from: "RESTRICTED",
  severity: "critical",
  decidedBy: "stack",
  howToFix: "Have the entry point ask for a client certificate and verify it against your own authority.",
  each: [entryPoint, workload],
  check: (_, context) =>
    isAbout(context, entryPoint)
      ? whenApplication(context, () => verifiedAtEntry(context))
      : verifiedInMesh(context as Context<Workload>),
});

function verifiedAtEntry({ stack, subject }: Context<EntryPoint>): Outcome {
  const it = subject.thing;
  const terminations = it.tls(subject, stack);
  if (terminations.isEmpty) {
    return it.plainText(subject, stack).isEmpty
      ? undetermined({ why: `this ${it.type} passes TLS through, and what ends it behind is not judged` })
      : violation({
          says: `this ${it.type} ends no TLS, so that it verifies no client certificates`,
          needs: VERIFIED,
        });
  }
  return terminations.every(({ name, path, verifiesClients }) =>
    about(
      name,
      path,
      verifiesClients.satisfies((verifies) => verifies, VERIFIED, true),
    ),
  );
}

/** Where policies of a service mesh speak about the application, the narrowest must not take plain text. */
function verifiedInMesh(context: Context<Workload>): Outcome {
  if (!isApplication(context.subject.thing, context.settings)) {
    return notApplicable("it does not run the application");
  }
  const { stack, subject } = context;
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
  const [mayPass] = untold.filter(({ verifies }) => verifies.result === "pass");
  return mayPass && judged.result === "violation" ? mayPass.applies : judged;
}
