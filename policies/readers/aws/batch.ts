import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { workload, type Container } from "../../kinds/workload";
import { batchAdvice } from "./advice";
import { containerBasics, containerName, tagsOf } from "./container";
import { hostPaths, jobPrivileges } from "./privileges";

/**
 * `aws:batch/jobDefinition:JobDefinition` whose containers are given as `containerProperties`, `ecsProperties` or
 * `nodeProperties`, each a JSON text. A job runs to its end.
 */
export const batchJob = reader("aws:batch/jobDefinition:JobDefinition", workload, (inputs) => {
  if (!CONTAINER_TEXTS.some((property) => inputs.has(property))) return undefined;
  return {
    identity: {
      type: "JobDefinition",
      name: inputs.string("name"),
      namespace: inputs.string("region"),
    },
    isLongRunning: false,
    get isWindows() {
      return containersIn(inputs).items.some(
        (it) => it.string("runtimePlatform.operatingSystemFamily").value?.startsWith("WINDOWS") === true,
      );
    },
    get labels() {
      return tagsOf(inputs);
    },
    podLabels: {},
    podLabelsComplete: true,
    get containers() {
      return containersIn(inputs).map(containerOf);
    },
    replicas: new Fact<number>({ is: "absent" }, []),
    get hostAccess() {
      return { paths: pathsOfHosts(inputs) };
    },
    advice: batchAdvice,
    keepsData: false,
    networkDecidedElsewhere: "the compute environment decides the network of a job",
    cannotScale: "a job runs to its end",
  };
});

const CONTAINER_TEXTS = ["containerProperties", "ecsProperties", "nodeProperties"];

/** The containers of a job, in whichever of the three texts they stand. */
export function containersIn(inputs: Inputs): Listing<Inputs> {
  return Listing.of(
    inText(inputs, "containerProperties", (text) => text.list([])),
    inText(inputs, "ecsProperties", (text) =>
      within(text.list("taskProperties"), (task) => task.list("containers")),
    ),
    inText(inputs, "nodeProperties", (text) =>
      within(text.list("nodeRangeProperties"), (range) => range.list("container")),
    ),
  );
}

/** Volumes stand beside a container, or, where there are several, beside them all. */
function pathsOfHosts(inputs: Inputs): Listing<Fact<string>> {
  const tasks = inText(inputs, "ecsProperties", (text) => text.list("taskProperties"));
  return Listing.of(
    ...[...containersIn(inputs).items, ...tasks.items].map((it) =>
      hostPaths(it.list("volumes"), "host.sourcePath"),
    ),
  );
}

function inText(inputs: Inputs, path: string, read: (text: Inputs) => Listing<Inputs>): Listing<Inputs> {
  const { inputs: text, problem } = inputs.json(path);
  return problem ? Listing.unknown(problem) : read(text);
}

function within(outer: Listing<Inputs>, inner: (it: Inputs) => Listing<Inputs>): Listing<Inputs> {
  return Listing.of(...outer.items.map(inner));
}

function containerOf(it: Inputs, index: number): Container {
  const vcpus = requirementOf(it, "VCPU", "vcpus");
  const memory = requirementOf(it, "MEMORY", "memory");
  return {
    ...containerBasics(it, it.list("volumes"), "host.sourcePath"),
    name: containerName(it, index),
    role: "main",
    declaresPorts: false,
    get privileges() {
      return jobPrivileges(it);
    },
    resources: {
      cpuLimit: vcpus,
      memoryLimit: memory,
      example: 'resourceRequirements of type VCPU "0.5" and MEMORY "1024"',
    },
  };
}

/** What a job requires is also what it is limited to. `vcpus` and `memory` are the older way to say it. */
function requirementOf(it: Inputs, type: string, older: string): Fact<number> {
  const list = it.list("resourceRequirements");
  if (list.missing) return Fact.unknown(list.missing.path ?? [], list.missing.why);
  const required = list.items.find((each) => each.string("type").value === type);
  const unit = type === "MEMORY" ? "MiB" : "cores";
  return required
    ? required.number("value", { unit, fixable: false })
    : it.number(older, { unit, fixable: false });
}
