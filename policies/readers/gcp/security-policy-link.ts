import { Fact } from "../../evaluation/fact";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";
import { webFirewall, type WebFirewall } from "../../kinds/web-firewall";
import type { Part } from "../aws/parts";
import { borrowed } from "../borrowed-fact";
import { followName } from "./resource-name";

/** A security policy that a backend service names. */
interface PolicyLink {
  readonly reference: Reference;
  readonly link: Link<WebFirewall>;
}

/** The policies that a backend service names: the one at its requests, and the one at the edge. */
export function policyLinks(service: Subject<Part>, stack: StackView): readonly PolicyLink[] {
  const { inputs } = service.thing;
  return ["securityPolicy", "edgeSecurityPolicy"]
    .filter((property) => inputs.has(property))
    .map((property) => {
      const reference = inputs.reference(property);
      const link = followName(service, reference, webFirewall, ["name"], stack);
      return { reference, link };
    });
}

/** A setting of a policy that is not in the stack, whose rules cannot be told. Undefined where there is no such policy. */
export function foreignPolicy<T = number>(
  services: readonly Subject<Part>[],
  stack: StackView,
): Fact<T> | undefined {
  for (const service of services) {
    for (const { reference, link } of policyLinks(service, stack)) {
      if (link.subjects.length > 0) continue;
      const { path, state } = reference.fact;
      const why =
        state.is === "unknown"
          ? state.why
          : "names a security policy outside the stack, whose rules are not seen";
      return borrowed(`backend service ${service.resource.name}`, Fact.unknown<T>(path, why));
    }
  }
  return undefined;
}
