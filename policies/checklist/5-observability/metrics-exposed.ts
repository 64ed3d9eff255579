import {
  aboutOther,
  allOf,
  anyOf,
  notApplicable,
  pass,
  violation,
  type Outcome,
} from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { collectorsByTarget, type MetricsCollector } from "../../kinds/metrics-collector";
import { unlessReleased } from "../../kinds/opaque-release";
import { workload, type Workload } from "../../kinds/workload";
import { eachServingApplication } from "../serving-application";
import { ofRunningApplication } from "../running-application";

/** 5.3 "`/metrics` endpoint enabled", "Application metrics exported". */
export const metricsExposed = requirement({
  item: "5.3.1",
  name: "5.3-metrics-exposed",
  title: "Metrics",
  description: "The application's metrics are collected from /metrics.",
  why: "What is not measured is only noticed when users complain.",
  from: "STANDARD",
  severity: "medium",
  decidedBy: "stack",
  howToFix:
    "Add a ServiceMonitor or PodMonitor that selects the application and collects /metrics, or the annotations that your agent follows.",
  each: workload,
  check: (it, context) =>
    ofRunningApplication(context, () =>
      allOf(
        collected(it, context),
        eachServingApplication(context, ({ judge }) =>
          judge("metricsEnabled", (enabled) => enabled.is(true)),
        ),
      ),
    ),
});

function collected(it: Workload, { stack, subject }: Context<Workload>): Outcome {
  if (it.containers.isEmpty) return notApplicable("it runs no containers of its own");
  const keys = it.networkKeys?.(subject, stack) ?? [undefined];
  const found = stack
    .candidates(collectorsByTarget, keys)
    .map((collector) => collects(collector, subject, stack))
    .filter(({ result }) => result !== "not-applicable");
  // What selects the application and misses it says more than that nothing collects.
  if (found.length > 0) return anyOf(...found);
  return unlessReleased(
    violation({
      says: `nothing in the stack collects the metrics of this ${it.identity.type}`,
      needs: `its ${METRICS_PATH} collected`,
      advice:
        it.advice?.metrics ??
        'Add a ServiceMonitor or PodMonitor that selects it, or the annotation prometheus.io/scrape: "true".',
    }),
    "metrics",
    stack,
    "what collects its metrics",
  );
}

/** What both generations of the application serve their metrics at. */
const METRICS_PATH = "/metrics";

function collects(
  collector: Subject<MetricsCollector>,
  target: Subject<Workload>,
  stack: StackView,
): Outcome {
  const endpoints = collector.thing.endpointsOn(target, collector, stack);
  if (endpoints.items.length === 0 && endpoints.missing === undefined) {
    return notApplicable("it collects from others");
  }
  const outcome = endpoints.some(
    ({ reaches, path }) => allOf(reaches, path?.is(METRICS_PATH) ?? pass),
    "has no endpoints",
  );
  return collector.resource === target.resource
    ? outcome
    : aboutOther(`${collector.kind.name} ${collector.resource.name}`, outcome);
}
