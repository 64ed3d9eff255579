import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Hsts } from "../../kinds/entry-point";
import { partOf, type Part } from "../aws/parts";
import { borrowed, jointly } from "../borrowed-fact";
import { hstsOf } from "../hsts-header";
import { Lacking } from "../kubernetes/lacking";

export const urlMapPart = kind<Part>("URL map");

/** `gcp:compute/uRLMap:URLMap`, and its regional twin: what a load balancer does with requests by host and path. */
export const urlMap = reader(
  ["gcp:compute/uRLMap:URLMap", "gcp:compute/regionUrlMap:RegionUrlMap"],
  urlMapPart,
  partOf,
);

/** One place of a URL map that decides what is done with requests. */
interface Route {
  readonly at: Inputs;
  /** Its properties: at the top, and for requests that no rule of a path matcher is about, they are the defaults. */
  readonly redirect: "defaultUrlRedirect" | "urlRedirect";
  readonly action: "defaultRouteAction" | "routeAction";
  readonly service: "defaultService" | "service";
}

interface Routes {
  readonly items: readonly Route[];
  readonly missing?: Undetermined;
}

function routesOf(map: Inputs): Routes {
  const matchers = map.list("pathMatchers");
  const rules = matchers.items.flatMap((matcher) => [matcher.list("pathRules"), matcher.list("routeRules")]);
  const missing = Listing.of(matchers, ...rules).missing;
  return {
    items: [
      ...[map, ...matchers.items].map(defaults),
      ...rules.flatMap(({ items }) => items).map(ofRule),
    ].filter(isStated),
    ...(missing ? { missing } : {}),
  };
}

function defaults(at: Inputs): Route {
  return { at, redirect: "defaultUrlRedirect", action: "defaultRouteAction", service: "defaultService" };
}

function ofRule(at: Inputs): Route {
  return { at, redirect: "urlRedirect", action: "routeAction", service: "service" };
}

/** A place that says nothing of its own leaves requests to another. */
function isStated({ at, redirect, action, service }: Route): boolean {
  return [redirect, action, service].some((property) => at.has(property));
}

/** The backend services and buckets that a URL map leads to. */
export function servicesOf(map: Inputs): {
  readonly references: readonly Reference[];
  readonly missing?: Undetermined;
} {
  const { items, missing } = routesOf(map);
  const weighted = items.map(({ at, action }) => at.list([action, "weightedBackendServices"]));
  const unknown = missing ?? weighted.find((list) => list.missing !== undefined)?.missing;
  const references = [
    ...items.map(({ at, service }) => at.reference(service)),
    ...weighted.flatMap((list) => list.items.map((it) => it.reference("backendService"))),
  ].filter(({ isSet }) => isSet);
  return { references, ...(unknown ? { missing: unknown } : {}) };
}

/** Whether a URL map does nothing but redirect to HTTPS for good. */
export function redirectsOf(map: Subject<Part>): Fact<boolean> {
  const { inputs } = map.thing;
  const { items, missing } = routesOf(inputs);
  const facts = [
    ...items.flatMap((route) => redirectFacts(route)),
    ...(missing ? [Fact.unknown<boolean>(missing.path ?? [], missing.why)] : []),
  ];
  const serves = (fact: Fact<boolean>) => fact.value !== true;
  const all = jointly([...facts.filter(serves), ...facts.filter((fact) => !serves(fact))]);
  return borrowed(
    `URL map ${map.resource.name}`,
    all ?? Fact.unknown<boolean>(["defaultUrlRedirect"], "is not set, and nothing else says what is served"),
  );
}

const PERMANENT = ["MOVED_PERMANENTLY_DEFAULT", "PERMANENT_REDIRECT"];

function redirectFacts({ at, redirect, action, service }: Route): readonly Fact<boolean>[] {
  const presence = at.presence(redirect);
  if (presence.state.is === "unknown") return [Fact.unknown(presence.path, presence.state.why)];
  if (presence.value !== true) {
    const serving = at.has(service) ? service : action;
    return [
      new Lacking<boolean>([...at.path, serving], {
        says: "serves plain HTTP",
        advice: "Give plain HTTP a URL map of its own, with defaultUrlRedirect.httpsRedirect: true.",
      }),
    ];
  }
  const block = at.at(redirect);
  return [
    block.boolean("httpsRedirect", {
      whenAbsent: false,
      says: (does) => (does ? "HTTPS" : "a redirect to plain HTTP"),
    }),
    block
      .string("redirectResponseCode", { whenAbsent: "MOVED_PERMANENTLY_DEFAULT" })
      .map((code) => PERMANENT.includes(code), {
        says: (ok) => (ok ? "a permanent redirect" : "a redirect that browsers do not remember"),
        write: () => "MOVED_PERMANENTLY_DEFAULT",
      }),
  ];
}

/** The origins of every CORS policy of a URL map. Undefined where it has none. */
export function originsOf(map: Subject<Part>): Listing<Fact<string>> | undefined {
  const { items, missing } = routesOf(map.thing.inputs);
  const policies = items
    .filter(({ at, action }) => at.has([action, "corsPolicy"]))
    .map(({ at, action }) => at.at([action, "corsPolicy"]))
    .filter((policy) => policy.boolean("disabled", { whenAbsent: false }).value !== true);
  if (policies.length === 0 && missing === undefined) return undefined;
  const as = (fact: Fact<string>) => borrowed(`URL map ${map.resource.name}`, fact);
  const lists = policies.flatMap((policy) => [
    untilEnabled(policy, policy.strings("allowOrigins")).map(as),
    untilEnabled(policy, policy.strings("allowOriginRegexes").map(namedOrigin)).map(as),
  ]);
  return Listing.of(...lists, ...(missing ? [Listing.unknown<Fact<string>>(missing)] : []));
}

/** A policy of which it is not known whether it is disabled says nothing for certain. */
function untilEnabled(policy: Inputs, origins: Listing<Fact<string>>): Listing<Fact<string>> {
  const disabled = policy.boolean("disabled", { whenAbsent: false });
  return disabled.isDecided ? origins : origins.map(() => disabled.map<string>(() => undefined));
}

/** The one origin that an expression matches, or the text of one that matches any; others cannot be told. */
function namedOrigin(expression: Fact<string>): Fact<string> {
  return expression.map(
    (text) => {
      const bare = text.replace(/^\^|\$$/g, "").replace(/\\([./:-])/g, "$1");
      if (/\.[*+]/.test(bare)) return bare.replace(".+", ".*");
      return /[[\](){}|+*?^$\\]/.test(bare) ? undefined : bare;
    },
    { why: "is an expression, and which origins it matches is not judged", fixable: false },
  );
}

/**
 * The Strict-Transport-Security headers that a URL map adds, for all requests or for those of a path matcher or a route.
 * Undefined where it adds none.
 */
export function headerOf(map: Subject<Part>): Hsts | undefined {
  const { inputs } = map.thing;
  const matchers = inputs.list("pathMatchers");
  const routes = matchers.items.map((matcher) => matcher.list("routeRules"));
  const places = [inputs, ...matchers.items, ...routes.flatMap(({ items }) => items)];
  const lists = places.map((place) => place.list("headerAction.responseHeadersToAdds"));
  const added = Listing.of(...lists);
  const names = added.items.map((it) => it.string("headerName"));
  const as = <T>(fact: Fact<T>) => borrowed(`URL map ${map.resource.name}`, fact);
  const headers = added.items
    .filter((_, i) => names[i]?.value?.toLowerCase() === "strict-transport-security")
    .map((it) => hstsOf(it.string("headerValue"), as));
  const maxAgeSeconds = jointly(headers.map((header) => header.maxAgeSeconds));
  const includesSubDomains = jointly(headers.map((header) => header.includesSubDomains));
  if (maxAgeSeconds && includesSubDomains) return { maxAgeSeconds, includesSubDomains };
  const unknown = names.find(({ isDecided }) => !isDecided);
  const unread = Listing.of<unknown>(matchers, ...routes).missing;
  const untold = added.missing ?? unread ?? (unknown && { path: unknown.path, why: unknown.says });
  if (untold === undefined) return undefined;
  const nothing = <T>() => as(Fact.unknown<T>(untold.path ?? [], untold.why));
  return { maxAgeSeconds: nothing(), includesSubDomains: nothing() };
}

/** The timeout that a URL map sets for requests that no rule is about. Undefined where the backend services decide. */
export function timeoutOf(map: Subject<Part>): Fact<number> | undefined {
  const { inputs } = map.thing;
  return inputs.has("defaultRouteAction.timeout.seconds")
    ? borrowed(
        `URL map ${map.resource.name}`,
        inputs.number("defaultRouteAction.timeout.seconds", { unit: "seconds", write: String }),
      )
    : undefined;
}
