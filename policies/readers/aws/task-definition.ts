import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { workload, type Container, type ContainerResources } from "../../kinds/workload";
import { ecsAdvice } from "./advice";
import { taskHostAccess, taskPrivileges } from "./privileges";
import { tracedBeside } from "./trace-collector";
import {
  commandProbe,
  containerBasics,
  containerName,
  cores,
  isDataStore,
  memoryBytes,
  tagsOf,
} from "./container";

/**
 * `aws:ecs/taskDefinition:TaskDefinition`: containers, as JSON text. How many run, and behind which security groups, is
 * said by the `aws:ecs/service:Service` that runs it.
 *
 * A container's own health check is its liveness probe: ECS replaces a task that fails it. Readiness is the target
 * group's health check, which is not part of a task definition.
 */
export const ecsTaskDefinition = reader("aws:ecs/taskDefinition:TaskDefinition", workload, (inputs) => ({
  identity: {
    type: "TaskDefinition",
    name: inputs.string("family"),
    namespace: inputs.string("region"),
  },
  get isLongRunning() {
    // A task that serves declares its ports; one that runs to its end has none.
    const { items, missing } = containersOf(inputs);
    return missing !== undefined || items.some((container) => container.declaresPorts);
  },
  get isWindows() {
    return inputs.string("runtimePlatform.operatingSystemFamily").value?.startsWith("WINDOWS") === true;
  },
  get labels() {
    return { app: inputs.string("family").value ?? "", ...tagsOf(inputs) };
  },
  podLabels: {},
  podLabelsComplete: true,
  get containers() {
    return containersOf(inputs);
  },
  replicas: new Fact<number>({ is: "absent" }, []),
  get hostAccess() {
    return taskHostAccess(inputs, () => taskContainers(inputs));
  },
  traceInjectors: (self) => tracedBeside(taskContainers(inputs), inputs, self),
  advice: ecsAdvice,
  get keepsData() {
    return containersOf(inputs).items.some(({ image }) => isDataStore(image));
  },
  cannotScale: "the ECS service that runs a task definition scales it",
  networkDecidedElsewhere: "the ECS service that runs a task definition decides its network",
}));

/** The container definitions of a task, which are JSON text. */
export function taskContainers(inputs: Inputs): Listing<Inputs> {
  const { inputs: definitions, problem } = inputs.json("containerDefinitions");
  return problem ? Listing.unknown(problem) : definitions.list([]);
}

function containersOf(inputs: Inputs): Listing<Container> {
  const list = taskContainers(inputs);
  const ending = new Set(list.items.flatMap(awaitedToEnd));
  return list.map((it, index) => {
    const name = containerName(it, index);
    return {
      ...containerBasics(it, inputs.list("volumes"), "hostPath"),
      name,
      role: ending.has(name) ? ("init" as const) : ("main" as const),
      get declaresPorts() {
        return it.has("portMappings") && !it.list("portMappings").isEmpty;
      },
      get privileges() {
        return taskPrivileges(it, inputs);
      },
      get resources() {
        return resourcesOf(it, inputs);
      },
      get livenessProbe() {
        return commandProbe(it, "healthCheck");
      },
    };
  });
}

/** The containers that this one waits for until they have ended: those run before it. */
function awaitedToEnd(it: Inputs): readonly string[] {
  return it.list("dependsOn").items.flatMap((dependency) => {
    const name = dependency.string("containerName").value;
    const ends = ["COMPLETE", "SUCCESS"].includes(dependency.string("condition").value ?? "");
    return ends && name !== undefined ? [name] : [];
  });
}

/**
 * The task's own CPU and memory limit all its containers together, and Fargate insists on them; without, a container's
 * `memory` is a limit and its `cpu` a share. What a container reserves must fit.
 */
function resourcesOf(it: Inputs, task: Inputs): ContainerResources {
  const cpu = (of: Inputs) => of.scalar("cpu").map(cores, { unit: "cores", fixable: false });
  const memory = (of: Inputs) => of.scalar("memory").map(memoryBytes, { unit: "bytes", fixable: false });
  const reservation = it.scalar("memoryReservation").map(memoryBytes, { unit: "bytes", fixable: false });
  const share = cpu(it);
  return {
    // A share of 0 is how AWS writes that none is set.
    cpuRequest: share.isAbsent || share.value === 0 ? undefined : share,
    cpuLimit: cpu(task).orElse(share),
    memoryRequest: reservation.isAbsent ? undefined : reservation,
    memoryLimit: memory(it).orElse(memory(task)),
    example: 'cpu "512" and memory "1024" on the task',
  };
}
