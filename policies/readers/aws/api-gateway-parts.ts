import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup, type Key } from "../../evaluation/lookup";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { workload, type Workload } from "../../kinds/workload";
import { loadBalancerPart, listenersOf } from "./load-balancer";
import { unknownReference } from "./outcome";
import { partOf, uniqueSubjects, urnsOf, type Part } from "./parts";
import { withTask } from "./task-workloads";

const integrationPart = kind<Part>("integration");
const vpcLinkPart = kind<Part>("VPC link");
const throttlePart = kind<Part>("throttle");
const apiPolicyPart = kind<Part>("API policy");
const apiResponsePart = kind<Part>("API response");
const apiMappingPart = kind<Part>("API mapping");

/** What an API's routes lead to: of REST APIs, and of HTTP and WebSocket ones. */
export const apiIntegration = reader(
  ["aws:apigateway/integration:Integration", "aws:apigatewayv2/integration:Integration"],
  integrationPart,
  partOf,
);

/** `aws:apigateway/vpcLink:VpcLink`: a way from a REST API to a network load balancer. */
export const restApiVpcLink = reader("aws:apigateway/vpcLink:VpcLink", vpcLinkPart, partOf);

/** What limits the requests of an API: usage plans, method settings, and stages of HTTP APIs. */
export const apiThrottle = reader(
  [
    "aws:apigateway/usagePlan:UsagePlan",
    "aws:apigateway/methodSettings:MethodSettings",
    "aws:apigatewayv2/stage:Stage",
  ],
  throttlePart,
  partOf,
);

/** `aws:apigateway/restApiPolicy:RestApiPolicy`: who may call a REST API. */
export const restApiPolicy = reader("aws:apigateway/restApiPolicy:RestApiPolicy", apiPolicyPart, partOf);

/** Headers of a REST API's responses. */
export const restApiResponse = reader(
  ["aws:apigateway/response:Response", "aws:apigateway/integrationResponse:IntegrationResponse"],
  apiResponsePart,
  partOf,
);

/** Which API a custom domain leads to. */
export const apiMapping = reader(
  ["aws:apigateway/basePathMapping:BasePathMapping", "aws:apigatewayv2/apiMapping:ApiMapping"],
  apiMappingPart,
  partOf,
);

/** What names an API in a part, by whichever property of its version. */
function apiReferences({ thing: { inputs } }: Subject<Part>): readonly Reference[] {
  const { items, missing } = inputs.list("apiStages");
  return [
    ...["restApi", "restApiId", "apiId"].map((property) => inputs.reference(property)),
    ...items.map((stage) => stage.reference("apiId")),
    ...(missing ? [unknownReference(["apiStages"])] : []),
  ];
}

/** The APIs that a part names. Undefined among them: it may be any. */
function apisNamed(self: Subject<Part>, stack: StackView): readonly Key[] {
  return apiReferences(self).flatMap((reference): readonly Key[] => {
    const urns = urnsOf(self, reference, entryPoint, stack);
    return urns.length === 0 && reference.fact.untold ? [undefined] : urns;
  });
}

const byApi = {
  integrations: lookup(integrationPart, (self, stack) => ({ some: apisNamed(self, stack) })),
  throttles: lookup(throttlePart, (self, stack) => ({ some: apisNamed(self, stack) })),
  policies: lookup(apiPolicyPart, (self, stack) => ({ some: apisNamed(self, stack) })),
  responses: lookup(apiResponsePart, (self, stack) => ({ some: apisNamed(self, stack) })),
  mappings: lookup(apiMappingPart, (self, stack) => ({ some: apisNamed(self, stack) })),
};

const mappingsByDomain = lookup(apiMappingPart, (self, stack) => ({
  some: [
    ...urnsOf(self, self.thing.inputs.reference("domainName"), entryPoint, stack),
    ...urnsOf(self, self.thing.inputs.reference("domainNameId"), entryPoint, stack),
  ],
}));

/** The parts of an API that are resources of their own. */
export function partsOfApi(
  { resource }: Subject<EntryPoint>,
  which: keyof typeof byApi,
  stack: StackView,
): readonly Subject<Part>[] {
  return stack
    .candidates(byApi[which], [resource.urn])
    .filter((part) => apisNamed(part, stack).includes(resource.urn));
}

/** What is not known of a part that may be the API's as well. */
export function untoldPartOfApi(
  { resource }: Subject<EntryPoint>,
  which: keyof typeof byApi,
  stack: StackView,
): Undetermined | undefined {
  const part = stack
    .candidates(byApi[which], [resource.urn])
    .find((it) => !apisNamed(it, stack).includes(resource.urn));
  const untold = part && apiReferences(part).find(({ fact }) => fact.untold)?.fact.untold;
  return (
    untold && { ...untold, part: part.resource.name, why: `${untold.why}, and says which API it is for` }
  );
}

/** The APIs of the stack that a custom domain leads to. */
export function apisOfDomain(
  { resource }: Subject<EntryPoint>,
  stack: StackView,
): readonly Subject<EntryPoint>[] {
  const mappings = stack.candidates(mappingsByDomain, [resource.urn]);
  return uniqueSubjects(
    mappings.flatMap((mapping) =>
      ["restApi", "apiId"].flatMap(
        (property) => stack.follow(mapping, mapping.thing.inputs.reference(property), entryPoint).subjects,
      ),
    ),
  );
}

/** The workloads that the integrations of an API lead to. */
export function workloadsOfApi(self: Subject<EntryPoint>, stack: StackView): Listing<Subject<Workload>> {
  const integrations = partsOfApi(self, "integrations", stack);
  const found = integrations
    // Answers that are made up by the gateway, such as those to CORS preflights.
    .filter(({ thing }) => thing.inputs.string("type").value !== "MOCK")
    .map((integration) => workloadsOfIntegration(integration, self, stack));
  if (found.length === 0) {
    return Listing.unknown({ why: `what this ${self.thing.type} leads to is not in this stack` });
  }
  const { items, missing } = Listing.of(...found);
  return new Listing(uniqueSubjects(items), missing);
}

function workloadsOfIntegration(
  integration: Subject<Part>,
  self: Subject<EntryPoint>,
  stack: StackView,
): Listing<Subject<Workload>> {
  const { inputs } = integration.thing;
  const references = ["uri", "integrationUri", "integrationTarget"].map((name) => inputs.reference(name));
  const links = stack.follow(integration, inputs.reference("connectionId"), vpcLinkPart).subjects;
  const loadBalancers = [
    ...references.flatMap((it) => stack.follow(integration, it, loadBalancerPart).subjects),
    ...links.flatMap(
      (link) => stack.follow(link, link.thing.inputs.reference("targetArn"), loadBalancerPart).subjects,
    ),
  ];
  const behind = uniqueSubjects([
    ...references.flatMap((it) => stack.follow(integration, it, entryPoint).subjects),
    ...loadBalancers.flatMap((it) => listenersOf(it, stack)),
  ]).filter(({ resource }) => resource !== self.resource);
  const direct = references.flatMap((it) => stack.follow(integration, it, workload).subjects);
  const found = [
    ...direct.map((it) => withTask(it, stack)),
    ...behind.map((it) => it.thing.workloads(it, stack)),
  ];
  return found.length > 0
    ? Listing.of(...found)
    : Listing.unknown({ why: `integration ${integration.resource.name} leads to nothing of this stack` });
}
