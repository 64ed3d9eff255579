import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import { networkPolicy, type Peer, type TrafficRule } from "../../kinds/network-policy";
import type { Workload } from "../../kinds/workload";
import { identityOf, isKubernetes, objectOf } from "./identity";
import { keyOf, selectorKeys } from "./keys";
import { selectorMatches, selectsEverything } from "./labels";
import { addressPeer, anyone, isNameLookup, listed, neighbours, ruleForAnyone, unknownPeer } from "./peers";
import { podTemplateOf } from "./pod-template";
import { both, holds, same, type Ternary } from "./ternary";

/**
 * NetworkPolicies. An empty podSelector selects every pod of the namespace; `policyTypes` is Ingress unless set, and
 * Egress too where there is an egress section; a rule without peers lets everyone through; no rules let nobody through.
 */
export const kubernetesNetworkPolicy = reader(
  ["kubernetes:networking.k8s.io/v1:NetworkPolicy", "kubernetes:extensions/v1beta1:NetworkPolicy"],
  networkPolicy,
  (object) => ({
    targetKeys: () => ({
      every: [
        keyOf("namespace", identityOf(object).namespace),
        ...selectorKeys(object.at("spec.podSelector")),
      ],
    }),
    selects: (target, self) =>
      holds(
        both(
          isReachable(target),
          isKubernetes(target) ? same(identityOf(object).namespace, target.thing.identity.namespace) : false,
          selectorMatches(object.at("spec.podSelector"), podLabelsOf(target.thing)),
        ),
        `network policy ${self.resource.name} selects its pods`,
      ),
    coversNamespaceOf: (target, self) =>
      holds(
        isKubernetes(target)
          ? both(
              same(identityOf(object).namespace, target.thing.identity.namespace),
              selectsEverything(object.at("spec.podSelector")),
            )
          : false,
        `network policy ${self.resource.name} selects every pod of its namespace`,
      ),
    get restrictsIngress() {
      return restricts(object, "Ingress", true);
    },
    get restrictsEgress() {
      return restricts(object, "Egress", object.has("spec.egress"));
    },
    ingress: () => object.list("spec.ingress").map((rule) => ruleOf(rule, "from")),
    egress: () => object.list("spec.egress").map((rule) => ruleOf(rule, "to")),
  }),
);

/** The labels that selectors of policies see. */
export function podLabelsOf({ podLabels, podLabelsComplete }: Workload) {
  return { known: podLabels, complete: podLabelsComplete };
}

/** False for pods that policies do not reach: those of other platforms, and those on the node's own network. */
export function isReachable(target: Subject<Workload>): Ternary {
  if (!isKubernetes(target)) return false;
  const pod = podTemplateOf(objectOf(target), target.thing.identity.type);
  const hostNetwork = pod.boolean("spec.hostNetwork");
  return hostNetwork.state.is === "unknown" ? undefined : hostNetwork.value !== true;
}

function restricts(object: Inputs, type: "Ingress" | "Egress", whenAbsent: boolean): Fact<boolean> {
  const types = object.strings("spec.policyTypes");
  const path = ["spec", "policyTypes"];
  if (types.items.some(({ value }) => value === type)) return Fact.given(true, path);
  if (types.missing !== undefined || types.items.some(({ value }) => value === undefined)) {
    return Fact.unknown(path, UNTIL_UPDATE);
  }
  if (types.items.length > 0) return Fact.given(false, path);
  return types.isUnstated ? new Fact<boolean>({ is: "unstated" }, path) : Fact.given(whenAbsent, path);
}

function ruleOf(rule: Inputs, direction: "from" | "to"): TrafficRule {
  const peers = rule.list(direction);
  if (peers.isEmpty || peers.isUnstated) {
    const at = [...rule.path, direction];
    return ruleForAnyone(
      rule.path,
      direction === "from" ? "is not set, which lets everyone in" : "is not set, which lets everything out",
      at,
    );
  }
  const found = Listing.of(...peers.items.map(peerOf));
  return {
    path: rule.path,
    peers: new Listing(found.items, peers.missing ?? found.missing),
    get isNameLookup() {
      const ports = rule.list("ports").map((port) => ({
        port: port.scalar("port"),
        endPort: port.scalar("endPort"),
      }));
      return isNameLookup(ports, [...rule.path, "ports"]);
    },
  };
}

function peerOf(peer: Inputs): Listing<Peer> {
  const block = peer.presence("ipBlock");
  if (block.value === true) return addressPeer(peer.string("ipBlock.cidr"));
  const namespaces = peer.presence("namespaceSelector");
  const pods = peer.presence("podSelector");
  const untold = [block, namespaces, pods].find(({ state }) => state.is === "unknown");
  if (untold) return unknownPeer(untold);
  if (namespaces.value !== true) {
    return new Listing([
      pods.value === true ? listed(peer.path) : anyone(peer.path, "is empty, which is everyone"),
    ]);
  }
  const everyNamespace = selectsEverything(peer.at("namespaceSelector"));
  if (everyNamespace === undefined) {
    return Listing.unknown({ path: namespaces.path, why: UNTIL_UPDATE });
  }
  if (everyNamespace) {
    return new Listing([neighbours(namespaces.path, "is empty, which selects every namespace")]);
  }
  return new Listing([
    namesNone(peer.at("namespaceSelector"))
      ? neighbours(namespaces.path, "names no namespace, and selects whichever is made")
      : listed(peer.path),
  ]);
}

/** True for a selector that only leaves some namespaces out, or asks for the label that every one has. */
function namesNone(selector: Inputs): boolean {
  const expressions = selector.list("matchExpressions");
  const isOpen = (expression: Inputs) => {
    const operator = expression.string("operator").value;
    const isOnAll = expression.string("key").value === "kubernetes.io/metadata.name";
    return operator === "NotIn" || operator === "DoesNotExist" || (operator === "Exists" && isOnAll);
  };
  const labels = selector.entries("matchLabels");
  return labels.isEmpty && expressions.missing === undefined && expressions.items.every(isOpen);
}
