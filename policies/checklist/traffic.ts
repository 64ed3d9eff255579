import { anyOf, pass, violation, type Outcome } from "../evaluation/outcome";
import type { TrafficRule } from "../kinds/network-policy";

/** A direction of traffic, as a workload sees it. */
export type TrafficDirection = "ingress" | "egress";

/** The rule lets named peers through alone; name lookups may go to any pod of the cluster, as its DNS is one of them. */
export function admitsNamedPeers(rule: TrafficRule, direction: TrafficDirection): Outcome {
  return rule.peers.every((peer) => {
    if (peer.reach === "listed") return pass;
    const open = violation({ path: peer.path, says: peer.says, needs: "named peers" });
    if (peer.reach === "anyone" || direction === "ingress") return open;
    return anyOf(open, rule.isNameLookup?.is(true) ?? open);
  });
}
