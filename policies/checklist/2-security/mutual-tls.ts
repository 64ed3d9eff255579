import { about, undetermined, violation } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { entryPoint } from "../../kinds/entry-point";
import { whenApplication } from "../entry-points";

/** 2.1 "Mutual TLS (mTLS) Configured": client certificates are asked for and verified. */
export const mutualTls = requirement({
  item: "2.1.3",
  name: "2.1-mutual-tls",
  title: "Mutual TLS",
  description: "Every entry point of the application refuses clients without a valid certificate.",
  why: "A stolen token alone must not open restricted data from any machine.",
  from: "RESTRICTED",
  severity: "critical",
  decidedBy: "stack",
  howToFix: "Have the entry point ask for a client certificate and verify it against your own authority.",
  each: entryPoint,
  check: (it, context) =>
    whenApplication(context, () => {
      const { stack, subject } = context;
      const terminations = it.tls(subject, stack);
      if (terminations.isEmpty) {
        return it.plainText(subject, stack).isEmpty
          ? undetermined({
              why: `this ${it.type} passes TLS through, and what ends it behind is not judged`,
            })
          : violation({
              says: `this ${it.type} ends no TLS, so that it verifies no client certificates`,
              needs: "client certificates that are verified",
            });
      }
      return terminations.every(({ name, path, verifiesClients }) =>
        about(
          name,
          path,
          verifiesClients.satisfies((verifies) => verifies, "client certificates that are verified", true),
        ),
      );
    }),
});
