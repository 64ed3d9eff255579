import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { webFirewall, type WebFirewall } from "../../kinds/web-firewall";
import { Lacking } from "../kubernetes/lacking";
import { no } from "./outcome";
import { lostReference, partOf, urnsOf, type Part } from "./parts";
import { admittedRanges } from "./web-acl-addresses";
import { bodyLimitOf, rateOf } from "./web-acl-limits";
import { rulesOf } from "./web-acl-rule";

/** What a web ACL is attached to: itself an entry point, or what one is named by. */
interface Protected {
  /** The URNs that entry points are named by. */
  keys(self: Subject<Protected>, stack: StackView): readonly string[];
}

const protectedResource = kind<Protected>("protected resource");
const associationPart = kind<Part>("web ACL association");

/** Resources that are attached to a web ACL as they are. */
export const webAclTarget = reader(
  ["aws:lb/loadBalancer:LoadBalancer", "aws:appsync/graphQLApi:GraphQLApi", "aws:apprunner/service:Service"],
  protectedResource,
  () => ({ keys: ({ resource }) => [resource.urn] }),
);

/** A stage of a REST API, which is attached for the API. */
export const webAclStage = reader("aws:apigateway/stage:Stage", protectedResource, (inputs) => ({
  keys: (self, stack) => [self.resource.urn, ...urnsOf(self, inputs.reference("restApi"), entryPoint, stack)],
}));

/** `aws:wafv2/webAclAssociation:WebAclAssociation`, and its twin of WAF Classic. */
export const webAclAssociation = reader(
  ["aws:wafv2/webAclAssociation:WebAclAssociation", "aws:wafregional/webAclAssociation:WebAclAssociation"],
  associationPart,
  partOf,
);

/** `aws:wafv2/webAcl:WebAcl`. */
export const webAcl = reader("aws:wafv2/webAcl:WebAcl", webFirewall, (inputs) => ({
  protects: protectedBy,
  requestsPerMinute: (self, stack) => rateOf(rulesOf(inputs, self, stack)),
  bodyLimitBytes: (self, stack) => bodyLimitOf(rulesOf(inputs, self, stack)),
  allowedRanges: (self, stack) => admittedRanges(inputs, rulesOf(inputs, self, stack), stack),
}));

/** WAF Classic, which AWS has ended. */
export const classicWebAcl = reader(
  ["aws:waf/webAcl:WebAcl", "aws:wafregional/webAcl:WebAcl"],
  webFirewall,
  () => ({
    protects: protectedBy,
    requestsPerMinute: () =>
      new Lacking<number>(["rules"], {
        says: "are of WAF Classic, which AWS ended on 30 September 2025",
        unit: "requests per minute",
        advice: "Replace it by aws.wafv2.WebAcl with a rate-based rule.",
      }),
  }),
);

/** An association of a web ACL that is not in the stack: what its rules say cannot be told. */
export const foreignWebAcl = reader(
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  webFirewall,
  (inputs): WebFirewall => {
    const reference = inputs.reference("webAclArn");
    const { path, why } = lostReference(reference, "a web ACL");
    return {
      protects: (target, self, stack) => {
        const isHere = aclsOf(self, stack).length > 0;
        return isHere ? no("its web ACL is in the stack") : attachedTo(target, self, stack);
      },
      requestsPerMinute: () => Fact.unknown(path ?? [], why),
      bodyLimitBytes: () => Fact.unknown(path ?? [], why),
      allowedRanges: () => Listing.unknown({ ...(path ? { path } : {}), why }),
    };
  },
);

/** The web ACLs of the stack that an association names, or that a distribution names itself. */
function aclsOf(self: Subject<unknown>, stack: StackView): readonly string[] {
  const { inputs } = self.resource;
  return ["webAclArn", "webAclId"].flatMap((property) =>
    urnsOf(self, inputs.reference(property), webFirewall, stack),
  );
}

const associationsByAcl = lookup(associationPart, (self, stack) => ({ some: aclsOf(self, stack) }));

/** Passes when a distribution names the web ACL, or when an association attaches it to what the entry point is named by. */
function protectedBy(target: Subject<EntryPoint>, self: Subject<WebFirewall>, stack: StackView): Outcome {
  const { urn } = self.resource;
  if (target.resource.type.startsWith("aws:cloudfront/") && aclsOf(target, stack).includes(urn)) return pass;
  const attached = stack
    .candidates(associationsByAcl, [urn])
    .map((association) => attachedTo(target, association, stack));
  return (
    attached.find(({ result }) => result === "pass") ??
    attached.find(({ result }) => result === "undetermined") ??
    no("it protects other resources")
  );
}

function attachedTo(target: Subject<EntryPoint>, association: Subject<unknown>, stack: StackView): Outcome {
  const reference = association.resource.inputs.reference("resourceArn");
  const { state, subjects } = stack.follow(association, reference, protectedResource);
  const keys = target.thing.firewallKeys?.(target, stack) ?? [];
  const isAttached = subjects.some((it) => it.thing.keys(it, stack).some((key) => keys.includes(key)));
  if (isAttached) return pass;
  return state === "unknown" && target.resource.type.startsWith("aws:")
    ? undetermined({ path: reference.fact.path, why: UNTIL_UPDATE })
    : no("it is attached to another resource");
}
