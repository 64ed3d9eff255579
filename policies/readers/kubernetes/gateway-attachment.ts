import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup, type Key } from "../../evaluation/lookup";
import { reader, type ReadContext } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { identityOf, kindOf } from "./identity";
import { clusterInputs, namedInputs, type NamedInputs } from "./named-inputs";
import { both, same, type Ternary } from "./ternary";

/** An object that attaches itself to others by name: a route to gateways, a policy to gateways, routes or Services. */
export interface Attachment extends NamedInputs {
  /** `HTTPRoute`, `GCPGatewayPolicy`, ... */
  readonly type: string;
}

/** Routes of the Gateway API. */
export const gatewayRoute = kind<Attachment>("gateway route");
/** Policies that implementations of the Gateway API add to it. */
export const gatewayPolicy = kind<Attachment>("gateway policy");
/** Which implementation serves the Gateways of a class. */
export const gatewayClass = kind<NamedInputs>("gateway class");

export const gatewayApiRoute = reader(
  [
    "kubernetes:gateway.networking.k8s.io/*:HTTPRoute",
    "kubernetes:gateway.networking.k8s.io/*:GRPCRoute",
    "kubernetes:gateway.networking.k8s.io/*:TLSRoute",
    "kubernetes:gateway.networking.k8s.io/*:TCPRoute",
  ],
  gatewayRoute,
  attachment,
);

export const gatewayApiPolicy = reader(
  [
    "kubernetes:networking.gke.io/*:GCPGatewayPolicy",
    "kubernetes:networking.gke.io/*:GCPBackendPolicy",
    "kubernetes:networking.gke.io/*:HealthCheckPolicy",
    "kubernetes:gateway.envoyproxy.io/*:ClientTrafficPolicy",
    "kubernetes:gateway.envoyproxy.io/*:BackendTrafficPolicy",
    "kubernetes:gateway.envoyproxy.io/*:SecurityPolicy",
    "kubernetes:gateway.k8s.aws/*:LoadBalancerConfiguration",
    "kubernetes:gateway.k8s.aws/*:TargetGroupConfiguration",
  ],
  gatewayPolicy,
  attachment,
);

export const gatewayApiClass = reader(
  "kubernetes:gateway.networking.k8s.io/*:GatewayClass",
  gatewayClass,
  clusterInputs,
);

function attachment(inputs: Inputs, { type }: ReadContext): Attachment {
  return { ...namedInputs(inputs), type: kindOf(type) };
}

/** What messages call an object: `HTTPRoute api`. */
export function titleOf({ thing, resource }: Subject<Attachment>): string {
  return `${thing.type} ${thing.identity.name.value ?? resource.name}`;
}

/** A name that an attachment says: of a Gateway, of a route, of a Service. */
export interface Target {
  /** Undefined where it is not known. */
  readonly type: string | undefined;
  readonly name: Fact<string>;
  readonly namespace: Fact<string>;
  /** The listener, or the port of a Service, where it names one. */
  readonly sectionName: Fact<string>;
  readonly port: Fact<number>;
}

/** The parents of a route. */
export function parentsOf(route: Subject<Attachment>): readonly Target[] {
  return route.thing.inputs.list("spec.parentRefs").items.map((ref) => targetOf(ref, route.thing, "Gateway"));
}

/** What a policy speaks about. */
function targetsOf({ thing }: Subject<Attachment>): readonly Target[] {
  const { inputs } = thing;
  const refs = [...inputs.list("spec.targetRef").items, ...inputs.list("spec.targetRefs").items];
  const reference = inputs.has("spec.targetReference") ? [inputs.at("spec.targetReference")] : [];
  return [...refs, ...reference].map((ref) => targetOf(ref, thing, "Service"));
}

function targetOf(ref: Inputs, { identity }: Attachment, whenAbsent: string): Target {
  return {
    type: ref.string("kind", { whenAbsent }).value,
    name: ref.string("name"),
    namespace: ref.string("namespace").orElse(identity.namespace),
    sectionName: ref.string("sectionName"),
    port: ref.number("port"),
  };
}

const routesByParent = lookup(gatewayRoute, (route) => ({
  some: [...parentsOf(route).map(keyOfTarget), ...untoldKey(route, ["spec.parentRefs"])],
}));
const policiesByTarget = lookup(gatewayPolicy, (policy) => ({
  some: [...targetsOf(policy).map(keyOfTarget), ...untoldKey(policy, TARGETS)],
}));

const TARGETS = ["spec.targetRef", "spec.targetRefs", "spec.targetReference"];

/** A key that is not known, where the names themselves are not. */
function untoldKey({ thing }: Subject<Attachment>, paths: readonly string[]): readonly Key[] {
  return paths.some((path) => thing.inputs.list(path).missing !== undefined) ? [undefined] : [];
}

function keyOfTarget({ type, name, namespace }: Omit<Target, "sectionName" | "port">): Key {
  return type === undefined || name.value === undefined || namespace.value === undefined
    ? undefined
    : `${type} ${namespace.value}/${name.value}`;
}

/** The routes that may name a Gateway as their parent. */
export function routesNaming(gateway: Inputs, stack: StackView): readonly Subject<Attachment>[] {
  return stack.candidates(routesByParent, [keyOfTarget({ type: "Gateway", ...identityOf(gateway) })]);
}

/** What a policy may speak about. */
export interface PolicyTarget {
  readonly type: string;
  readonly name: Fact<string>;
  readonly namespace: Fact<string>;
}

/** The policies of a type that speak about an object, and, where they name one, about this listener of it. */
export function policiesOn(
  type: string,
  target: PolicyTarget,
  stack: StackView,
  sectionName?: Fact<string>,
): readonly Subject<Attachment>[] {
  return candidatesOf(type, target, stack).filter((policy) =>
    targetsOf(policy).some(
      (one) =>
        isTarget(one, target) === true &&
        (one.sectionName.isAbsent ||
          sectionName === undefined ||
          one.sectionName.value === sectionName.value),
    ),
  );
}

/** A policy of a type that may speak about an object, as far as its targets are not known. */
export function untoldPolicyOn(
  type: string,
  target: PolicyTarget,
  stack: StackView,
): Subject<Attachment> | undefined {
  return candidatesOf(type, target, stack).find(
    (policy) =>
      untoldKey(policy, TARGETS).length > 0 ||
      targetsOf(policy).some((one) => isTarget(one, target) === undefined),
  );
}

function candidatesOf(type: string, target: PolicyTarget, stack: StackView): readonly Subject<Attachment>[] {
  return stack
    .candidates(policiesByTarget, [keyOfTarget(target)])
    .filter((policy) => policy.thing.type === type);
}

function isTarget(one: Target, target: PolicyTarget): Ternary {
  return both(
    one.type === undefined ? undefined : one.type === target.type,
    same(one.name, target.name),
    same(one.namespace, target.namespace),
  );
}
