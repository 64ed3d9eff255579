import type { Kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import {
  advisory,
  notApplicable,
  pass,
  undetermined,
  violation,
  type Outcome,
} from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { alertRoute, type AlertDestination, type AlertRoute } from "../../kinds/alert-route";
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
  if (routesIn(stack).length > 0) return pass;
  const [release] = releasesOf("alert routing", stack);
  // Where alerts are routed outside the stack, somebody has to say so.
  return undetermined({
    why: release
      ? `alerts may be routed by ${release.called}, whose objects are not visible to this pack`
      : "nothing in the stack routes alerts, and whether something outside it pages whoever is on call is not known here",
  });
}

/** What carries alerts, of all that could. */
function routesIn(stack: StackView): readonly Subject<AlertRoute>[] {
  return stack.subjects(alertRoute).filter((route) => route.thing.carriesAlerts?.(route, stack) !== false);
}

function judgeRoute(it: AlertRoute, { stack, subject }: Context<AlertRoute>): Outcome {
  if (it.carriesAlerts?.(subject, stack) === false) return notApplicable("no alert is sent to it");
  const destinations = it.criticalDestinations(subject, stack);
  const outcome = destinations.some(
    ({ pages }) => (pages ? pass : violation({ says: "wakes nobody" })),
    "have no integration that critical alerts reach",
  );
  if (outcome.result !== "violation") return outcome;
  const others = destinationsOfOthers(it, stack);
  if (others.items.some(({ pages }) => pages)) return notApplicable("another route of the stack pages");
  if (others.missing)
    return undetermined({ why: "whether another route of the stack pages is not known until the update" });
  const [quiet] = destinations.items;
  const advice = it.advice === undefined ? {} : { advice: it.advice };
  if (quiet === undefined) {
    return violation({
      ...(destinations.path === undefined
        ? { says: "nobody hears of the alerts that are sent to it" }
        : { path: destinations.path, says: "has no integration that critical alerts reach" }),
      needs: "a pager or a webhook that calls whoever is on call",
      ...advice,
    });
  }
  // It reaches somebody who looks, and nobody who sleeps.
  return advisory(
    violation({
      ...(quiet.holder === undefined ? { path: quiet.path } : {}),
      says: `${quiet.holder === undefined ? "" : `${quiet.holder} `}is all that critical alerts reach, and ${quiet.called} wakes nobody`,
      needs: "a pager or a webhook that calls whoever is on call",
      ...advice,
    }),
  );
}

function destinationsOfOthers(it: AlertRoute, stack: StackView): Listing<AlertDestination> {
  const others = routesIn(stack).filter(({ thing }) => thing !== it);
  return Listing.of(...others.map((other) => other.thing.criticalDestinations(other, stack)));
}
