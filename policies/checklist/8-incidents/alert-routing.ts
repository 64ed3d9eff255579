import type { Kind } from "../../evaluation/kind";
import {
  advisory,
  notApplicable,
  pass,
  undetermined,
  violation,
  type Outcome,
} from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import type { StackView } from "../../evaluation/stack";
import { alertRoute, type AlertRoute } from "../../kinds/alert-route";
import { releasesOf } from "../../kinds/opaque-release";
import { workload, type Workload } from "../../kinds/workload";
import { ofRunningApplication } from "../running-application";

/** 8.2 "Critical alerts page on-call engineer". Who is on call, and what they were taught, is attested. */
export const alertRouting = requirement({
  item: "8.2.2",
  name: "8.2-alert-routing",
  title: "Alert routing",
  description: "Critical alerts reach whoever is on call.",
  why: "An alert that reaches nobody is an outage that nobody works on.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Route critical alerts to a pager, such as PagerDuty, Opsgenie or a webhook of your on-call service, with an AlertmanagerConfig.",
  each: [workload, alertRoute] as readonly Kind<Workload | AlertRoute>[],
  check: (it: Workload | AlertRoute, context) =>
    "criticalDestinations" in it
      ? judgeRoute(it, context as Context<AlertRoute>)
      : ofRunningApplication(context as Context<Workload>, () => judgeWorkload(context)),
});

/** A route is judged where it stands; the application only needs one. */
function judgeWorkload({ stack }: Context): Outcome {
  if (stack.subjects(alertRoute).length > 0) return pass;
  const [release] = releasesOf("alert routing", stack);
  // Where alerts are routed outside the stack, somebody has to say so.
  return undetermined({
    why: release
      ? `alerts may be routed by ${release.called}, whose objects are not visible to this pack`
      : "nothing in the stack routes alerts, and whether something outside it pages whoever is on call is not known here",
  });
}

function judgeRoute(it: AlertRoute, { stack, subject }: Context<AlertRoute>): Outcome {
  const destinations = it.criticalDestinations(subject, stack);
  const outcome = destinations.some(
    ({ pages }) => (pages ? pass : violation({ says: "wakes nobody" })),
    "have no integration that critical alerts reach",
  );
  if (outcome.result !== "violation") return outcome;
  if (pagesElsewhere(it, stack)) return notApplicable("another route of the stack pages");
  const [quiet] = destinations.items;
  if (quiet === undefined) {
    return violation({
      path: destinations.path ?? [],
      says: "has no integration that critical alerts reach",
      needs: "a pager or a webhook that calls whoever is on call",
    });
  }
  // It reaches somebody who looks, and nobody who sleeps.
  return advisory(
    violation({
      path: quiet.path,
      says: `is all that critical alerts reach, and ${quiet.called} wakes nobody`,
      needs: "a pager or a webhook that calls whoever is on call",
    }),
  );
}

function pagesElsewhere(it: AlertRoute, stack: StackView): boolean {
  return stack
    .subjects(alertRoute)
    .some(
      (other) =>
        other.thing !== it && other.thing.criticalDestinations(other, stack).items.some(({ pages }) => pages),
    );
}
