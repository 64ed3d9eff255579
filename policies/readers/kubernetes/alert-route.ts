import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { alertRoute, type AlertDestination } from "../../kinds/alert-route";
import { either, type Ternary } from "./ternary";

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
        unknown ? { path: unknown.path, why: "is not known until the update" } : undefined,
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
  const missing: Undetermined | undefined =
    receivers.missing ??
    reached.find(({ isKnown }) => !isKnown)?.missing ??
    // Without a route nothing is sent.
    undefined;
  const names = new Set(reached.map(({ name }) => name));
  const lists = receivers.items
    .filter((receiver) => {
      const { value } = receiver.string("name");
      return value !== undefined && names.has(value);
    })
    .map(integrationsOf);
  return new Listing(
    lists.flatMap(({ items }) => items),
    missing ?? lists.find((list) => list.missing !== undefined)?.missing,
    path,
    receivers.isUnstated && !config.has("spec.route"),
  );
}

interface Reached {
  readonly name: string | undefined;
  readonly isKnown: boolean;
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
      ? {
          name: undefined,
          isKnown: false,
          missing: { path: receiver.path, why: "is not known until the update" },
        }
      : { name: receiver.value, isKnown: true };
  const reached: Reached[] = [];
  for (const child of route.list("routes").items) {
    const matches = matchesCritical(child);
    if (matches === false) continue;
    reached.push(...receiversFor(child, own));
    if (matches === true && child.boolean("continue").value !== true) return reached;
  }
  // What no child takes for certain stays with the route itself.
  return own ? [...reached, own] : reached;
}

function matchesCritical(route: Inputs): Ternary {
  const matchers = route.list("matchers").items.map(matcherMatches);
  if (matchers.includes(false)) return false;
  return matchers.includes(undefined) ? undefined : true;
}

/** `{ name: severity, value: critical, matchType: "=" }`, or the text `severity = critical`. */
function matcherMatches(matcher: Inputs): Ternary {
  const text = matcher.string("").value;
  const [, label, operator = "=", written = ""] =
    /^\s*(\w+)\s*(=~|!~|!=|=)\s*"?([^"]*)"?\s*$/.exec(text ?? "") ?? [];
  const name = label ?? matcher.string("name").value;
  if (name === undefined || name !== "severity") return undefined;
  const value = label === undefined ? matcher.string("value").value : written.trim();
  const type =
    label === undefined ? matcher.string("matchType", { whenAbsent: isRegex(matcher) }).value : operator;
  if (value === undefined || type === undefined) return undefined;
  const isCritical = either(...SEVERITIES.map((severity) => takes(type, value, severity)));
  return isCritical;
}

/** How the worst severity is called. */
const SEVERITIES = ["critical", "page"];

function isRegex(matcher: Inputs): string {
  return matcher.boolean("regex").value === true ? "=~" : "=";
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
