import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { notApplicable, pass, undetermined, type Outcome, type Undetermined } from "../../evaluation/outcome";
import { formatPath } from "../../evaluation/path";
import { reader } from "../../evaluation/reader";
import { isApplicationContainer } from "../../kinds/application";
import { logForwarder, type LogForwarder } from "../../kinds/log-forwarder";
import { isKubernetes, kindOf } from "./identity";
import { imageName } from "./image";
import { isDatadog, isGeneralAgent, isLogAgent } from "./log-agent-image";
import { podOwners } from "./pod-owners";
import { podTemplateOf } from "./pod-template";
import { either, same, type Ternary } from "./ternary";

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
    const { missing } = pod.list("containers");
    if (agents.length === 0 && missing === undefined) return undefined;
    return {
      forwards: (target, self) => {
        if (!isKubernetes(target)) return notApplicable("it takes the logs of its own cluster");
        if (agents.length === 0) {
          return undetermined({ why: `whether ${self.resource.name} is a log agent ${UNTIL_UPDATE}` });
        }
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
    const isCollector = agents.some(({ image: { value } }) =>
      /^(alloy|agent|grafana-agent)$/.test(imageName(value ?? "")),
    );
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
    const known = agents.filter(({ image }) => image.isKnown).length;
    if (agents.length === 0 || known === runningIn(pod).length) return undefined;
    return {
      forwards: (target, self) => {
        if (target.resource !== self.resource || target.part?.name !== self.part?.name) {
          return notApplicable("it takes the logs of its own pod");
        }
        const { thing } = target;
        const isApplication = ({ container: { path } }: Agent) =>
          thing.containers.items.some(
            (it) => it.path.join() === path.join() && isApplicationContainer(it, thing),
          );
        const sharing = agents
          // What runs the application takes no logs, although its image is not known.
          .filter((agent) => agent.image.isKnown || !isApplication(agent))
          .map((agent) => ({ agent, shares: sharesVolume(agent.container, pod) }))
          .filter(({ shares }) => shares !== false);
        if (sharing.some(({ agent: { image }, shares }) => shares && isLogAgent(image.value ?? "")))
          return pass;
        const [general] = sharing;
        return general
          ? undetermined(whyMayForward(general.agent, general.shares, pod))
          : notApplicable("it shares no volume with the application");
      },
    };
  },
);

/** A container that is an agent by its image, or whose image is not known, so that it may be one. */
interface Agent {
  readonly container: Inputs;
  readonly image: Fact<string>;
}

function agentsIn(pod: Inputs): readonly Agent[] {
  return runningIn(pod).flatMap((container) => {
    const image = container.string("image");
    const { state, value = "" } = image;
    const isAgent = state.is === "unknown" || isLogAgent(value) || isGeneralAgent(value);
    return isAgent ? [{ container, image }] : [];
  });
}

/** The containers that keep running, sidecars among them. */
function runningIn(pod: Inputs): readonly Inputs[] {
  const sidecars = pod.list("initContainers").where(
    (it) => it.string("restartPolicy"),
    (policy) => policy === "Always",
  );
  return [...pod.list("containers").items, ...sidecars.items];
}

/** Whether an agent on a node sees the files of the containers' logs. */
function forwardsOfNode({ container, image }: Agent, pod: Inputs, name: string): Outcome {
  if (isDatadog(image.value ?? "")) {
    const enabled = container.find(
      "env",
      (env) => env.string("name"),
      (called) => called === DATADOG_LOGS,
    );
    const { state, value } = enabled.boolean("value", { whenAbsent: false });
    const isElsewhere = enabled.presence("valueFrom").value === true || !container.list("envFrom").isEmpty;
    if (state.is === "unknown" || (isElsewhere && state.is === "absent")) {
      const why = `whether ${name} takes logs, ${formatPath(enabled.path)} decides, which ${UNTIL_UPDATE}`;
      return undetermined({ why: isElsewhere ? `whether ${name} takes logs cannot be read here` : why });
    }
    // Its default is to collect no logs.
    if (value !== true) return notApplicable("it takes no logs");
  }
  if (image.state.is === "unknown") return undetermined(ofUnknownImage(image, name));
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

const DATADOG_LOGS = "DD_LOGS_ENABLED";

function ofUnknownImage(image: Fact<string>, name: string): Undetermined {
  return { why: `whether ${name} is a log agent, ${formatPath(image.path)} decides, which ${UNTIL_UPDATE}` };
}

/** `/var/log`, what lies in it, and what it lies in. */
const HOLDS_LOGS = /^\/((var(\/(log(\/.*)?|lib\/docker(\/containers)?|lib)?)?\/?)|run\/log.*)?$/;

/** Whether a container mounts a volume that another one of the pod mounts too. */
function sharesVolume(container: Inputs, pod: Inputs): Ternary {
  const own = volumesOf(container);
  const others = runningIn(pod).filter((other) => other.path.join() !== container.path.join());
  const theirs = others.flatMap(volumesOf);
  return either(...own.flatMap((name) => theirs.map((other) => same(name, other))));
}

function volumesOf(container: Inputs): readonly Fact<string>[] {
  const mounts = container.list("volumeMounts");
  const names = mounts.items.map((mount) => mount.string("name"));
  const { missing } = mounts;
  return missing ? [...names, Fact.unknown([...container.path, "volumeMounts"], missing.why)] : names;
}

/** What decides whether an agent beside the application takes its logs. */
function whyMayForward({ container, image }: Agent, shares: Ternary, pod: Inputs): Undetermined {
  const { path } = image;
  if (image.state.is === "unknown")
    return { path, why: "is not known until the update, and may be a log agent's" };
  if (shares) return { path, why: "may forward logs, as its configuration says" };
  const untold = [container, ...runningIn(pod)]
    .flatMap(volumesOf)
    .find(({ state }) => state.is === "unknown");
  return { path: untold?.path ?? path, why: UNTIL_UPDATE };
}
