import { isIP } from "net";
import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";

/** Annotations that keep a load balancer on private networks, and the values that say so. */
const INTERNAL: readonly (readonly [annotation: string, values: RegExp])[] = [
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", /^internal$/],
  ["service.beta.kubernetes.io/aws-load-balancer-internal", /^(?!false$)./],
  ["networking.gke.io/load-balancer-type", /^Internal$/i],
  ["cloud.google.com/load-balancer-type", /^Internal$/i],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/],
  ["service.beta.kubernetes.io/oci-load-balancer-internal", /^true$/],
  ["service.beta.kubernetes.io/openstack-internal-load-balancer", /^true$/],
  ["service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", /^private$/],
  ["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", /^intranet$/],
  ["service.beta.kubernetes.io/do-loadbalancer-network", /^INTERNAL$/],
];

/** The AWS Load Balancer Controller makes internal load balancers unless told otherwise; the in-tree one does not. */
const AWS_SCHEME = "service.beta.kubernetes.io/aws-load-balancer-scheme";
const AWS_TYPE = "service.beta.kubernetes.io/aws-load-balancer-type";

/** Whether annotations (those under `path`) keep a load balancer on private networks. Not set: they do not. */
export function isInternalByAnnotations(object: Inputs, path: readonly string[]): Fact<boolean> {
  const facts = INTERNAL.map(([annotation, values]) =>
    object.string([...path, annotation]).map((value) => values.test(value), { fixable: false }),
  );
  const saying = facts.find(({ value }) => value === true);
  if (saying) return saying;
  const untold = facts.find(({ state }) => state.is === "unknown");
  if (untold) return untold;
  const madeByAws = /^(external|nlb-ip)$/.test(object.string([...path, AWS_TYPE]).value ?? "");
  const scheme = object.string([...path, AWS_SCHEME]);
  if (madeByAws && scheme.isAbsent) return new Fact<boolean>({ is: "absent", value: true }, scheme.path);
  return new Fact<boolean>({ is: "absent", value: false }, scheme.path, { fixable: false });
}

/** Whether an address is one of a private network. */
export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 4) return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
  return isIP(address) === 6 && /^f[cd]/i.test(address);
}
