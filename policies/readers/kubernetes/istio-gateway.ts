import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import {
  entryPoint,
  type Cors,
  type EntryPoint,
  type Hsts,
  type PlainText,
  type TlsTermination,
} from "../../kinds/entry-point";
import { borrowed, jointly } from "../borrowed-fact";
import { goDurationSeconds } from "../go-duration";
import { showTlsVersion, tlsVersionOf } from "../tls-version";
import { workloadsOfBackends, type Backend } from "./backend-workloads";
import { certificateRenews } from "./cert-manager";
import { everyHsts, hstsFrom, noHsts, unknownHsts } from "./hsts-fact";
import { identityOf } from "./identity";
import {
  authorizationPolicy,
  envoyFilter,
  GATEWAY_NAMESPACES,
  selectsGatewayPods,
  virtualServicesOf,
} from "./istio-objects";
import type { NamedInputs } from "./named-inputs";

/**
 * Istio's gateways. Without a TLS mode a server passes connections through; the lowest version is TLS 1.2 unless set; a
 * route has no timeout unless it sets one.
 */
export const istioGateway = reader("kubernetes:networking.istio.io/*:Gateway", entryPoint, (object) =>
  isForEgress(object) ? undefined : gatewayOf(object),
);

/** What leaves the mesh is no entry point. */
function isForEgress(object: Inputs): boolean {
  return object
    .entries("spec.selector")
    .items.some(([label, { value }]) => /^(istio|app)$/.test(label) && /egress/.test(value ?? ""));
}

function gatewayOf(object: Inputs): EntryPoint {
  return {
    type: "Gateway of Istio",
    isInternal: new Fact<boolean>({ is: "absent", value: false }, ["spec", "selector"], { fixable: false }),
    workloads: (_, stack) => workloadsOfBackends(backendsOf(object, stack), stack),
    plainText: (_, stack) => plainServers(object, stack),
    tls: (self, stack) => terminations(object, self, stack),
    hsts: (_, stack) => hstsOf(object, stack),
    cors: (_, stack) => corsOf(object, stack),
    requestsPerMinute: (_, stack) => filtered(object, stack),
    bodyLimitBytes: (_, stack) => filtered(object, stack),
    timeoutSeconds: (_, stack) => timeoutOf(object, stack),
    allowedRanges: (_, stack) => rangesOf(object, stack),
  };
}

/** The servers of a protocol. One whose protocol is not known may be any. */
function serversWith(object: Inputs, test: (protocol: string, server: Inputs) => boolean): Listing<Inputs> {
  const servers = object.list("spec.servers");
  const protocol = (server: Inputs) => server.string("port.protocol");
  const untold = servers.items.map(protocol).find(({ state }) => state.is === "unknown");
  const found = servers.filter((server) => test((protocol(server).value ?? "").toUpperCase(), server));
  return new Listing(
    found.items,
    found.missing ?? (untold && { path: untold.path, why: UNTIL_UPDATE }),
    found.path,
    found.isUnstated,
  );
}

function nameOf(server: Inputs): string {
  return `port ${server.scalar("port.number").value ?? server.string("port.name").value ?? ""}`.trim();
}

const HTTP = /^(HTTP|HTTP2|GRPC|GRPC-WEB)$/;

function plainServers(object: Inputs, stack: StackView): Listing<PlainText> {
  return serversWith(object, (protocol) => HTTP.test(protocol)).map((server) => ({
    path: server.path,
    name: nameOf(server),
    redirects: redirectsOf(object, server, stack),
  }));
}

/** A server redirects itself, or every route that it may serve does. */
function redirectsOf(object: Inputs, server: Inputs, stack: StackView): Fact<boolean> {
  const own = server.boolean("tls.httpsRedirect", {
    whenAbsent: false,
    says: (redirects) => (redirects ? "a redirect to HTTPS" : "plain HTTP"),
  });
  if (!own.isAbsent) return own;
  const port = server.number("port.number").value;
  const routes = routesOf(object, stack).items.filter(({ route }) => {
    const ports = route.list("match").items.map((match) => match.number("port"));
    return ports.length === 0 || ports.some((one) => one.isAbsent || one.value === port);
  });
  const redirects = routes.map(({ route }) => {
    const code = route.number("redirect.redirectCode", { whenAbsent: 301 }).value;
    return route.string("redirect.scheme").value === "https" && (code === 301 || code === 308);
  });
  return redirects.length > 0 && redirects.every((each) => each) ? Fact.given(true, own.path) : own;
}

const ENDS_TLS = /^(SIMPLE|MUTUAL|OPTIONAL_MUTUAL|ISTIO_MUTUAL)$/;

function terminations(object: Inputs, self: Subject<EntryPoint>, stack: StackView): Listing<TlsTermination> {
  const servers = serversWith(object, (protocol, server) => {
    const mode = server.string("tls.mode");
    return /^(HTTPS|TLS)$/.test(protocol) && (mode.state.is === "unknown" || ENDS_TLS.test(mode.value ?? ""));
  });
  return servers.map((server) => ({
    path: server.path,
    name: nameOf(server),
    get lowestVersion() {
      return server
        .string("tls.minProtocolVersion", { whenAbsent: "TLS_AUTO" })
        .map((version) => (version === "TLS_AUTO" ? 1.2 : tlsVersionOf(version)), {
          says: showTlsVersion,
          write: (version) => `TLSV${version.toFixed(1).replace(".", "_")}`,
        });
    },
    get renewsItself() {
      return renews(object, server, self, stack);
    },
    get verifiesClients() {
      return server.string("tls.mode").map((mode) => mode === "MUTUAL" || mode === "ISTIO_MUTUAL", {
        says: (verifies) => (verifies ? "client certificates verified" : "no client certificates needed"),
        write: () => "MUTUAL",
      });
    },
  }));
}

/** The Secret of a gateway is kept where its pods run: beside the gateway, or in one of the usual namespaces. */
function renews(object: Inputs, server: Inputs, self: Subject<EntryPoint>, stack: StackView): Fact<boolean> {
  const mode = server.string("tls.mode");
  if (mode.value === "ISTIO_MUTUAL") return Fact.given(true, mode.path);
  const names = [server.string("tls.credentialName"), ...server.strings("tls.credentialNames").items];
  const credentials = names.filter(({ state }) => state.is === "known" || state.is === "unknown");
  const own = identityOf(object).namespace.value ?? "default";
  const facts = credentials.map((credential) => {
    const found = [own, ...GATEWAY_NAMESPACES].map((namespace) =>
      certificateRenews(
        { object: new Inputs({ metadata: { namespace } }), self, stack, isPublic: true },
        credential,
      ),
    );
    const [first = Fact.given(false)] = found;
    return found.find((fact) => fact.isDecided) ?? first;
  });
  return (
    jointly(facts) ??
    Fact.unknown(
      [...server.path, "tls"],
      "takes its certificate from files of the gateway's pods, which are not seen",
    )
  );
}

/** One HTTP route of a virtual service. */
interface Route {
  readonly from: Subject<NamedInputs>;
  readonly title: string;
  readonly route: Inputs;
}

function titleOf(kind: string, { thing, resource }: Subject<NamedInputs>): string {
  return `${kind} ${thing.identity.name.value ?? resource.name}`;
}

function routesOf(object: Inputs, stack: StackView): Listing<Route> {
  const bound = virtualServicesOf(object, stack);
  const lists = bound.map((from) =>
    from.thing.inputs
      .list("spec.http")
      .map((route): Route => ({ from, title: titleOf("VirtualService", from), route })),
  );
  const all = Listing.of(...lists);
  return bound.length > 0
    ? new Listing(all.items, all.missing)
    : new Listing<Route>([], { path: ["spec", "servers"], why: "have no VirtualService in this stack" });
}

/** Routes that answer with something of the application, rather than a redirect. */
function servingRoutes(object: Inputs, stack: StackView): Listing<Route> {
  return routesOf(object, stack).filter(
    ({ route }) => !route.has("redirect") && !route.has("directResponse"),
  );
}

function backendsOf(object: Inputs, stack: StackView): Listing<Backend> {
  const bound = virtualServicesOf(object, stack);
  const lists = bound.map((from) => {
    const { inputs, identity } = from.thing;
    const routes = ["spec.http", "spec.tls", "spec.tcp"].flatMap((path) => inputs.list(path).items);
    return Listing.of(...routes.map((route) => route.list("route"))).map((one): Backend => {
      const host = one.string("destination.host");
      const [, inHost] = partsOf(host.value ?? "");
      return {
        from,
        name: host.map((value) => partsOf(value)[0], { fixable: false }),
        namespace: inHost === undefined ? identity.namespace : Fact.given(inHost, host.path),
      };
    });
  });
  const all = Listing.of(...lists);
  return bound.length > 0
    ? new Listing(all.items, all.missing)
    : new Listing<Backend>([], { path: ["spec", "servers"], why: "have no VirtualService in this stack" });
}

/** Name and namespace in a host: `api`, `api.shop`, `api.shop.svc.cluster.local`. Other hosts are no Services. */
function partsOf(host: string): [name: string, namespace: string | undefined] {
  const [name = "", namespace, ...rest] = host.split(".");
  return rest.length === 0 || rest[0] === "svc" ? [name, namespace] : [host, undefined];
}

/** Set where an EnvoyFilter of the stack changes the gateway: what it does is not read. */
function filtered<T>(object: Inputs, stack: StackView): Fact<T> | undefined {
  const filter = stack
    .subjects(envoyFilter)
    .find(({ thing }) => selectsGatewayPods(thing, "spec.workloadSelector.labels", object));
  return (
    filter &&
    Fact.unknown(["spec", "selector"], `has ${titleOf("EnvoyFilter", filter)}, whose patches are not read`)
  );
}

function hstsOf(object: Inputs, stack: StackView): Hsts | undefined {
  const routes = servingRoutes(object, stack);
  const parts = routes.items.map(({ route, title }) => {
    const places = [route, ...route.list("route").items].flatMap((place) => [
      place.entries("headers.response.set"),
      place.entries("headers.response.add"),
    ]);
    const entry = places
      .flatMap(({ items }) => items)
      .find(([name]) => name.toLowerCase() === "strict-transport-security");
    if (entry) return hstsFrom(entry[1], title);
    return places.some(({ missing }) => missing !== undefined)
      ? unknownHsts([], `whether ${title} adds it ${UNTIL_UPDATE}`)
      : undefined;
  });
  const found = everyHsts(parts, (i) => {
    const { route, title } = routes.items[i] ?? {};
    return noHsts(route?.path ?? [], title ?? "a route");
  });
  if (found) return found;
  const untold = filtered<unknown>(object, stack);
  if (untold) return unknownHsts(untold.path, untold.says);
  return routes.missing ? unknownHsts(routes.missing.path ?? [], routes.missing.why) : undefined;
}

function corsOf(object: Inputs, stack: StackView): Cors | undefined {
  const lists = routesOf(object, stack).items.flatMap(({ route, title }) => {
    if (!route.has("corsPolicy")) return [];
    const matches = route.list("corsPolicy.allowOrigins").map((match) => borrowed(title, originOf(match)));
    const older = route.strings("corsPolicy.allowOrigin").map((origin) => borrowed(title, origin));
    return [matches, older];
  });
  return lists.length > 0 ? { origins: Listing.of(...lists) } : undefined;
}

/** A match of origins as text: a prefix stands for all that starts so; a regular expression without wildcards for itself. */
function originOf(match: Inputs): Fact<string> {
  const prefix = match.string("prefix");
  const regex = match.string("regex");
  if (!prefix.isAbsent) return prefix.map((value) => `${value}*`, { fixable: false });
  if (!regex.isAbsent)
    return regex.map((value) => value.replace(/^\^|\$$|\\(?=[.\-/])/g, ""), { fixable: false });
  return match.string("exact");
}

function timeoutOf(object: Inputs, stack: StackView): Fact<number> | undefined {
  return jointly(
    servingRoutes(object, stack).items.map(({ route, title }) => {
      const timeout = route.string("timeout");
      const format = {
        unit: "seconds",
        write: (seconds: number) => `${seconds}s`,
        says: (seconds: number) => (seconds === Infinity ? "no timeout" : `${seconds} seconds`),
      };
      const fact = timeout.isAbsent
        ? new Fact<number>({ is: "absent", value: Infinity }, timeout.path, format)
        : timeout.map((text) => {
            const seconds = goDurationSeconds(text);
            return seconds === 0 ? Infinity : seconds;
          }, format);
      return borrowed(title, fact);
    }),
  );
}

/** The ranges that policies on the gateway's pods admit: what a rule to allow lists, or a rule to deny leaves out. */
function rangesOf(object: Inputs, stack: StackView): Listing<Fact<string>> | undefined {
  const policies = stack.subjects(authorizationPolicy);
  const onGateway = policies.filter(({ thing }) =>
    selectsGatewayPods(thing, "spec.selector.matchLabels", object),
  );
  const lists = onGateway.flatMap((policy) => {
    const found = rangesBy(policy);
    return found ? [found] : [];
  });
  if (lists.length > 0) return Listing.of(...lists);
  const other = policies.find((policy) => rangesBy(policy) !== undefined);
  return (
    other &&
    Listing.unknown({
      why: `${titleOf("AuthorizationPolicy", other)} lists addresses, but selects other pods`,
    })
  );
}

/** The ranges that a policy restricts its pods to. Undefined where it restricts no addresses. */
function rangesBy(policy: Subject<NamedInputs>): Listing<Fact<string>> | undefined {
  const { inputs } = policy.thing;
  const title = titleOf("AuthorizationPolicy", policy);
  const untold = Listing.unknown<Fact<string>>({ why: `what ${title} admits ${UNTIL_UPDATE}` });
  const action = inputs.string("spec.action", { whenAbsent: "ALLOW" }).value;
  const rules = inputs.list("spec.rules");
  const froms = rules.items.map((rule) => rule.list("from"));
  if (action === undefined || rules.missing || froms.some(({ missing }) => missing)) return untold;
  if (action !== "ALLOW" && action !== "DENY") return undefined;
  const names = action === "ALLOW" ? ["ipBlocks", "remoteIpBlocks"] : ["notIpBlocks", "notRemoteIpBlocks"];
  const sources = froms.map(({ items }) => items.map((from) => from.at("source")));
  const blocksOf = (source: Inputs) => Listing.of(...names.map((name) => source.strings(name)));
  const all = sources.flat().map(blocksOf);
  const restricts = all.some((blocks) => blocks.items.length > 0 || blocks.missing !== undefined);
  // A rule to allow without addresses admits every address; a rule to deny only ever takes away.
  const admitsAll =
    action === "ALLOW" &&
    sources.some((rule) => rule.length === 0 || rule.some((one) => blocksOf(one).isEmpty));
  if (!restricts || admitsAll) return undefined;
  return Listing.of(...all).map((range) => borrowed(title, range));
}
