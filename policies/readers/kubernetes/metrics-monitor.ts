import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Key, Keys } from "../../evaluation/lookup";
import { pass, undetermined, violation, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { metricsCollector, type MetricsCollector, type MetricsEndpoint } from "../../kinds/metrics-collector";
import type { Service } from "../../kinds/service";
import { identityOf } from "./identity";
import { keyOf, selectorKeys } from "./keys";
import { selectorMatches } from "./labels";
import { servicesSelecting } from "./pod-privacy";
import { scrapeTargetOf, type ScrapeTarget } from "./scrape-target";
import { both, either, same, type Ternary } from "./ternary";

/**
 * Monitors of Services: of the Prometheus operator, of Azure's managed Prometheus, and VictoriaMetrics' own. They select
 * Services of their own namespace unless a namespaceSelector says otherwise; the path is /metrics unless set.
 */
export const serviceMonitor = reader(
  [
    "kubernetes:monitoring.coreos.com/*:ServiceMonitor",
    "kubernetes:azmonitoring.coreos.com/*:ServiceMonitor",
    "kubernetes:operator.victoriametrics.com/*:VMServiceScrape",
  ],
  metricsCollector,
  (monitor): MetricsCollector => ({
    targetKeys: () => namespaceKeys(monitor),
    endpointsOn: (target, _self, stack) => {
      const pods = scrapeTargetOf(target);
      return pods ? behindServices(monitor, pods, stack) : new Listing<MetricsEndpoint>([]);
    },
  }),
);

/** Monitors of pods, of the same operators. */
export const podMonitor = reader(
  [
    "kubernetes:monitoring.coreos.com/*:PodMonitor",
    "kubernetes:azmonitoring.coreos.com/*:PodMonitor",
    "kubernetes:operator.victoriametrics.com/*:VMPodScrape",
  ],
  metricsCollector,
  (monitor): MetricsCollector => ({
    targetKeys: () => {
      const keys = namespaceKeys(monitor);
      return "every" in keys
        ? { every: [...keys.every, ...selectorKeys(monitor.at("spec.selector"))] }
        : keys;
    },
    endpointsOn: (target) =>
      onPods(monitor, target, (namespace) => inNamespaces(monitor, namespace), "podMetricsEndpoints"),
  }),
);

/** Google's managed Prometheus: of its own namespace, or of every one. */
export const podMonitoring = reader(
  [
    "kubernetes:monitoring.googleapis.com/*:PodMonitoring",
    "kubernetes:monitoring.googleapis.com/*:ClusterPodMonitoring",
  ],
  metricsCollector,
  (monitor, { type }): MetricsCollector => {
    const isOfCluster = /:Cluster\w+$/.test(type);
    const { namespace: own } = identityOf(monitor);
    const namespaces: readonly Key[] = isOfCluster ? [] : [keyOf("namespace", own)];
    return {
      targetKeys: () => ({ every: [...namespaces, ...selectorKeys(monitor.at("spec.selector"))] }),
      endpointsOn: (target) =>
        onPods(monitor, target, (namespace) => (isOfCluster ? true : same(own, namespace)), "endpoints"),
    };
  },
);

function behindServices(monitor: Inputs, target: ScrapeTarget, stack: StackView): Listing<MetricsEndpoint> {
  const services = servicesSelecting(target.pods, stack);
  if (services.length === 0) {
    return inNamespaces(monitor, target.pods.namespace) === false
      ? new Listing<MetricsEndpoint>([])
      : Listing.unknown({ why: "no Service of this stack selects its pods, and one of another may" });
  }
  const found = services.map(({ subject, selects }) => {
    const { thing } = subject;
    const isMonitored = both(
      selects,
      inNamespaces(monitor, thing.identity.namespace),
      selectorMatches(monitor.at("spec.selector"), { known: thing.labels, complete: thing.labelsComplete }),
    );
    if (isMonitored === false) return new Listing<MetricsEndpoint>([]);
    if (isMonitored === undefined) return untold(`selects service ${subject.resource.name}`);
    return monitor.list("spec.endpoints").map((endpoint) => ({
      get reaches() {
        return reachesService(endpoint, subject, target);
      },
      get path() {
        return pathOf(endpoint);
      },
    }));
  });
  return Listing.of(...found);
}

/** The endpoint's port is a Service's port by name, or a container's by name or number. */
function reachesService(
  endpoint: Inputs,
  { thing, resource }: Subject<Service>,
  target: ScrapeTarget,
): Outcome {
  const port = endpoint.string("port");
  const { ports } = thing;
  if (port.isAbsent || port.state.is === "unstated") return reachesPod(endpoint, ["targetPort"], target);
  if (port.value === undefined) return unknownPort(port);
  const named = either(...ports.items.map(({ name }) => same(name, port)).map((it) => it ?? false));
  if (named === true) return pass;
  const isUntold = ports.missing !== undefined || ports.items.some(({ name }) => name.state.is === "unknown");
  if (isUntold) {
    return undetermined({
      path: port.path,
      why: `may name a port of service ${resource.name}, whose names are not all known`,
    });
  }
  const names = ports.items.flatMap(({ name: { state } }) =>
    state.is === "known" && state.secret !== true ? [`"${state.value}"`] : [],
  );
  return violation({
    path: port.path,
    says: `${saying(port)}, which is no port's name of service ${resource.name}`,
    needs: names.length > 0 ? names.join(" or ") : "a Service port with a name",
  });
}

function onPods(
  monitor: Inputs,
  target: Subject<unknown>,
  isIn: (namespace: Fact<string>) => Ternary,
  endpoints: string,
): Listing<MetricsEndpoint> {
  const of = scrapeTargetOf(target);
  if (of === undefined) return new Listing<MetricsEndpoint>([]);
  const selects = both(
    isIn(of.pods.namespace),
    either(...of.pods.labels.map((labels) => selectorMatches(monitor.at("spec.selector"), labels))),
  );
  if (selects === false) return new Listing<MetricsEndpoint>([]);
  if (selects === undefined) return untold("selects its pods");
  return monitor.list(`spec.${endpoints}`).map((endpoint) => ({
    get reaches() {
      return reachesPod(endpoint, ["port", "portNumber", "targetPort"], of);
    },
    get path() {
      return pathOf(endpoint);
    },
  }));
}

function reachesPod(endpoint: Inputs, properties: readonly string[], target: ScrapeTarget): Outcome {
  const port = properties.map((name) => endpoint.scalar(name)).find(({ isAbsent }) => !isAbsent);
  if (port === undefined) {
    return violation({ path: [...endpoint.path, "port"], says: "is not set", needs: "the name of a port" });
  }
  const { value } = port;
  if (value === undefined) return unknownPort(port);
  if (typeof value === "number" || /^\d+$/.test(value)) return pass;
  const has = target.hasPort(value);
  if (has === undefined)
    return undetermined({
      path: port.path,
      why: "may name a port of its pods, whose names are not all known",
    });
  return has
    ? pass
    : violation({
        path: port.path,
        says: `${saying(port)}, which is no port's name of its pods`,
        needs: "the name of a port",
      });
}

function unknownPort(port: Fact<unknown>): Outcome {
  return undetermined({ path: port.path, why: port.state.is === "unknown" ? port.state.why : UNTIL_UPDATE });
}

function pathOf(endpoint: Inputs): Fact<string> {
  return endpoint.string("path", { whenAbsent: "/metrics" });
}

/** What a port's property says; nothing of what the program marked secret. */
function saying({ state }: Fact<string | number>): string {
  if (state.is !== "known" || state.secret === true) return "is a value";
  return `is "${state.value}"`;
}

function untold(clause: string): Listing<MetricsEndpoint> {
  return Listing.unknown({ why: `whether it ${clause} ${UNTIL_UPDATE}` });
}

/** Which namespaces a monitor looks in: its own, those it names, or any. */
function inNamespaces(monitor: Inputs, namespace: Fact<string>): Ternary {
  const any = monitor.boolean("spec.namespaceSelector.any", { whenAbsent: false });
  const names = monitor.strings("spec.namespaceSelector.matchNames");
  if (any.value === true) return true;
  if (any.state.is === "unknown" || names.missing) return undefined;
  if (names.items.length === 0) return same(identityOf(monitor).namespace, namespace);
  return either(...names.items.map((name) => same(name, namespace)));
}

function namespaceKeys(monitor: Inputs): Keys {
  const any = monitor.boolean("spec.namespaceSelector.any", { whenAbsent: false });
  const names = monitor.strings("spec.namespaceSelector.matchNames");
  if (any.value !== false || names.missing) return { every: [] };
  if (names.items.length === 0) return { every: [keyOf("namespace", identityOf(monitor).namespace)] };
  return { some: names.items.map((name) => keyOf("namespace", name)) };
}
