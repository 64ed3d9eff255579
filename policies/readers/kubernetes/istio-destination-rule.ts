import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { meshCallerRule } from "../../kinds/mesh-policy";
import type { Service } from "../../kinds/service";
import type { Workload } from "../../kinds/workload";
import { identityOf, objectOf } from "./identity";
import { GATEWAY_NAMESPACES } from "./istio-objects";
import { hasLabels } from "./labels";
import { podLabelsOf } from "./network-policy";
import { servicesOf } from "./service";
import { both, either, holds, not, same, type Ternary } from "./ternary";

/**
 * Istio's DestinationRules: how callers connect to the pods of a host. Without a TLS mode, callers of pods in the mesh
 * present its certificate. Of several in a namespace the one with the longest host counts; those of the root namespace
 * count where the Service's own has none.
 */
export const istioDestinationRule = reader(
  "kubernetes:networking.istio.io/*:DestinationRule",
  meshCallerRule,
  (object) => ({
    appliesTo: (target, self, stack) =>
      holds(
        either(
          false,
          ...servicesOf(target, stack).map(({ thing, selects }) =>
            both(selects, isAbout(object, thing), not(isReplaced(object, thing, stack))),
          ),
        ),
        `${self.kind.name} ${self.resource.name} is about its Service`,
      ),
    presentsCertificates: (target, _, stack) => {
      const ports = portsOf(target, stack);
      const subsets = object.list("spec.subsets");
      const bySubset = subsets.items.map((subset) => {
        const isAmong = hasLabels(subset.entries("labels"), podLabelsOf(target.thing));
        const modes = modesOf(subset.at("trafficPolicy"), ports);
        const used = modes.items.map((mode) => whereUsed(isAmong, mode, subset.presence("labels")));
        return new Listing(
          used.filter((mode) => mode !== undefined),
          modes.missing,
        );
      });
      const found = Listing.of(modesOf(object.at("spec.trafficPolicy"), ports), ...bySubset);
      return new Listing(found.items, found.missing ?? subsets.missing);
    },
  }),
);

/** The Services that a host stands for: a name in the rule's own namespace, a full name, or all that end so. */
function isAbout(object: Inputs, { identity }: Service): Ternary {
  const host = object.string("spec.host");
  if (host.value === undefined) return host.untold ? undefined : false;
  if (host.value === "*") return true;
  const { name, namespace } = identity;
  if (!host.value.includes(".")) {
    return both(same(name, host), same(namespace, identityOf(object).namespace));
  }
  if (host.value.startsWith("*")) {
    if (name.value === undefined || namespace.value === undefined) return undefined;
    return `${name.value}.${namespace.value}.svc.cluster.local`.endsWith(host.value.slice(1));
  }
  const [, ofName, ofNamespace] = /^([^.]+)\.([^.]+)\.svc\./.exec(host.value) ?? [];
  if (ofName === undefined || ofNamespace === undefined) return false;
  return both(same(name, Fact.given(ofName)), same(namespace, Fact.given(ofNamespace)));
}

/** Whether callers of the Service follow another rule instead. */
function isReplaced(object: Inputs, called: Service, stack: StackView): Ternary {
  const own = identityOf(object).namespace;
  const isForMesh = same(own, ROOT);
  const others = stack.subjects(meshCallerRule).map(objectOf);
  return either(
    false,
    ...others.map((other) => {
      const { namespace } = identityOf(other);
      return both(
        isAbout(other, called),
        either(
          both(same(namespace, own), isMoreSpecific(other, object)),
          both(isForMesh, same(namespace, called.identity.namespace), not(same(namespace, ROOT))),
        ),
      );
    }),
  );
}

/** The namespace whose rules hold for the whole mesh, where the mesh is not configured otherwise. */
const ROOT = Fact.given(GATEWAY_NAMESPACES[0] ?? "istio-system");

function isMoreSpecific(one: Inputs, other: Inputs): Ternary {
  const [length, otherLength] = [one, other].map((object) => {
    const host = object.string("spec.host").value;
    return host === undefined || host.startsWith("*") ? host?.length : Infinity;
  });
  return length === undefined || otherLength === undefined ? undefined : length > otherLength;
}

/** The ports of the Services that lead to the workload. */
function portsOf(target: Subject<Workload>, stack: StackView): Listing<Fact<number>> {
  return Listing.of(...servicesOf(target, stack).map(({ thing }) => thing.ports.map(({ port }) => port)));
}

/** Whether a traffic policy has callers present a certificate: in general, where a port is left to that, and by port. */
function modesOf(policy: Inputs, ports: Listing<Fact<number>>): Listing<Fact<boolean>> {
  const settings = policy.list("portLevelSettings");
  const isSetFor = (port: Fact<number>) =>
    either(
      settings.missing ? undefined : false,
      ...settings.items.map((setting) => sameNumber(setting.number("port.number"), port)),
    );
  const isUsed = not(both(!ports.isEmpty, ports.missing ? undefined : true, ...ports.items.map(isSetFor)));
  const byPort = settings.items.map((setting) => {
    const number = setting.number("port.number");
    const isServed = either(
      ports.missing ? undefined : false,
      ...ports.items.map((port) => sameNumber(number, port)),
    );
    return whereUsed(isServed, modeOf(setting), number);
  });
  const general = whereUsed(isUsed, modeOf(policy), policy.presence("portLevelSettings"));
  return new Listing(
    [general, ...byPort].filter((fact) => fact !== undefined),
    settings.missing,
  );
}

function modeOf(policy: Inputs): Fact<boolean> {
  return policy
    .string("tls.mode", { whenAbsent: "ISTIO_MUTUAL" })
    .map((mode) => /^(ISTIO_)?MUTUAL$/.test(mode), {
      says: (presents) => (presents ? "the caller's certificate" : "no certificate of the caller"),
      write: () => "ISTIO_MUTUAL",
    });
}

/** The fact where its setting is used; where that cannot be told, one that does not comply cannot either. */
function whereUsed(
  isUsed: Ternary,
  fact: Fact<boolean>,
  decidedBy: Fact<unknown>,
): Fact<boolean> | undefined {
  if (isUsed === false) return undefined;
  return isUsed || fact.value === true ? fact : Fact.unknown(decidedBy.path, UNTIL_UPDATE);
}

function sameNumber(one: Fact<number>, other: Fact<number>): Ternary {
  return one.value === undefined || other.value === undefined ? undefined : one.value === other.value;
}
