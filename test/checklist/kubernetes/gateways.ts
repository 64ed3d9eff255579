import { resource, type TestResource } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;

/** A FraiseQL Deployment, whose pods have the label `app: api`; `env` adds variables. */
export function application(env: readonly Props[] = []): TestResource {
  return resource("kubernetes:apps/v1:Deployment", "api", {
    metadata: { name: "api", namespace: "prod" },
    spec: {
      template: {
        metadata: { labels: { app: "api" } },
        spec: { containers: [{ name: "api", image: "ghcr.io/fraiseql/fraiseql:1.4.0", env }] },
      },
    },
  });
}

/** The Deployment of something else, behind the same names. */
export function otherWorkload(image: unknown = "grafana/grafana:11.0.0"): TestResource {
  return resource("kubernetes:apps/v1:Deployment", "other", {
    metadata: { name: "api", namespace: "prod" },
    spec: {
      template: {
        metadata: { labels: { app: "api" } },
        spec: { containers: [{ name: "main", image }] },
      },
    },
  });
}

/** A Service in front of the pods with the label `app: api`. */
export function service(spec: Props = {}, annotations: Props = {}): TestResource {
  return resource("kubernetes:core/v1:Service", "api", {
    metadata: { name: "api", namespace: "prod", annotations },
    spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8000 }], ...spec },
  });
}

/** A Service of type LoadBalancer. */
export function loadBalancer(spec: Props = {}, annotations: Props = {}): TestResource {
  return service({ type: "LoadBalancer", ...spec }, annotations);
}

/** A Service of type LoadBalancer in front of other pods. */
export function loadBalancerOf(namespace: string, selector: Props, spec: Props = {}): TestResource {
  return resource("kubernetes:core/v1:Service", "ingress", {
    metadata: { name: "ingress", namespace },
    spec: { type: "LoadBalancer", selector, ports: [{ port: 443 }], ...spec },
  });
}

/** AWS annotations of a load balancer that ends TLS on every port. */
export const awsCertificate = {
  "service.beta.kubernetes.io/aws-load-balancer-ssl-cert": "arn:aws:acm:eu-west-1:111122223333:certificate/a",
};

/** An object of namespace `prod`. */
export function object(type: string, name: string, spec: Props, metadata: Props = {}): TestResource {
  return resource(`kubernetes:${type}`, name, { metadata: { name, namespace: "prod", ...metadata }, spec });
}

export const httpListener = { name: "http", port: 80, protocol: "HTTP" };
export const httpsListener = {
  name: "https",
  port: 443,
  protocol: "HTTPS",
  hostname: "api.example.com",
  tls: { certificateRefs: [{ name: "api-tls" }] },
};

/** A Gateway with a listener for HTTPS. */
export function gateway(spec: Props = {}, metadata: Props = {}): TestResource {
  return object(
    "gateway.networking.k8s.io/v1:Gateway",
    "web",
    { gatewayClassName: "envoy", listeners: [httpsListener], ...spec },
    metadata,
  );
}

/** A Gateway of the AWS Load Balancer Controller, and its settings. */
export function awsGateway(settings: Props): readonly TestResource[] {
  return [
    gateway({
      gatewayClassName: "alb",
      infrastructure: {
        parametersRef: { group: "gateway.k8s.aws", kind: "LoadBalancerConfiguration", name: "alb" },
      },
    }),
    object("gateway.k8s.aws/v1beta1:LoadBalancerConfiguration", "alb", settings),
  ];
}

/** A rule that sends requests to the application. */
export const toApplication = { backendRefs: [{ name: "api", port: 80 }] };

/** An HTTPRoute on the Gateway, or on one listener of it. */
export function route(
  rules: readonly Props[] = [toApplication],
  parent: Props = {},
  name = "api",
): TestResource {
  return object("gateway.networking.k8s.io/v1:HTTPRoute", name, {
    parentRefs: [{ name: "web", ...parent }],
    hostnames: ["api.example.com"],
    rules,
  });
}

/** An HTTPRoute that redirects what comes to the listener for plain HTTP. */
export function redirect(requestRedirect: Props = { scheme: "https", statusCode: 301 }): TestResource {
  return route(
    [{ filters: [{ type: "RequestRedirect", requestRedirect }] }],
    { sectionName: "http" },
    "redirect",
  );
}

/** A policy of Envoy Gateway on the Gateway. */
export function envoyPolicy(kind: string, spec: Props): TestResource {
  return object(`gateway.envoyproxy.io/v1alpha1:${kind}`, "web", {
    targetRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: "web" }],
    ...spec,
  });
}

/** A Gateway of Istio with these servers; one of HTTPS unless others are given. */
export function istioGateway(servers: readonly Props[] = [istioServer()]): TestResource {
  return object("networking.istio.io/v1:Gateway", "web", { selector: { istio: "ingressgateway" }, servers });
}

/** A server for HTTPS. */
export function istioServer(tls: Props = {}): Props {
  return {
    port: { number: 443, name: "https", protocol: "HTTPS" },
    hosts: ["api.example.com"],
    tls: { mode: "SIMPLE", credentialName: "api-tls", ...tls },
  };
}

/** A VirtualService that sends requests to the application. */
export function virtualService(http: Props = {}): TestResource {
  return object("networking.istio.io/v1:VirtualService", "api", {
    hosts: ["api.example.com"],
    gateways: ["web"],
    http: [{ route: [{ destination: { host: "api" } }], ...http }],
  });
}

/** An IngressRoute of Traefik that serves HTTPS, through these middlewares. */
export function ingressRoute(middlewares: readonly string[] = [], spec: Props = {}): TestResource {
  return object("traefik.io/v1alpha1:IngressRoute", "api", {
    entryPoints: ["websecure"],
    routes: [
      {
        kind: "Rule",
        match: "Host(`api.example.com`)",
        middlewares: middlewares.map((name) => ({ name })),
        services: [{ name: "api", port: 80 }],
      },
    ],
    tls: { secretName: "api-tls" },
    ...spec,
  });
}

/** A Middleware of Traefik. */
export function middleware(name: string, spec: Props): TestResource {
  return object("traefik.io/v1alpha1:Middleware", name, spec);
}
