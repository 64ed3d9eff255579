import { Fact } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { Cors, Hsts } from "../../kinds/entry-point";
import { partOf, type Part } from "../aws/parts";
import { borrowed, jointly } from "../borrowed-fact";
import { hstsOf } from "../hsts-header";
import { everyHsts, unknownHsts } from "../kubernetes/hsts-fact";
import { apisOf, byService } from "./api-management-api";
import { elementsIn, type Element, type Elements } from "./policy-xml";

const policyPart = kind<Part>("API Management policy");
const apiPolicyPart = kind<Part>("API policy");
const narrowPolicyPart = kind<Part>("policy of a product or an operation");

/** `azure-native:apimanagement:Policy`, for every API of a service, as XML. */
export const apiManagementPolicy = reader("azure-native:apimanagement:Policy", policyPart, partOf);

/** `azure-native:apimanagement:ApiPolicy`, for one API. */
export const apiPolicy = reader("azure-native:apimanagement:ApiPolicy", apiPolicyPart, partOf);

/** Policies for a part of an API or of its callers. */
export const narrowApiPolicy = reader(
  ["azure-native:apimanagement:ApiOperationPolicy", "azure-native:apimanagement:ProductPolicy"],
  narrowPolicyPart,
  partOf,
);

const policiesByService = byService(policyPart);
const apiPoliciesByService = byService(apiPolicyPart);
const narrowPoliciesByService = byService(narrowPolicyPart);

/** The elements of a name in one policy. */
interface InPolicy {
  readonly elements: readonly Element[];
  readonly value: Fact<string>;
  readonly as: <T>(fact: Fact<T>) => Fact<T>;
}

/** The policies that have elements of a name; for every API of the service, or for some. */
type Found =
  | { readonly is: "none" }
  | { readonly is: "untold"; readonly untold: Undetermined }
  | { readonly is: "found"; readonly policies: readonly InPolicy[]; readonly forAll: boolean };

const UNREAD = "is a policy that is not read as a whole";
const NARROW = "has it for a part of the requests alone, and for which of them is not judged";

/** Where the policies of a service have elements of a name: for all APIs, or else in the policies of single ones. */
function findInPolicies(name: string, self: Subject<unknown>, stack: StackView): Found {
  const { urn } = self.resource;
  const ofService = readAll(stack.candidates(policiesByService, [urn]), name);
  if (ofService.untold) return { is: "untold", untold: ofService.untold };
  if (ofService.policies.length > 0) return { is: "found", policies: ofService.policies, forAll: true };
  const ofApis = readAll(stack.candidates(apiPoliciesByService, [urn]), name);
  if (ofApis.untold) return { is: "untold", untold: ofApis.untold };
  if (ofApis.policies.length > 0) {
    const forAll = ofApis.policies.length >= apisOf(self, stack).length;
    return { is: "found", policies: ofApis.policies, forAll };
  }
  const narrow = readAll(stack.candidates(narrowPoliciesByService, [urn]), name);
  const [some] = narrow.policies;
  const untold = narrow.untold ?? (some && untoldIn(some, NARROW));
  return untold ? { is: "untold", untold } : { is: "none" };
}

function readAll(
  policies: readonly Subject<Part>[],
  name: string,
): { readonly policies: readonly InPolicy[]; readonly untold?: Undetermined | undefined } {
  const read = policies.map((policy) => ({ policy, ...readOne(policy, name) }));
  const unread = read.find(({ elements }) => elements === "untold");
  return {
    policies: read.flatMap(({ policy, elements, value }) =>
      elements === "untold" || elements.length === 0 ? [] : [{ elements, value, as: holderOf(policy) }],
    ),
    untold: unread && {
      part: nameOf(unread.policy),
      path: unread.value.path,
      why: unread.value.untold?.why ?? UNREAD,
    },
  };
}

function readOne(
  { thing: { inputs } }: Subject<Part>,
  name: string,
): { elements: Elements; value: Fact<string> } {
  const value = inputs.string("value");
  const format = inputs.string("format", { whenAbsent: "xml" });
  const isText = format.value?.endsWith("xml") === true && value.value !== undefined;
  return { elements: isText ? elementsIn(value.value, name) : "untold", value };
}

function nameOf({ kind: { name }, resource }: Subject<Part>): string {
  return `${name} ${resource.name}`;
}

function holderOf(policy: Subject<Part>): InPolicy["as"] {
  return (fact) => borrowed(nameOf(policy), fact);
}

function untoldIn({ value }: InPolicy, why: string): Undetermined {
  return { path: value.path, why };
}

function unknownFact<T>({ part, path = [], why }: Undetermined): Fact<T> {
  const unknown = Fact.unknown<T>(path, why);
  return part === undefined ? unknown : borrowed(part, unknown);
}

/** A value that stands in the text of a policy. */
function within<T>(text: Fact<string>, value: T, format: { readonly unit?: string } = {}): Fact<T> {
  const isSecret = text.state.is === "known" && text.state.secret === true;
  return new Fact<T>({ is: "known", value, ...(isSecret ? { secret: true } : {}) }, text.path, {
    ...format,
    fixable: false,
  });
}

/** One fact of all policies; where only some APIs have one, it is not known whether the application's is among them. */
function factOf<T>(found: Found, read: (policy: InPolicy) => Fact<T>): Fact<T> | undefined {
  switch (found.is) {
    case "none":
      return undefined;
    case "untold":
      return unknownFact(found.untold);
    case "found": {
      const facts = found.policies.map((policy) => policy.as(read(policy)));
      const [first] = found.policies;
      return found.forAll || first === undefined
        ? jointly(facts)
        : first.as(unknownFact(untoldIn(first, NARROW)));
    }
  }
}

/** Requests per minute that the policies of a service let through for each client. */
export function rateOfPolicies(self: Subject<unknown>, stack: StackView): Fact<number> | undefined {
  const found = ["rate-limit-by-key", "rate-limit"].map((name) => findInPolicies(name, self, stack));
  const told = found.find(({ is }) => is !== "none");
  return told && factOf(told, rateIn);
}

function rateIn({ elements, value }: InPolicy): Fact<number> {
  const { attributes = {} } = elements[0] ?? {};
  const [calls, seconds] = [Number(attributes["calls"]), Number(attributes["renewal-period"])];
  return calls > 0 && seconds > 0
    ? within(value, (calls * 60) / seconds, { unit: "requests per minute" })
    : Fact.unknown(value.path, UNREAD);
}

/** Seconds that backends have to answer: 300 unless a policy sets it. Undefined where the stack has no such policy. */
export function timeoutOfPolicies(self: Subject<unknown>, stack: StackView): Fact<number> | undefined {
  return factOf(findInPolicies("forward-request", self, stack), ({ elements, value }) => {
    const seconds = Number(elements[0]?.attributes["timeout"] ?? 300);
    return Number.isFinite(seconds)
      ? within(value, seconds, { unit: "seconds" })
      : Fact.unknown(value.path, UNREAD);
  });
}

/** The Strict-Transport-Security header that the policies of a service set. */
export function hstsOfPolicies(self: Subject<unknown>, stack: StackView): Hsts | undefined {
  const found = findInPolicies("set-header", self, stack);
  if (found.is === "none") return undefined;
  if (found.is === "untold") {
    const { path = [], why, part } = found.untold;
    const { maxAgeSeconds, includesSubDomains } = unknownHsts(path, why);
    const as = <T>(fact: Fact<T>) => (part === undefined ? fact : borrowed(part, fact));
    return { maxAgeSeconds: as(maxAgeSeconds), includesSubDomains: as(includesSubDomains) };
  }
  const headers = found.policies.map(hstsIn);
  if (found.forAll || headers.every((header) => header === undefined)) return everyHsts(headers);
  const [first] = found.policies;
  const hsts = unknownHsts(["value"], NARROW);
  const as = first?.as ?? ((fact) => fact);
  return { maxAgeSeconds: as(hsts.maxAgeSeconds), includesSubDomains: as(hsts.includesSubDomains) };
}

function hstsIn({ elements, value, as }: InPolicy): Hsts | undefined {
  const header = elements.find(
    ({ attributes }) => attributes["name"]?.toLowerCase() === "strict-transport-security",
  );
  const text = header && /<value>([^<]*)<\/value>/.exec(header.content)?.[1];
  return text === undefined ? undefined : hstsOf(within(value, text), as);
}

/** The origins that the policies of a service let in. */
export function corsOfPolicies(self: Subject<unknown>, stack: StackView): Cors | undefined {
  const found = findInPolicies("cors", self, stack);
  switch (found.is) {
    case "none":
      return undefined;
    case "untold":
      return { origins: Listing.unknown(found.untold) };
    case "found":
      return {
        origins: new Listing(
          found.policies.flatMap(({ elements, value, as }) =>
            textsIn("origin", elements).map((origin) => as(within(value, origin))),
          ),
        ),
      };
  }
}

/** The addresses that the policies of a service let in. */
export function rangesOfPolicies(
  self: Subject<unknown>,
  stack: StackView,
): Listing<Fact<string>> | undefined {
  const found = findInPolicies("ip-filter", self, stack);
  if (found.is === "none") return undefined;
  if (found.is === "untold") return Listing.unknown(found.untold);
  const [first] = found.policies;
  if (!found.forAll && first) return Listing.unknown(untoldIn(first, NARROW));
  const ranges = found.policies.flatMap(({ elements, value, as }) => {
    const allowing = elements.filter(({ attributes }) => attributes["action"] === "allow");
    const listed = textsIn("address", allowing).map((text) => as(within(value, text)));
    const byEnds = allowing.some(({ content }) => content.includes("<address-range"));
    return byEnds
      ? [
          ...listed,
          as(Fact.unknown<string>(value.path, "lists ranges by their ends, whose width is not judged")),
        ]
      : listed;
  });
  return ranges.length > 0 ? new Listing(ranges) : undefined;
}

function textsIn(name: string, elements: readonly Element[]): readonly string[] {
  return elements.flatMap(({ content }) =>
    [...content.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text = ""]) => text.trim()),
  );
}
