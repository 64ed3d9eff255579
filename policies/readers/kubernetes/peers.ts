import type { Fact } from "../../evaluation/fact";
import { UNTIL_UPDATE } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import type { Path } from "../../evaluation/path";
import type { Peer, TrafficRule } from "../../kinds/network-policy";

/** A peer that is nobody in particular; `says` follows its path. */
export function anyone(path: Path, says: string): Peer {
  return { path, reach: "anyone", says };
}

/** A peer that is named. */
export function listed(path: Path): Peer {
  return { path, reach: "listed", says: "is listed" };
}

/** A rule that lets everyone through. */
export function ruleForAnyone(path: Path, says: string, at: Path = path): TrafficRule {
  return { path, peers: new Listing([anyone(at, says)]) };
}

/** An address block as a peer: everyone when it holds every address. */
export function addressPeer(cidr: Fact<string>): Listing<Peer> {
  if (cidr.value === undefined) return unknownPeer(cidr);
  return new Listing([isEveryAddress(cidr.value) ? anyone(cidr.path, cidr.says) : listed(cidr.path)]);
}

/** A peer that cannot be told yet. */
export function unknownPeer(fact: Fact<unknown>): Listing<Peer> {
  const why = fact.state.is === "unknown" ? fact.state.why : UNTIL_UPDATE;
  return Listing.unknown({ path: fact.path, why });
}

/** True for `0.0.0.0/0` and `::/0`, and for the halves of either. */
function isEveryAddress(cidr: string): boolean {
  return /\/[01]$/.test(cidr.trim());
}
