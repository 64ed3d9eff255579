import { about } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { entryPoint } from "../../kinds/entry-point";

/** 2.2 "Certificate auto-renewal configured (Let's Encrypt or cert-manager)". */
export const certificateRenewal = requirement({
  item: "2.2.1",
  name: "2.2-certificate-renewal",
  title: "Certificate renewal",
  description: "The certificate of every entry point is renewed automatically.",
  why: "A certificate that somebody has to renew by hand expires on the day that nobody does.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Have cert-manager or the cloud's certificate manager issue the certificate, instead of importing one.",
  each: entryPoint,
  check: (it, { stack, subject }) =>
    it.tls(subject, stack).every(({ name, path, renewsItself }) =>
      about(
        name,
        path,
        renewsItself.satisfies((renews) => renews, "a certificate that renews itself"),
      ),
    ),
});
