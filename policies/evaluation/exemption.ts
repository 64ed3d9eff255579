import type { Verdict } from "./evaluate";
import { literalPrefix, matchesGlob } from "./glob";
import type { Outcome } from "./outcome";
import type { Resource } from "./resource";

/** What is let be: on which resources, why, by whose decision, and until when. */
export interface Exemption {
  /** A resource's name or URN, or a pattern of either: `*` stands for any characters, `?` for one. */
  readonly resource: string;
  /** Only resources of this type, whichever of its tokens a program uses. */
  readonly type?: string;
  readonly reason: string;
  readonly owner: string;
  readonly ticket?: string;
  /** The last day on which it holds: `2027-03-31`. */
  readonly expires: string;
  readonly from: "pack configuration" | "program";
  /** What messages call it: `exemptions[0]`, `exemption nightly-copy`. */
  readonly called: string;
  /** The URN of the component that declares it, where the program does. */
  readonly urn?: string;
}

/** The one token of a type that has several. */
export type Canonical = (type: string) => string;

/** A resource, as far as exemptions look at it. */
export type Exemptible = Pick<Resource, "urn" | "type" | "name">;

/** True on its last day, too. Days sort as text. */
export function holdsOn(today: string, { expires }: Exemption): boolean {
  return today <= expires;
}

/** True for a resource that the exemption names, of the type that it names. */
export function isAbout(exemption: Exemption, resource: Exemptible, canonical: Canonical): boolean {
  return hasItsName(exemption, resource, canonical) && hasItsType(exemption, resource, canonical);
}

/** True for a resource that the exemption names, whatever its type. */
export function hasItsName(
  { resource }: Exemption,
  { urn, name }: Exemptible,
  canonical: Canonical,
): boolean {
  if (!isUrn(resource)) return matchesGlob(resource, name);
  return (
    matchesGlob(resource, urn) || matchesGlob(canonicalUrn(resource, canonical), canonicalUrn(urn, canonical))
  );
}

/**
 * True for what may name a resource of the stack: anything but a URN, and a URN whose stack and project, as far as its
 * pattern tells them, are the stack's. `stackUrn` is the URN of any of the stack's resources.
 */
export function isOfStack({ resource }: Exemption, stackUrn: string): boolean {
  if (!isUrn(resource)) return true;
  const own = stackUrn.split("::").slice(0, 2);
  const named = resource.split("::");
  if (named.length >= 4) return own.every((part, i) => matchesGlob(named[i] ?? "", part));
  const prefix = literalPrefix(resource);
  const start = `${own.join("::")}::`;
  return start.startsWith(prefix) || prefix.startsWith(start);
}

/** True for what somebody may let be: a violation, or evidence that is not there yet; not what cannot be told. */
export function isExemptible(outcome: Outcome): boolean {
  return (
    outcome.result === "violation" ||
    (outcome.result === "undetermined" && outcome.undetermined.every(({ open }) => open))
  );
}

/**
 * The verdict with the exemption that holds for what it found, or else with the last one that has expired. What was found
 * stays as it was found.
 */
export function exempted(
  verdict: Verdict,
  resource: Exemptible,
  exemptions: readonly Exemption[],
  today: string,
  canonical: Canonical,
): Verdict {
  if (!isExemptible(verdict.outcome)) return verdict;
  const about = exemptions.filter((it) => isAbout(it, resource, canonical));
  const exemption = about.find((it) => holdsOn(today, it));
  if (exemption) return { ...verdict, exemption };
  const [expiredExemption] = [...about].sort((a, b) => b.expires.localeCompare(a.expires));
  return expiredExemption ? { ...verdict, expiredExemption } : verdict;
}

function hasItsType({ type }: Exemption, resource: Exemptible, canonical: Canonical): boolean {
  return type === undefined || canonical(type) === canonical(resource.type);
}

function isUrn(resource: string): boolean {
  return resource.startsWith("urn:");
}

/** `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME` with one token for each type that has several. */
function canonicalUrn(urn: string, canonical: Canonical): string {
  const [stack, project, types, ...name] = urn.split("::");
  if (types === undefined) return urn;
  return [stack, project, types.split("$").map(canonical).join("$"), ...name].join("::");
}
