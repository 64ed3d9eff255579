import { someIs } from "../../evaluation/exclusion";
import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { Environment } from "../../kinds/environment";
import type { ContainerPrivileges } from "../../kinds/privileges";
import { workload, type Container, type Probe, type Scaling, type Workload } from "../../kinds/workload";
import { collectorsAmong } from "../aws/collector-image";
import { restarts } from "../restart-policy";
import { containerName } from "../container-name";
import { oncePerStack } from "../kubernetes/environment";
import { Lacking } from "../kubernetes/lacking";
import { parseQuantity } from "../kubernetes/quantity";
import { azureAdvice, containerGroupAdvice } from "./advice";
import { containerAppEnvironmentOf, containerGroupEnvironmentOf, variableNames } from "./environment";
import { tracedBesideGroup, tracedInContainerApps } from "./trace-collector";

/** What Container Apps gives a container that asks for nothing, and how far it scales by itself. */
const DEFAULTS = { cpu: 0.5, memory: "1Gi", minReplicas: 0, maxReplicas: 10, inactiveRevisions: 100 };

const GIGABYTE = 1e9;

/**
 * `azure-native:app:ContainerApp`. It scales from 0 to 10 replicas on HTTP requests, unless set; on CPU by a custom rule
 * of the type `cpu` alone.
 */
export const containerApp = reader("azure-native:app:ContainerApp", workload, (inputs) => ({
  ...azure(inputs, "ContainerApp", "containerAppName"),
  get containers() {
    return appContainersOf(inputs, "ContainerApp", "containerAppName");
  },
  traceInjectors: (self, stack) => tracedInContainerApps(inputs, self, stack),
  // In each of its modes, a new revision starts beside the old one, and the old one stays until the new one is ready.
  rollout: { isGradual: Fact.given(true, ["configuration", "activeRevisionsMode"]) },
  get revisionHistory() {
    return inputs.number("configuration.maxInactiveRevisions", { whenAbsent: DEFAULTS.inactiveRevisions });
  },
  get scaling() {
    return scalingOf(inputs.at("template.scale"));
  },
}));

/** `azure-native:app:Job` runs its replicas to their end. */
export const containerAppJob = reader("azure-native:app:Job", workload, (inputs) => ({
  ...azure(inputs, "Job", "jobName"),
  isLongRunning: false,
  cannotScale: "a job runs to its end",
  get containers() {
    return appContainersOf(inputs, "Job", "jobName");
  },
}));

/** `azure-native:containerinstance:ContainerGroup`: one instance of several containers, always restarted unless set. */
export const containerGroup = reader("azure-native:containerinstance:ContainerGroup", workload, (inputs) => ({
  ...azure(inputs, "ContainerGroup", "containerGroupName"),
  get isLongRunning() {
    return restarts(inputs.string("restartPolicy"));
  },
  get isWindows() {
    return someIs([inputs.string("osType")], (type) => type === "Windows");
  },
  advice: containerGroupAdvice,
  replicas: Fact.given(1),
  cannotScale: "a container group is a single instance, which Azure does not scale",
  get containers() {
    return Listing.of(
      inputs.list("containers").map((container, index) => groupContainer(container, index, "main", inputs)),
      inputs
        .list("initContainers")
        .map((container, index) => groupContainer(container, index, "init", inputs)),
    );
  },
  traceInjectors: (self) => tracedBesideGroup(inputs.list("containers"), self),
  rollout: {
    isGradual: new Lacking<boolean>(["containers"], {
      says: "are restarted all at once by every update of a container group",
      advice: "Run the application in Container Apps, where a new revision starts beside the old one.",
    }),
  },
}));

/** What is the same for all of them. */
function azure(inputs: Inputs, type: string, nameProperty: string): Omit<Workload, "containers"> {
  return {
    identity: { type, name: inputs.string(nameProperty), namespace: inputs.string("resourceGroupName") },
    isLongRunning: true,
    isWindows: false,
    get labels() {
      const tags = inputs.entries("tags").items;
      return Object.fromEntries(
        tags.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])),
      );
    },
    podLabels: {},
    podLabelsComplete: true,
    replicas: Fact.unknown([], "is decided by Azure"),
    keepsData: false,
    advice: azureAdvice,
    networkDecidedElsewhere: "the network security group of its subnet decides",
  };
}

function appContainersOf(inputs: Inputs, type: string, nameProperty: string): Listing<Container> {
  const template = inputs.at("template");
  const environmentOf = (container: Inputs) => (self: Subject<unknown>) =>
    containerAppEnvironmentOf(
      container,
      inputs.at("configuration"),
      { self, type, name: inputs.string(nameProperty) },
      template,
    );
  const containers = template.list("containers");
  const probeOf = (container: Inputs, probe: AppProbe) =>
    containers.items.length > 1 ? probeBesideOthers(container, probe) : appProbe(container, probe);
  return Listing.of(
    containers.map((container, index) => ({
      ...appContainer(container, index, "main", environmentOf(container)),
      livenessProbe: probeOf(container, "Liveness"),
      readinessProbe: probeOf(container, "Readiness"),
    })),
    template
      .list("initContainers")
      .map((container, index) => appContainer(container, index, "init", environmentOf(container))),
  );
}

type MakeEnvironment = (self: Subject<unknown>) => Environment;

function appContainer(
  container: Inputs,
  index: number,
  role: Container["role"],
  environmentOf: MakeEnvironment,
): Container {
  return {
    ...common(container, index, role, "env", environmentOf),
    get commandLine() {
      return Listing.of(container.strings("command"), container.strings("args"));
    },
    // Ingress names one port for the whole app, so that every container may serve.
    declaresPorts: false,
    resources: {
      get cpuLimit() {
        return container.number("resources.cpu", { unit: "cores", whenAbsent: DEFAULTS.cpu });
      },
      get memoryLimit() {
        return container
          .string("resources.memory", { whenAbsent: DEFAULTS.memory })
          .map((text) => parseQuantity(text.replace(/b$/i, "")), {
            unit: "bytes",
            why: "is not a quantity, so it cannot be judged",
          });
      },
    },
  };
}

/** What the containers of both services have; neither can make the root filesystem read-only, so no mount is judged. */
function common(
  container: Inputs,
  index: number,
  role: Container["role"],
  variables: string,
  environmentOf: MakeEnvironment,
) {
  return {
    name: containerName(container, index),
    path: container.path,
    role,
    image: container.string("image"),
    environment: variableNames(container, variables),
    environmentIn: oncePerStack(environmentOf),
    mounts: new Listing<never>([]),
  };
}

function groupContainer(container: Inputs, index: number, role: "main" | "init", inputs: Inputs): Container {
  const amount = (name: "cpu" | "memoryInGB") => {
    const request = inUnits(container, `resources.requests.${name}`);
    // Without a limit, the request is the limit.
    return { request, limit: inUnits(container, `resources.limits.${name}`).orElse(request) };
  };
  return {
    ...common(container, index, role, "environmentVariables", (self) =>
      containerGroupEnvironmentOf(container, {
        self,
        type: "ContainerGroup",
        name: inputs.string("containerGroupName"),
      }),
    ),
    get commandLine() {
      return container.strings("command");
    },
    get declaresPorts() {
      return role === "main" && container.has("ports") && !container.list("ports").isEmpty;
    },
    get user() {
      return container.scalar("securityContext.runAsUser");
    },
    get privileges() {
      return groupPrivileges(container.at("securityContext"));
    },
    get resources() {
      // Init containers share what the others have.
      if (role === "init") return undefined;
      const [cpu, memory] = [amount("cpu"), amount("memoryInGB")];
      return {
        cpuRequest: cpu.request,
        cpuLimit: cpu.limit,
        memoryRequest: memory.request,
        memoryLimit: memory.limit,
      };
    },
    get livenessProbe() {
      return role === "init" ? undefined : groupProbe(container, "livenessProbe");
    },
    get readinessProbe() {
      return role === "init" ? undefined : groupProbe(container, "readinessProbe");
    },
  };
}

/** A container keeps the capabilities of its runtime, and may gain privileges, unless set; its system calls are filtered. */
function groupPrivileges(context: Inputs): ContainerPrivileges {
  return {
    get privileged() {
      return context.boolean("privileged", { whenAbsent: false });
    },
    get allowsEscalation() {
      return context.boolean("allowPrivilegeEscalation", { whenAbsent: true });
    },
    get droppedCapabilities() {
      return capabilities(context, "drop");
    },
    get addedCapabilities() {
      return capabilities(context, "add");
    },
  };
}

function capabilities(context: Inputs, list: "add" | "drop"): Fact<readonly string[]> {
  const names = context.strings(`capabilities.${list}`);
  const { path } = context.at(`capabilities.${list}`);
  const untold = names.missing ?? names.items.find(({ untold }) => untold !== undefined)?.untold;
  if (untold) return Fact.unknown(untold.path ?? path, untold.why);
  const known = names.items.flatMap(({ value }) => value ?? []);
  const secret = names.items.some(({ state }) => state.is === "known" && state.secret === true);
  return new Fact<readonly string[]>(
    known.length === 0 ? { is: "absent" } : { is: "known", value: known, ...(secret ? { secret } : {}) },
    path,
    { says: (value) => JSON.stringify(value) },
  );
}

function inUnits(container: Inputs, path: string): Fact<number> {
  return path.endsWith("InGB")
    ? container
        .number(path)
        .map((gigabytes) => gigabytes * GIGABYTE, { unit: "bytes", write: (bytes) => bytes / GIGABYTE })
    : container.number(path, { unit: "cores" });
}

type AppProbe = "Liveness" | "Readiness";

/** Which of several containers serve is not told: collectors do not, and take no requests that a probe could keep off. */
function probeBesideOthers(container: Inputs, type: AppProbe): Probe | undefined {
  if (collectorsAmong([container]).length > 0) return undefined;
  const probe = appProbe(container, type);
  const { path, untold } = container.string("image");
  return untold && probe.present.isAbsent
    ? { ...probe, present: Fact.unknown(untold.path ?? path, untold.why) }
    : probe;
}

/** Container Apps lists probes by type. */
function appProbe(container: Inputs, type: AppProbe): Probe {
  const probes = container.list("probes");
  const probe = probes.items.find((item) => item.string("type").value === type);
  const at = [...container.path, "probes", `type=${type}`];
  if (probe) return probeAt(probe, Fact.given(true, probe.path), probe.has("tcpSocket"));
  const untold = probes.items.map((item) => item.string("type")).find((fact) => !fact.isDecided);
  const missing = probes.missing ?? (untold && { path: untold.path, why: UNTIL_UPDATE });
  return {
    present: missing
      ? Fact.unknown(missing.path ?? at, missing.why)
      : new Fact<boolean>({ is: "absent" }, at),
    httpPath: new Fact<string>({ is: "absent" }, at, { fixable: false }),
    isTcp: false,
  };
}

function groupProbe(container: Inputs, name: string): Probe {
  const present = container.presence(name);
  return probeAt(container.at(name), present, false);
}

/** Both services probe every 10 seconds unless set. */
function probeAt(probe: Inputs, present: Fact<boolean>, isTcp: boolean): Probe {
  return {
    present,
    isTcp,
    get periodSeconds() {
      return probe.number("periodSeconds", { unit: "seconds", whenAbsent: 10 });
    },
    get httpPath() {
      return probe.has("httpGet")
        ? probe.string("httpGet.path", { whenAbsent: "/" })
        : probe.string("httpGet.path", { fixable: false });
    },
  };
}

function scalingOf(scale: Inputs): Scaling {
  return {
    get minReplicas() {
      return scale.number("minReplicas", { whenAbsent: DEFAULTS.minReplicas });
    },
    get maxReplicas() {
      return scale.number("maxReplicas", { whenAbsent: DEFAULTS.maxReplicas });
    },
    get cpuTargetPercent() {
      return cpuTarget(scale);
    },
  };
}

function cpuTarget(scale: Inputs): Fact<number> {
  const rules = scale.list("rules");
  const rule = rules.items.find((item) => item.string("custom.type").value === "cpu");
  if (rule) {
    const metadata = rule.at("custom.metadata");
    const target = metadata.number("value", { unit: "percent", write: String });
    return metadata.string("type").value === "AverageValue"
      ? Fact.unknown(target.path, "is an amount of CPU, which is no percentage")
      : target;
  }
  const untold = rules.items.map((item) => item.string("custom.type")).find((type) => !type.isDecided);
  const missing = rules.missing ?? (untold && { path: untold.path, why: UNTIL_UPDATE });
  const at = [...scale.path, "rules", rules.items.length];
  if (missing) return Fact.unknown(missing.path ?? at, missing.why);
  return new Fact({ is: "absent" }, at, {
    unit: "percent",
    write: (percent) => ({
      name: "cpu",
      custom: { type: "cpu", metadata: { type: "Utilization", value: String(percent) } },
    }),
  });
}
