import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { Backend } from "./backend-workloads";
import { parentsOf, routesNaming, titleOf, type Attachment, type Target } from "./gateway-attachment";
import { identityOf } from "./identity";
import { Lacking } from "./lacking";
import { both, either, same, type Ternary } from "./ternary";

/** One rule of a route, and the route. */
export interface RouteRule {
  readonly route: Subject<Attachment>;
  /** What messages call the route. */
  readonly title: string;
  readonly rule: Inputs;
}

/** The routes of the stack that are attached to a listener of the Gateway, or to any of them. */
export function routesOf(gateway: Inputs, stack: StackView, listener?: Inputs): Listing<Subject<Attachment>> {
  const listeners = gateway.list("spec.listeners");
  const candidates = routesNaming(gateway, stack).map((route) => ({
    route,
    isAttached: either(
      ...(listener ? [listener] : listeners.items).map((one) => isAttached(route, gateway, one)),
    ),
  }));
  const attached = candidates.filter((one) => one.isAttached === true).map(({ route }) => route);
  const untold = candidates.find((one) => one.isAttached === undefined)?.route;
  const path = listener?.path ?? ["spec", "listeners"];
  if (untold)
    return new Listing(attached, { path, why: `may have ${titleOf(untold)}, which is not known yet` });
  return attached.length > 0
    ? new Listing(attached)
    : new Listing<Subject<Attachment>>([], { path, why: "has no route in this stack" });
}

function isAttached(route: Subject<Attachment>, gateway: Inputs, listener: Inputs): Ternary {
  return both(
    either(
      ...parentsOf(route).map((parent) => names(parent, gateway, listener)),
      route.thing.inputs.list("spec.parentRefs").missing ? undefined : false,
    ),
    isAllowed(route, gateway, listener),
    sharesHost(listener.string("hostname"), route.thing.inputs.strings("spec.hostnames")),
  );
}

function names(parent: Target, gateway: Inputs, listener: Inputs): Ternary {
  const { name, namespace } = identityOf(gateway);
  return both(
    parent.type === undefined ? undefined : parent.type === "Gateway",
    same(parent.name, name),
    same(parent.namespace, namespace),
    parent.sectionName.isAbsent ? true : same(parent.sectionName, listener.string("name")),
    parent.port.isAbsent || parent.port.value === listener.number("port").value,
  );
}

/** Listeners admit routes of their own namespace only, unless they say otherwise. */
function isAllowed(route: Subject<Attachment>, gateway: Inputs, listener: Inputs): Ternary {
  const from = listener.string("allowedRoutes.namespaces.from", { whenAbsent: "Same" });
  switch (from.value) {
    case "Same":
      return same(route.thing.identity.namespace, identityOf(gateway).namespace);
    case "None":
      return false;
    case undefined:
      return undefined;
    default:
      return true;
  }
}

function sharesHost(own: Fact<string>, others: Listing<Fact<string>>): Ternary {
  if (own.isAbsent || own.value === "" || others.isEmpty || others.isUnstated) return true;
  return either(
    ...others.items.map(({ value }) =>
      value === undefined || own.value === undefined
        ? undefined
        : covers(own.value, value) || covers(value, own.value),
    ),
    others.missing ? undefined : false,
  );
}

/** Whether a host, with a wildcard in front or without, stands for another. */
function covers(pattern: string, host: string): boolean {
  return pattern === host || (pattern.startsWith("*.") && host.endsWith(pattern.slice(1)));
}

/** The rules of routes. */
export function rulesOf(routes: Listing<Subject<Attachment>>): Listing<RouteRule> {
  const rules = routes.items.map((route) =>
    route.thing.inputs.list("spec.rules").map((rule): RouteRule => ({ route, title: titleOf(route), rule })),
  );
  const all = Listing.of(...rules);
  return new Listing(all.items, routes.missing ?? all.missing);
}

/** The settings of a rule's filters of a type: `requestRedirect` of type RequestRedirect. */
export function filtersOf({ rule }: RouteRule, setting: string): readonly Inputs[] {
  return rule
    .list("filters")
    .items.filter((filter) => filter.has(setting))
    .map((filter) => filter.at(setting));
}

/** The Services that the rules send requests to. */
export function backendsOf(rules: Listing<RouteRule>): Listing<Backend> {
  const all = rules.items.map(({ route, rule }) =>
    rule
      .list("backendRefs")
      .filter((ref) => (ref.string("kind").value ?? "Service") === "Service")
      .map((ref): Backend => ({
        name: ref.string("name"),
        namespace: ref.string("namespace").orElse(route.thing.identity.namespace),
        from: route,
      })),
  );
  const found = Listing.of(...all);
  return new Listing(found.items, rules.missing ?? found.missing);
}

/** Whether the routes of a listener that serves plain HTTP do nothing but redirect to HTTPS for good. */
export function redirectsOf(listener: Inputs, routes: Listing<Subject<Attachment>>): Fact<boolean> {
  const path = [...listener.path, "protocol"];
  const answers = routes.items.map((route) => answerOf(route));
  const wrong = answers.find((answer) => answer.redirects === false);
  if (wrong) {
    return new Lacking<boolean>(path, {
      says: `is HTTP, and ${wrong.says}`,
      advice: "Have the route answer with a RequestRedirect filter: scheme https, statusCode 301.",
    });
  }
  const untold = answers.find((answer) => answer.redirects === undefined);
  if (untold) return Fact.unknown(path, `is HTTP, and ${untold.says}`);
  if (routes.missing) return Fact.unknown(routes.missing.path ?? path, routes.missing.why);
  return new Fact<boolean>({ is: "known", value: true }, path, { fixable: false });
}

interface Answer {
  readonly redirects: Ternary;
  readonly says: string;
}

function answerOf(route: Subject<Attachment>): Answer {
  const title = titleOf(route);
  const rules = rulesOf(new Listing([route]));
  const answers = rules.items.map((rule): Answer => {
    const [redirect] = filtersOf(rule, "requestRedirect");
    if (redirect === undefined) {
      const filters = rule.rule.list("filters");
      return filters.missing
        ? { redirects: undefined, says: `whether ${title} redirects is not known yet` }
        : { redirects: false, says: `${title} serves requests on it` };
    }
    const scheme = redirect.string("scheme");
    const status = redirect.number("statusCode", { whenAbsent: 302 });
    if (scheme.state.is === "unknown" || status.value === undefined) {
      return { redirects: undefined, says: `where ${title} redirects to is not known yet` };
    }
    if (scheme.value !== "https") return { redirects: false, says: `${title} redirects, but not to https` };
    return status.value === 301 || status.value === 308
      ? { redirects: true, says: "" }
      : { redirects: false, says: `${title} redirects with status ${status.value}, which is not for good` };
  });
  return (
    answers.find(({ redirects }) => redirects === false) ??
    answers.find(({ redirects }) => redirects === undefined) ??
    (rules.missing
      ? { redirects: undefined, says: `the rules of ${title} are not known yet` }
      : answers[0]) ?? {
      redirects: false,
      says: `${title} serves requests on it`,
    }
  );
}
