import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { networkPolicy, type Peer, type TrafficRule } from "../../kinds/network-policy";
import type { Workload } from "../../kinds/workload";
import { isKubernetes } from "./identity";
import { selectorMatches, selectsEverything } from "./labels";
import { namespaceLabels } from "./namespace";
import { isReachable, podLabelsOf } from "./network-policy";
import { addressPeer, anyone, isNameLookup, listed, neighbours } from "./peers";
import { both, either, holds, type Ternary } from "./ternary";

/**
 * Policies of a cluster's administrators, before those of namespaces (AdminNetworkPolicy) and after them (Baseline). They
 * restrict what they deny to everyone; what they allow everyone, no policy of a namespace can take back.
 */
export const adminNetworkPolicy = reader(
  [
    "kubernetes:policy.networking.k8s.io/*:AdminNetworkPolicy",
    "kubernetes:policy.networking.k8s.io/*:BaselineAdminNetworkPolicy",
    "kubernetes:policy.networking.k8s.io/*:ClusterNetworkPolicy",
  ],
  networkPolicy,
  (object) => ({
    selects: (target, self, stack) =>
      holds(
        selects(object, target, stack, (pods) => selectorMatches(pods, podLabelsOf(target.thing))),
        `network policy ${self.resource.name} selects its pods`,
      ),
    coversNamespaceOf: (target, self, stack) =>
      holds(
        selects(object, target, stack, selectsEverything),
        `network policy ${self.resource.name} selects every pod of its namespace`,
      ),
    get restrictsIngress() {
      return speaksOfEveryone(object, "ingress");
    },
    get restrictsEgress() {
      return speaksOfEveryone(object, "egress");
    },
    ingress: () => allowed(object, "ingress"),
    egress: () => allowed(object, "egress"),
  }),
);

/** Whether the subject is about the workload: its namespace, and its pods where the subject names some. */
function selects(
  object: Inputs,
  target: Subject<Workload>,
  stack: StackView,
  arePods: (selector: Inputs) => Ternary,
): Ternary {
  if (!isKubernetes(target)) return false;
  const subject = object.at("spec.subject");
  const labels = namespaceLabels(target, stack);
  const namespaces = subject.presence("namespaces");
  const pods = subject.presence("pods");
  return both(
    isReachable(target),
    either(
      isThere(namespaces, () => selectorMatches(subject.at("namespaces"), labels)),
      isThere(pods, () =>
        both(
          selectorMatches(subject.at("pods.namespaceSelector"), labels),
          arePods(subject.at("pods.podSelector")),
        ),
      ),
    ),
  );
}

function isThere(present: Fact<boolean>, then: () => Ternary): Ternary {
  return present.untold ? undefined : present.value === true ? then() : false;
}

type Direction = "ingress" | "egress";

const peersOf = (rule: Inputs, direction: Direction): Listing<Inputs> =>
  rule.list(direction === "ingress" ? "from" : "to");

/** Whether one of the rules denies everyone, or allows everyone: either way policies of namespaces add nothing. */
function speaksOfEveryone(object: Inputs, direction: Direction): Fact<boolean> {
  const rules = object.list(["spec", direction]);
  const speaks = either(
    rules.missing ? undefined : false,
    ...rules.items.map((rule) => {
      const action = rule.string("action");
      const isAboutAll = either(
        peersOf(rule, direction).missing ? undefined : false,
        ...peersOf(rule, direction).items.map((peer) => isEveryone(peer, direction)),
      );
      return both(
        action.value === undefined ? undefined : action.value !== "Pass",
        isAboutAll,
        isOnEveryPort(rule),
      );
    }),
  );
  const path = ["spec", direction];
  return speaks === undefined ? Fact.unknown(path, UNTIL_UPDATE) : Fact.given(speaks, path);
}

/** Sources are pods of the cluster; destinations are everyone only by their address. */
function isEveryone(peer: Inputs, direction: Direction): Ternary {
  const networks = peer.strings("networks");
  const isEveryAddress = either(
    networks.missing ? undefined : false,
    ...networks.items.map(({ value }) => (value === undefined ? undefined : EVERY_ADDRESS.test(value))),
  );
  return direction === "egress" ? isEveryAddress : isEveryPod(peer);
}

const EVERY_ADDRESS = /\/0$/;

/** A protocol of which every port is meant is still one of several. */
function isOnEveryPort(rule: Inputs): Ternary {
  const ports = ["ports", "protocols"].map((name) => rule.list(name));
  return both(...ports.map(({ items, missing }) => (missing ? undefined : items.length === 0)));
}

function isEveryPod(peer: Inputs): Ternary {
  return either(
    isThere(peer.presence("namespaces"), () => selectsEverything(peer.at("namespaces"))),
    isThere(peer.presence("pods"), () =>
      both(
        selectsEverything(peer.at("pods.namespaceSelector")),
        selectsEverything(peer.at("pods.podSelector")),
      ),
    ),
  );
}

/** What is let through. A rule that may allow may let its peers through. */
function allowed(object: Inputs, direction: Direction): Listing<TrafficRule> {
  const rules = object.list(["spec", direction]);
  const allowing = rules.where(
    (rule) => rule.string("action"),
    (action) => action === "Allow" || action === "Accept",
  );
  return allowing.map((rule) => {
    const peers = peersOf(rule, direction);
    const found = Listing.of(...peers.items.map(peerOf));
    return {
      path: rule.path,
      peers: new Listing(found.items, peers.missing ?? found.missing),
      get isNameLookup() {
        const ports = rule.list("ports").map((port) => ({
          port: port
            .scalar("portNumber.port")
            .orElse(port.scalar("namedPort"))
            .orElse(port.scalar("portRange.start")),
          endPort: port.scalar("portRange.end"),
        }));
        return isNameLookup(ports, [...rule.path, "ports"]);
      },
    };
  });
}

function peerOf(peer: Inputs): Listing<Peer> {
  const networks = Listing.of(...peer.strings("networks").items.map(addressPeer));
  const names = peer
    .strings("domainNames")
    .map((name) => (name.value === "*" ? anyone(name.path, name.says) : listed(name.path)));
  const isOfEveryone = isEveryPod(peer);
  if (isOfEveryone === undefined) return Listing.unknown({ path: peer.path, why: UNTIL_UPDATE });
  const selector = peer.at(peer.has("namespaces") ? "namespaces" : "pods");
  const isPods = ["namespaces", "pods", "nodes"].some((name) => peer.has(name));
  const pods = isOfEveryone
    ? [neighbours(selector.path, "is empty, which selects every pod of the cluster")]
    : isPods
      ? [listed(peer.path)]
      : [];
  return Listing.of(networks, names, new Listing(pods));
}
