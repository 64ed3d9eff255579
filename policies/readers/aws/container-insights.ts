import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { notApplicable, pass, undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";
import { logForwarder } from "../../kinds/log-forwarder";
import { metricsCollector, type MetricsCollector, type MetricsEndpoint } from "../../kinds/metrics-collector";
import { workload } from "../../kinds/workload";
import { isKubernetes } from "../kubernetes/identity";
import { both, type Ternary } from "../kubernetes/ternary";

const NOTHING = new Listing<MetricsEndpoint>([]);
/** What the platform collects by itself, without a request of its own. */
const BUILT_IN: Listing<MetricsEndpoint> = new Listing([{ reaches: pass }]);

/** A service of ECS, by where it runs what. */
interface EcsPlacement {
  readonly cluster: Reference;
  readonly task: Reference;
}

const ecsPlacement = kind<EcsPlacement>("ecs placement");

/** Where `aws:ecs/service:Service` runs its tasks. */
export const ecsServicePlacement = reader("aws:ecs/service:Service", ecsPlacement, (inputs) => ({
  cluster: inputs.reference("cluster"),
  task: inputs.reference("taskDefinition"),
}));

const placementsByTask = lookup(ecsPlacement, (self, stack) => {
  const { state, subjects } = stack.follow(self, self.thing.task, workload);
  return { some: state === "unknown" ? [undefined] : subjects.map(({ resource }) => resource.urn) };
});

/** `aws:ecs/cluster:Cluster` with Container Insights, which collects from every task that its services run. */
export const ecsContainerInsights = reader(
  "aws:ecs/cluster:Cluster",
  metricsCollector,
  (inputs): MetricsCollector => ({
    endpointsOn: (target, self, stack) => {
      if (!target.resource.type.startsWith("aws:ecs/")) return NOTHING;
      const judged = stack
        .candidates(placementsByTask, [target.resource.urn])
        .map((placement) => runsIn(placement, target, self, stack));
      if (judged.includes(true)) return insightsOf(inputs);
      return judged.includes(undefined)
        ? Listing.unknown({ why: `whether it runs in cluster ${self.resource.name} ${UNTIL_UPDATE}` })
        : NOTHING;
    },
  }),
);

/** Whether a service runs the task, and in the cluster. */
function runsIn(
  placement: Subject<EcsPlacement>,
  task: Subject<unknown>,
  cluster: Subject<MetricsCollector>,
  stack: StackView,
): Ternary {
  return both(
    leadsTo(stack.follow(placement, placement.thing.task, workload), task),
    leadsTo(stack.follow(placement, placement.thing.cluster, metricsCollector), cluster),
  );
}

function leadsTo({ state, subjects }: Link<unknown>, target: Subject<unknown>): Ternary {
  if (state === "unknown") return undefined;
  return subjects.some(({ resource }) => resource.urn === target.resource.urn);
}

function insightsOf(cluster: Inputs): Listing<MetricsEndpoint> {
  const settings = cluster.list("settings");
  if (settings.missing) return Listing.unknown(settings.missing);
  const setting = settings.items.find((it) => it.string("name").value === "containerInsights");
  // Without a setting, the account's decides, which is that there are none unless somebody changed it.
  if (setting === undefined) {
    const unnamed = settings.items.map((it) => it.string("name")).find(({ state }) => state.is === "unknown");
    return unnamed ? Listing.unknown({ path: unnamed.path, why: unnamed.says }) : NOTHING;
  }
  const { path, state, value } = setting.string("value");
  if (state.is === "unknown") return Listing.unknown({ path, why: state.why });
  return value === "enabled" || value === "enhanced" ? BUILT_IN : NOTHING;
}

const OBSERVABILITY = "amazon-cloudwatch-observability";

/** The add-on of EKS that runs CloudWatch's agent and Fluent Bit on every node: Container Insights. */
export const eksContainerInsights = reader("aws:eks/addon:Addon", metricsCollector, (inputs, { name }) => {
  const { state } = inputs.string("addonName");
  if (state.is === "unknown") {
    const untold = Listing.unknown<MetricsEndpoint>({ why: `what add-on ${name} is ${UNTIL_UPDATE}` });
    return { endpointsOn: (target: Subject<unknown>) => (isOfPods(target) ? untold : NOTHING) };
  }
  if (state.is !== "known" || state.value !== OBSERVABILITY) return undefined;
  return { endpointsOn: (target: Subject<unknown>) => (isOfPods(target) ? BUILT_IN : NOTHING) };
});

/** It measures pods, and not what a database in them does. */
function isOfPods(target: Subject<unknown>): boolean {
  return isKubernetes(target) && target.kind === workload;
}

/** The same add-on, for logs. Its configuration may turn them off. */
export const eksAddonLogs = reader("aws:eks/addon:Addon", logForwarder, (inputs, { name }) => {
  const addon = inputs.string("addonName");
  if (addon.isDecided && addon.value !== OBSERVABILITY) return undefined;
  return {
    forwards: (target) => {
      if (!isKubernetes(target)) return notApplicable("it takes the logs of its own cluster");
      if (!addon.isDecided) return undetermined({ why: `what add-on ${name} is ${UNTIL_UPDATE}` });
      const { state } = inputs.string("configurationValues");
      if (state.is === "unknown") {
        return undetermined({ why: `whether add-on ${name} takes logs ${UNTIL_UPDATE}` });
      }
      return state.is === "known" && TURNS_LOGS_OFF.test(state.value)
        ? notApplicable("it takes no logs")
        : pass;
    },
  };
});

/** In JSON, or in YAML. */
const TURNS_LOGS_OFF = /["']?containerLogs["']?\s*:\s*\{?\s*["']?enabled["']?\s*:\s*["']?false/;
