import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Undetermined } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { EntryPoint } from "../../kinds/entry-point";
import { jointly } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { childOf, factOfChild, isChild, type Children } from "./gateway-child";

/** An application gateway, and the stack it stands in. */
export interface Gateway {
  readonly inputs: Inputs;
  readonly self: Subject<EntryPoint>;
  readonly stack: StackView;
}

/** The properties of one place of a gateway that decides what is done with requests. */
const OF_RULE = {
  pool: "backendAddressPool.id",
  settings: "backendHttpSettings.id",
  redirect: "redirectConfiguration.id",
  rewrite: "rewriteRuleSet.id",
};
const OF_PATH_MAP = {
  pool: "defaultBackendAddressPool.id",
  settings: "defaultBackendHttpSettings.id",
  redirect: "defaultRedirectConfiguration.id",
  rewrite: "defaultRewriteRuleSet.id",
};

/** What is done with requests that a listener takes: a rule, or a path of the path map that it names. */
export interface Route {
  readonly at: Inputs;
  readonly name: string;
  readonly listener: Children;
  readonly pool: Children;
  readonly settings: Children;
  readonly redirect: Children;
  readonly rewrite: Children;
}

/** Every route of a gateway, as far as they can be read. */
export interface Routes {
  readonly items: readonly Route[];
  readonly missing?: Undetermined;
}

/** Requirements ask for the routes of a gateway many times. */
const known = new WeakMap<Inputs, Routes>();

/** The routes of a gateway. */
export function routesOf({ inputs }: Pick<Gateway, "inputs">): Routes {
  const routes = known.get(inputs) ?? readRoutes(inputs);
  known.set(inputs, routes);
  return routes;
}

function readRoutes(inputs: Inputs): Routes {
  const rules = inputs.list("requestRoutingRules");
  const read = rules.items.map((rule) => routesOfRule(inputs, rule));
  const missing = rules.missing ?? read.find((routes) => routes.missing)?.missing;
  return { items: read.flatMap(({ items }) => items), ...(missing ? { missing } : {}) };
}

function routesOfRule(gateway: Inputs, rule: Inputs): Routes {
  const listener = childOf(gateway, rule, "httpListener.id", "httpListeners");
  const name = `rule ${rule.string("name").shownValue ?? ""}`.trim();
  const read = (at: Inputs, properties: typeof OF_RULE): Route => ({
    at,
    name: at === rule ? name : `path ${at.string("name").shownValue ?? ""} of ${name}`,
    listener,
    pool: childOf(gateway, at, properties.pool, "backendAddressPools"),
    settings: childOf(gateway, at, properties.settings, "backendHttpSettingsCollection"),
    redirect: childOf(gateway, at, properties.redirect, "redirectConfigurations"),
    rewrite: childOf(gateway, at, properties.rewrite, "rewriteRuleSets"),
  });
  const type = rule.string("ruleType");
  const maps = childOf(gateway, rule, "urlPathMap.id", "urlPathMaps");
  const [map] = maps.items;
  if (maps.untold !== undefined) return { items: [], missing: maps.untold };
  if (map === undefined) {
    return { items: [read(rule, OF_RULE)], ...(type.untold ? { missing: type.untold } : {}) };
  }
  const paths = map.list("pathRules");
  return {
    items: [read(map, OF_PATH_MAP), ...paths.items.map((path) => read(path, OF_RULE))],
    ...(paths.missing ? { missing: paths.missing } : {}),
  };
}

/** The protocol of a listener. */
export function protocolOf(listener: Inputs): Fact<string> {
  return listener.string("protocol", { whenAbsent: "Http" });
}

/** Whether a route is of the listener; undefined where that is not known. */
export function isOfListener(route: Route, listener: Inputs): boolean | undefined {
  return isChild(route.listener, listener);
}

/** Whether a route may take requests over TLS. */
export function mayBeEncrypted({ listener }: Route): boolean {
  return listener.items.some((it) => protocolOf(it).value !== "Http") || listener.items.length === 0;
}

/** True where the route hands requests to a backend, or may do so. */
export function serves({ redirect }: Route): boolean {
  return redirect.items.length === 0 && redirect.untold === undefined;
}

const ADVICE =
  "Give it a redirectConfiguration of redirectType Permanent whose targetListener is an HTTPS listener.";

/** Whether a route does nothing but redirect to HTTPS for good. */
export function redirectsOf(gateway: Inputs, route: Route): Fact<boolean> {
  if (serves(route)) {
    return new Lacking<boolean>(route.at.path, { says: "serves plain HTTP", advice: ADVICE });
  }
  return (
    factOfChild(route.redirect, (it) => redirectsWell(gateway, it)) ??
    new Lacking<boolean>(route.at.path, { says: "serves plain HTTP", advice: ADVICE })
  );
}

function redirectsWell(gateway: Inputs, redirect: Inputs): Fact<boolean> {
  const lasting = redirect.string("redirectType").map((type) => type === "Permanent", {
    says: (ok) => (ok ? "a permanent redirect" : "a redirect that browsers do not remember"),
    write: () => "Permanent",
  });
  return jointly([lasting, leadsToHttps(gateway, redirect)]) ?? lasting;
}

function leadsToHttps(gateway: Inputs, redirect: Inputs): Fact<boolean> {
  const says = (ok: boolean) => (ok ? "HTTPS" : "plain HTTP");
  const target = childOf(gateway, redirect, "targetListener.id", "httpListeners");
  const url = redirect.string("targetUrl");
  if (target.items.length > 0 || target.untold) {
    const isHttps = (listener: Inputs) =>
      protocolOf(listener).map((protocol) => protocol === "Https", { says, fixable: false });
    return factOfChild(target, isHttps) ?? Fact.unknown(redirect.path, "names no listener");
  }
  return url.map((text) => /^https:/i.test(text), { says, fixable: false });
}
