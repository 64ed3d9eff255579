import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Path, PathLike } from "../../evaluation/path";
import { reader } from "../../evaluation/reader";
import { workload, type Container, type Probe, type Scaling, type Workload } from "../../kinds/workload";
import { once } from "../aws/container";
import { containerName } from "../container-name";
import { Lacking } from "../kubernetes/lacking";
import { parseQuantity } from "../kubernetes/quantity";
import { cloudRunAdvice } from "./advice";
import { tracedBesideCloudRun } from "./trace-collector";
import { cloudRunEnvironment, type SecretSource } from "./environment";

/** What Cloud Run gives a container that sets no limits, and how far it scales by itself. */
const DEFAULTS = { cpu: "1", memory: "512Mi", maxInstances: 100, cpuTarget: 0.6 };

/**
 * `gcp:cloudrunv2/service:Service`. It scales from 0 to 100 instances on requests and 60 % CPU, unless set; the bounds
 * stand on the service, or on the revision's template.
 */
export const cloudRunService = reader("gcp:cloudrunv2/service:Service", workload, (inputs) => ({
  ...cloudRun(inputs, "Service", inputs.string("name")),
  get labels() {
    return labelsOf(inputs, "labels", "template.labels");
  },
  get annotations() {
    return annotationsOf(inputs, "annotations", "template.annotations");
  },
  get containers() {
    return containersOf(inputs.at("template"), { liveness: "http or tcp", readiness: "http", ports: true });
  },
  traceInjectors: (self) => tracedBesideCloudRun(inputs.at("template"), self),
  get scaling() {
    return serviceScaling(inputs);
  },
}));

/** `gcp:cloudrunv2/workerPool:WorkerPool`: without requests, and with a fixed number of instances unless set. */
export const cloudRunWorkerPool = reader("gcp:cloudrunv2/workerPool:WorkerPool", workload, (inputs) => ({
  ...cloudRun(inputs, "WorkerPool", inputs.string("name")),
  get labels() {
    return labelsOf(inputs, "labels", "template.labels");
  },
  get annotations() {
    return annotationsOf(inputs, "annotations", "template.annotations");
  },
  get containers() {
    return containersOf(inputs.at("template"), { liveness: "http or tcp", ports: false });
  },
  traceInjectors: (self) => tracedBesideCloudRun(inputs.at("template"), self),
  get scaling() {
    return workerPoolScaling(inputs);
  },
}));

/** `gcp:cloudrunv2/job:Job` runs its tasks to their end. */
export const cloudRunJob = reader("gcp:cloudrunv2/job:Job", workload, (inputs) => ({
  ...cloudRun(inputs, "Job", inputs.string("name")),
  isLongRunning: false,
  cannotScale: "a job runs to its end",
  get labels() {
    return labelsOf(inputs, "labels", "template.labels");
  },
  get annotations() {
    return annotationsOf(inputs, "annotations", "template.annotations");
  },
  get containers() {
    return containersOf(inputs.at("template.template"), { ports: true });
  },
}));

/** `gcp:cloudrun/service:Service`, the first version of the API: scaling stands in annotations. */
export const cloudRunServiceV1 = reader("gcp:cloudrun/service:Service", workload, (inputs) => ({
  ...cloudRun(inputs, "Service", inputs.string("name")),
  get labels() {
    return labelsOf(inputs, "metadata.labels", "template.metadata.labels");
  },
  get annotations() {
    return annotationsOf(inputs, "metadata.annotations", "template.metadata.annotations");
  },
  get containers() {
    return containersOf(inputs.at("template.spec"), {
      liveness: "http",
      readiness: "http",
      ports: true,
      secrets: "valueFrom",
    });
  },
  traceInjectors: (self) => tracedBesideCloudRun(inputs.at("template.spec"), self),
  get scaling() {
    return serviceScalingV1(inputs);
  },
}));

/** What Cloud Run decides for all of its workloads. */
function cloudRun(
  inputs: Inputs,
  type: string,
  name: Fact<string>,
): Omit<Workload, "labels" | "containers" | "scaling"> {
  return {
    identity: { type, name, namespace: inputs.string("location") },
    isLongRunning: true,
    isWindows: false,
    podLabels: {},
    podLabelsComplete: true,
    replicas: Fact.unknown([], "is decided by Cloud Run"),
    keepsData: false,
    networkDecidedElsewhere:
      "Cloud Run has no network policies: its ingress setting and the firewall of its VPC decide",
    advice: cloudRunAdvice,
  };
}

type ProbeForm = "http" | "http or tcp";

/** What the containers of a kind of workload have. */
interface ContainerForm {
  readonly liveness?: ProbeForm;
  readonly readiness?: ProbeForm;
  readonly ports: boolean;
  /** Where variables name secrets. Default: `valueSource`. */
  readonly secrets?: SecretSource;
}

function containersOf(template: Inputs, form: ContainerForm): Listing<Container> {
  const { liveness, readiness, ports, secrets = "valueSource" } = form;
  return template.list("containers").map((container, index) => ({
    name: containerName(container, index),
    path: container.path,
    role: "main",
    get image() {
      return container.string("image");
    },
    get environment() {
      const names = container.list("envs").map((variable) => variable.string("name").value ?? "");
      return names.filter((name) => name !== "");
    },
    environmentIn: once(() => cloudRunEnvironment(container, secrets)),
    get commandLine() {
      return Listing.of(container.strings("commands"), container.strings("args"));
    },
    get declaresPorts() {
      return ports && container.has("ports") && !container.list("ports").isEmpty;
    },
    // Mounts are judged with a read-only root filesystem alone, which Cloud Run does not offer.
    mounts: new Listing([]),
    get resources() {
      return {
        cpuLimit: limitOf(container, "cpu", "cores"),
        memoryLimit: limitOf(container, "memory", "bytes"),
      };
    },
    get livenessProbe() {
      return liveness && probeOf(container, "livenessProbe", liveness);
    },
    get readinessProbe() {
      return readiness && probeOf(container, "readinessProbe", readiness);
    },
  }));
}

function limitOf(container: Inputs, name: "cpu" | "memory", unit: string): Fact<number> {
  return container
    .scalar(["resources", "limits", name], { whenAbsent: DEFAULTS[name] })
    .map(parseQuantity, { unit, why: "is not a quantity, so it cannot be judged" });
}

function probeOf(container: Inputs, name: string, form: ProbeForm): Probe {
  const probe = container.at(name);
  return {
    get present() {
      return container.presence(name);
    },
    get httpPath() {
      return probe.has("httpGet")
        ? probe.string("httpGet.path", { whenAbsent: "/" })
        : probe.string("httpGet.path", { fixable: false });
    },
    get isTcp() {
      return form === "http or tcp" && probe.has("tcpSocket");
    },
    get periodSeconds() {
      return probe.number("periodSeconds", { unit: "seconds", whenAbsent: 10 });
    },
  };
}

function serviceScaling(inputs: Inputs): Scaling {
  const [service, revision] = [inputs.at("scaling"), inputs.at("template.scaling")];
  const mode = service.string("scalingMode", { whenAbsent: "AUTOMATIC" });
  return {
    get minReplicas() {
      return higher(
        revision.number("minInstanceCount"),
        service.number("minInstanceCount", { whenAbsent: 0 }),
      );
    },
    get maxReplicas() {
      return revision
        .number("maxInstanceCount")
        .orElse(service.number("maxInstanceCount", { whenAbsent: DEFAULTS.maxInstances }));
    },
    get cpuTargetPercent() {
      if (mode.value !== "AUTOMATIC") return fixed(mode);
      return cpuTarget(revision.number("cpuUtilization", { whenAbsent: DEFAULTS.cpuTarget }));
    },
  };
}

function workerPoolScaling(inputs: Inputs): Scaling {
  const pool = inputs.at("scaling");
  const mode = pool.string("scalingMode", { whenAbsent: "MANUAL" });
  return {
    get minReplicas() {
      return pool.number("minInstanceCount", { whenAbsent: 1 });
    },
    get maxReplicas() {
      return pool.number("maxInstanceCount", { whenAbsent: DEFAULTS.maxInstances });
    },
    get cpuTargetPercent() {
      return mode.value === "AUTOMATIC" ? undefined : fixed(mode);
    },
  };
}

function serviceScalingV1(inputs: Inputs): Scaling {
  const onService = (name: string): Path => ["metadata", "annotations", `run.googleapis.com/${name}`];
  const onRevision = (name: string): Path => [
    "template",
    "metadata",
    "annotations",
    `autoscaling.knative.dev/${name}`,
  ];
  const mode = inputs.string(onService("scalingMode"), { whenAbsent: "automatic" });
  const count = (path: PathLike, whenAbsent?: number) => inputs.number(path, { whenAbsent, write: String });
  return {
    get minReplicas() {
      return higher(count(onRevision("minScale")), count(onService("minScale"), 0));
    },
    get maxReplicas() {
      return count(onRevision("maxScale"), DEFAULTS.maxInstances);
    },
    get cpuTargetPercent() {
      return mode.value === "automatic" ? undefined : fixed(mode);
    },
  };
}

/** There is no CPU target in a mode that scales nothing. */
function fixed(mode: Fact<string>): Fact<number> {
  if (!mode.isDecided) return mode.map(() => 0);
  return new Lacking(mode.path, { says: `${mode.says}, which never scales`, needs: "scaling on CPU" });
}

/** Cloud Run writes a fraction; 0 turns scaling on CPU off. */
function cpuTarget(fraction: Fact<number>): Fact<number> {
  if (fraction.value === 0) {
    return new Lacking(fraction.path, { says: "is 0, which turns scaling on CPU off", unit: "percent" });
  }
  return fraction.map((value) => Math.round(value * 10_000) / 100, {
    unit: "percent",
    write: (percent) => percent / 100,
  });
}

/** Minimums of the revision and of the service both apply, so that the higher one counts. */
function higher(ofRevision: Fact<number>, ofService: Fact<number>): Fact<number> {
  if (!ofService.isDecided) return ofService;
  const serviceCounts = ofService.isKnown && (ofService.value ?? 0) > (ofRevision.value ?? 0);
  return serviceCounts && ofRevision.isDecided ? ofService : ofRevision.orElse(ofService);
}

/** Labels of the service and of its revisions; by its name as well, as labels of Google Cloud hold no more than words. */
function labelsOf(inputs: Inputs, ...paths: readonly string[]): Readonly<Record<string, string>> {
  const name = inputs.string("name").value;
  return Object.assign(
    name === undefined ? {} : { app: name },
    ...paths.map((path) => knownEntries(inputs, path)),
  ) as Readonly<Record<string, string>>;
}

function annotationsOf(inputs: Inputs, ...paths: readonly string[]): Workload["annotations"] {
  return Listing.of(...paths.map((path) => inputs.entries(path)));
}

function knownEntries(inputs: Inputs, path: string): Readonly<Record<string, string>> {
  const entries = inputs.entries(path).items;
  return Object.fromEntries(
    entries.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])),
  );
}
