import { someIs } from "../../evaluation/exclusion";
import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader, type ReadContext } from "../../evaluation/reader";
import { Listing } from "../../evaluation/listing";
import { workload, type Workload } from "../../kinds/workload";
import { restarts } from "../restart-policy";
import { containersOf } from "./container";
import { identityOf, kindOf } from "./identity";
import { isStore } from "./image";
import { keyOf, labelKeys } from "./keys";
import { labelsOf } from "./labels";
import { podTemplateOf } from "./pod-template";
import { revisionHistoryOf, rolloutOf } from "./rollout";
import { hostAccessOf } from "./security-context";
import { apiTokenOf } from "./service-account";
import { scalingKeysOf } from "./scale-target";
import { traceInjectorsOf } from "./trace-injector";

/** Controllers that keep a number of pods running. */
export const replicatedWorkload = reader(
  [
    "kubernetes:apps/v1:Deployment",
    "kubernetes:apps/v1:StatefulSet",
    "kubernetes:apps/v1:ReplicaSet",
    "kubernetes:apps/v1beta1:Deployment",
    "kubernetes:apps/v1beta1:StatefulSet",
    "kubernetes:apps/v1beta2:Deployment",
    "kubernetes:apps/v1beta2:StatefulSet",
    "kubernetes:apps/v1beta2:ReplicaSet",
    "kubernetes:extensions/v1beta1:Deployment",
    "kubernetes:extensions/v1beta1:ReplicaSet",
    "kubernetes:core/v1:ReplicationController",
  ],
  workload,
  (object, context) =>
    workloadOf(object, context, {
      claims: kindOf(context.type) === "StatefulSet" ? object.list("spec.volumeClaimTemplates") : noClaims,
      replicas: () => object.number("spec.replicas", { whenAbsent: 1 }),
    }),
);

/** One pod on every node. */
export const daemonSet = reader(
  [
    "kubernetes:apps/v1:DaemonSet",
    "kubernetes:apps/v1beta2:DaemonSet",
    "kubernetes:extensions/v1beta1:DaemonSet",
  ],
  workload,
  (object, context) =>
    workloadOf(object, context, {
      replicas: () => Fact.unknown(["spec"], "runs one pod on every node"),
      cannotScale: "a DaemonSet runs one pod on every node",
    }),
);

/** Pods that run to their end. */
export const job = reader("kubernetes:batch/v1:Job", workload, (object, context) =>
  workloadOf(object, context, {
    replicas: () => object.number("spec.parallelism", { whenAbsent: 1 }),
    runsToItsEnd: true,
    cannotScale: "a Job runs to its end",
  }),
);

/** Jobs on a schedule. */
export const cronJob = reader(
  ["kubernetes:batch/v1:CronJob", "kubernetes:batch/v1beta1:CronJob", "kubernetes:batch/v2alpha1:CronJob"],
  workload,
  (object, context) =>
    workloadOf(object, context, {
      replicas: () => object.number("spec.jobTemplate.spec.parallelism", { whenAbsent: 1 }),
      runsToItsEnd: true,
      cannotScale: "a CronJob runs to its end",
    }),
);

/** A pod without a controller. */
export const pod = reader("kubernetes:core/v1:Pod", workload, (object, context) =>
  workloadOf(object, context, {
    replicas: () => Fact.given(1, ["spec"]),
    cannotScale: "nothing scales a pod without a controller",
  }),
);

/** A template of pods for controllers outside Kubernetes. */
export const podTemplate = reader("kubernetes:core/v1:PodTemplate", workload, (object, context) =>
  workloadOf(object, context, {
    replicas: () => Fact.given(1, ["template"]),
    cannotScale: "a PodTemplate runs no pods by itself",
  }),
);

/** Argo Rollouts. With `workloadRef`, the pods are those of the Deployment it names. */
export const argoRollout = reader("kubernetes:argoproj.io/*:Rollout", workload, (object, context) =>
  workloadOf(object, context, {
    replicas: () => object.number("spec.replicas", { whenAbsent: 1 }),
    ...(object.has("spec.workloadRef")
      ? { networkDecidedElsewhere: "its pods are those of the workload that spec.workloadRef names" }
      : {}),
  }),
);

/** What the readers above differ in. */
interface Shape {
  /** Claims made for each pod. */
  readonly claims?: Listing<Inputs>;
  readonly replicas: () => Fact<number>;
  readonly runsToItsEnd?: boolean;
  readonly cannotScale?: string;
  readonly networkDecidedElsewhere?: string;
}

const noClaims = new Listing<Inputs>([]);

function workloadOf(object: Inputs, { type }: ReadContext, shape: Shape): Workload {
  const { claims = noClaims, runsToItsEnd = false, cannotScale, networkDecidedElsewhere } = shape;
  const kind = kindOf(type);
  const template = podTemplateOf(object, kind);
  const podSpec = template.at("spec");
  const podLabels = labelsOf(template.at("metadata"));
  const identity = { type: kind, ...identityOf(object) };
  return {
    identity,
    get isLongRunning() {
      return runsToItsEnd ? false : restarts(podSpec.string("restartPolicy"));
    },
    get isWindows() {
      const systems = [
        podSpec.string("os.name"),
        podSpec.string(["nodeSelector", "kubernetes.io/os"]),
        podSpec.string(["nodeSelector", "beta.kubernetes.io/os"]),
      ];
      const isLinux = systems.some(({ value }) => value === "linux");
      return isLinux ? false : someIs(systems, (system) => system === "windows");
    },
    get labels() {
      return { ...labelsOf(object.at("metadata")).known, ...podLabels.known };
    },
    get annotations() {
      const own = object.entries("metadata.annotations");
      return kind === "Pod" ? own : Listing.of(own, template.entries("metadata.annotations"));
    },
    podLabels: podLabels.known,
    podLabelsComplete: podLabels.complete,
    get containers() {
      return containersOf(podSpec, { pod: podSpec.list("volumes"), claims });
    },
    get replicas() {
      return shape.replicas();
    },
    get hostAccess() {
      return hostAccessOf(podSpec);
    },
    mountsApiToken: (self, stack) => apiTokenOf(podSpec, self, stack),
    get rollout() {
      return runsToItsEnd ? undefined : rolloutOf(object, type);
    },
    get revisionHistory() {
      return revisionHistoryOf(object, type);
    },
    traceInjectors: (self, stack) => traceInjectorsOf(template.at("metadata"), self, stack),
    goesWithItsNode: true,
    reachesNeighbours: true,
    get keepsData() {
      const { items } = podSpec.list("containers");
      return someIs(
        items.map((container) => container.string("image")),
        isStore,
      );
    },
    scalingKeys: scalingKeysOf,
    networkKeys: () => [keyOf("namespace", identity.namespace), ...labelKeys(podLabels)],
    networkDecidedElsewhere,
    cannotScale,
  };
}
