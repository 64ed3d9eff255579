import type { Inputs } from "../../evaluation/inputs";
import { notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { logForwarder } from "../../kinds/log-forwarder";
import type { Workload } from "../../kinds/workload";
import type { Subject } from "../../evaluation/resource";
import { identityOf, isKubernetes } from "./identity";
import { holds, same } from "./ternary";

const OTHERS = "it takes the logs of others";

/** OpenTelemetry's collector on every node, with a receiver of log files. An older version's configuration is YAML text. */
export const openTelemetryLogs = reader(
  "kubernetes:opentelemetry.io/*:OpenTelemetryCollector",
  logForwarder,
  (collector, { name }) => ({
    forwards: (target) => {
      const mode = collector.string("spec.mode", { whenAbsent: "deployment" });
      if (!isKubernetes(target) || (mode.value !== undefined && mode.value !== "daemonset")) {
        return notApplicable(OTHERS);
      }
      const takes = takesFiles(collector);
      if (mode.value === undefined || takes === undefined) {
        return undetermined({
          why: `whether collector ${name} reads log files is not known until the update`,
        });
      }
      return takes ? pass : notApplicable("it takes no logs");
    },
  }),
);

function takesFiles(collector: Inputs): boolean | undefined {
  const text = collector.string("spec.config");
  if (text.value !== undefined) return /^\s*["']?filelog(\/[\w.-]+)?["']?\s*:/m.test(text.value);
  const receivers = collector.entries("spec.config.receivers");
  if (receivers.missing) return undefined;
  return receivers.items.some(([name]) => /^filelog(\/|$)/.test(name));
}

/** The logging operator's flows of a whole cluster, and OpenShift's and Fluent's. */
export const clusterLogFlow = reader(
  ["kubernetes:logging.banzaicloud.io/*:ClusterFlow", "kubernetes:fluentbit.fluent.io/*:FluentBit"],
  logForwarder,
  () => ({ forwards: (target) => (isKubernetes(target) ? pass : notApplicable(OTHERS)) }),
);

/** The logging operator's flows of a namespace. Those with matches of their own may leave pods out. */
export const namespaceLogFlow = reader(
  "kubernetes:logging.banzaicloud.io/*:Flow",
  logForwarder,
  (flow, { name }) => ({
    forwards: (target) => {
      if (!isKubernetes(target)) return notApplicable(OTHERS);
      const inNamespace = same(identityOf(flow).namespace, target.thing.identity.namespace);
      if (inNamespace === false) return notApplicable(OTHERS);
      return flow.has("spec.match")
        ? undetermined({ why: `whether flow ${name} matches its pods is not judged` })
        : holds(inNamespace, `flow ${name} takes its logs`);
    },
  }),
);

/** OpenShift's forwarder: the logs of applications go where a pipeline takes them. */
export const clusterLogForwarder = reader(
  [
    "kubernetes:logging.openshift.io/*:ClusterLogForwarder",
    "kubernetes:observability.openshift.io/*:ClusterLogForwarder",
  ],
  logForwarder,
  (forwarder, { name }) => ({
    forwards: (target) => {
      if (!isKubernetes(target)) return notApplicable(OTHERS);
      const pipelines = forwarder.list("spec.pipelines");
      const inputs = pipelines.items.map((pipeline) => pipeline.strings("inputRefs"));
      const refs = inputs.flatMap(({ items }) => items.map(({ value }) => value));
      if (refs.includes("application")) return pass;
      const isUntold =
        pipelines.missing !== undefined || inputs.some(({ missing }) => missing) || refs.includes(undefined);
      if (isUntold)
        return undetermined({ why: `what forwarder ${name} takes is not known until the update` });
      return refs.some((ref) => !["audit", "infrastructure"].includes(ref ?? ""))
        ? undetermined({ why: `whether an input of forwarder ${name} takes its logs is not judged` })
        : notApplicable("it takes no logs of applications");
    },
  }),
);

/** Datadog's operator. Its default is to collect no logs, and then only those that annotations ask for. */
export const datadogLogs = reader(
  "kubernetes:datadoghq.com/*:DatadogAgent",
  logForwarder,
  (agent, { name }) => ({
    forwards: (target) =>
      isKubernetes(target) ? datadogForwards(agent, name, target) : notApplicable(OTHERS),
  }),
);

function datadogForwards(agent: Inputs, name: string, target: Subject<Workload>): Outcome {
  const at = (property: string) =>
    agent.boolean(`spec.features.logCollection.${property}`, { whenAbsent: false });
  const enabled = at("enabled");
  const all = at("containerCollectAll");
  if (enabled.value === false) return notApplicable("it takes no logs");
  if (enabled.value === true && all.value === true) return pass;
  return undetermined({
    why:
      enabled.value === true && all.value === false
        ? `agent ${name} takes only the logs that annotations of ${target.thing.identity.type}s ask for`
        : `whether agent ${name} takes logs is not known until the update`,
  });
}
