import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { allOf, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { quoted } from "../quoted";
import { either, type Ternary } from "./ternary";

const NEEDS = "no way in from public networks";

/**
 * Passes when only the cluster, or private networks, reach a Service: `spec` and `metadata.annotations` of the Service
 * itself, or of an operator's template of one. The default type is ClusterIP.
 */
export function privacyOfService(service: Inputs): Outcome {
  return privacyOf({ spec: service.at("spec"), metadata: service.at("metadata") });
}

/** The same, for an operator's description of a Service that has no `spec` of its own. */
export function privacyOfOperatorService(description: Inputs): Outcome {
  return privacyOf({ spec: description, metadata: description.at("metadata") });
}

/** The parts of a Service that say who reaches it. */
interface ServiceParts {
  readonly spec: Inputs;
  readonly metadata: Inputs;
}

function privacyOf(service: ServiceParts): Outcome {
  const type = service.spec.string("type", { whenAbsent: "ClusterIP" });
  const { state, value } = type;
  if (state.is === "unknown") return undetermined({ path: type.path, why: state.why });
  return allOf(
    pass,
    value === "NodePort"
      ? type.violation({
          says: 'is "NodePort", which opens a port on every node',
          needs: NEEDS,
          fix: type.changeTo("ClusterIP"),
        })
      : pass,
    value === "LoadBalancer" ? privacyOfLoadBalancer(service, type) : pass,
    ...service.spec
      .strings("externalIPs")
      .items.map((address) =>
        address.satisfies(isPrivateAddress, "an address of a private network, or none at all"),
      ),
  );
}

function privacyOfLoadBalancer(service: ServiceParts, type: Fact<string>): Outcome {
  const listed = admitsListed(service);
  if (listed.result === "pass" || listed.result === "violation") return listed;
  const isInternal = either(
    internalByAnnotation(service),
    internalByAddress(service),
    internalByClass(service),
  );
  if (isInternal === true) return pass;
  if (listed.result === "undetermined") return listed;
  if (isInternal === undefined) {
    const loadBalancerClass = service.spec.string("loadBalancerClass");
    return undetermined({
      path: type.path,
      why:
        loadBalancerClass.value === undefined
          ? 'is "LoadBalancer", and whether that is an internal one is not known here'
          : `is "LoadBalancer" of class ${quoted(loadBalancerClass)}, and who reaches its addresses is not known here`,
    });
  }
  return type.violation({
    says: 'is "LoadBalancer", and nothing keeps it to private networks',
    needs: NEEDS,
    advice:
      "Where clients outside the cluster need it, use the cloud's annotation for an internal load balancer, or list them in spec.loadBalancerSourceRanges.",
    fix: type.changeTo("ClusterIP"),
  });
}

const RANGE_ANNOTATIONS = [
  "service.beta.kubernetes.io/load-balancer-source-ranges",
  "service.beta.kubernetes.io/azure-allowed-ip-ranges",
];

/** Passes for a list of address ranges that is not everyone; does not apply where there is no list. */
function admitsListed(service: ServiceParts): Outcome {
  const ranges = service.spec.strings("loadBalancerSourceRanges");
  const annotations = RANGE_ANNOTATIONS.map((name) => service.metadata.string(["annotations", name]));
  const annotation =
    annotations.find(({ isKnown }) => isKnown) ?? annotations.find(({ untold }) => untold !== undefined);
  const needs = "listed address ranges";
  if (!ranges.isEmpty) return ranges.every((range) => range.satisfies((cidr) => !isEveryone(cidr), needs));
  return annotation
    ? annotation.satisfies((text) => !text.split(",").some((cidr) => isEveryone(cidr.trim())), needs)
    : ranges.every(() => pass);
}

/** Whether a range in CIDR notation is everyone, or half of everyone. */
export function isEveryone(cidr: string): boolean {
  return /\/[01]$/.test(cidr);
}

/** The annotations by which clouds make a load balancer internal, and the values that do. */
const INTERNAL: readonly (readonly [annotation: string, values: RegExp])[] = [
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", /^internal$/],
  ["service.beta.kubernetes.io/aws-load-balancer-internal", /^(?!false$)./],
  ["networking.gke.io/load-balancer-type", /^internal$/i],
  ["cloud.google.com/load-balancer-type", /^internal$/i],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/i],
  ["service.beta.kubernetes.io/oci-load-balancer-internal", /^true$/i],
  ["oci-network-load-balancer.oraclecloud.com/internal", /^true$/i],
  ["service.beta.kubernetes.io/openstack-internal-load-balancer", /^true$/i],
  ["service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", /^private$/i],
  ["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", /^intranet$/i],
  ["service.beta.kubernetes.io/do-loadbalancer-network", /^internal$/i],
  ["service.beta.kubernetes.io/scw-loadbalancer-private", /^true$/i],
  ["load-balancer.hetzner.cloud/disable-public-network", /^true$/i],
];

/** The annotations that name a pool of addresses, which may be of any network. */
const POOLS = [
  "metallb.io/address-pool",
  "metallb.universe.tf/address-pool",
  "kube-vip.io/loadbalancerClass",
];

const AWS_SCHEME = "service.beta.kubernetes.io/aws-load-balancer-scheme";
const AWS_TYPE = "service.beta.kubernetes.io/aws-load-balancer-type";

function internalByAnnotation(service: ServiceParts): Ternary {
  const annotations = service.metadata.entries("annotations");
  if (annotations.missing) return undefined;
  const at = (name: string) => service.metadata.string(["annotations", name]);
  // AWS's own controller makes internal load balancers unless told otherwise; the cloud provider in the tree does not.
  const isOfController = /^(external|nlb-ip)$/.test(at(AWS_TYPE).value ?? "");
  return either(
    ...INTERNAL.map(([name, values]): Ternary => {
      const { state, value } = at(name);
      return state.is === "unknown" ? undefined : value !== undefined && values.test(value);
    }),
    isOfController && at(AWS_SCHEME).isAbsent,
    POOLS.some((name) => !at(name).isAbsent) ? undefined : false,
  );
}

const ADDRESS_ANNOTATIONS = [
  "metallb.io/loadBalancerIPs",
  "metallb.universe.tf/loadBalancerIPs",
  "kube-vip.io/loadbalancerIPs",
  "lbipam.cilium.io/ips",
  "io.cilium/lb-ipam-ips",
];

/** Whether the address that it asks for is a private one. */
function internalByAddress(service: ServiceParts): Ternary {
  const asked = [
    service.spec.string("loadBalancerIP"),
    ...ADDRESS_ANNOTATIONS.map((name) => service.metadata.string(["annotations", name])),
  ].find(({ state }) => state.is === "known" || state.is === "unknown");
  if (asked === undefined) return false;
  return asked.value?.split(",").every((address) => isPrivateAddress(address.trim()));
}

/** A class of another controller than the cloud's: whose addresses those are is not known. */
function internalByClass(service: ServiceParts): Ternary {
  const { state, value } = service.spec.string("loadBalancerClass");
  if (state.is === "unknown") return undefined;
  if (value === undefined) return false;
  if (!/^(service\.k8s\.aws|eks\.amazonaws\.com)\//.test(value)) return undefined;
  return service.metadata.string(["annotations", AWS_SCHEME]).isAbsent;
}

/** Whether an address is of a private network: 10/8, 172.16/12, 192.168/16, 100.64/10, link-local or unique local. */
export function isPrivateAddress(address: string): boolean {
  return /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe80:|::1$)/i.test(
    address,
  );
}
