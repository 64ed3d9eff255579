import { about, allOf, notApplicable, pass, type Outcome } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { entryPoint, type PlainText } from "../../kinds/entry-point";
import { whenPublic } from "../entry-points";

/** 2.2 "HTTPS Enforced": "Valid TLS certificate installed", "HTTP → HTTPS redirect enabled". */
export const httpsEnforced = requirement({
  item: "2.2.1",
  name: "2.2-https-enforced",
  title: "HTTPS",
  description: "Every public entry point serves TLS only; plain HTTP does nothing but redirect to HTTPS.",
  why: "Tokens and data sent in plain text can be read and changed by anybody on the way.",
  from: "STANDARD",
  severity: "critical",
  decidedBy: "stack",
  howToFix:
    "Give every host and listener a certificate, and redirect plain HTTP to HTTPS with status 301 or 308.",
  each: entryPoint,
  check: (it, context) =>
    whenPublic(context, () => {
      const { stack, subject } = context;
      const plain = it.plainText(subject, stack).every(onlyRedirects);
      const encrypts = it.tls(subject, stack).every(() => pass);
      return allOf(plain, encrypts, notApplicable("it passes connections through"));
    }),
});

function onlyRedirects({ name, path, redirects }: PlainText): Outcome {
  return about(
    name,
    path,
    redirects.satisfies(
      (redirected) => redirected,
      "TLS, or nothing but a permanent redirect to HTTPS",
      true,
    ),
  );
}
