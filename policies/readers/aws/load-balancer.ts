import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { borrowed } from "../borrowed-fact";
import { lostReference, partOf, urnsOf, type Part } from "./parts";

export const loadBalancerPart = kind<Part>("load balancer");
const listenerRulePart = kind<Part>("listener rule");
const listenerCertificatePart = kind<Part>("listener certificate");

/** `aws:lb/loadBalancer:LoadBalancer`: application, network and gateway load balancers, without their listeners. */
export const elasticLoadBalancer = reader("aws:lb/loadBalancer:LoadBalancer", loadBalancerPart, partOf);

/** `aws:lb/listenerRule:ListenerRule`: what a listener does with requests that meet conditions. */
export const listenerRule = reader("aws:lb/listenerRule:ListenerRule", listenerRulePart, partOf);

/** `aws:lb/listenerCertificate:ListenerCertificate`: one more certificate of a listener. */
export const listenerCertificate = reader(
  "aws:lb/listenerCertificate:ListenerCertificate",
  listenerCertificatePart,
  partOf,
);

/** A listener, and the stack it stands in. */
export interface Listener {
  readonly inputs: Inputs;
  readonly self: Subject<EntryPoint>;
  readonly stack: StackView;
}

const rulesByListener = lookup(listenerRulePart, (self, stack) => ({
  some: urnsOf(self, self.thing.inputs.reference("listenerArn"), entryPoint, stack),
}));

const certificatesByListener = lookup(listenerCertificatePart, (self, stack) => ({
  some: urnsOf(self, self.thing.inputs.reference("listenerArn"), entryPoint, stack),
}));

/** Listeners by the load balancers that they are of. */
const listenersByLoadBalancer = lookup(entryPoint, (self, stack) => ({
  some: isListener(self)
    ? urnsOf(self, self.resource.inputs.reference("loadBalancerArn"), loadBalancerPart, stack)
    : [],
}));

function isListener({ resource }: Subject<unknown>): boolean {
  return /^aws:\w+\/listener:Listener$/.test(resource.type) && resource.inputs.has("loadBalancerArn");
}

/** The rules of a listener that are in the stack. */
export function rulesOfListener({ self, stack }: Listener): readonly Subject<Part>[] {
  return stack.candidates(rulesByListener, [self.resource.urn]);
}

/** The certificates that a listener has beside its own. */
export function certificatesOfListener({ self, stack }: Listener): readonly Subject<Part>[] {
  return stack.candidates(certificatesByListener, [self.resource.urn]);
}

/** The listeners of a load balancer. */
export function listenersOf(loadBalancer: Subject<Part>, stack: StackView): readonly Subject<EntryPoint>[] {
  return stack.candidates(listenersByLoadBalancer, [loadBalancer.resource.urn]);
}

/** The load balancer that a listener is of, or why it cannot be told. */
export function loadBalancerOf({ inputs, self, stack }: Listener): Subject<Part> | Undetermined {
  const reference = inputs.reference("loadBalancerArn");
  const { subjects } = stack.follow(self, reference, loadBalancerPart);
  const [only] = subjects;
  if (only === undefined) return lostReference(reference, "a load balancer");
  return subjects.length === 1 ? only : { path: reference.fact.path, why: UNTIL_UPDATE };
}

/** A fact of a listener's load balancer. */
export function ofLoadBalancer<T>(listener: Listener, read: (inputs: Inputs) => Fact<T>): Fact<T> {
  const found = loadBalancerOf(listener);
  return "why" in found
    ? Fact.unknown<T>(found.path ?? [], found.why)
    : borrowed(`load balancer ${found.resource.name}`, read(found.thing.inputs));
}

/** `application`, `network` or `gateway`. Undefined where it cannot be told. */
export function loadBalancerType(listener: Listener): string | undefined {
  return ofLoadBalancer(listener, (inputs) =>
    inputs.string("loadBalancerType", { whenAbsent: "application" }),
  ).value;
}
