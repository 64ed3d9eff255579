import { cases, resource, unknown } from "../../kit/cases";
import { applicationPatch } from "../kubernetes/application";

const deployment = (namespace: unknown = "prod", type = "apps/v1:Deployment") =>
  resource(`kubernetes:${type}`, "api", {
    metadata: { name: "api", namespace },
    spec: {
      template: {
        metadata: { labels: { app: "fraiseql" } },
        spec: { containers: [{ name: "api", image: "fraiseql:1.4.0" }] },
      },
    },
  });
const policy = (spec: object, name = "deny", namespace: unknown = "prod") =>
  resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", name, { metadata: { name, namespace }, spec });
const custom = (type: string, spec: object, namespace: string | undefined = "prod") =>
  resource(`kubernetes:${type}`, "deny", { metadata: { name: "deny", namespace }, spec });

const everyPod = { podSelector: {} };
const bothWays = { policyTypes: ["Ingress", "Egress"] };
const toDns = {
  to: [{ namespaceSelector: {}, podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
  ports: [{ port: 53, protocol: "UDP" }],
};

const open = (directions = "ingress and egress") =>
  `7.3 Network segmentation: no network policy in the stack denies ${directions} by default in the namespace of this Deployment; {profile} needs a policy for every pod of it. Add a NetworkPolicy with podSelector: {} and policyTypes: [Ingress, Egress], and no rules.`;

export default cases({
  requirement: "7.3-network-segmentation",
  provider: "kubernetes",
  valid: {
    "one policy denies both ways": { stack: [deployment(), policy({ ...everyPod, ...bothWays })] },
    "two policies, one for each way": {
      stack: [
        deployment(),
        policy({ podSelector: { matchLabels: {} }, policyTypes: ["Ingress"], ingress: [] }, "deny-in"),
        policy({ ...everyPod, policyTypes: ["Egress"] }, "deny-out"),
      ],
    },
    "a baseline of the cluster's administrators": {
      stack: [
        deployment(),
        custom(
          "policy.networking.k8s.io/v1alpha1:BaselineAdminNetworkPolicy",
          {
            subject: { namespaces: {} },
            ingress: [{ action: "Deny", from: [{ namespaces: {} }] }],
            egress: [{ action: "Deny", to: [{ networks: ["0.0.0.0/0", "::/0"] }] }],
          },
          undefined,
        ),
      ],
    },
    "every pod may look names up": {
      stack: [deployment(), policy({ ...everyPod, ...bothWays, egress: [toDns] })],
    },
    "in the namespace that is there unless one is named": {
      stack: [deployment(null), policy({ ...everyPod, ...bothWays }, "deny", "default")],
    },
    "Cilium: of the namespace, and of the cluster": {
      stack: [
        deployment(),
        custom("cilium.io/v2:CiliumNetworkPolicy", { endpointSelector: {}, ingress: [{}] }),
        resource("kubernetes:cilium.io/v2:CiliumClusterwideNetworkPolicy", "deny-out", {
          spec: {
            endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": "prod" } },
            egress: [{}],
          },
        }),
      ],
    },
    "Calico: of the cluster": {
      stack: [
        deployment(),
        custom(
          "projectcalico.org/v3:GlobalNetworkPolicy",
          { namespaceSelector: "kubernetes.io/metadata.name == 'prod'", types: ["Ingress", "Egress"] },
          undefined,
        ),
      ],
    },
    "Calico: of the namespace": {
      stack: [
        deployment(),
        custom("projectcalico.org/v3:NetworkPolicy", { selector: "all()", types: ["Ingress", "Egress"] }),
      ],
    },
  },
  invalid: {
    "no policy": { stack: [deployment()], remediable: false, finds: [open()] },
    "a policy of the application's pods alone, and one of another namespace": {
      stack: [
        deployment(),
        policy({ podSelector: { matchLabels: { app: "fraiseql" } }, ...bothWays }, "api"),
        policy({ ...everyPod, ...bothWays }, "staging", "staging"),
      ],
      remediable: false,
      finds: [open()],
    },
    "policyTypes is Ingress alone unless set": {
      stack: [deployment(), policy(everyPod)],
      remediable: false,
      finds: [open("egress")],
    },
    "a policy that lets everyone in": {
      stack: [deployment(), policy({ ...everyPod, ...bothWays, ingress: [{}] })],
      remediable: false,
      finds: [open("ingress")],
    },
    "Cilium and Calico: of some pods": {
      stack: [
        deployment(),
        custom("cilium.io/v2:CiliumNetworkPolicy", {
          endpointSelector: { matchLabels: { app: "fraiseql" } },
          ingress: [{}],
          egress: [{}],
        }),
        {
          ...custom("projectcalico.org/v3:NetworkPolicy", {
            selector: "app == 'fraiseql'",
            types: ["Ingress", "Egress"],
          }),
          name: "calico",
        },
      ],
      remediable: false,
      finds: [open()],
    },
  },
  unknown: {
    "the policy's namespace is not known yet": {
      stack: [deployment(), policy({ ...everyPod, ...bothWays }, "deny", unknown)],
      mentions: [
        "whether network policy deny selects every pod of its namespace is not known until the update",
      ],
    },
    "its selector is not known yet, and nothing is said of egress": {
      stack: [deployment(), policy({ podSelector: unknown, policyTypes: ["Ingress"] })],
      mentions: [
        "whether network policy deny selects every pod of its namespace is not known until the update",
      ],
      finds: [open("egress")],
    },
    "Cilium: what it selects is not known yet": {
      stack: [
        deployment(),
        custom("cilium.io/v2:CiliumNetworkPolicy", {
          endpointSelector: { matchLabels: { "io.kubernetes.pod.namespace": unknown } },
          ingress: [{}],
          egress: [{}],
        }),
      ],
      mentions: ["whether Cilium network policy deny selects every pod of its namespace"],
    },
  },
  notApplicable: {
    "a patch, of what is kept elsewhere": { stack: [applicationPatch()] },
    "another workload": {
      stack: [
        resource("kubernetes:apps/v1:Deployment", "nginx", {
          metadata: { name: "nginx" },
          spec: { template: { spec: { containers: [{ name: "nginx", image: "nginx:1.29" }] } } },
        }),
      ],
    },
    "a database in the cluster stands in no subnet": {
      stack: [
        resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "db", {
          metadata: { name: "db", namespace: "prod" },
          spec: { instances: 3 },
        }),
      ],
    },
  },
});
