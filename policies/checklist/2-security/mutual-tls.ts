import { about, undetermined, violation, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { workload, type Workload } from "../../kinds/workload";
import { whenApplication } from "../entry-points";
import { isAbout } from "../subject-kind";
import { VERIFIED, verifiedInMesh } from "./mesh";

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
