import { kind } from "../../evaluation/kind";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { isApplication } from "../../kinds/application";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { workload, type Workload } from "../../kinds/workload";
import { partOf, uniqueSubjects, type Part } from "../aws/parts";
import { followPart } from "./part";
import { followName } from "./resource-name";
import { servicesOf, urlMapPart } from "./url-map";

const targetProxyPart = kind<Part>("target proxy");
const backendPart = kind<Part>("backend service");
const endpointGroupPart = kind<Part>("network endpoint group");

/** What forwarding rules lead to: proxies, and targets that take connections as they are. */
export const targetProxy = reader(
  [
    "gcp:compute/targetHttpProxy:TargetHttpProxy",
    "gcp:compute/regionTargetHttpProxy:RegionTargetHttpProxy",
    "gcp:compute/targetHttpsProxy:TargetHttpsProxy",
    "gcp:compute/regionTargetHttpsProxy:RegionTargetHttpsProxy",
    "gcp:compute/targetSSLProxy:TargetSSLProxy",
    "gcp:compute/targetTCPProxy:TargetTCPProxy",
    "gcp:compute/regionTargetTcpProxy:RegionTargetTcpProxy",
    "gcp:compute/targetGrpcProxy:TargetGrpcProxy",
    "gcp:compute/targetPool:TargetPool",
    "gcp:compute/targetInstance:TargetInstance",
  ],
  targetProxyPart,
  partOf,
);

/** Backend services and buckets: groups of endpoints, and how requests reach them. */
export const backend = reader(
  [
    "gcp:compute/backendService:BackendService",
    "gcp:compute/regionBackendService:RegionBackendService",
    "gcp:compute/backendBucket:BackendBucket",
  ],
  backendPart,
  partOf,
);

/** `gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup`: a Cloud Run service, or another serverless one. */
export const serverlessEndpointGroup = reader(
  "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup",
  endpointGroupPart,
  partOf,
);

/** A forwarding rule, and the stack it stands in. */
export interface ForwardingRule {
  readonly inputs: Inputs;
  readonly self: Subject<EntryPoint>;
  readonly stack: StackView;
}

/** What a target speaks to clients. `tcp` is whatever passes through as it is. */
export type Protocol = "http" | "https" | "ssl" | "tcp";

/** What a forwarding rule leads to. */
export type Target =
  | { readonly is: "proxy"; readonly proxy: Subject<Part>; readonly protocol: Protocol }
  | { readonly is: "passthrough" }
  | { readonly is: "lost"; readonly missing: Undetermined };

/** The one target of a forwarding rule. */
export function targetOf({ inputs, self, stack }: ForwardingRule): Target {
  const followed = followPart(self, inputs.reference("target"), targetProxyPart, "a target", stack);
  switch (followed.is) {
    case "unset":
      return { is: "passthrough" };
    case "lost":
      return followed;
    case "found": {
      const [proxy, ...others] = followed.parts;
      return proxy === undefined || others.length > 0
        ? { is: "lost", missing: { path: ["target"], why: "may be one of several targets" } }
        : { is: "proxy", proxy, protocol: protocolOf(proxy) };
    }
  }
}

function protocolOf({ resource }: Subject<Part>): Protocol {
  if (/HttpsProxy$/.test(resource.type)) return "https";
  if (/(Http|Grpc)Proxy$/.test(resource.type)) return "http";
  return /SSLProxy$/.test(resource.type) ? "ssl" : "tcp";
}

/** The URL map of a proxy. Undefined where it has none; or why it is not known. */
export function urlMapOf(proxy: Subject<Part>, stack: StackView): Subject<Part> | Undetermined | undefined {
  const followed = followPart(proxy, proxy.thing.inputs.reference("urlMap"), urlMapPart, "a URL map", stack);
  if (followed.is === "unset") return undefined;
  return followed.is === "lost" ? inProxy(followed.missing, proxy) : followed.parts[0];
}

function inProxy({ path, why }: Undetermined, { resource }: Subject<Part>): Undetermined {
  return { part: `target proxy ${resource.name}`, ...(path ? { path } : {}), why };
}

/** The URL map behind a forwarding rule, where it is known to be one. */
export function knownUrlMapOf(rule: ForwardingRule): Subject<Part> | undefined {
  const target = targetOf(rule);
  if (target.is !== "proxy") return undefined;
  const map = urlMapOf(target.proxy, rule.stack);
  return map !== undefined && "resource" in map ? map : undefined;
}

/** The backend services that a forwarding rule's requests go to. */
export interface Backends {
  readonly items: readonly Subject<Part>[];
  /** Set where some of them are not in the stack. */
  readonly missing?: Undetermined;
  /** True where each is known to lead to the application. */
  readonly areRecognised?: true;
}

/** Every backend service and bucket behind a forwarding rule. */
export function backendsOf(rule: ForwardingRule): Backends {
  const target = targetOf(rule);
  const { stack } = rule;
  switch (target.is) {
    case "lost":
      return { items: [], missing: target.missing };
    case "passthrough":
      return rule.inputs.has("backendService")
        ? followed(rule.self, [rule.inputs.reference("backendService")], stack)
        : { items: [], missing: { why: "what it leads to is not in this stack" } };
    case "proxy": {
      const { proxy } = target;
      const { inputs } = proxy.thing;
      if (!/Http|Grpc/.test(proxy.resource.type)) {
        return /(SSL|TCP|Tcp)Proxy$/.test(proxy.resource.type)
          ? followed(proxy, [inputs.reference("backendService")], stack)
          : {
              items: [],
              missing: { why: `what ${proxy.resource.name} leads to is no workload of this stack` },
            };
      }
      const map = urlMapOf(proxy, stack);
      if (map === undefined) return { items: [] };
      if (!("resource" in map)) return { items: [], missing: map };
      const { references, missing } = servicesOf(map.thing.inputs);
      const found = followed(map, references, stack);
      const unknown = missing ?? found.missing;
      return { items: found.items, ...(unknown ? { missing: unknown } : {}) };
    }
  }
}

function followed(from: Subject<unknown>, references: readonly Reference[], stack: StackView): Backends {
  const all = references.map((it) => followPart(from, it, backendPart, "a backend service", stack));
  const lost = all.flatMap((it) => (it.is === "lost" ? [it.missing] : []))[0];
  const isPart = from.kind !== entryPoint;
  const missing = lost && { ...(isPart ? { part: `${from.kind.name} ${from.resource.name}` } : {}), ...lost };
  return {
    items: uniqueSubjects(all.flatMap((it) => (it.is === "found" ? it.parts : []))),
    ...(missing ? { missing } : {}),
  };
}

/** True for a bucket, which answers with its objects. */
export function isBucket({ resource }: Subject<Part>): boolean {
  return resource.type === "gcp:compute/backendBucket:BackendBucket";
}

/** The workloads of the stack that a backend service leads to. */
export function workloadsOfBackend(service: Subject<Part>, stack: StackView): Listing<Subject<Workload>> {
  if (isBucket(service)) return new Listing<Subject<Workload>>([]);
  const unseen = Listing.unknown<Subject<Workload>>({
    why: `what backend service ${service.resource.name} leads to is no workload of this stack`,
  });
  const groups = service.thing.inputs.list("backends");
  const found = groups.items.map((group) => {
    const reference = group.reference("group");
    const { subjects } = followName(service, reference, endpointGroupPart, ["name"], stack);
    return subjects.length === 0
      ? unseen
      : Listing.of(...subjects.map((it) => workloadsOfGroup(it, stack) ?? unseen));
  });
  if (groups.missing) return Listing.of(...found, Listing.unknown(groups.missing));
  return found.length === 0 ? unseen : Listing.of(...found);
}

/** The Cloud Run service that a group names. */
function workloadsOfGroup(group: Subject<Part>, stack: StackView): Listing<Subject<Workload>> | undefined {
  const reference = group.thing.inputs.reference("cloudRun.service");
  const { subjects } = followName(group, reference, workload, ["name"], stack);
  const services = subjects.filter(({ resource }) => /^gcp:cloudrun/.test(resource.type));
  return services.length > 0 ? new Listing(services) : undefined;
}

/** True where a backend service leads to serverless endpoints alone, whose own timeout counts. */
export function isServerless(service: Subject<Part>, stack: StackView): boolean {
  const groups = service.thing.inputs.list("backends");
  return (
    groups.items.length > 0 &&
    groups.items.every((group) =>
      followName(service, group.reference("group"), endpointGroupPart, ["name"], stack).subjects.some(
        ({ thing }) =>
          ["cloudRun", "cloudFunction", "appEngine"].some((property) => thing.inputs.has(property)),
      ),
    )
  );
}

/** The backend services that lead to the application, or all of them where none is known to. */
export function servingBackends(rule: ForwardingRule): Backends {
  const { items, missing } = backendsOf(rule);
  const services = items.filter((it) => !isBucket(it));
  const recognised = services.filter((it) =>
    workloadsOfBackend(it, rule.stack).items.some(({ thing }) =>
      isApplication(thing, { applicationLabels: {} }),
    ),
  );
  if (recognised.length > 0) return { items: recognised, areRecognised: true };
  return { items: services, ...(missing ? { missing } : {}) };
}
