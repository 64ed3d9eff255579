import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { alertRoute, type AlertDestination } from "../../kinds/alert-route";
import { both, either, type Ternary } from "./ternary";

/** Alertmanager's routes, as the operator takes them: from the root to the receivers that critical alerts may reach. */
export const alertmanagerConfig = reader(
  [
    "kubernetes:monitoring.coreos.com/*:AlertmanagerConfig",
    "kubernetes:operator.victoriametrics.com/*:VMAlertmanagerConfig",
  ],
  alertRoute,
  (config) => ({ criticalDestinations: () => destinationsOf(config) }),
);

/** The Grafana operator's contact points. Its notification policies decide what reaches them, and by default all does. */
export const grafanaContactPoint = reader(
  "kubernetes:grafana.integreatly.org/*:GrafanaContactPoint",
  alertRoute,
  (point) => ({
    criticalDestinations: () => {
      const types = [
        point.string("spec.type"),
        ...point.list("spec.receivers").items.map((it) => it.string("type")),
      ];
      const unknown = types.find(({ state }) => state.is === "unknown");
      return new Listing(
        types.flatMap(({ value, path }) =>
          value === undefined ? [] : [{ path, pages: !QUIET.includes(value), called: value }],
        ),
        unknown ? { path: unknown.path, why: UNTIL_UPDATE } : undefined,
        ["spec", "type"],
      );
    },
  }),
);

/** What informs, and wakes nobody up. */
const QUIET = [
  "email",
  "slack",
  "msteams",
  "msteamsv2",
  "teams",
  "discord",
  "telegram",
  "webex",
  "googlechat",
  "line",
  "rocketchat",
  "mattermost",
  "wechat",
  "jira",
];

/** `pagerdutyConfigs` of the Prometheus operator, `pagerduty_configs` of VictoriaMetrics'. */
const INTEGRATION = /^(\w+?)_?[cC]onfigs$/;

function destinationsOf(config: Inputs): Listing<AlertDestination> {
  const receivers = config.list("spec.receivers");
  const route = config.at("spec.route");
  const reached = receiversFor(route, undefined);
  const path = ["spec", "receivers"];
  // Without a route nothing is sent.
  const missing = receivers.missing ?? reached.find((each) => each.missing !== undefined)?.missing;
  const names = new Set(reached.map(({ name }) => name));
  const named = receivers.where(
    (receiver) => receiver.string("name"),
    (name) => names.has(name),
  );
  const lists = named.items.map(integrationsOf);
  return new Listing(
    lists.flatMap(({ items }) => items),
    missing ?? named.missing ?? lists.find((list) => list.missing !== undefined)?.missing,
    path,
    receivers.isUnstated && !config.has("spec.route"),
  );
}

/** A receiver that may be reached by its name, or why there may be another one. */
interface Reached {
  readonly name?: string;
  readonly missing?: Undetermined;
}

/**
 * The receivers that an alert of critical severity may reach from a route. The first child that matches takes it, unless
 * it lets it continue; matchers on other labels than the severity may or may not match.
 */
function receiversFor(route: Inputs, inherited: Reached | undefined): readonly Reached[] {
  const receiver = route.string("receiver");
  const own: Reached | undefined = receiver.isAbsent
    ? inherited
    : receiver.value === undefined
      ? { missing: { path: receiver.path, why: UNTIL_UPDATE } }
      : { name: receiver.value };
  const reached: Reached[] = [];
  const routes = route.list("routes");
  for (const child of routes.items) {
    const matches = matchesCritical(child);
    if (matches === false) continue;
    reached.push(...receiversFor(child, own));
    const goesOn = child.boolean("continue", { whenAbsent: false });
    if (matches === true && goesOn.value === false) return reached;
  }
  if (routes.missing) reached.push({ missing: routes.missing });
  // What no child takes for certain stays with the route itself.
  return own ? [...reached, own] : reached;
}

function matchesCritical(route: Inputs): Ternary {
  const matchers = route.list("matchers");
  return both(...matchers.items.map(matcherMatches), matchers.missing === undefined ? true : undefined);
}

/** `{ name: severity, value: critical, matchType: "=" }`, or the text `severity = critical`. */
function matcherMatches(matcher: Inputs): Ternary {
  const text = matcher.string("").value;
  const [, label, operator = "=", written = ""] =
    /^\s*(\w+)\s*(=~|!~|!=|=)\s*"?([^"]*)"?\s*$/.exec(text ?? "") ?? [];
  const name = label ?? matcher.string("name").value;
  if (name === undefined || name !== "severity") return undefined;
  const value = label === undefined ? matcher.string("value").value : written.trim();
  const type = label === undefined ? typeOf(matcher) : operator;
  if (value === undefined || type === undefined) return undefined;
  const isCritical = either(...SEVERITIES.map((severity) => takes(type, value, severity)));
  return isCritical;
}

/** How the worst severity is called. */
const SEVERITIES = ["critical", "page"];

function typeOf(matcher: Inputs): string | undefined {
  const type = matcher.string("matchType");
  if (!type.isAbsent) return type.value;
  const isRegex = matcher.boolean("regex", { whenAbsent: false }).value;
  return isRegex === undefined ? undefined : isRegex ? "=~" : "=";
}

function takes(type: string, value: string, severity: string): Ternary {
  if (type === "=") return value === severity;
  if (type === "!=") return value !== severity;
  const words = value.split("|").map((word) => word.replace(/^\^?\(?|\)?\$?$/g, ""));
  if (words.some((word) => /[^\w-]/.test(word))) return undefined;
  return words.includes(severity) === (type === "=~");
}

function integrationsOf(receiver: Inputs): Listing<AlertDestination> {
  const properties = receiver.entries("").items.map(([key]) => key);
  const lists = properties.flatMap((key) => {
    const [, called] = INTEGRATION.exec(key) ?? [];
    if (called === undefined) return [];
    return [
      receiver
        .list([key])
        .map(({ path }) => ({ path, pages: !QUIET.includes(called.toLowerCase()), called })),
    ];
  });
  return lists.length === 0 ? new Listing<AlertDestination>([]) : Listing.of(...lists);
}
