import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { notApplicable, pass, undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { logForwarder } from "../../kinds/log-forwarder";
import { metricsCollector, type MetricsCollector, type MetricsEndpoint } from "../../kinds/metrics-collector";
import { workload } from "../../kinds/workload";
import { isKubernetes } from "../kubernetes/identity";

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

const placementsByTask = lookup(ecsPlacement, (self, stack) => ({
  some: stack.follow(self, self.thing.task, workload).subjects.map(({ resource }) => resource.urn),
}));

/** `aws:ecs/cluster:Cluster` with Container Insights, which collects from every task that its services run. */
export const ecsContainerInsights = reader(
  "aws:ecs/cluster:Cluster",
  metricsCollector,
  (inputs): MetricsCollector => ({
    endpointsOn: (target, self, stack) => {
      if (!target.resource.type.startsWith("aws:ecs/")) return NOTHING;
      const placements = stack
        .candidates(placementsByTask, [target.resource.urn])
        .filter((placement) => runsIn(placement, target, self, stack));
      return placements.length === 0 ? NOTHING : insightsOf(inputs);
    },
  }),
);

function runsIn(
  placement: Subject<EcsPlacement>,
  task: Subject<unknown>,
  cluster: Subject<MetricsCollector>,
  stack: StackView,
): boolean {
  const runs = stack.follow(placement, placement.thing.task, workload).subjects;
  const clusters = stack.follow(placement, placement.thing.cluster, metricsCollector).subjects;
  return (
    runs.some(({ resource }) => resource.urn === task.resource.urn) &&
    clusters.some(({ resource }) => resource.urn === cluster.resource.urn)
  );
}

function insightsOf(cluster: Inputs): Listing<MetricsEndpoint> {
  const settings = cluster.list("settings");
  if (settings.missing) return Listing.unknown(settings.missing);
  const setting = settings.items.find((it) => it.string("name").value === "containerInsights");
  // Without a setting, the account's decides, which is that there are none unless somebody changed it.
  if (setting === undefined) return NOTHING;
  const { path, state, value } = setting.string("value");
  if (state.is === "unknown") return Listing.unknown({ path, why: state.why });
  return value === "enabled" || value === "enhanced" ? BUILT_IN : NOTHING;
}

const OBSERVABILITY = "amazon-cloudwatch-observability";

/** The add-on of EKS that runs CloudWatch's agent and Fluent Bit on every node: Container Insights. */
export const eksContainerInsights = reader("aws:eks/addon:Addon", metricsCollector, (inputs) => {
  const addon = inputs.string("addonName").value;
  if (addon !== OBSERVABILITY) return undefined;
  return { endpointsOn: (target: Subject<unknown>) => (isKubernetes(target) ? BUILT_IN : NOTHING) };
});

/** The same add-on, for logs. Its configuration may turn them off. */
export const eksAddonLogs = reader("aws:eks/addon:Addon", logForwarder, (inputs, { name }) => {
  const addon = inputs.string("addonName").value;
  if (addon !== OBSERVABILITY) return undefined;
  return {
    forwards: (target) => {
      if (!isKubernetes(target)) return notApplicable("it takes the logs of its own cluster");
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
