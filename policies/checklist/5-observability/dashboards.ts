import { anyOf, undetermined, violation, type Outcome } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import type { Subject } from "../../evaluation/resource";
import { dashboard, type Dashboard } from "../../kinds/dashboard";
import { unlessReleased } from "../../kinds/opaque-release";
import { workload } from "../../kinds/workload";
import { ofRunningApplication } from "../running-application";

/** 5.3 "Grafana Dashboards Configured". What they show is for people to judge. */
export const dashboards = requirement({
  item: "5.3.2",
  name: "5.3-dashboards",
  title: "Dashboards",
  description: "A dashboard is imported along with the application.",
  why: "In an incident, whoever is on call needs latency, errors and throughput at a glance.",
  from: "REGULATED",
  severity: "low",
  decidedBy: "stack",
  howToFix:
    "Add a dashboard with latency, error rate and throughput: a ConfigMap with the label grafana_dashboard, or a GrafanaDashboard.",
  each: workload,
  check: (it, context) =>
    ofRunningApplication(context, () => {
      const { stack } = context;
      const judged = stack.subjects(dashboard).map(showsSomething);
      const missing = violation({
        says: `no dashboard in the stack shows this ${it.identity.type}`,
        needs: "at least one with latency, error rate and throughput",
        advice:
          it.advice?.dashboards ??
          'Add a ConfigMap with the label grafana_dashboard: "1", or a GrafanaDashboard.',
      });
      return judged.length > 0 ? anyOf(...judged) : unlessReleased(missing, "dashboards", stack);
    }),
});

function showsSomething({ thing: { panels }, resource }: Subject<Dashboard>): Outcome {
  const outcome = panels.satisfies((count) => count > 0, "panels");
  if (outcome.result === "undetermined" && panels.state.is === "unknown") {
    return undetermined({ why: `the content of dashboard ${resource.name} ${panels.state.why}` });
  }
  return outcome.result === "violation"
    ? violation({
        says: `dashboard ${resource.name} has no panels`,
        needs: "a dashboard with latency, error rate and throughput",
      })
    : outcome;
}
