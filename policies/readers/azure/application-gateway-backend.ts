import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Subject } from "../../evaluation/resource";
import { isApplication } from "../../kinds/application";
import type { HealthCheck } from "../../kinds/entry-point";
import type { Workload } from "../../kinds/workload";
import { uniqueSubjects } from "../aws/parts";
import { agreed } from "./agreed";
import { routesOf, serves, type Gateway, type Route, type Routes } from "./application-gateway-route";
import { childOf, factOfChild, type Children } from "./gateway-child";
import { hostsOf } from "./host-workloads";

/** The workloads of the stack that a gateway leads to. */
export function workloadsOf(gateway: Gateway): Listing<Subject<Workload>> {
  const { items, missing } = routesOf(gateway);
  const found = Listing.of(...items.filter(serves).map((route) => workloadsOfRoute(gateway, route)));
  return new Listing(uniqueSubjects(found.items), found.missing ?? missing);
}

function workloadsOfRoute(gateway: Gateway, { pool }: Route): Listing<Subject<Workload>> {
  const found = Listing.of(...pool.items.map((it) => workloadsOfPool(gateway, it)));
  return pool.untold ? Listing.of(found, Listing.unknown<Subject<Workload>>(pool.untold)) : found;
}

function workloadsOfPool({ self, stack }: Gateway, pool: Inputs): Listing<Subject<Workload>> {
  const addresses = pool.list("backendAddresses");
  const each = addresses.items.map((address) => {
    const property = address.has("ipAddress") ? "ipAddress" : "fqdn";
    return hostsOf(self, address.reference(property), stack).workloads;
  });
  const found = Listing.of(...each);
  const untold =
    addresses.missing ??
    (addresses.items.length === 0
      ? { path: pool.path, why: "lists no addresses, and may be filled elsewhere" }
      : undefined);
  return untold ? Listing.of(found, Listing.unknown<Subject<Workload>>(untold)) : found;
}

/** The routes that hand requests to the application; all that serve, where it is not known which do. */
function servingRoutes(gateway: Gateway): Routes {
  const { items, missing } = routesOf(gateway);
  const serving = items.filter(serves);
  const recognised = serving.filter((route) =>
    workloadsOfRoute(gateway, route).items.some(({ thing }) =>
      isApplication(thing, { applicationLabels: {} }),
    ),
  );
  return recognised.length > 0 ? { items: recognised } : { items: serving, ...(missing ? { missing } : {}) };
}

const SETTINGS = ["backendHttpSettingsCollection"];

/** Seconds that backends have to answer: 30 unless set. */
export function timeoutOf(gateway: Gateway): Fact<number> | undefined {
  return agreed(
    settingsOf(gateway, (it) => it.number("requestTimeout", { unit: "seconds", whenAbsent: 30 })),
    {
      path: SETTINGS,
      why: "give up after different times, and which of them are the application's is not known",
    },
  );
}

/** The probes of the backends: of `/`, every 30 seconds, unless one is named. */
export function healthCheckOf(gateway: Gateway): HealthCheck | undefined {
  const differ = {
    path: SETTINGS,
    why: "are checked in different ways, and which are the application's is not known",
  };
  const path = agreed(
    settingsOf(gateway, (it) => probed(gateway.inputs, it, pathOfProbe, (at) => byDefault("/", at))),
    differ,
  );
  const intervalSeconds = agreed(
    settingsOf(gateway, (it) => probed(gateway.inputs, it, intervalOfProbe, (at) => byDefault(30, at))),
    differ,
  );
  return path && intervalSeconds && { path, intervalSeconds };
}

function settingsOf<T>(gateway: Gateway, factOf: (settings: Inputs) => Fact<T>): readonly Fact<T>[] {
  const { items, missing } = servingRoutes(gateway);
  const facts = items.flatMap(({ settings }) => factOfChild(settings, factOf) ?? []);
  return missing ? [...facts, Fact.unknown<T>(missing.path ?? [], missing.why)] : facts;
}

function probed<T>(
  gateway: Inputs,
  settings: Inputs,
  factOf: (probe: Inputs) => Fact<T>,
  whenAbsent: (settings: Inputs) => Fact<T>,
): Fact<T> {
  const probe: Children = childOf(gateway, settings, "probe.id", "probes");
  return factOfChild(probe, factOf) ?? whenAbsent(settings);
}

function byDefault<T>(value: T, settings: Inputs): Fact<T> {
  return new Fact<T>({ is: "absent", value }, [...settings.path, "probe"], { fixable: false });
}

function pathOfProbe(probe: Inputs): Fact<string> {
  const path = probe.string("path");
  const protocol = probe.string("protocol");
  // Probes that only connect have no path, and a fix would not make them ask for one.
  return /^(Tcp|Tls)$/.test(protocol.value ?? "")
    ? new Fact(path.state, path.path, { fixable: false })
    : path;
}

function intervalOfProbe(probe: Inputs): Fact<number> {
  return probe.number("interval", { unit: "seconds", whenAbsent: 30 });
}
