import { allOf, notApplicable } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { entryPoint } from "../../kinds/entry-point";
import { applicationHsts } from "../../kinds/application-settings";
import { oneLayer, whenPublic } from "../entry-points";

/** 2.2 "`Strict-Transport-Security` header configured", "Max-age set to 2 years (63072000 seconds)". */
export const hsts = requirement({
  item: "2.2.3",
  name: "2.2-hsts",
  title: "HSTS",
  description:
    "Every public entry point sends a Strict-Transport-Security header of two years that includes subdomains.",
  why: "Without it, a browser's first request of the day can be taken over before it is redirected to HTTPS.",
  from: "REGULATED",
  severity: "medium",
  decidedBy: "stack",
  thresholds: ["hstsMaxAgeSeconds"],
  howToFix: 'Send "Strict-Transport-Security: max-age=63072000; includeSubDomains" at the entry point.',
  each: entryPoint,
  check: (it, context) =>
    whenPublic(context, () => {
      const { profile, settings, stack, subject } = context;
      if (it.tls(subject, stack).isEmpty) return notApplicable("it ends no TLS");
      const sent = it.hsts?.(subject, stack);
      return oneLayer(context, {
        entryPoint:
          sent &&
          allOf(sent.maxAgeSeconds.atLeast(profile.hstsMaxAgeSeconds), sent.includesSubDomains.is(true)),
        firewall: () => undefined,
        application: (environment) =>
          applicationHsts(environment, settings)?.atLeast(profile.hstsMaxAgeSeconds),
        otherwise: {
          says: `nothing in the stack adds a Strict-Transport-Security header for this ${it.type}`,
          needs: `max-age of at least ${String(profile.hstsMaxAgeSeconds)} seconds and includeSubDomains`,
          advice: "Add the header where TLS ends, or in the application.",
        },
      });
    }),
});
