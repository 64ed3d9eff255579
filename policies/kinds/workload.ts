import type { Exclusion } from "../evaluation/exclusion";
import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import type { Key } from "../evaluation/lookup";
import type { Outcome, Undetermined } from "../evaluation/outcome";
import type { Path } from "../evaluation/path";
import type { Reference } from "../evaluation/reference";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { Environment } from "./environment";
import type { PlatformAdvice } from "./platform-advice";
import type { ContainerPrivileges, HostAccess } from "./privileges";
import type { Rollout } from "./rollout";
import type { TraceInjector } from "./trace-injector";

/** Something that runs containers. */
export interface Workload {
  /** The resource's own name, where others refer to it by name. */
  readonly identity: WorkloadIdentity;
  /** The workload whose containers this one runs, where another resource describes them. */
  readonly runs?: Reference | undefined;
  /** False for what runs to its end: a Job, a CronJob, a one-off pod; or what is not known, where that decides. */
  readonly isLongRunning: boolean | Undetermined;
  /** Set for a workload that runs Windows, which has neither users nor file systems of the Unix kind; or what is not known. */
  readonly isWindows: boolean | Undetermined;
  /** Labels of the workload and its pods, as far as they are known. */
  readonly labels: Readonly<Record<string, string>>;
  /** Labels of the pods alone, which selectors match. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** False when some of the pods' labels are not known. */
  readonly podLabelsComplete: boolean;
  /** Annotations of the workload and its pods. */
  readonly annotations?: Listing<readonly [key: string, value: Fact<string>]> | undefined;
  /** Every container: those that serve, and init, sidecar and ephemeral ones. */
  readonly containers: Listing<Container>;
  /** How many replicas run, when the workload says so itself. */
  readonly replicas: Fact<number>;
  /** Scaling that is part of the workload itself, on platforms that have it. */
  readonly scaling?: Scaling | undefined;
  /** What autoscalers are looked up by for it. Left out: every one may scale it. */
  scalingKeys?(self: Subject<Workload>, stack: StackView): readonly Key[];
  /** What network policies are looked up by for it. Left out: every one may apply. */
  networkKeys?(self: Subject<Workload>, stack: StackView): readonly Key[];
  /** Security groups on the workload's network interfaces. */
  readonly securityGroups?: Listing<Reference> | undefined;
  /** What it shares with its host. Undefined where the platform shares nothing. */
  readonly hostAccess?: HostAccess | undefined;
  /** Whether its containers get a token for the platform's own API. Undefined where there is none. */
  mountsApiToken?(self: Subject<Workload>, stack: StackView): Fact<boolean>;
  /** How new versions replace old ones. Undefined for what runs to its end, and where the platform decides. */
  readonly rollout?: Rollout | undefined;
  /** Earlier versions that are kept to go back to. Undefined where the platform decides. */
  readonly revisionHistory?: Fact<number> | undefined;
  /** Passes where a version that fails makes way for the earlier one. Left out where earlier versions are kept. */
  goesBack?(self: Subject<Workload>, stack: StackView): Outcome;
  /** True where replicas go when the node is drained that they run on. */
  readonly goesWithItsNode?: boolean;
  /** True where the workloads of a namespace reach each other unless a policy denies it. */
  readonly reachesNeighbours?: boolean;
  /** What gives its processes an exporter of traces, or a collector beside them. Left out: nothing does. */
  traceInjectors?(self: Subject<Workload>, stack: StackView): Listing<Subject<TraceInjector>>;
  /** True for a database or another store, whose persistent volumes are its purpose; or what is not known. */
  readonly keepsData: boolean | Undetermined;
  /** Set where the platform or another resource decides the workload's network, with a clause that says so. */
  readonly networkDecidedElsewhere?: string | undefined;
  /** What to write on its platform. Left out: what Kubernetes calls it. */
  readonly advice?: PlatformAdvice | undefined;
  /** What follows from the platform where it cannot scale or is not a long-lived service: why autoscaling is not asked. */
  readonly cannotScale?: string | undefined;
}

/** What other resources name a workload by. */
export interface WorkloadIdentity {
  /** `Deployment`, `Service`, ... in the platform's own words. */
  readonly type: string;
  readonly name: Fact<string>;
  readonly namespace: Fact<string>;
}

/** The bounds and the target of automatic scaling. */
export interface Scaling {
  readonly minReplicas: Fact<number>;
  readonly maxReplicas: Fact<number>;
  /** CPU utilisation, in percent of the request, at which replicas are added. Undefined where the platform decides. */
  readonly cpuTargetPercent?: Fact<number> | undefined;
}

/** One container of a workload. */
export interface Container {
  readonly name: string;
  readonly path: Path;
  /** `main` serves; `init` runs before it; `sidecar` is an init container that keeps running; `ephemeral` debugs. */
  readonly role: "main" | "init" | "sidecar" | "ephemeral";
  readonly image: Fact<string>;
  /** Names of the environment variables that are set by name. */
  readonly environment: Listing<string>;
  /** The whole environment, with what other resources of the stack contribute. Undefined where it is not read yet. */
  environmentIn?(self: Subject<Workload>, stack: StackView): Environment;
  /** Files of variables that stand beside the image, such as `.env` files in a bucket. Left out: the platform has none. */
  readonly environmentFiles?: Listing<Fact<string>> | undefined;
  /** Other named settings that may hold a credential: of its log driver. Never shown. */
  readonly options?: Listing<readonly [key: string, value: Fact<string>]> | undefined;
  /** Its command and arguments. Undefined where the platform has none, or they are not read yet. */
  readonly commandLine?: Listing<Fact<string>> | undefined;
  readonly declaresPorts: boolean;
  /** Whether the platform refuses to start the container as root. Undefined where it has no such setting. */
  readonly runAsNonRoot?: Fact<boolean> | undefined;
  /** User id or name. Undefined where the platform has no such setting. */
  readonly user?: Fact<string | number> | undefined;
  /** Undefined where the platform has no such setting. */
  readonly readOnlyRootFilesystem?: Fact<boolean> | undefined;
  /** What it may do beyond its own process. Undefined where the platform has no such settings. */
  readonly privileges?: ContainerPrivileges | undefined;
  /** Storage mounted into the container. */
  readonly mounts: Listing<Mount>;
  /** What the container may use. Undefined where the platform always sets it. */
  readonly resources?: ContainerResources | undefined;
  /** The same with what other resources of the stack add. Left out: nothing does. */
  resourcesIn?(self: Subject<Workload>, stack: StackView): ContainerResources | undefined;
  readonly livenessProbe?: Probe | undefined;
  readonly readinessProbe?: Probe | undefined;
}

/** Requests and limits: CPU in cores, memory in bytes. */
export interface ContainerResources {
  /** Values in the platform's own units, to show how they are written. */
  readonly example?: string;
  readonly cpuRequest?: Fact<number> | undefined;
  readonly cpuLimit?: Fact<number> | undefined;
  readonly memoryRequest?: Fact<number> | undefined;
  readonly memoryLimit?: Fact<number> | undefined;
}

/** Storage that a container sees at a path. */
export interface Mount {
  readonly path: Path;
  readonly mountPath: Fact<string>;
  readonly readOnly: Fact<boolean>;
  /** Names of the files that a configuration object, and no secret, puts there, as far as they are known. */
  configFiles?(self: Subject<Workload>, stack: StackView): readonly Fact<string>[];
  /** `scratch`: an empty directory; `claim`: a persistent volume; `host`: the node's own files; `read-only`: config. */
  readonly storage: "scratch" | "claim" | "host" | "read-only" | "unknown";
}

/** A health check of a container. */
export interface Probe {
  /** Whether the probe is set at all. */
  readonly present: Fact<boolean>;
  /** The path of its HTTP request; absent for a probe of another kind. */
  readonly httpPath: Fact<string>;
  /** True for a probe that only opens a connection. */
  readonly isTcp: boolean;
  /** Seconds between probes. */
  readonly periodSeconds?: Fact<number> | undefined;
}

/** Why a requirement on what keeps running does not speak about the workload: the clause, or what is not known. */
export function runsToItsEnd({ isLongRunning }: Workload, clause: string): Exclusion | undefined {
  if (typeof isLongRunning === "object") return isLongRunning;
  return isLongRunning ? undefined : clause;
}

/** Why a requirement on what only Unix has does not speak about the workload: the clause, or what is not known. */
export function runsOnWindows({ isWindows }: Workload, clause: string): Exclusion | undefined {
  if (typeof isWindows === "object") return isWindows;
  return isWindows ? clause : undefined;
}

export const workload = kind<Workload>("workload");
