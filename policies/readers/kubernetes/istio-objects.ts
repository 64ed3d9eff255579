import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup, type Key } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { identityOf } from "./identity";
import { namedInputs, type NamedInputs } from "./named-inputs";

/** Istio's routes, bound to gateways by name. */
export const virtualService = kind<NamedInputs>("virtual service");
/** Istio's rules on who may call what. */
export const authorizationPolicy = kind<NamedInputs>("authorization policy");
/** Free-form changes to the configuration of Istio's proxies. */
export const envoyFilter = kind<NamedInputs>("Envoy filter");

export const istioVirtualService = reader(
  "kubernetes:networking.istio.io/*:VirtualService",
  virtualService,
  namedInputs,
);
export const istioAuthorizationPolicy = reader(
  "kubernetes:security.istio.io/*:AuthorizationPolicy",
  authorizationPolicy,
  namedInputs,
);
export const istioEnvoyFilter = reader(
  "kubernetes:networking.istio.io/*:EnvoyFilter",
  envoyFilter,
  namedInputs,
);

/** Virtual services by the gateways that they name: `namespace/name`, or a name in their own namespace. */
const virtualServicesByGateway = lookup(virtualService, ({ thing: { identity, inputs } }) => {
  const gateways = inputs.strings("spec.gateways");
  const keys = gateways.items.map(({ value }): Key => {
    if (value === undefined) return undefined;
    if (value.includes("/")) return `gateway ${value}`;
    const namespace = identity.namespace.value;
    return namespace === undefined ? undefined : `gateway ${namespace}/${value}`;
  });
  return { some: gateways.missing ? [...keys, undefined] : keys };
});

/** The virtual services bound to a gateway, and those that may be. */
export function virtualServicesOf(gateway: Inputs, stack: StackView): readonly Subject<NamedInputs>[] {
  const { name, namespace } = identityOf(gateway);
  const key =
    name.value === undefined || namespace.value === undefined
      ? undefined
      : `gateway ${namespace.value}/${name.value}`;
  return stack.candidates(virtualServicesByGateway, [key]);
}

/** Namespaces that gateways usually run in; the first is also the one whose objects hold for the whole mesh. */
export const GATEWAY_NAMESPACES = ["istio-system", "istio-ingress"];

/**
 * Whether the label selector of an Istio object picks the pods that a gateway picks: by no other labels than those. One
 * without labels picks all the pods of its namespace.
 */
export function selectsGatewayPods(
  { identity, inputs }: NamedInputs,
  path: string,
  gateway: Inputs,
): boolean {
  const wanted = inputs.entries(path).items;
  if (wanted.length === 0) return GATEWAY_NAMESPACES.includes(identity.namespace.value ?? "");
  const pods = new Map(gateway.entries("spec.selector").items.map(([key, { value }]) => [key, value]));
  return wanted.every(([key, { value }]) => value !== undefined && pods.get(key) === value);
}
