import { Fact } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { Hsts } from "../../kinds/entry-point";
import { borrowed } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { lostReference, partOf, type Part } from "./parts";

const responseHeadersPart = kind<Part>("response headers policy");

/** `aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy`: headers that distributions add to responses. */
export const responseHeadersPolicy = reader(
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
  responseHeadersPart,
  partOf,
);

/** CloudFront's own policies: whether they add a header of one year for the host alone, and admit every origin. */
const MANAGED: Readonly<Record<string, { readonly hsts: boolean; readonly cors: boolean }>> = {
  "67f7725c-6f97-4210-82d7-5512b31e9d03": { hsts: true, cors: false },
  "60669652-455b-4ae9-85a4-c4c02393f86c": { hsts: false, cors: true },
  "5cc3b908-e619-4b99-88e5-2cf7f45965bd": { hsts: false, cors: true },
  "e61eb60c-9c35-4d20-a928-2b84e02af89c": { hsts: true, cors: true },
  "eaab4381-ed33-4a86-88ca-d9558dc6cd63": { hsts: true, cors: true },
};

const MANAGED_AGE = 31536000;
const NO_HSTS = "sets no Strict-Transport-Security header";
const ADVICE =
  "Name a response headers policy there whose strictTransportSecurity has accessControlMaxAgeSec: 63072000 and includeSubdomains: true.";

/** The Strict-Transport-Security header of the policy that a cache behavior names. */
export function hstsOfPolicy(self: Subject<unknown>, reference: Reference, stack: StackView): Hsts {
  const { path, value, state } = reference.fact;
  const { subjects } = stack.follow(self, reference, responseHeadersPart);
  const [policy] = subjects;
  if (policy && subjects.length === 1) return hstsOfResource(policy);
  if (state.is === "absent" || state.is === "unstated") return without(path, "is not set");
  const managed = value === undefined ? undefined : MANAGED[value];
  if (managed?.hsts) {
    const format = { unit: "seconds", fixable: false };
    const shown = "CloudFront's own policy";
    return {
      maxAgeSeconds: new Fact({ is: "known", value: MANAGED_AGE, shown }, path, format),
      includesSubDomains: new Fact({ is: "known", value: false, shown }, path, {
        says: (included) => (included ? "includeSubDomains" : "a header without includeSubDomains"),
        fixable: false,
      }),
    };
  }
  if (managed) return without(path, `names a policy that ${NO_HSTS}`);
  const { why } = lostReference(reference, "a response headers policy");
  return { maxAgeSeconds: Fact.unknown(path, why), includesSubDomains: Fact.unknown(path, why) };
}

function without(path: Fact<unknown>["path"], says: string): Hsts {
  return {
    maxAgeSeconds: new Lacking<number>(path, { says, unit: "seconds", advice: ADVICE }),
    // The age speaks for both.
    includesSubDomains: Fact.given(true, path),
  };
}

function hstsOfResource(policy: Subject<Part>): Hsts {
  const block = policy.thing.inputs.at("securityHeadersConfig.strictTransportSecurity");
  const as = <T>(fact: Fact<T>) => borrowed(nameOf(policy), fact);
  const age = block.number("accessControlMaxAgeSec", { unit: "seconds" });
  if (age.isAbsent) {
    return {
      maxAgeSeconds: as(new Lacking<number>(block.path, { says: "is not set", unit: "seconds" })),
      includesSubDomains: Fact.given(true),
    };
  }
  return {
    maxAgeSeconds: as(age),
    includesSubDomains: as(block.boolean("includeSubdomains", { whenAbsent: false })),
  };
}

/** The origins that the policies which cache behaviors name let in. Undefined where none adds CORS headers. */
export function originsOfPolicy(
  self: Subject<unknown>,
  reference: Reference,
  stack: StackView,
): Listing<Fact<string>> | undefined {
  if (!reference.isSet) return undefined;
  const { path, value } = reference.fact;
  const { subjects } = stack.follow(self, reference, responseHeadersPart);
  if (subjects.length > 0) {
    const each = subjects.flatMap((policy) => originsOfResource(policy) ?? []);
    return each.length > 0 ? Listing.of(...each) : undefined;
  }
  const managed = value === undefined ? undefined : MANAGED[value];
  if (managed === undefined) return Listing.unknown(lostReference(reference, "a response headers policy"));
  if (!managed.cors) return undefined;
  const shown = "CloudFront's own policy";
  return new Listing([new Fact<string>({ is: "known", value: "*", shown }, path, { fixable: false })]);
}

function originsOfResource(policy: Subject<Part>): Listing<Fact<string>> | undefined {
  const { inputs } = policy.thing;
  if (!inputs.has("corsConfig")) return undefined;
  return inputs
    .strings("corsConfig.accessControlAllowOrigins.items")
    .map((origin) => borrowed(nameOf(policy), origin));
}

function nameOf({ kind: { name }, resource }: Subject<Part>): string {
  return `${name} ${resource.name}`;
}
