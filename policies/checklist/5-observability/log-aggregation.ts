import type { Kind } from "../../evaluation/kind";
import { anyOf, notApplicable, violation, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import type { Subject } from "../../evaluation/resource";
import { logForwarder } from "../../kinds/log-forwarder";
import { logStore, type LogStore } from "../../kinds/log-store";
import { unlessReleased } from "../../kinds/opaque-release";
import { workload, type Workload } from "../../kinds/workload";
import { ofApplication } from "../running-application";

/** 5.2 "Logs forwarded to centralized system", "Log retention policy set (365 days REGULATED+)". */
export const logAggregation = requirement({
  item: "5.2.2",
  name: "5.2-log-aggregation",
  title: "Log aggregation",
  description: "The application's logs are forwarded to a store that keeps them for a year.",
  why: "Logs that stay on a node are gone with the node, and with them the trace of an incident.",
  from: "REGULATED",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["logRetentionDays"],
  howToFix:
    "Run a log agent on every node (Fluent Bit, Alloy, Vector, an OpenTelemetry collector), or use the platform's log driver, and keep the logs for 365 days.",
  each: [workload, logStore] as readonly Kind<Workload | LogStore>[],
  check: (it: Workload | LogStore, context) =>
    "retentionDays" in it
      ? keptLongEnough(it, context as Context<LogStore>)
      : ofApplication(context as Context<Workload>, () => forwarded(it, context as Context<Workload>)),
});

/** Some forwarder takes the workload's logs. Where the store is not in the stack, its retention is not seen. */
function forwarded(it: Workload, context: Context<Workload>): Outcome {
  if (it.containers.isEmpty) return notApplicable("it runs no containers of its own");
  const { stack, subject } = context;
  const judged = stack
    .subjects(logForwarder)
    .map((forwarder) => forwarder.thing.forwards(subject, forwarder, stack))
    .filter(({ result }) => result !== "not-applicable");
  if (judged.length > 0) return anyOf(...judged);
  return unlessReleased(
    violation({
      says: `nothing in the stack forwards the logs of this ${it.identity.type}`,
      needs: "them in a central store",
      advice: it.advice?.logs ?? "Add a log agent on every node that reads /var/log, such as Fluent Bit.",
    }),
    "log forwarding",
    stack,
    "what forwards its logs",
  );
}

/** Stores of audit logs alone have a requirement of their own. */
function keptLongEnough(store: LogStore, { profile, stack, subject }: Context<LogStore>): Outcome {
  const self: Subject<LogStore> = subject;
  const purpose = store.purpose(self, stack);
  if (purpose === "audit") return notApplicable("it keeps audit logs");
  if (purpose === "none") return notApplicable("nothing says that it keeps logs");
  return store.retentionDays(self, stack).atLeast(profile.logRetentionDays);
}
