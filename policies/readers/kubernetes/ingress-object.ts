import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs, PropertyOptions } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import type { Path } from "../../evaluation/path";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint, type PlainText, type TlsTermination } from "../../kinds/entry-point";
import type { Service } from "../../kinds/service";
import type { Workload } from "../../kinds/workload";
import { identityOf, isKubernetes, objectOf } from "./identity";
import { keyOf } from "./keys";
import { Lacking } from "./lacking";
import { servicesNamed } from "./service";
import { both, either, same, type Ternary } from "./ternary";

/** An Ingress in its stack. */
export interface Ingress {
  readonly object: Inputs;
  readonly self: Subject<EntryPoint>;
  readonly stack: StackView;
  /** Where it names its class, or would. */
  readonly classPath: Path;
  /** Whether others than private networks may reach it. */
  readonly isPublic: Ternary;
}

/** What of an entry point the controller of an Ingress decides. */
export interface IngressFacts {
  readonly plainText: ReturnType<EntryPoint["plainText"]>;
  readonly tls: ReturnType<EntryPoint["tls"]>;
  readonly hsts?: MethodResult<"hsts">;
  readonly cors?: MethodResult<"cors">;
  readonly requestsPerMinute?: MethodResult<"requestsPerMinute">;
  readonly bodyLimitBytes?: MethodResult<"bodyLimitBytes">;
  readonly healthCheck?: MethodResult<"healthCheck">;
  readonly timeoutSeconds?: MethodResult<"timeoutSeconds">;
  readonly allowedRanges?: MethodResult<"allowedRanges">;
  readonly servedBehind?: MethodResult<"servedBehind">;
}
type MethodResult<Name extends keyof EntryPoint> = ReturnType<
  Extract<EntryPoint[Name], (...args: never) => unknown>
>;

/** Where an annotation stands. */
export function annotationPath(name: string): Path {
  return ["metadata", "annotations", name];
}

/** An annotation as text. */
export function annotationOf(object: Inputs, name: string, options?: PropertyOptions<string>): Fact<string> {
  return object.string(annotationPath(name), options);
}

/** An annotation that holds a number, written as text. */
export function numberAnnotation(
  object: Inputs,
  name: string,
  options: PropertyOptions<number> = {},
): Fact<number> {
  return object.number(annotationPath(name), { write: String, ...options });
}

/** An annotation that is true or false, written as text. */
export function booleanAnnotation(
  object: Inputs,
  name: string,
  options: PropertyOptions<boolean> = {},
): Fact<boolean> {
  return object.boolean(annotationPath(name), { write: String, ...options });
}

/** The parts of a text with commas, each a fact of its own. An empty or absent text has none. */
export function commaList(text: Fact<string>): Listing<Fact<string>> {
  const { state, path } = text;
  if (state.is === "unknown") return Listing.unknown({ path, why: state.why });
  if (state.is === "unstated") return Listing.unstated();
  const parts = (state.value ?? "").split(",").map((part) => part.trim());
  return new Listing(
    parts
      .filter((part) => part !== "")
      .map((value) => new Fact<string>({ ...state, value }, path, { fixable: false })),
    undefined,
    path,
  );
}

/** True where something is written, known or not. */
export function isSet({ state }: Fact<unknown>): boolean {
  return state.is === "known" || state.is === "unknown";
}

/** True for a value that the program marked secret. */
export function isSecret({ state }: Fact<unknown>): boolean {
  return "secret" in state && state.secret;
}

/** One host of the rules. */
export interface Host {
  /** `host api.example.com`, or `every host`. */
  readonly name: string;
  readonly path: Path;
  /** Empty for every host. */
  readonly host: Fact<string>;
  /** Whether an entry of `spec.tls` holds a certificate for it. */
  readonly hasTls: Ternary;
}

/** The hosts that the rules name, each once. A rule without a host, and a default backend without rules, serve all. */
export function hostsOf(object: Inputs): Listing<Host> {
  const rules = object.list("spec.rules");
  if (rules.isEmpty) {
    const host = Fact.given("");
    return new Listing([{ name: "every host", path: [], host, hasTls: hasTls(object, host) }]);
  }
  const seen = new Set<string>();
  const hosts = rules.items.flatMap((rule) => {
    const host = rule.string("host", { whenAbsent: "" });
    if (host.value !== undefined && seen.has(host.value)) return [];
    if (host.value !== undefined) seen.add(host.value);
    return [{ name: hostName(host), path: rule.path, host, hasTls: hasTls(object, host) }];
  });
  return new Listing(hosts, rules.missing, rules.path, rules.isUnstated);
}

function hostName(host: Fact<string>): string {
  const { value } = host;
  if (value === undefined || isSecret(host)) return "a host";
  return value === "" ? "every host" : `host ${value}`;
}

/** An entry without hosts is for every host. */
function hasTls(object: Inputs, host: Fact<string>): Ternary {
  const entries = object.list("spec.tls");
  return either(
    ...entries.items.map((entry) => {
      const hosts = entry.strings("hosts");
      return hosts.isEmpty
        ? true
        : either(...hosts.items.map((pattern) => matches(pattern, host)), hosts.missing ? undefined : false);
    }),
    entries.missing || entries.isUnstated ? undefined : false,
  );
}

function matches(pattern: Fact<string>, host: Fact<string>): Ternary {
  if (pattern.value === undefined || host.value === undefined) return undefined;
  return (
    pattern.value === host.value ||
    (pattern.value.startsWith("*.") && host.value.replace(/^[^.]*/, "*") === pattern.value)
  );
}

/** Ingresses by the hosts of their rules. */
const ingressesByHost = lookup(entryPoint, (subject) => {
  if (!isIngress(subject)) return { some: [] };
  const { items, missing } = objectOf(subject).list("spec.rules");
  const hosts = items.map((rule) => keyOf("host", rule.string("host", { whenAbsent: "" })));
  return { some: missing ? [...hosts, undefined] : hosts };
});

function isIngress(subject: Subject<EntryPoint>): boolean {
  return isKubernetes(subject) && subject.thing.type === "Ingress";
}

/** Whether another Ingress of the stack has a certificate for the host: controllers serve a host's Ingresses as one. */
function hasTlsElsewhere({ self, stack }: Ingress, { host }: Host): Ternary {
  if (host.value === "") return false;
  const others = stack
    .candidates(ingressesByHost, [keyOf("host", host)])
    .filter((other) => other.thing !== self.thing && isIngress(other));
  return either(
    ...others.map((other) => both(servesHost(objectOf(other), host), hasTls(objectOf(other), host))),
  );
}

function servesHost(object: Inputs, host: Fact<string>): Ternary {
  const rules = object.list("spec.rules");
  return either(
    ...rules.items.map((rule) => same(rule.string("host", { whenAbsent: "" }), host)),
    rules.missing ? undefined : false,
  );
}

/** The hosts for which no certificate is named, as things served in plain text. */
export function hostsWithoutTls(ingress: Ingress): Listing<PlainText> {
  return hostsOf(ingress.object)
    .map((host) => ({ ...host, elsewhere: host.hasTls === true ? true : hasTlsElsewhere(ingress, host) }))
    .filter(({ elsewhere }) => elsewhere !== true)
    .map(({ name, path, hasTls, elsewhere }) => ({
      name,
      path,
      redirects: withoutTls(ingress.object, hasTls, elsewhere),
    }));
}

/** The hosts whose certificates other Ingresses name, where those are judged. */
export function tlsOfOtherIngresses(
  ingress: Ingress,
  shared: Pick<TlsTermination, "lowestVersion" | "verifiesClients">,
): Listing<TlsTermination> {
  return hostsOf(ingress.object)
    .filter((host) => host.hasTls !== true && hasTlsElsewhere(ingress, host) === true)
    .map(({ name, path }) => ({
      ...shared,
      name,
      path,
      renewsItself: new Fact<boolean>({ is: "unstated" }, path),
    }));
}

function withoutTls(object: Inputs, hasTls: Ternary, elsewhere: Ternary): Fact<boolean> {
  const entries = object.list("spec.tls");
  const { path } = object.at("spec.tls");
  if (entries.isUnstated) return new Fact<boolean>({ is: "unstated" }, path);
  if (hasTls === undefined) return Fact.unknown(path, UNTIL_UPDATE);
  if (elsewhere === undefined) {
    return Fact.unknown(
      path,
      `names no certificate for it, and whether another Ingress does ${UNTIL_UPDATE}`,
    );
  }
  return new Lacking<boolean>(path, {
    says: entries.isEmpty ? "is not set" : "names no certificate for it",
    advice: "Add an entry with its hosts and a secretName to spec.tls.",
  });
}

/** True when some host has a certificate, undefined where that cannot be told. */
export function someTls(ingress: Ingress): Ternary {
  const { items, missing, isUnstated } = hostsOf(ingress.object);
  return either(
    ...items.map((host) => either(host.hasTls, hasTlsElsewhere(ingress, host))),
    missing || isUnstated ? undefined : false,
  );
}

/** One entry of `spec.tls`. */
export interface TlsEntry {
  /** `host api.example.com`, `hosts a.example.com and b.example.com`, `every host`. */
  readonly name: string;
  readonly path: Path;
  readonly secretName: Fact<string>;
}

/** The entries of `spec.tls`. */
export function tlsEntriesOf(object: Inputs): Listing<TlsEntry> {
  return object.list("spec.tls").map((entry) => {
    const hosts = entry.strings("hosts");
    const names = hosts.items
      .filter((host) => !isSecret(host))
      .map(({ value }) => value)
      .filter((name) => name !== undefined);
    const name =
      names.length > 0
        ? `${names.length > 1 ? "hosts" : "host"} ${names.join(", ")}`
        : hosts.isEmpty
          ? "every host"
          : "some hosts";
    return { name, path: entry.path, secretName: entry.string("secretName") };
  });
}

/** The Services of the stack that requests go to, by the rules and the default backend. */
export function backendServices({
  object,
  self,
  stack,
}: Pick<Ingress, "object" | "self" | "stack">): Listing<Subject<Service>> {
  const { namespace } = identityOf(object);
  const { backends, missing } = backendsOf(object);
  const links = backends.map((name) => ({ name, ...servicesNamed(namespace, name, stack, self) }));
  const found = new Map(links.flatMap(({ subjects }) => subjects.map((it) => [it.thing, it] as const)));
  const unseen = links.find(({ state }) => state !== "found");
  const why =
    unseen === undefined
      ? undefined
      : {
          path: unseen.name.path,
          why: unseen.state === "outside" ? "names no Service of this stack" : UNTIL_UPDATE,
        };
  return new Listing([...found.values()], missing ?? why);
}

/** The workloads of the stack behind the Services that requests go to. */
export function workloadsBehindIngress(
  ingress: Pick<Ingress, "object" | "self" | "stack">,
): Listing<Subject<Workload>> {
  const services = backendServices(ingress);
  const behind = services.items.map((it) => it.thing.workloads(it, ingress.stack));
  const all = Listing.of(...behind);
  const missing = services.missing ?? all.missing;
  return new Listing([...new Map(all.items.map((it) => [it.thing, it])).values()], missing);
}

/** Names of the Services of all backends. Older API versions spell it `serviceName`, and `spec.backend`. */
function backendsOf(object: Inputs) {
  const { backends, missing } = backendInputs(object);
  return {
    // Backends that are other resources, such as buckets, are no Services; neither are actions in annotations.
    backends: backends.filter((backend) => !backend.has("resource") && !isAction(backend)).map(nameIn),
    missing,
  };
}

/** Whether a backend stands for the action of this name, which an annotation describes. */
export function hasActionBackend(object: Inputs, name: string): Ternary {
  const { backends, missing } = backendInputs(object);
  const called = Fact.given(name);
  return either(
    ...backends.map((backend) => both(mayBeAction(backend), same(nameIn(backend), called))),
    missing ? undefined : false,
  );
}

function mayBeAction(backend: Inputs): Ternary {
  const ports = [backend.string("service.port.name"), backend.scalar("servicePort")];
  return either(...ports.map((port) => (port.untold ? undefined : port.value === "use-annotation")));
}

function isAction(backend: Inputs): boolean {
  return mayBeAction(backend) === true;
}

function nameIn(backend: Inputs): Fact<string> {
  return backend.has("serviceName") ? backend.string("serviceName") : backend.string("service.name");
}

function backendInputs(object: Inputs) {
  const rules = object.list("spec.rules");
  const paths = rules.items.map((rule) => rule.list("http.paths"));
  const ofPaths = paths.flatMap(({ items }) => items.map((item) => item.at("backend")));
  const defaults = ["spec.defaultBackend", "spec.backend"].filter((path) => object.has(path));
  const backends = [...ofPaths, ...defaults.map((path) => object.at(path))];
  return { backends, missing: rules.missing ?? paths.find((listing) => listing.missing)?.missing };
}
