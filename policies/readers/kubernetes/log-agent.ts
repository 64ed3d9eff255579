import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { logForwarder, type LogForwarder } from "../../kinds/log-forwarder";
import { isKubernetes, kindOf } from "./identity";
import { imageName } from "./image";
import { podOwners } from "./pod-owners";
import { podTemplateOf } from "./pod-template";

/** Agents on every node that read the containers' logs from the node's own files. */
export const nodeLogAgent = reader(
  [
    "kubernetes:apps/v1:DaemonSet",
    "kubernetes:apps/v1beta2:DaemonSet",
    "kubernetes:extensions/v1beta1:DaemonSet",
  ],
  logForwarder,
  (object): LogForwarder | undefined => {
    const pod = object.at("spec.template.spec");
    const agents = agentsIn(pod);
    if (agents.length === 0) return undefined;
    return {
      forwards: (target, self) => {
        if (!isKubernetes(target)) return notApplicable("it takes the logs of its own cluster");
        const best = agents.map((agent) => forwardsOfNode(agent, pod, self.resource.name));
        return (
          best.find(({ result }) => result === "pass") ??
          best.find(({ result }) => result === "undetermined") ??
          notApplicable("it takes no logs")
        );
      },
    };
  },
);

/** Agents that read logs through the Kubernetes API. Their configuration decides whether they do. */
export const clusterLogAgent = reader(
  ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"],
  logForwarder,
  (object, { name }): LogForwarder | undefined => {
    const agents = agentsIn(object.at("spec.template.spec"));
    const isCollector = agents.some(({ image }) => /^(alloy|agent|grafana-agent)$/.test(imageName(image)));
    if (!isCollector) return undefined;
    return {
      forwards: (target, self) =>
        isKubernetes(target) && target.resource !== self.resource
          ? undetermined({ why: `whether ${name} reads logs is for its configuration to say` })
          : notApplicable("it takes the logs of others"),
    };
  },
);

/** Agents beside the application that read what it writes to a volume of both. */
export const sidecarLogAgent = reader(
  podOwners,
  logForwarder,
  (object, { type }): LogForwarder | undefined => {
    const pod = podTemplateOf(object, kindOf(type)).at("spec");
    const agents = agentsIn(pod);
    if (agents.length === 0 || agents.length === runningIn(pod).length) return undefined;
    return {
      forwards: (target, self) => {
        if (target.resource !== self.resource || target.part?.name !== self.part?.name) {
          return notApplicable("it takes the logs of its own pod");
        }
        const sharing = agents.filter(({ container }) => sharesVolume(container, pod));
        if (sharing.some(({ image }) => isLogAgent(image))) return pass;
        const [general] = sharing;
        return general
          ? undetermined({
              path: [...general.container.path, "image"],
              why: "may forward logs, as its configuration says",
            })
          : notApplicable("it shares no volume with the application");
      },
    };
  },
);

interface Agent {
  readonly container: Inputs;
  readonly image: string;
}

/** Agents whose purpose is logs. */
const LOG_AGENTS =
  /^(fluent-?bit\S*|aws-for-fluent-bit|newrelic-fluentbit-output|fluentd\S*|fluentd-kubernetes-daemonset|td-agent\S*|promtail|vector|filebeat|logstash\S*|vlagent|axosyslog|syslog-ng|rsyslog|fluentd-hec|logdna-agent|sumologic-otel-collector)$/;

/** Agents that forward logs among other things. */
const GENERAL_AGENTS =
  /^(alloy|grafana-agent|agent|otelcol\S*|otel-collector\S*|opentelemetry-collector\S*|aws-otel-collector|splunk-otel-collector|cloudwatch-agent|datadog-agent|elastic-agent|ama-logs|oms|dynatrace-logmodule|collector)$/;

function agentsIn(pod: Inputs): readonly Agent[] {
  return runningIn(pod).flatMap((container) => {
    const image = container.string("image").value ?? "";
    return isLogAgent(image) || GENERAL_AGENTS.test(imageName(image)) ? [{ container, image }] : [];
  });
}

/** The containers that keep running, sidecars among them. */
function runningIn(pod: Inputs): readonly Inputs[] {
  const sidecars = pod
    .list("initContainers")
    .items.filter((it) => it.string("restartPolicy").value === "Always");
  return [...pod.list("containers").items, ...sidecars];
}

function isLogAgent(image: string): boolean {
  return LOG_AGENTS.test(imageName(image));
}

/** Whether an agent on a node sees the files of the containers' logs. */
function forwardsOfNode({ container, image }: Agent, pod: Inputs, name: string): Outcome {
  if (isDatadog(image)) {
    const enabled = container.list("env").items.find((env) => env.string("name").value === "DD_LOGS_ENABLED");
    // Its default is to collect no logs.
    if (enabled === undefined) return notApplicable("it takes no logs");
    const { state, value } = enabled.boolean("value");
    if (state.is === "unknown") return undetermined({ why: `whether ${name} takes logs ${UNTIL_UPDATE}` });
    if (value !== true) return notApplicable("it takes no logs");
  }
  const volumes = pod.list("volumes");
  const paths = volumes.items
    .filter((volume) => volume.has("hostPath"))
    .map((volume) => volume.string("hostPath.path"));
  if (paths.some(({ value }) => value !== undefined && HOLDS_LOGS.test(value))) return pass;
  if (volumes.missing || paths.some(({ state }) => state.is === "unknown")) {
    return undetermined({ why: `whether ${name} reads the nodes' logs ${UNTIL_UPDATE}` });
  }
  return undetermined({
    why: `${name} mounts no log files of its nodes, and its configuration decides whether it reads logs in another way`,
  });
}

function isDatadog(image: string): boolean {
  return imageName(image) === "datadog-agent" || /(^|\/)datadog(hq)?\/agent(:|@|$)/.test(image);
}

/** `/var/log`, what lies in it, and what it lies in. */
const HOLDS_LOGS = /^\/((var(\/(log(\/.*)?|lib\/docker(\/containers)?|lib)?)?\/?)|run\/log.*)?$/;

/** Whether a container mounts a volume that another one of the pod mounts too. */
function sharesVolume(container: Inputs, pod: Inputs): boolean {
  const own = volumesOf(container);
  const others = runningIn(pod).filter((other) => other.path.join() !== container.path.join());
  return others.flatMap(volumesOf).some((name) => own.includes(name));
}

function volumesOf(container: Inputs): readonly string[] {
  return container.list("volumeMounts").items.flatMap((mount) => mount.string("name").value ?? []);
}
