import type { Input } from "@pulumi/pulumi";
import type { input } from "@pulumi/kubernetes/types";
import type { ApplicationArgs, Destination, NetworkPeer } from "./application-args";

const DATABASE_PORT = 5432;
const TELEMETRY_PORT = 4318;
const DNS_PORT = 53;
const CLUSTER_DNS: NetworkPeer = { namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" } };

/** Who may send traffic to the application's port (checklist 7.3 "only allow traffic from load balancer"). */
export function ingressRules(
  { ingressController, monitoring }: ApplicationArgs,
  port: number,
): input.networking.v1.NetworkPolicyIngressRule[] {
  const from = [ingressController, ...(monitoring === undefined ? [] : [monitoring])].map(peer);
  return [{ from, ports: [tcp(port)] }];
}

/** Where the application may send traffic (checklist 7.3 "only allow traffic to database"): there, DNS, cache, telemetry. */
export function egressRules({
  database,
  dns = CLUSTER_DNS,
  cache,
  telemetry,
}: ApplicationArgs): input.networking.v1.NetworkPolicyEgressRule[] {
  const destinations: Destination[] = [{ peer: database.peer, port: database.port ?? DATABASE_PORT }];
  if (cache !== undefined) destinations.push(cache);
  if (telemetry !== undefined) {
    destinations.push({ peer: telemetry.peer, port: telemetry.port ?? TELEMETRY_PORT });
  }
  return [
    ...destinations.map((to) => ({ to: [peer(to.peer)], ports: [tcp(to.port)] })),
    { to: [peer(dns)], ports: [{ protocol: "UDP", port: DNS_PORT }, tcp(DNS_PORT)] },
  ];
}

function peer(it: NetworkPeer): input.networking.v1.NetworkPolicyPeer {
  if ("cidr" in it) return { ipBlock: { cidr: it.cidr } };
  return {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": it.namespace } },
    ...(it.podLabels === undefined ? {} : { podSelector: { matchLabels: it.podLabels } }),
  };
}

function tcp(port: Input<number>): input.networking.v1.NetworkPolicyPort {
  return { protocol: "TCP", port };
}
