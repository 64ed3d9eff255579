import { cases, resource, unknown } from "../../kit/cases";
import { applicationPatch } from "../kubernetes/application";

const image = "ghcr.io/fraiseql/fraiseql:1.4.0";
const deployment = (labels: unknown = { app: "api", tier: "web" }, podSpec: object = {}) =>
  resource("kubernetes:apps/v1:Deployment", "api", {
    metadata: { name: "api", namespace: "prod" },
    spec: {
      template: { metadata: { labels }, spec: { containers: [{ name: "api", image }], ...podSpec } },
    },
  });

const job = (container: object = {}) =>
  resource("kubernetes:batch/v1:Job", "migrate", {
    metadata: { name: "migrate", namespace: "prod" },
    spec: {
      template: {
        metadata: { labels: { app: "migrate" } },
        spec: { containers: [{ name: "migrate", image, ...container }] },
      },
    },
  });

const policy = (spec: object, name = "api-policy", namespace = "prod") =>
  resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", name, { metadata: { name, namespace }, spec });
const api = { podSelector: { matchLabels: { app: "api" } } };
const bothWays = { policyTypes: ["Ingress", "Egress"] };
const fromIngress = [
  {
    from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress-nginx" } } }],
    ports: [{ port: 8000 }],
  },
];
const toDatabase = [{ to: [{ podSelector: { matchLabels: { app: "db" } } }], ports: [{ port: 5432 }] }];
const good = { ...api, ...bothWays, ingress: fromIngress, egress: toDatabase };

const custom = (type: string, spec: object, namespace: string | undefined = "prod") =>
  resource(`kubernetes:${type}`, "api-policy", { metadata: { name: "api", namespace }, spec });

const prod = { namespaces: { matchLabels: { "kubernetes.io/metadata.name": "prod" } } };
const admin = (spec: object, kind = "BaselineAdminNetworkPolicy") =>
  resource(`kubernetes:policy.networking.k8s.io/v1alpha1:${kind}`, "cluster", {
    metadata: { name: "default" },
    spec: { subject: { namespaces: {} }, ...spec },
  });
const everyPod = { namespaces: {} };
const denyAll = {
  ingress: [{ action: "Deny", from: [everyPod] }],
  egress: [{ action: "Deny", to: [{ networks: ["0.0.0.0/0", "::/0"] }] }],
};

const NO_INGRESS =
  "7.3 Network policy: no network policy in the stack restricts the ingress of this Deployment; {profile} needs ingress from named sources only. Name the ingress controller or load balancer, and monitoring.";
const NO_EGRESS =
  "7.3 Network policy: no network policy in the stack restricts the egress of this Deployment; {profile} needs egress to named destinations only. Name the database, DNS, the cache and telemetry.";

const open = (path: string, says: string, advice: string) =>
  `7.3 Network policy: network policy api-policy: ${path} ${says}; {profile} needs named peers. ${advice}`;
const INGRESS_ADVICE = "Name the ingress controller or load balancer, and monitoring.";
const EGRESS_ADVICE = "Name the database, DNS, the cache and telemetry.";

export default cases({
  requirement: "7.3-network-policy",
  provider: "kubernetes",
  valid: {
    "a Job that serves nothing is asked for egress alone": {
      stack: [
        job(),
        policy({
          podSelector: { matchLabels: { app: "migrate" } },
          policyTypes: ["Egress"],
          egress: toDatabase,
        }),
      ],
    },
    "one policy for both directions": { stack: [deployment(), policy(good)] },
    "two policies, one of all pods that denies": {
      stack: [
        deployment(),
        policy({ podSelector: {}, ...bothWays }, "deny-all"),
        policy({ ...api, ingress: fromIngress, egress: toDatabase }, "allow"),
      ],
    },
    "expressions select the pods": {
      stack: [
        deployment(),
        policy({
          ...good,
          podSelector: {
            matchExpressions: [
              { key: "app", operator: "In", values: ["api", "worker"] },
              { key: "legacy", operator: "DoesNotExist" },
              { key: "tier", operator: "NotIn", values: ["db"] },
              { key: "tier", operator: "Exists" },
            ],
          },
        }),
      ],
    },
    "a Cilium policy": {
      stack: [
        deployment(),
        custom("cilium.io/v2:CiliumNetworkPolicy", {
          endpointSelector: { matchLabels: { "k8s:app": "api" } },
          ingress: [
            { fromEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": "ingress-nginx" } }] },
          ],
          egress: [
            { toEndpoints: [{ matchLabels: { app: "db" } }] },
            { toFQDNs: [{ matchName: "otlp.example" }] },
          ],
        }),
      ],
    },
    "a Cilium policy of the cluster, with several specs": {
      stack: [
        deployment(),
        resource("kubernetes:cilium.io/v2:CiliumClusterwideNetworkPolicy", "all", {
          metadata: { name: "all" },
          specs: [
            {
              endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": "prod" } },
              ingress: [{ fromEntities: ["ingress"] }],
            },
            { endpointSelector: {}, egress: [{ toCIDR: ["10.0.0.0/24"] }] },
          ],
        }),
      ],
    },
    "a Calico policy": {
      stack: [
        deployment(),
        custom("projectcalico.org/v3:NetworkPolicy", {
          selector: "app in {'api', 'worker'} && !has(legacy)",
          types: ["Ingress", "Egress"],
          ingress: [
            { action: "Allow", source: { namespaceSelector: "name == 'ingress'" } },
            { action: "Deny" },
          ],
          egress: [{ action: "Allow", destination: { nets: ["10.1.2.0/24"], ports: [5432] } }],
        }),
      ],
    },
    "names are looked up at any pod of the cluster's DNS": {
      stack: [
        deployment(),
        policy({
          ...good,
          egress: [
            ...toDatabase,
            {
              to: [{ namespaceSelector: {}, podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
              ports: [
                { port: 53, protocol: "UDP" },
                { port: "53", protocol: "TCP" },
              ],
            },
          ],
        }),
      ],
    },
    "Cilium and Calico: names are looked up anywhere in the cluster": {
      stack: [
        deployment(),
        custom("cilium.io/v2:CiliumNetworkPolicy", {
          endpointSelector: {},
          ingress: [{ fromEntities: ["ingress"] }],
          egress: [
            {
              toEntities: ["cluster"],
              toPorts: [
                { ports: [{ port: "53", protocol: "ANY" }], rules: { dns: [{ matchPattern: "*" }] } },
              ],
            },
          ],
        }),
        {
          ...custom("projectcalico.org/v3:NetworkPolicy", {
            types: ["Egress"],
            egress: [
              {
                action: "Allow",
                protocol: "UDP",
                destination: {
                  namespaceSelector: "all()",
                  selector: "k8s-app == 'kube-dns'",
                  ports: [53, "5353"],
                },
              },
            ],
          }),
          name: "dns",
        },
      ],
    },
    "a private network": {
      stack: [
        deployment(),
        policy({ ...good, egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 5432 }] }] }),
      ],
    },
    "a baseline for the cluster that denies": { stack: [deployment(), admin(denyAll)] },
    "a policy of the cluster's administrators for the application's pods": {
      stack: [
        deployment(),
        admin(
          {
            subject: {
              pods: { namespaceSelector: prod.namespaces, podSelector: { matchLabels: { app: "api" } } },
            },
            ingress: [
              { action: "Allow", from: [{ namespaces: { matchLabels: { team: "edge" } } }] },
              { action: "Deny", from: [everyPod] },
            ],
            egress: [
              { action: "Allow", to: [everyPod], ports: [{ portNumber: { protocol: "UDP", port: 53 } }] },
              { action: "Allow", to: [{ networks: ["10.20.0.0/24"] }] },
              { action: "Deny", to: [{ networks: ["0.0.0.0/0"] }] },
            ],
          },
          "AdminNetworkPolicy",
        ),
      ],
    },
    "administrators who pass everything on to the namespace": {
      stack: [
        deployment(),
        policy(good),
        admin({ ingress: [{ action: "Pass", from: [everyPod] }] }, "AdminNetworkPolicy"),
      ],
    },
    "a Calico policy of the cluster": {
      stack: [
        deployment(),
        custom(
          "crd.projectcalico.org/v1:GlobalNetworkPolicy",
          {
            selector: "(app == 'api' || app == \"worker\") && projectcalico.org/namespace == 'prod'",
            ingress: [{ action: "Allow", source: { selector: "role == 'lb'" } }],
            egress: [{ action: "Allow", destination: { selector: "app == 'db'" } }],
          },
          undefined,
        ),
      ],
    },
  },
  invalid: {
    "a Job without a policy": {
      stack: [job()],
      remediable: false,
      finds: [NO_EGRESS.replace("Deployment", "Job")],
    },
    "a Job that serves": {
      stack: [job({ ports: [{ containerPort: 9090 }] })],
      remediable: false,
      finds: [NO_INGRESS, NO_EGRESS].map((message) => message.replace("Deployment", "Job")),
    },
    "no policy": { stack: [deployment()], remediable: false, finds: [NO_INGRESS, NO_EGRESS] },
    "a policy of another namespace": {
      stack: [deployment(), policy(good, "api-policy", "staging")],
      remediable: false,
      finds: [NO_INGRESS, NO_EGRESS],
    },
    "a policy of other pods": {
      stack: [deployment({ app: "worker" }), policy(good)],
      remediable: false,
      finds: [NO_INGRESS, NO_EGRESS],
    },
    "policyTypes is Ingress alone unless there is egress": {
      stack: [deployment(), policy({ ...api, ingress: fromIngress })],
      remediable: false,
      finds: [NO_EGRESS],
    },
    "pods on the node's network": {
      stack: [deployment({ app: "api" }, { hostNetwork: true }), policy(good)],
      remediable: false,
      finds: [NO_INGRESS, NO_EGRESS],
    },
    "rules without peers": {
      stack: [deployment(), policy({ ...good, ingress: [{}], egress: [{ ports: [{ port: 443 }], to: [] }] })],
      remediable: false,
      finds: [
        open("spec.ingress[0].from", "is not set, which lets everyone in", INGRESS_ADVICE),
        open("spec.egress[0].to", "is not set, which lets everything out", EGRESS_ADVICE),
      ],
    },
    "a baseline of other namespaces, and of some sources": {
      stack: [
        deployment(),
        admin({
          ...denyAll,
          subject: { namespaces: { matchLabels: { "kubernetes.io/metadata.name": "dev" } } },
        }),
        admin({ ingress: [{ action: "Deny", from: [{ namespaces: { matchLabels: { team: "web" } } }] }] }),
      ],
      remediable: false,
      finds: [NO_INGRESS, NO_EGRESS],
    },
    "administrators let everyone in, whatever the namespace says": {
      stack: [
        deployment(),
        policy(good),
        admin({ subject: prod, ingress: [{ action: "Allow", from: [everyPod] }] }, "AdminNetworkPolicy"),
      ],
      remediable: false,
      finds: [
        `7.3 Network policy: network policy cluster: spec.ingress[0].from[0].namespaces is empty, which selects every pod of the cluster; {profile} needs named peers. ${INGRESS_ADVICE}`,
      ],
    },
    "every address, and every namespace": {
      stack: [
        deployment(),
        policy({
          ...good,
          ingress: [{ from: [{ namespaceSelector: {} }] }],
          egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }] }],
        }),
      ],
      remediable: false,
      finds: [
        open(
          "spec.ingress[0].from[0].namespaceSelector",
          "is empty, which selects every namespace",
          INGRESS_ADVICE,
        ),
        open("spec.egress[0].to[0].ipBlock.cidr", 'is "0.0.0.0/0"', EGRESS_ADVICE),
      ],
    },
    "name lookups to everyone, and more than name lookups to every namespace": {
      stack: [
        deployment(),
        policy({
          ...good,
          egress: [
            { ports: [{ port: 53, protocol: "UDP" }] },
            { to: [{ namespaceSelector: {} }], ports: [{ port: 53, endPort: 65535 }] },
            { to: [{ namespaceSelector: {} }], ports: [{ port: 53 }, { protocol: "UDP" }] },
            { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: 443 }] },
          ],
        }),
      ],
      remediable: false,
      finds: [
        open("spec.egress[0].to", "is not set, which lets everything out", EGRESS_ADVICE),
        `7.3 Network policy: network policy api-policy: spec.egress[1].to[0].namespaceSelector and spec.egress[2].to[0].namespaceSelector are empty, which selects every namespace; {profile} needs named peers. ${EGRESS_ADVICE}`,
        open("spec.egress[3].to[0].ipBlock.cidr", 'is "0.0.0.0/0"', EGRESS_ADVICE),
      ],
    },
    "namespaces that are only left out": {
      stack: [
        deployment(),
        policy({
          ...good,
          ingress: [
            {
              from: [
                {
                  namespaceSelector: {
                    matchExpressions: [
                      { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["kube-system"] },
                    ],
                  },
                },
              ],
            },
          ],
        }),
      ],
      remediable: false,
      finds: [
        open(
          "spec.ingress[0].from[0].namespaceSelector",
          "names no namespace, and selects whichever is made",
          INGRESS_ADVICE,
        ),
      ],
    },
    "whoever looks names up is not let in from everywhere": {
      stack: [
        deployment(),
        policy({ ...good, ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 53 }] }] }),
      ],
      remediable: false,
      finds: [
        open(
          "spec.ingress[0].from[0].namespaceSelector",
          "is empty, which selects every namespace",
          INGRESS_ADVICE,
        ),
      ],
    },
    "Cilium: the world, and ports without destinations": {
      stack: [
        deployment(),
        custom("cilium.io/v2:CiliumNetworkPolicy", {
          endpointSelector: {},
          ingress: [{ fromEntities: ["world"] }],
          egress: [{ toPorts: [{ ports: [{ port: "443" }] }] }],
        }),
      ],
      remediable: false,
      finds: [
        open("spec.ingress[0].fromEntities[0]", 'is "world"', INGRESS_ADVICE),
        open("spec.egress[0]", "names ports but no destinations", EGRESS_ADVICE),
      ],
    },
    "Calico: no source, and every address": {
      stack: [
        deployment(),
        custom("projectcalico.org/v3:NetworkPolicy", {
          selector: "all()",
          ingress: [{ action: "Allow", protocol: "TCP", destination: { ports: [8000] } }],
          egress: [{ action: "Allow", destination: { nets: ["::/0"] } }],
        }),
      ],
      remediable: false,
      finds: [
        open("spec.ingress[0].source", "is not set, which lets everyone in", INGRESS_ADVICE),
        open("spec.egress[0].destination.nets[0]", 'is "::/0"', EGRESS_ADVICE),
      ],
    },
  },
  unknownIn: {
    "a rule that may deny": {
      of: "a Calico policy",
      at: "api-policy: spec.ingress.1.action",
      mentions: ["spec.ingress[1].action"],
    },
  },
  unknown: {
    "a baseline of namespaces with labels that are not in the stack": {
      stack: [
        deployment(),
        admin({ ...denyAll, subject: { namespaces: { matchLabels: { team: "shop" } } } }),
      ],
      mentions: ["whether network policy cluster selects its pods is not known until the update"],
    },
    "labels of the pods are not known yet": {
      stack: [deployment({ app: unknown }), policy(good)],
      mentions: ["whether network policy api-policy selects its pods is not known until the update"],
    },
    "an address is not known yet": {
      stack: [deployment(), policy({ ...good, egress: [{ to: [{ ipBlock: { cidr: unknown } }] }] })],
      mentions: ["spec.egress[0].to[0].ipBlock.cidr"],
    },
    "the port of a rule for every namespace is not known yet": {
      stack: [
        deployment(),
        policy({ ...good, egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: unknown }] }] }),
      ],
      mentions: ["spec.egress[0].ports is not known until the update"],
    },
    "a Calico selector that cannot be read": {
      stack: [
        deployment(),
        custom("projectcalico.org/v3:NetworkPolicy", {
          selector: "app ~= 'api'",
          types: ["Ingress", "Egress"],
        }),
      ],
      mentions: ["whether Calico network policy api-policy selects its pods"],
    },
  },
  notApplicable: {
    "a patch, of what is kept elsewhere": { stack: [applicationPatch()] },
    "a Rollout whose pods are a Deployment's": {
      stack: [
        resource("kubernetes:argoproj.io/v1alpha1:Rollout", "api", {
          metadata: { name: "api", labels: { app: "fraiseql" } },
          spec: { workloadRef: { kind: "Deployment", name: "api" } },
        }),
      ],
    },
  },
});
