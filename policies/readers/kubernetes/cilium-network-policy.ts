import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { networkPolicy, type NetworkPolicy, type Peer, type TrafficRule } from "../../kinds/network-policy";
import type { Workload } from "../../kinds/workload";
import { identityOf, isKubernetes } from "./identity";
import { keyOf, selectorKeys } from "./keys";
import { selectorMatches, selectsEverything, type Labels } from "./labels";
import { isReachable, podLabelsOf } from "./network-policy";
import { addressPeer, anyone, isNameLookup, listed, neighbours, ruleForAnyone, unknownPeer } from "./peers";
import { both, holds, same, type Ternary } from "./ternary";

/**
 * Cilium policies of a namespace: one for `spec`, one for each of `specs`. A section of rules denies whatever they do
 * not list; a rule without peers but with ports lets everyone use those; an empty rule lets nobody through.
 */
export const ciliumNetworkPolicy = reader(
  "kubernetes:cilium.io/*:CiliumNetworkPolicy",
  networkPolicy,
  (object) => specsOf(object).map((spec) => policyOf(spec, identityOf(object).namespace)),
);

/** Cilium policies of the whole cluster. */
export const ciliumClusterwideNetworkPolicy = reader(
  "kubernetes:cilium.io/*:CiliumClusterwideNetworkPolicy",
  networkPolicy,
  (object) => specsOf(object).map((spec) => policyOf(spec, undefined)),
);

const NAMESPACE_LABEL = "io.kubernetes.pod.namespace";

/** Entities of which nobody is left out. */
const EVERYONE = ["all", "world", "world-ipv4", "world-ipv6"];

function specsOf(object: Inputs): readonly Inputs[] {
  const specs = object.list("specs");
  const unknownSpecs = specs.missing === undefined ? [] : [object.at("specs")];
  return [...(object.has("spec") ? [object.at("spec")] : []), ...specs.items, ...unknownSpecs];
}

/** The policy of a namespace, or of the whole cluster. */
function policyOf(spec: Inputs, namespace: Fact<string> | undefined): NetworkPolicy {
  const isClusterwide = namespace === undefined;
  return {
    targetKeys: () => ({
      every: [
        ...(namespace ? [keyOf("namespace", namespace)] : []),
        ...selectorKeys(spec.at("endpointSelector"), withoutSource, [NAMESPACE_LABEL]),
      ],
    }),
    selects: (target, self) =>
      holds(
        isKubernetes(target)
          ? both(
              isReachable(target),
              namespace ? same(namespace, target.thing.identity.namespace) : true,
              // A policy for nodes selects no pods.
              spec.presence("nodeSelector").value !== true,
              selectorMatches(spec.at("endpointSelector"), ciliumLabels(target.thing), withoutSource),
            )
          : false,
        `Cilium network policy ${self.resource.name} selects its pods`,
      ),
    coversNamespaceOf: (target, self) =>
      holds(
        isKubernetes(target)
          ? both(
              namespace ? same(namespace, target.thing.identity.namespace) : true,
              spec.presence("nodeSelector").value !== true,
              coversNamespace(spec.at("endpointSelector"), target.thing),
            )
          : false,
        `Cilium network policy ${self.resource.name} selects every pod of its namespace`,
      ),
    get restrictsIngress() {
      return restricts(spec, "ingress");
    },
    get restrictsEgress() {
      return restricts(spec, "egress");
    },
    ingress: () => rulesOf(spec, "ingress", "from", isClusterwide),
    egress: () => rulesOf(spec, "egress", "to", isClusterwide),
  };
}

/** A direction is denied by default as soon as it has rules, unless `enableDefaultDeny` says otherwise. */
function restricts(spec: Inputs, direction: "ingress" | "egress"): Fact<boolean> {
  const rules = Listing.of(spec.list(direction), spec.list(`${direction}Deny`));
  const path = [...spec.path, direction];
  if (rules.missing !== undefined && rules.items.length === 0) return Fact.unknown(path, UNTIL_UPDATE);
  const denies = spec.boolean(["enableDefaultDeny", direction], { whenAbsent: true, fixable: false });
  if (rules.items.length > 0 && denies.value !== true) return denies;
  return Fact.given(rules.items.length > 0, path);
}

function rulesOf(
  spec: Inputs,
  direction: "ingress" | "egress",
  prefix: "from" | "to",
  isClusterwide: boolean,
): Listing<TrafficRule> {
  return spec.list(direction).map((rule) => ruleOf(rule, prefix, isClusterwide));
}

const NAMED = ["Requires", "Nodes", "Groups", "Services"];

function ruleOf(rule: Inputs, prefix: "from" | "to", isClusterwide: boolean): TrafficRule {
  const sections = [
    rule.list(`${prefix}Endpoints`).map((endpoint) => endpointPeer(endpoint, isClusterwide)),
    rule.strings(`${prefix}Entities`).map(entityPeer),
    rule.strings(`${prefix}CIDR`).map(addressPeer),
    rule
      .list(`${prefix}CIDRSet`)
      .map((set) => (set.has("cidr") ? addressPeer(set.string("cidr")) : new Listing([listed(set.path)]))),
    rule.list(`${prefix}FQDNs`).map((name) => namePeer(name)),
    ...NAMED.map((name) => rule.list(prefix + name).map((peer) => new Listing([listed(peer.path)]))),
  ];
  const names = ["Endpoints", "Entities", "CIDR", "CIDRSet", "FQDNs", ...NAMED];
  if (!names.some((name) => rule.has(prefix + name))) return ruleWithoutPeers(rule, prefix);
  const peers = Listing.of(...sections.flatMap((section) => section.items));
  const missing = sections.find((section) => section.missing !== undefined)?.missing ?? peers.missing;
  return {
    path: rule.path,
    peers: new Listing(peers.items, missing),
    get isNameLookup() {
      const sections = rule.list("toPorts").map((section) => section.list("ports"));
      const ports = Listing.of(...sections.items);
      return isNameLookup(
        new Listing(
          ports.items.map((port) => ({ port: port.scalar("port"), endPort: port.scalar("endPort") })),
          sections.missing ?? ports.missing,
        ),
        [...rule.path, "toPorts"],
      );
    },
  };
}

function ruleWithoutPeers(rule: Inputs, prefix: "from" | "to"): TrafficRule {
  const ports = rule.has("toPorts") || rule.has("icmps");
  if (!ports) return { path: rule.path, peers: new Listing<Peer>([]) };
  return ruleForAnyone(
    rule.path,
    prefix === "from" ? "names ports but no sources" : "names ports but no destinations",
  );
}

/** Without a namespace, a selector means the policy's own; in a policy of the whole cluster, every one. */
function endpointPeer(endpoint: Inputs, isClusterwide: boolean): Listing<Peer> {
  const reachesAll = isClusterwide ? selectsEverything(endpoint) : false;
  const anyNamespace = endpoint
    .list("matchExpressions")
    .items.some(
      (expression) =>
        withoutSource(expression.string("key").value ?? "") === NAMESPACE_LABEL &&
        expression.string("operator").value === "Exists",
    );
  if (anyNamespace) return new Listing([neighbours(endpoint.path, "selects every namespace")]);
  if (reachesAll === undefined) return Listing.unknown({ path: endpoint.path, why: UNTIL_UPDATE });
  return new Listing([
    reachesAll
      ? neighbours(endpoint.path, "is empty, which selects every pod of the cluster")
      : listed(endpoint.path),
  ]);
}

function entityPeer(entity: Fact<string>): Listing<Peer> {
  if (entity.value === undefined) return unknownPeer(entity);
  const { path, says, value } = entity;
  if (value === "cluster") return new Listing([neighbours(path, says)]);
  return new Listing([EVERYONE.includes(value) ? anyone(path, says) : listed(path)]);
}

function namePeer(name: Inputs): Listing<Peer> {
  const pattern = name.string("matchPattern");
  if (pattern.state.is === "unknown") return unknownPeer(pattern);
  const isEveryName = /^\*+\.?$/.test(pattern.value ?? "");
  return new Listing([isEveryName ? anyone(pattern.path, pattern.says) : listed(name.path)]);
}

/** Whether a selector selects every pod of the workload's namespace: it asks for nothing, or for the namespace alone. */
function coversNamespace(selector: Inputs, target: Workload): Ternary {
  const { value } = target.identity.namespace;
  const known: Labels["known"] = value === undefined ? {} : { [NAMESPACE_LABEL]: value };
  const all = selectorMatches(selector, { known, complete: false }, withoutSource);
  if (all !== undefined || value === undefined) return all;
  // What a selector asks for beside is not there on every pod, unless it is not known what it asks for.
  const labels = selector.entries("matchLabels");
  const isUntold =
    labels.missing ??
    selector.list("matchExpressions").missing ??
    labels.items.find(([, wanted]) => !wanted.isDecided);
  return isUntold === undefined ? false : undefined;
}

function ciliumLabels(target: Workload): Labels {
  const { known, complete } = podLabelsOf(target);
  const namespace = target.identity.namespace.value;
  return namespace === undefined
    ? { known, complete: false }
    : { known: { ...known, [NAMESPACE_LABEL]: namespace }, complete };
}

/** Cilium writes a label with its source in front: `k8s:app`, `any:app`. */
function withoutSource(key: string): string {
  return key.replace(/^(k8s|any)[:.]/, "");
}
