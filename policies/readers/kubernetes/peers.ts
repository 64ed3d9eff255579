import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import type { Path } from "../../evaluation/path";
import type { Peer, TrafficRule } from "../../kinds/network-policy";
import { both, type Ternary } from "./ternary";

/** A peer that is nobody in particular; `says` follows its path. */
export function anyone(path: Path, says: string): Peer {
  return { path, reach: "anyone", says };
}

/** A peer that may be any pod of the cluster; `says` follows its path. */
export function neighbours(path: Path, says: string): Peer {
  return { path, reach: "neighbours", says };
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

/** Ports, or ranges of them, as far as they are known. */
export interface PortRange {
  readonly port: Fact<string | number>;
  readonly endPort?: Fact<string | number>;
}

/** Ports of DNS, by number and by their names in the pods of cluster DNS; OpenShift's listens on 5353. */
const NAME_PORTS = ["53", "5353", "dns", "dns-tcp"];

/** Whether a rule is limited to ports of DNS. Without ports it is limited to none. */
export function isNameLookup(ports: Listing<PortRange>, path: Path): Fact<boolean> {
  const each = both(...ports.items.map(isNamePort), ports.missing === undefined ? true : undefined);
  if (each === undefined)
    return Fact.unknown(ports.missing?.path ?? path, ports.missing?.why ?? UNTIL_UPDATE);
  return Fact.given(each && ports.items.length > 0, path);
}

function isNamePort({ port, endPort }: PortRange): Ternary {
  const isName = port.value === undefined ? undefined : NAME_PORTS.includes(String(port.value));
  const isOne =
    endPort === undefined || endPort.isAbsent
      ? true
      : endPort.value === undefined
        ? undefined
        : String(endPort.value) === String(port.value);
  // A port that is not set is every port.
  return port.isAbsent ? false : both(isName, isOne);
}
