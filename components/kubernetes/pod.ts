import type { Input } from "@pulumi/pulumi";
import type { input } from "@pulumi/kubernetes/types";
import { applicationContracts } from "../../policies/kinds/application-contract";
import type { ApplicationArgs } from "./application-args";
import type { ApplicationSettings } from "./application-settings";
import { variablesOf } from "./variables";

/** What FraiseQL 1.x answers to. */
export const contract = applicationContracts.v1;

/** The name of the container's port, which services and probes refer to. */
export const PORT_NAME = "http";

const PROBE_SECONDS = 10;
const STARTUP_ATTEMPTS = 30;

/** The path that the application serves its metrics at, once its code sets them up. */
const METRICS_PATH = "/metrics";

/** Annotations by which Prometheus and agents find what to collect from (checklist 5.3). */
export const scrapeAnnotations: Readonly<Record<string, string>> = {
  "prometheus.io/scrape": "true",
  "prometheus.io/port": String(contract.port),
  "prometheus.io/path": METRICS_PATH,
};

/** A ServiceMonitor's specification, for the Service with these labels (checklist 5.3). */
export function serviceMonitorSpec(selectorLabels: Readonly<Record<string, string>>): object {
  return {
    selector: { matchLabels: selectorLabels },
    endpoints: [{ port: PORT_NAME, path: METRICS_PATH, interval: "30s" }],
  };
}

/** The pods' specification (checklist 7.1 and 7.2). */
export function podSpec(
  args: ApplicationArgs,
  settings: ApplicationSettings,
  pod: {
    readonly serviceAccountName: Input<string>;
    readonly selectorLabels: Readonly<Record<string, string>>;
  },
): input.core.v1.PodSpec {
  const { runAsUser, tmpSize } = settings;
  return {
    serviceAccountName: pod.serviceAccountName,
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser,
      runAsGroup: runAsUser,
      fsGroup: runAsUser,
      seccompProfile: { type: "RuntimeDefault" },
    },
    containers: [container(args, settings)],
    volumes: [{ name: "tmp", emptyDir: { sizeLimit: tmpSize } }],
    // Replicas on one node would fail together.
    topologySpreadConstraints: [
      {
        topologyKey: "kubernetes.io/hostname",
        maxSkew: 1,
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: pod.selectorLabels },
      },
    ],
  };
}

function container(
  args: ApplicationArgs,
  { image, profile, resources }: ApplicationSettings,
): input.core.v1.Container {
  return {
    name: "fraiseql",
    image,
    ports: [{ name: PORT_NAME, containerPort: contract.port, protocol: "TCP" }],
    env: variablesOf(args, profile),
    resources,
    startupProbe: { ...httpProbe(contract.liveness.path), failureThreshold: STARTUP_ATTEMPTS },
    livenessProbe: httpProbe(contract.liveness.path),
    readinessProbe: httpProbe(contract.readiness.path),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
  };
}

function httpProbe(path: string): input.core.v1.Probe {
  return { httpGet: { path, port: PORT_NAME }, periodSeconds: PROBE_SECONDS, timeoutSeconds: 5 };
}
