import { resource, type TestResource } from "../../kit/cases";
import { application } from "./application";

type Props = Readonly<Record<string, unknown>>;

export const NGINX = "nginx.ingress.kubernetes.io";
export const ALB = "alb.ingress.kubernetes.io";

/** How messages show an annotation's path. */
export const shown = (prefix: string, name: string) => `metadata.annotations["${prefix}/${name}"]`;

/** Annotations of one prefix. */
export const annotated = (prefix: string, values: Props): Props =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}/${name}`, value]));

const namespace = "shop";

/** A workload of one container. */
export const deployment = (name: string, container: Props): TestResource =>
  resource("kubernetes:apps/v1:Deployment", name, {
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, ...container }] },
      },
    },
  });

/** A Service of the pods with its name as label `app`. */
export const service = (name: string, annotations: Props = {}): TestResource =>
  resource("kubernetes:core/v1:Service", `${name}-service`, {
    metadata: { name, namespace, annotations },
    spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8000 }] },
  });

/** The application behind its Service. */
export const backend = (variables: Props = {}, annotations: Props = {}): readonly TestResource[] => [
  application(variables),
  service("api", annotations),
];

/** Something else behind its Service. */
export const grafana: readonly TestResource[] = [
  deployment("grafana", { image: "grafana/grafana:11.2.0" }),
  service("grafana"),
];

/** A rule that leads to a Service. */
export const rule = (host: unknown = "api.example.com", to = "api") => ({
  host,
  http: {
    paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: to, port: { number: 80 } } } }],
  },
});

/** An entry of `spec.tls`. */
export const tls = (secretName: unknown = "api-tls", hosts: unknown = ["api.example.com"]) => ({
  hosts,
  secretName,
});

/** An Ingress with the given annotations and specification. */
export const ingress = (annotations: Props, spec: Props, name = "api"): TestResource =>
  resource("kubernetes:networking.k8s.io/v1:Ingress", name, {
    metadata: { name, namespace, annotations },
    spec,
  });

/** A patch that sets the rules of an Ingress, and nothing else. */
export const ingressPatch = (): TestResource =>
  resource("kubernetes:networking.k8s.io/v1:IngressPatch", "api", {
    metadata: { name: "api", namespace },
    spec: { ingressClassName: "alb", rules: [rule()] },
  });

const CERT_MANAGER = { "cert-manager.io/cluster-issuer": "letsencrypt" };

/** The usual Ingress: ingress-nginx, with certificates of cert-manager. */
export const nginx = (annotations: Props = {}, spec: Props = {}): TestResource =>
  ingress(
    { ...CERT_MANAGER, ...annotated(NGINX, annotations) },
    { ingressClassName: "nginx", tls: [tls()], rules: [rule()], ...spec },
  );

/** The configuration of ingress-nginx. */
export const nginxConfig = (data: Props): TestResource =>
  resource("kubernetes:core/v1:ConfigMap", "ingress-nginx-controller", {
    metadata: {
      name: "ingress-nginx-controller",
      namespace: "ingress-nginx",
      labels: { "app.kubernetes.io/name": "ingress-nginx" },
    },
    data,
  });

const CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d";

/** A public Ingress of the AWS Load Balancer Controller that redirects to HTTPS. */
export const alb = (annotations: Props = {}, spec: Props = {}): TestResource =>
  ingress(
    annotated(ALB, {
      "scheme": "internet-facing",
      "certificate-arn": CERTIFICATE,
      "listen-ports": '[{"HTTP":80},{"HTTPS":443}]',
      "ssl-redirect": "443",
      ...annotations,
    }),
    { ingressClassName: "alb", rules: [rule()], ...spec },
  );

/** A public Ingress of GKE with a managed certificate, and the FrontendConfig that it names. */
export const gke = (annotations: Props = {}, spec: Props = {}): TestResource =>
  ingress(
    {
      "kubernetes.io/ingress.class": "gce",
      "networking.gke.io/managed-certificates": "api",
      "networking.gke.io/v1beta1.FrontendConfig": "secure",
      ...annotations,
    },
    { rules: [rule()], ...spec },
  );

export const frontendConfig = (spec: Props): TestResource =>
  resource("kubernetes:networking.gke.io/v1beta1:FrontendConfig", "secure", {
    metadata: { name: "secure", namespace },
    spec,
  });

export const backendConfig = (spec: Props): TestResource =>
  resource("kubernetes:cloud.google.com/v1:BackendConfig", "backend", {
    metadata: { name: "backend", namespace },
    spec,
  });

/** An Ingress of an older API version, whose backends are spelt otherwise. */
export const betaNginx = (annotations: Props = {}, spec: Props = {}): TestResource =>
  resource("kubernetes:extensions/v1beta1:Ingress", "beta", {
    metadata: {
      name: "beta",
      namespace,
      annotations: {
        "kubernetes.io/ingress.class": "nginx",
        ...CERT_MANAGER,
        ...annotated(NGINX, annotations),
      },
    },
    spec: {
      tls: [tls()],
      rules: [
        { host: "api.example.com", http: { paths: [{ backend: { serviceName: "api", servicePort: 80 } }] } },
      ],
      ...spec,
    },
  });
