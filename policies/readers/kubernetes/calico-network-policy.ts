import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Key } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import { networkPolicy, type NetworkPolicy, type Peer, type TrafficRule } from "../../kinds/network-policy";
import type { Workload } from "../../kinds/workload";
import { calicoSelectorMatches, labelsNeeded, selectsAll } from "./calico-selector";
import { identityOf, isKubernetes } from "./identity";
import { keyOf, labelKey } from "./keys";
import { isSetByControllers, type Labels } from "./labels";
import { isReachable, podLabelsOf } from "./network-policy";
import { addressPeer, isNameLookup, listed, neighbours, ruleForAnyone, unknownPeer } from "./peers";
import { both, holds, same, type Ternary } from "./ternary";

/**
 * Calico policies of a namespace. An absent selector selects every pod; `types` follows the sections that are present,
 * and is Ingress where there are none; an Allow rule without a source or destination lets everyone through.
 */
export const calicoNetworkPolicy = reader(
  ["kubernetes:projectcalico.org/*:NetworkPolicy", "kubernetes:crd.projectcalico.org/*:NetworkPolicy"],
  networkPolicy,
  (object) => policyOf(object, identityOf(object).namespace),
);

/** Calico policies of the whole cluster, or of the namespaces that `namespaceSelector` selects. */
export const calicoGlobalNetworkPolicy = reader(
  [
    "kubernetes:projectcalico.org/*:GlobalNetworkPolicy",
    "kubernetes:crd.projectcalico.org/*:GlobalNetworkPolicy",
  ],
  networkPolicy,
  (object) => policyOf(object, undefined),
);

/** The policy of a namespace, or of the whole cluster. */
function policyOf(object: Inputs, namespace: Fact<string> | undefined): NetworkPolicy {
  const isGlobal = namespace === undefined;
  return {
    targetKeys: () => ({
      every: [...(namespace ? [keyOf("namespace", namespace)] : []), ...selectorKeys(object)],
    }),
    selects: (target, self) =>
      holds(
        isKubernetes(target)
          ? both(
              isReachable(target),
              namespace
                ? same(namespace, target.thing.identity.namespace)
                : matches(object, "spec.namespaceSelector", namespaceLabels(target.thing)),
              matches(object, "spec.selector", calicoLabels(target.thing)),
              object.has("spec.serviceAccountSelector") ? undefined : true,
            )
          : false,
        `Calico network policy ${self.resource.name} selects its pods`,
      ),
    coversNamespaceOf: (target, self) =>
      holds(
        isKubernetes(target)
          ? both(
              namespace
                ? same(namespace, target.thing.identity.namespace)
                : matches(object, "spec.namespaceSelector", namespaceLabels(target.thing)),
              coversNamespace(object.string("spec.selector", { whenAbsent: "" }), target.thing),
              namesNoAccounts(object),
            )
          : false,
        `Calico network policy ${self.resource.name} selects every pod of its namespace`,
      ),
    get restrictsIngress() {
      return restricts(object, "Ingress", object.has("spec.ingress") || !object.has("spec.egress"));
    },
    get restrictsEgress() {
      return restricts(object, "Egress", object.has("spec.egress"));
    },
    ingress: () => rulesOf(object, "ingress", "source", isGlobal),
    egress: () => rulesOf(object, "egress", "destination", isGlobal),
  };
}

/** A selector of service accounts narrows the policy to pods that the stack does not tell. */
function namesNoAccounts(object: Inputs): Ternary {
  const selector = object.presence("spec.serviceAccountSelector");
  return selector.untold ? undefined : selector.value !== true;
}

function restricts(object: Inputs, type: "Ingress" | "Egress", whenAbsent: boolean): Fact<boolean> {
  const types = object.strings("spec.types");
  const path = ["spec", "types"];
  if (types.items.some(({ value }) => value === type)) return Fact.given(true, path);
  if (types.missing !== undefined || types.items.some(({ value }) => value === undefined)) {
    return Fact.unknown(path, UNTIL_UPDATE);
  }
  if (types.items.length > 0) return Fact.given(false, path);
  return types.isUnstated ? new Fact<boolean>({ is: "unstated" }, path) : Fact.given(whenAbsent, path);
}

/** The rules that let traffic through. What is denied, logged or passed on needs no source. */
function rulesOf(
  object: Inputs,
  direction: "ingress" | "egress",
  end: "source" | "destination",
  isGlobal: boolean,
): Listing<TrafficRule> {
  return object
    .list(["spec", direction])
    .where(
      (rule) => rule.string("action", { whenAbsent: "Allow" }),
      (action) => !["Deny", "Log", "Pass"].includes(action),
    )
    .map((rule) => ruleOf(rule, end, isGlobal));
}

const NAMED = ["serviceAccounts", "services", "domains"];

function ruleOf(rule: Inputs, end: "source" | "destination", isGlobal: boolean): TrafficRule {
  const inward = end === "source";
  const peer = rule.at(end);
  const presence = rule.presence(end);
  if (presence.state.is === "unknown") return { path: rule.path, peers: unknownPeer(presence) };
  const nets = peer.strings("nets");
  if (!nets.isEmpty && !nets.isUnstated) {
    const peers = Listing.of(...nets.items.map(addressPeer));
    return { path: rule.path, peers: new Listing(peers.items, nets.missing ?? peers.missing) };
  }
  const selectors = ["selector", "namespaceSelector"].filter((name) => peer.has(name));
  if (selectors.length > 0) {
    return {
      path: rule.path,
      peers: selectedPeer(peer, isGlobal),
      get isNameLookup() {
        // Ports of the destination, whichever end the rule is read for: "53:54" is a range, and not DNS alone.
        const ports = rule.strings("destination.ports").map((port) => ({ port }));
        return isNameLookup(ports, [...rule.path, "destination", "ports"]);
      },
    };
  }
  if (NAMED.some((name) => peer.has(name))) {
    return { path: rule.path, peers: new Listing<Peer>([listed(peer.path)]) };
  }
  const narrowed = ["notNets", "notSelector", "ports", "notPorts"].some((name) => peer.has(name));
  const says = narrowed
    ? `names no ${inward ? "sources" : "destinations"}`
    : `is not set, which lets ${inward ? "everyone in" : "everything out"}`;
  return ruleForAnyone(rule.path, says, peer.path);
}

/** Without a namespaceSelector, a selector means the policy's own namespace; in a global policy, every one. */
function selectedPeer(peer: Inputs, isGlobal: boolean): Listing<Peer> {
  const pods = peer.string("selector");
  const namespaces = peer.string("namespaceSelector");
  const untold = [pods, namespaces].find(({ state }) => state.is === "unknown");
  if (untold) return unknownPeer(untold);
  if (namespaces.value !== undefined && selectsAll(namespaces.value)) {
    return new Listing([neighbours(namespaces.path, namespaces.says)]);
  }
  const everyPod = namespaces.value === undefined && selectsAll(pods.value ?? "");
  return new Listing([everyPod && isGlobal ? neighbours(pods.path, pods.says) : listed(peer.path)]);
}

/** Whether a selector selects every pod of the workload's namespace: all of them, or those of the namespace. */
function coversNamespace(selector: Fact<string>, target: Workload): Ternary {
  const namespace = target.identity.namespace.value;
  if (selector.value === undefined || namespace === undefined) return undefined;
  const labels = { "projectcalico.org/orchestrator": "k8s", "projectcalico.org/namespace": namespace };
  return calicoSelectorMatches(selector.value, { known: labels, complete: false }) === true;
}

function matches(object: Inputs, path: string, labels: Labels): Ternary {
  const selector = object.string(path, { whenAbsent: "" }).value;
  return selector === undefined ? undefined : calicoSelectorMatches(selector, labels);
}

/** The labels that the policy's selector needs, but for Calico's own, which pods do not set. */
function selectorKeys(object: Inputs): readonly Key[] {
  return labelsNeeded(object.string("spec.selector").value ?? "")
    .filter(([label]) => !isSetByControllers(label) && !label.startsWith("projectcalico.org/"))
    .map(([label, value]) => labelKey(label, value));
}

function calicoLabels(target: Workload): Labels {
  const { known, complete } = podLabelsOf(target);
  const namespace = target.identity.namespace.value;
  const ownLabels = { "projectcalico.org/orchestrator": "k8s" };
  return namespace === undefined
    ? { known: { ...known, ...ownLabels }, complete: false }
    : { known: { ...known, ...ownLabels, "projectcalico.org/namespace": namespace }, complete };
}

/** Of a namespace's labels, only those that follow from its name are known here. */
function namespaceLabels(target: Workload): Labels {
  const name = target.identity.namespace.value;
  return {
    known: name === undefined ? {} : { "kubernetes.io/metadata.name": name, "projectcalico.org/name": name },
    complete: false,
  };
}
