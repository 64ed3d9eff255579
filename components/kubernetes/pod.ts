import type { Input } from "@pulumi/pulumi";
import type { input } from "@pulumi/kubernetes/types";
import { applicationContracts } from "../../policies/kinds/application-contract";
import type { ApplicationArgs, SecretKey } from "./application-args";
import type { ApplicationSettings } from "./application-settings";

/** What FraiseQL 1.x answers to. */
export const contract = applicationContracts.v1;

/** The name of the container's port, which services and probes refer to. */
export const PORT_NAME = "http";

const PROBE_SECONDS = 10;
const STARTUP_ATTEMPTS = 30;

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
  { profile, resources }: ApplicationSettings,
): input.core.v1.Container {
  return {
    name: "fraiseql",
    image: args.image,
    ports: [{ name: PORT_NAME, containerPort: contract.port, protocol: "TCP" }],
    env: [
      { name: "FRAISEQL_ENVIRONMENT", value: "production" },
      { name: "FRAISEQL_SECURITY_PROFILE", value: profile.name },
      fromSecret("FRAISEQL_DATABASE_URL", args.database.url),
      fromSecret("DATABASE_URL", args.database.url),
      fromSecret("JWT_SECRET_KEY", args.jwtSecret),
      ...Object.entries(args.env ?? {}).map(([name, value]) => ({ name, value })),
    ],
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

function fromSecret(name: string, { secretName, key }: SecretKey): input.core.v1.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secretName, key } } };
}
