import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { loadBalancerPart, listenersOf } from "./load-balancer";
import { unknownReference } from "./outcome";
import { partOf, uniqueSubjects, type Part } from "./parts";

const vpcOriginPart = kind<Part>("VPC origin");

/** `aws:cloudfront/vpcOrigin:VpcOrigin`: a load balancer in private subnets that distributions lead to. */
export const vpcOrigin = reader("aws:cloudfront/vpcOrigin:VpcOrigin", vpcOriginPart, partOf);

/** Whether an origin holds files in a bucket. Undefined where that is not known. */
export function isBucketOrigin(origin: Inputs): boolean | undefined {
  const domain = origin.string("domainName").value;
  if (domain !== undefined && /\.s3[.-][\w.-]*amazonaws\.com$/.test(domain)) return true;
  // Function URLs have origin access controls as well.
  if (origin.has("customOriginConfig") || origin.has("vpcOriginConfig")) return false;
  if (origin.has("s3OriginConfig") || origin.has("originAccessControlId")) return true;
  return domain === undefined ? undefined : false;
}

/** The load balancers of the stack that a distribution leads to. */
export function loadBalancersOfDistribution(
  self: Subject<unknown>,
  stack: StackView,
): readonly Subject<Part>[] {
  const { items, missing } = self.resource.inputs.list("origins");
  const untold = missing ? [unknownReference(["origins"])] : [];
  const domains = items.map((origin) => origin.reference("domainName"));
  const vpcOrigins = items.map((origin) => origin.reference("vpcOriginConfig.vpcOriginId"));
  return uniqueSubjects([
    ...[...domains, ...untold].flatMap((it) => stack.follow(self, it, loadBalancerPart).subjects),
    ...[...vpcOrigins, ...untold]
      .flatMap((it) => stack.follow(self, it, vpcOriginPart).subjects)
      .flatMap(
        (it) =>
          stack.follow(it, it.thing.inputs.reference("vpcOriginEndpointConfig.arn"), loadBalancerPart)
            .subjects,
      ),
  ]);
}

/** The entry points of the stack that a distribution leads to. */
export function entryPointsOfDistribution(
  self: Subject<unknown>,
  stack: StackView,
): readonly Subject<EntryPoint>[] {
  const { items, missing } = self.resource.inputs.list("origins");
  const domains = items.map((origin) => origin.reference("domainName"));
  return uniqueSubjects([
    ...loadBalancersOfDistribution(self, stack).flatMap((it) => listenersOf(it, stack)),
    ...[...domains, ...(missing ? [unknownReference(["origins"])] : [])].flatMap(
      (it) => stack.follow(self, it, entryPoint).subjects,
    ),
  ]);
}

/** The origins that may lead to any load balancer: what they name is not known, and no dependency tells. */
function untoldOrigin(self: Subject<unknown>, stack: StackView): Undetermined | undefined {
  const { items, missing } = self.resource.inputs.list("origins");
  if (missing) return missing;
  const references = items
    .filter((origin) => isBucketOrigin(origin) !== true)
    .flatMap((origin) => ["domainName", "vpcOriginConfig.vpcOriginId"].map((path) => origin.reference(path)));
  return references.find(
    (reference) =>
      reference.fact.untold !== undefined &&
      stack.follow(self, reference, loadBalancerPart).subjects.length === 0 &&
      stack.follow(self, reference, vpcOriginPart).subjects.length === 0,
  )?.fact.untold;
}

const distributionsByLoadBalancer = lookup(entryPoint, (self, stack) => ({
  some: self.resource.type.startsWith("aws:cloudfront/")
    ? [
        ...loadBalancersOfDistribution(self, stack).map(({ resource }) => resource.urn),
        ...(untoldOrigin(self, stack) ? [undefined] : []),
      ]
    : [],
}));

/** Whether a distribution of the stack leads to the load balancer; what is not known where one may. */
export function isOriginOfDistribution(
  { resource }: Subject<Part>,
  stack: StackView,
): boolean | Undetermined {
  const candidates = stack.candidates(distributionsByLoadBalancer, [resource.urn]);
  const leads = (it: Subject<unknown>) =>
    loadBalancersOfDistribution(it, stack).some(({ resource: { urn } }) => urn === resource.urn);
  if (candidates.some(leads)) return true;
  const [candidate] = candidates;
  return (candidate && untoldOrigin(candidate, stack)) ?? false;
}
