import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { allOf, pass, undetermined, type Outcome, type Undetermined } from "../../evaluation/outcome";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";
import { webFirewall, type WebFirewall } from "../../kinds/web-firewall";
import { no } from "../aws/outcome";
import { isOfListener, routesOf, serves, type Gateway } from "./application-gateway-route";
import { followArm } from "./arm-part";
import { bodyLimit } from "./waf-body-limit";
import { enforced } from "./waf-limits";

const NAMES = ["policyName"];

interface PolicyLink {
  readonly reference: Reference;
  readonly link: Link<WebFirewall>;
  /** Why the listener may not serve anything. */
  readonly mayNotServe: Undetermined | undefined;
}

/** Every firewall of a stack asks every gateway. */
const known = new WeakMap<StackView, Map<Inputs, readonly PolicyLink[]>>();

/** The policy of each listener that serves: its own, or the gateway's. */
function policyLinks(gateway: Gateway): readonly PolicyLink[] {
  const inStack = known.get(gateway.stack) ?? new Map<Inputs, readonly PolicyLink[]>();
  known.set(gateway.stack, inStack);
  const links = inStack.get(gateway.inputs) ?? readLinks(gateway);
  inStack.set(gateway.inputs, links);
  return links;
}

function readLinks({ inputs, self, stack }: Gateway): readonly PolicyLink[] {
  const { items } = routesOf({ inputs });
  const serving = items.filter(serves);
  return inputs.list("httpListeners").items.flatMap((listener) => {
    const isCertain = serving.some((route) => isOfListener(route, listener) === true);
    const possible = serving.find((route) => isOfListener(route, listener) === undefined);
    if (!isCertain && possible === undefined) return [];
    const own = listener.reference("firewallPolicy.id");
    const reference = own.isSet ? own : inputs.reference("firewallPolicy.id");
    const link = followArm(self, reference, webFirewall, NAMES, stack);
    return [{ reference, link, mayNotServe: isCertain ? undefined : possible?.listener.untold }];
  });
}

/** A setting of a policy that is not in the stack. Undefined where there is no such policy. */
export function foreignPolicyOf(gateway: Gateway): Fact<number> | undefined {
  const foreign = policyLinks(gateway).find(
    ({ reference, link }) => reference.isSet && link.subjects.length === 0,
  );
  if (foreign === undefined) return undefined;
  const { path, state } = foreign.reference.fact;
  const why =
    state.is === "unknown"
      ? state.why
      : "names a firewall policy outside the stack, whose rules are not seen";
  return Fact.unknown(path, why);
}

/** Passes when every listener of the gateway that serves has the policy. */
export function protectsGateway(gateway: Gateway, policy: Subject<WebFirewall>): Outcome {
  const links = policyLinks(gateway);
  const { inputs } = gateway;
  const missing = inputs.list("httpListeners").missing ?? routesOf({ inputs }).missing;
  const unseen = missing ? [undetermined(missing)] : [];
  if (links.length + unseen.length === 0) return no("no listener serves anything");
  return allOf(...links.map((link) => names(link, policy)), ...unseen);
}

function names({ reference, link, mayNotServe }: PolicyLink, policy: Subject<WebFirewall>): Outcome {
  const isNamed = link.subjects.some(({ resource }) => resource.urn === policy.resource.urn);
  if (isNamed && link.state === "found") return pass;
  const other = mayNotServe ? undetermined(mayNotServe) : no("it names another policy");
  if (link.state !== "unknown") return other;
  const { path, state } = reference.fact;
  const why =
    state.is === "unknown" ? state.why : "may name a policy whose name is not known until the update";
  return isNamed || link.subjects.length === 0 ? undetermined({ path, why }) : other;
}

const OWN = "webApplicationFirewallConfiguration";

/** What the firewall limits that the gateway has in itself. Undefined where it has none. */
export function bodyLimitOfGateway(inputs: Inputs): Fact<number> | undefined {
  if (!inputs.has(OWN)) return undefined;
  const own = inputs.at(OWN);
  const mode = own.string("firewallMode");
  const state = own
    .boolean("enabled")
    .map((is) => (is ? "Enabled" : "Disabled"), { write: (it) => it === "Enabled" });
  return enforced(bodyLimit(own), { mode, state });
}

/** A gateway, as an entry point whose firewall is asked for. */
export function gatewayOf(self: Gateway["self"], stack: StackView): Gateway {
  return { inputs: self.resource.inputs, self, stack };
}
