import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { workload, type WorkloadIdentity } from "../../kinds/workload";
import { ecsAdvice } from "./advice";
import { tagsOf } from "./container";
import { ecsGoesBack, ecsRollout } from "./ecs-rollout";
import { securityGroupKeys } from "./security-group-keys";

/**
 * `aws:ecs/service:Service`: how many tasks run and behind which security groups. Its containers are those of the task
 * definition that it `runs`.
 */
export const ecsService = reader("aws:ecs/service:Service", workload, (inputs) => ({
  identity: serviceIdentity(inputs),
  get runs() {
    return inputs.reference("taskDefinition");
  },
  isLongRunning: true,
  isWindows: false,
  get labels() {
    return { app: inputs.string("name").value ?? "", ...tagsOf(inputs) };
  },
  podLabels: {},
  podLabelsComplete: true,
  containers: new Listing([]),
  get replicas() {
    return inputs.number("desiredCount", { whenAbsent: 0 });
  },
  get securityGroups() {
    return inputs.references("networkConfiguration.securityGroups");
  },
  scalingKeys: ({ resource, thing }) => [
    resource.urn,
    thing.identity.name.value === undefined ? undefined : ecsServiceKey(thing.identity.name.value),
  ],
  networkKeys: securityGroupKeys,
  get rollout() {
    return ecsRollout(inputs);
  },
  goesBack: (self, stack) => ecsGoesBack(inputs, self, stack),
  advice: ecsAdvice,
  keepsData: false,
  get networkDecidedElsewhere() {
    return inputs.has("networkConfiguration")
      ? undefined
      : "without awsvpc networking, its tasks use the network of their host";
  },
  get cannotScale() {
    const strategy = inputs.string("schedulingStrategy", { whenAbsent: "REPLICA" }).value;
    return strategy === "DAEMON" ? "a daemon service runs one task on every container instance" : undefined;
  },
}));

/** What names a service, whatever its cluster. */
export function ecsServiceKey(name: string): string {
  return `ecs service ${name}`;
}

/** A service by its name and the name of its cluster. */
export function serviceIdentity(inputs: Inputs): WorkloadIdentity {
  const cluster: Fact<string> = inputs.string("cluster", { whenAbsent: "default" });
  return {
    type: "Service",
    name: inputs.string("name"),
    namespace: cluster.map((text) => text.slice(text.lastIndexOf("/") + 1)),
  };
}
