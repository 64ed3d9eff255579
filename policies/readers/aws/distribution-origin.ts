import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { loadBalancerPart, listenersOf } from "./load-balancer";
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
  return uniqueSubjects(
    self.resource.inputs
      .list("origins")
      .items.flatMap((origin) => [
        ...stack.follow(self, origin.reference("domainName"), loadBalancerPart).subjects,
        ...stack
          .follow(self, origin.reference("vpcOriginConfig.vpcOriginId"), vpcOriginPart)
          .subjects.flatMap(
            (it) =>
              stack.follow(it, it.thing.inputs.reference("vpcOriginEndpointConfig.arn"), loadBalancerPart)
                .subjects,
          ),
      ]),
  );
}

/** The entry points of the stack that a distribution leads to. */
export function entryPointsOfDistribution(
  self: Subject<unknown>,
  stack: StackView,
): readonly Subject<EntryPoint>[] {
  const origins = self.resource.inputs.list("origins").items;
  return uniqueSubjects([
    ...loadBalancersOfDistribution(self, stack).flatMap((it) => listenersOf(it, stack)),
    ...origins.flatMap((origin) => stack.follow(self, origin.reference("domainName"), entryPoint).subjects),
  ]);
}

const distributionsByLoadBalancer = lookup(entryPoint, (self, stack) => ({
  some: self.resource.type.startsWith("aws:cloudfront/")
    ? loadBalancersOfDistribution(self, stack).map(({ resource }) => resource.urn)
    : [],
}));

/** True where a distribution of the stack leads to the load balancer. */
export function isOriginOfDistribution(loadBalancer: Subject<Part>, stack: StackView): boolean {
  return stack.candidates(distributionsByLoadBalancer, [loadBalancer.resource.urn]).length > 0;
}
