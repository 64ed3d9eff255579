import { cases, resource, unknown } from "../../kit/cases";

const metadata = { name: "main", namespace: "data" };
const labels = { app: "postgres" };
const statefulSet = (pod: object = {}, container: object = {}) =>
  resource("kubernetes:apps/v1:StatefulSet", "db", {
    metadata: { name: "db", namespace: "data" },
    spec: {
      serviceName: "db",
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { ...pod, containers: [{ name: "postgres", image: "postgres:16.4", ...container }] },
      },
    },
  });
const service = (spec: object, annotations: object = {}, selector: unknown = labels, namespace = "data") =>
  resource("kubernetes:core/v1:Service", "db", {
    metadata: { name: "db", namespace, annotations },
    spec: { selector, ports: [{ port: 5432 }], ...spec },
  });
const cluster = (spec: object) =>
  resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "main", { metadata, spec });
const zalando = (spec: object) =>
  resource("kubernetes:acid.zalan.do/v1:postgresql", "main", { metadata, spec });
const crunchy = (spec: object) =>
  resource("kubernetes:postgres-operator.crunchydata.com/v1beta1:PostgresCluster", "main", {
    metadata,
    spec,
  });

const ADVICE =
  " Where clients outside the cluster need it, use the cloud's annotation for an internal load balancer, or list them in spec.loadBalancerSourceRanges.";
const PUBLIC =
  '3.1 Database not public: service db: spec.type is "LoadBalancer", and nothing keeps it to private networks; {profile} needs no way in from public networks. Set spec.type: "ClusterIP".' +
  ADVICE;

export default cases({
  requirement: "3.1-database-not-public",
  provider: "kubernetes",
  valid: {
    "a headless service in front of a StatefulSet": {
      stack: [statefulSet(), service({ clusterIP: "None" })],
    },
    "internal load balancers of the clouds": {
      stack: [
        statefulSet(),
        ...[
          { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" },
          { "service.beta.kubernetes.io/aws-load-balancer-type": "external" },
          { "networking.gke.io/load-balancer-type": "Internal" },
          { "service.beta.kubernetes.io/azure-load-balancer-internal": "true" },
        ].map((annotations) => service({ type: "LoadBalancer" }, annotations)),
        service({ type: "LoadBalancer", loadBalancerClass: "service.k8s.aws/nlb" }),
        service({ type: "LoadBalancer", loadBalancerIP: "10.0.12.7" }),
      ],
    },
    "a load balancer for listed addresses": {
      stack: [statefulSet(), service({ type: "LoadBalancer", loadBalancerSourceRanges: ["203.0.113.0/24"] })],
    },
    "a load balancer of other pods, of another namespace": {
      stack: [
        statefulSet(),
        service({ type: "LoadBalancer" }, {}, { app: "web" }),
        service({ type: "LoadBalancer" }, {}, labels, "web"),
        service({ type: "LoadBalancer" }, {}, {}),
      ],
    },
    "CloudNativePG makes services of the cluster alone": {
      stack: [
        cluster({ instances: 3, managed: { services: { disabledDefaultServices: ["ro"] } } }),
        resource("kubernetes:postgresql.cnpg.io/v1:Pooler", "pooler", {
          metadata: { name: "pooler", namespace: "data" },
          spec: { cluster: { name: "main" }, instances: 2, type: "rw" },
        }),
      ],
    },
    "Zalando's load balancer admits nobody unless ranges are listed": {
      stack: [
        zalando({ enableMasterLoadBalancer: true }),
        zalando({ enableMasterLoadBalancer: true, allowedSourceRanges: ["198.51.100.0/24"] }),
        zalando({ allowedSourceRanges: ["0.0.0.0/0"] }),
      ],
    },
    "Crunchy's service stays in the cluster": { stack: [crunchy({ instances: [{}] })] },
  },
  invalid: {
    "a load balancer in front of a StatefulSet": {
      stack: [statefulSet(), service({ type: "LoadBalancer" })],
      remediable: false,
      finds: [PUBLIC],
    },
    "in a list of a chart's objects, and internet-facing on purpose": {
      stack: [
        statefulSet(),
        resource("kubernetes:core/v1:ServiceList", "services", {
          items: [
            {
              metadata: {
                name: "db",
                namespace: "data",
                annotations: { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" },
              },
              spec: { type: "LoadBalancer", selector: labels, loadBalancerClass: "service.k8s.aws/nlb" },
            },
          ],
        }),
      ],
      remediable: false,
      finds: [PUBLIC.replaceAll("spec.type", "items[0].spec.type")],
    },
    "a port on every node": {
      stack: [statefulSet(), service({ type: "NodePort" })],
      remediable: false,
      finds: [
        '3.1 Database not public: service db: spec.type is "NodePort", which opens a port on every node; {profile} needs no way in from public networks. Set spec.type: "ClusterIP".',
      ],
    },
    "a list of everyone": {
      stack: [statefulSet(), service({ type: "LoadBalancer", loadBalancerSourceRanges: ["0.0.0.0/0"] })],
      remediable: false,
      finds: [
        '3.1 Database not public: service db: spec.loadBalancerSourceRanges[0] is "0.0.0.0/0"; {profile} needs listed address ranges.',
      ],
    },
    "an external address": {
      stack: [statefulSet(), service({ externalIPs: ["203.0.113.9", "10.1.2.3"] })],
      remediable: false,
      finds: [
        '3.1 Database not public: service db: spec.externalIPs[0] is "203.0.113.9"; {profile} needs an address of a private network, or none at all.',
      ],
    },
    "on the node's network": {
      stack: [statefulSet({ hostNetwork: true })],
      finds: [
        "3.1 Database not public: spec.template.spec.hostNetwork is true; {profile} needs the pod's own network. Set spec.template.spec.hostNetwork: false.",
      ],
    },
    "on a port of the node": {
      stack: [statefulSet({}, { ports: [{ containerPort: 5432, hostPort: 5432 }] })],
      remediable: false,
      finds: [
        "3.1 Database not public: port (spec.template.spec.containers[0].ports[0]): hostPort is 5432; {profile} needs no port of the node.",
      ],
    },
    "CloudNativePG is told to make a load balancer": {
      stack: [
        cluster({
          managed: {
            services: {
              additional: [
                {
                  selectorType: "rw",
                  serviceTemplate: { metadata: { name: "main-lb" }, spec: { type: "LoadBalancer" } },
                },
              ],
            },
          },
        }),
      ],
      finds: [
        '3.1 Database not public: spec.managed.services.additional[0].serviceTemplate.spec.type is "LoadBalancer", and nothing keeps it to private networks; {profile} needs no way in from public networks. Set spec.managed.services.additional[0].serviceTemplate.spec.type: "ClusterIP".' +
          ADVICE,
      ],
    },
    "a load balancer for CloudNativePG's primary": {
      stack: [
        cluster({ instances: 3 }),
        service(
          { type: "LoadBalancer" },
          {},
          { "cnpg.io/cluster": "main", "cnpg.io/instanceRole": "primary" },
        ),
      ],
      remediable: false,
      finds: [PUBLIC],
    },
    "a pooler with a port on every node": {
      stack: [
        cluster({ instances: 3 }),
        resource("kubernetes:postgresql.cnpg.io/v1:Pooler", "pooler", {
          metadata: { name: "pooler", namespace: "data" },
          spec: { cluster: { name: "main" }, serviceTemplate: { spec: { type: "NodePort" } } },
        }),
      ],
      remediable: false,
      finds: [
        '3.1 Database not public: pooler pooler: spec.serviceTemplate.spec.type is "NodePort", which opens a port on every node; {profile} needs no way in from public networks. Set spec.serviceTemplate.spec.type: "ClusterIP".',
      ],
    },
    "Zalando's load balancer admits everyone": {
      stack: [zalando({ enableMasterLoadBalancer: true, allowedSourceRanges: ["0.0.0.0/0"] })],
      remediable: false,
      finds: [
        '3.1 Database not public: spec.allowedSourceRanges[0] is "0.0.0.0/0"; {profile} needs listed address ranges.',
      ],
    },
    "Crunchy's service is a load balancer": {
      stack: [crunchy({ service: { type: "LoadBalancer" } })],
      finds: [
        '3.1 Database not public: spec.service.type is "LoadBalancer", and nothing keeps it to private networks; {profile} needs no way in from public networks. Set spec.service.type: "ClusterIP".' +
          ADVICE,
      ],
    },
  },
  unknown: {
    "the type is not known yet": {
      stack: [statefulSet(), service({ type: unknown })],
      mentions: ["spec.type"],
    },
    "the selector is not known yet": {
      stack: [statefulSet(), service({ type: "LoadBalancer" }, {}, { app: unknown })],
      mentions: ["whether service db selects its pods is not known until the update"],
    },
    "a load balancer of another controller": {
      stack: [statefulSet(), service({ type: "LoadBalancer", loadBalancerClass: "tailscale" })],
      mentions: [
        'spec.type is "LoadBalancer" of class "tailscale", and who reaches its addresses is not known here',
      ],
    },
    "a gateway leads to it": {
      stack: [
        statefulSet(),
        service({}),
        resource("kubernetes:gateway.networking.k8s.io/v1alpha2:TCPRoute", "db", {
          metadata: { name: "db", namespace: "data" },
          spec: { parentRefs: [{ name: "edge" }], rules: [{ backendRefs: [{ name: "db", port: 5432 }] }] },
        }),
      ],
      mentions: ["TCPRoute db leads to it, and who reaches its gateway is not known here"],
    },
  },
});
