import { kind } from "../../evaluation/kind";
import { reader } from "../../evaluation/reader";
import { clusterInputs, namedInputs, type NamedInputs } from "./named-inputs";

/** Which controller serves the Ingresses of a class. */
export const ingressClass = kind<NamedInputs>("ingress class");
/** GKE: redirects and the TLS policy of the load balancers that name it. */
export const frontendConfig = kind<NamedInputs>("frontend config");
/** GKE: health checks, timeouts and headers of the Services that name it. */
export const backendConfig = kind<NamedInputs>("backend config");
/** A Helm release, of which only the values are seen. */
export const helmRelease = kind<NamedInputs>("Helm release");

export const kubernetesIngressClass = reader(
  ["kubernetes:networking.k8s.io/v1:IngressClass", "kubernetes:networking.k8s.io/v1beta1:IngressClass"],
  ingressClass,
  clusterInputs,
);
export const gkeFrontendConfig = reader(
  "kubernetes:networking.gke.io/*:FrontendConfig",
  frontendConfig,
  namedInputs,
);
export const gkeBackendConfig = reader(
  "kubernetes:cloud.google.com/*:BackendConfig",
  backendConfig,
  namedInputs,
);
export const helmChartRelease = reader("kubernetes:helm.sh/v3:Release", helmRelease, namedInputs);
