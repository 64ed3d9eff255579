import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import type { Undetermined } from "../../evaluation/outcome";
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
import { showBytes } from "../byte-size";
import { goDurationSeconds } from "../go-duration";
import { showTlsVersion, tlsVersionOf } from "../tls-version";
import { workloadsOfBackends, type Backend } from "./backend-workloads";
import { certificateRenews } from "./cert-manager";
import { everyHsts, hstsFrom, unknownHsts } from "./hsts-fact";
import { identityOf } from "./identity";
import { Lacking } from "./lacking";
import { keyOf } from "./keys";
import { findInputs, type Found } from "./named-inputs";
import {
  middlewareNames,
  middlewaresNamed,
  traefikTlsOption,
  traefikTlsStore,
  type Middleware,
} from "./traefik-objects";

/**
 * Traefik's routes. With a `tls` section they serve TLS only; without one, plain HTTP, unless the configuration of the
 * entry point says otherwise.
 */
export const traefikIngressRoute = reader(
  ["kubernetes:traefik.io/*:IngressRoute", "kubernetes:traefik.containo.us/*:IngressRoute"],
  entryPoint,
  (object): EntryPoint => ({
    type: "IngressRoute",
    isInternal: new Fact<boolean>({ is: "absent", value: false }, ["spec", "entryPoints"], {
      fixable: false,
    }),
    workloads: (self, stack) => workloadsOfBackends(backendsOf(object, self), stack),
    plainText: (self, stack) => plainText(object, self, stack),
    tls: (self, stack) => terminations(object, self, stack),
    hsts: (self, stack) => hstsOf(object, self, stack),
    cors: (self, stack) => corsOf(object, self, stack),
    requestsPerMinute: (self, stack) => ofEveryRoute(object, self, stack, rateOf),
    bodyLimitBytes: (self, stack) => ofEveryRoute(object, self, stack, bodyLimitOf),
    allowedRanges: (self, stack) => rangesOf(object, self, stack),
  }),
);

/** One route, and its middlewares. */
interface Route {
  readonly route: Inputs;
  readonly middlewares: Listing<Middleware>;
}

function routesOf(object: Inputs, self: Subject<unknown>, stack: StackView): Listing<Route> {
  const { namespace } = identityOf(object);
  return object.list("spec.routes").map((route) => ({
    route,
    middlewares: middlewaresNamed(middlewareNames(route.list("middlewares"), namespace), self, stack),
  }));
}

function backendsOf(object: Inputs, from: Subject<unknown>): Listing<Backend> {
  const { namespace } = identityOf(object);
  const routes = object.list("spec.routes");
  const services = Listing.of(...routes.items.map((route) => route.list("services")));
  const backends = services
    .filter((one) => one.string("name").value !== "noop@internal")
    .map((one): Backend => ({
      from,
      name: one.string("name"),
      namespace: one.string("namespace").orElse(namespace),
    }));
  return new Listing(backends.items, routes.missing ?? backends.missing);
}

/** Traefik leaves it to its TLS library, which raised its own default from 1.0 to 1.2. */
const TRAEFIK_DEFAULT = "is not set, which means TLS 1.0 or 1.2, depending on Traefik's release";
const TLS = ["spec", "tls"];
/** The usual names of the entry point that serves plain HTTP. */
const PLAIN_ENTRY_POINTS = ["web", "http"];

/** Whether the route has no TLS: certain where it names the plain entry point only. */
function plainText(object: Inputs, self: Subject<unknown>, stack: StackView): Listing<PlainText> {
  const tls = object.presence(TLS);
  if (tls.value === true) return new Listing<PlainText>([]);
  if (tls.state.is === "unknown") return Listing.unknown({ path: TLS, why: tls.state.why });
  if (tls.state.is === "unstated") return Listing.unstated();
  const redirects = redirectsOf(routesOf(object, self, stack));
  const entryPoints = object.strings("spec.entryPoints");
  const isPlain =
    entryPoints.items.length > 0 &&
    entryPoints.missing === undefined &&
    entryPoints.items.every(({ value }) => PLAIN_ENTRY_POINTS.includes(value ?? ""));
  return new Listing([
    {
      path: ["spec"],
      name: isPlain ? "entry point web" : "entry points",
      redirects:
        isPlain || redirects.value === true
          ? redirects
          : Fact.unknown(
              TLS,
              "is not set, and whether its entry points have TLS of their own is not in this stack",
            ),
    },
  ]);
}

function redirectsOf(routes: Listing<Route>): Fact<boolean> {
  const wrong = routes.items.map(({ middlewares }) => redirectBy(middlewares));
  const refused = wrong.find((answer) => answer.says !== undefined && !answer.unknown);
  if (refused?.says !== undefined) {
    return new Lacking<boolean>(TLS, {
      says: refused.says,
      advice:
        "Set spec.tls, or redirect with a Middleware: redirectScheme with scheme https and permanent true.",
    });
  }
  const untold = wrong.find((answer) => answer.unknown);
  if (untold) return Fact.unknown(TLS, untold.says ?? "");
  if (routes.missing) return Fact.unknown(routes.missing.path ?? TLS, routes.missing.why);
  return new Fact<boolean>({ is: "known", value: true }, TLS, { fixable: false });
}

/** Nothing where the middlewares redirect to HTTPS for good; otherwise what they do instead, as it follows the path. */
function redirectBy({ items, missing }: Listing<Middleware>): {
  readonly says?: string;
  readonly unknown?: boolean;
} {
  const redirect = items.find(
    ({ inputs }) => inputs.has("spec.redirectScheme") || inputs.has("spec.redirectRegex"),
  );
  if (redirect === undefined) {
    return missing
      ? { says: `is not set, and ${missing.why}`, unknown: true }
      : { says: "is not set, and no Middleware redirects to HTTPS" };
  }
  const { inputs, title } = redirect;
  const scheme = inputs.has("spec.redirectScheme")
    ? inputs.string("spec.redirectScheme.scheme")
    : inputs.string("spec.redirectRegex.replacement");
  const permanent = inputs
    .boolean("spec.redirectScheme.permanent")
    .orElse(inputs.boolean("spec.redirectRegex.permanent", { whenAbsent: false }));
  if (scheme.state.is === "unknown" || permanent.state.is === "unknown") {
    return { says: `is not set, and what ${title} does is not known until the update`, unknown: true };
  }
  if (scheme.value?.startsWith("https") !== true)
    return { says: `is not set, and ${title} does not redirect to HTTPS` };
  return permanent.value === true ? {} : { says: `is not set, and ${title} redirects, but not for good` };
}

function terminations(object: Inputs, self: Subject<EntryPoint>, stack: StackView): Listing<TlsTermination> {
  const tls = object.presence(TLS);
  if (tls.state.is === "unknown") return Listing.unknown({ path: TLS, why: tls.state.why });
  if (tls.value !== true) {
    const plain = plainText(object, self, stack);
    const [untold] = plain.items.filter(({ redirects }) => redirects.state.is === "unknown");
    return untold && object.presence(TLS).isAbsent
      ? Listing.unknown({ path: untold.redirects.path, why: untold.redirects.says })
      : new Listing<TlsTermination>([], undefined, TLS, plain.isUnstated);
  }
  const options = () => optionsOf(object, self, stack);
  return new Listing([
    {
      path: TLS,
      name: "TLS",
      get lowestVersion() {
        const found = options();
        if ("untold" in found) return Fact.unknown<number>(found.untold.path, found.untold.says);
        const lowest = found.inputs.string("spec.minVersion").map(tlsVersionOf, {
          says: showTlsVersion,
          write: (version) => `VersionTLS${version.toFixed(1).replace(".", "")}`,
        });
        return borrowed(
          `TLSOption ${found.name}`,
          lowest.isAbsent ? Fact.presumed(1.0, lowest.path, TRAEFIK_DEFAULT, lowest.format) : lowest,
        );
      },
      get renewsItself() {
        return renews(object, self, stack);
      },
      get verifiesClients() {
        const found = options();
        if ("untold" in found) return Fact.unknown<boolean>(found.untold.path, found.untold.says);
        return borrowed(
          `TLSOption ${found.name}`,
          found.inputs
            .string("spec.clientAuth.clientAuthType", { whenAbsent: "NoClientCert" })
            .map((type) => type === "RequireAndVerifyClientCert", {
              says: (verifies) =>
                verifies ? "client certificates verified" : "no client certificates needed",
              write: () => "RequireAndVerifyClientCert",
            }),
        );
      },
    },
  ]);
}

/** TLS options by name, whatever their namespace. */
const optionsByName = lookup(traefikTlsOption, ({ thing }) => ({
  every: [keyOf("name", thing.identity.name)],
}));

type Options = Extract<Found, { readonly inputs: Inputs }> | { readonly untold: Fact<string> };

/** The TLS options that the route names, or the one named `default`, wherever it stands. */
function optionsOf(object: Inputs, self: Subject<unknown>, stack: StackView): Options {
  const name = object.string([...TLS, "options", "name"]);
  if (name.isAbsent) {
    const [only, other] = stack
      .candidates(optionsByName, ["name default"])
      .filter(({ thing }) => thing.identity.name.value === "default");
    if (only && other === undefined) return { inputs: only.thing.inputs, name: "default" };
    return {
      untold: Fact.unknown(name.path, "is not set, and Traefik's default TLS options are not in this stack"),
    };
  }
  const namespace = object.string([...TLS, "options", "namespace"]).orElse(identityOf(object).namespace);
  const found = findInputs(traefikTlsOption, name, namespace, self, stack);
  if (!("missing" in found)) return found;
  const why = name.state.is === "unknown" ? name.state.why : "names a TLSOption that is not in this stack";
  return { untold: Fact.unknown(name.path, why) };
}

/** A resolver of Traefik renews what it gets; a Secret is renewed by cert-manager; without either, a TLSStore decides. */
function renews(object: Inputs, self: Subject<EntryPoint>, stack: StackView): Fact<boolean> {
  const resolver = object.string([...TLS, "certResolver"]);
  if (!resolver.isAbsent) return resolver.map(() => true, { fixable: false });
  const secretName = object.string([...TLS, "secretName"]);
  const user = { object, self, stack, isPublic: true };
  if (!secretName.isAbsent) return certificateRenews(user, secretName);
  const [store] = stack.subjects(traefikTlsStore);
  if (store) {
    const { inputs } = store.thing;
    const generated = inputs.string("spec.defaultGeneratedCert.resolver");
    if (!generated.isAbsent) return generated.map(() => true, { fixable: false });
    const kept = inputs.string("spec.defaultCertificate.secretName");
    if (!kept.isAbsent) {
      const name = store.thing.identity.name.value ?? store.resource.name;
      return borrowed(`TLSStore ${name}`, certificateRenews({ ...user, object: inputs }, kept));
    }
  }
  return Fact.unknown(secretName.path, "is not set, and Traefik's default certificate is not in this stack");
}

/** Why a setting that no middleware of a route has may be there all the same. */
function untoldOf(route: Inputs, { missing }: Listing<Middleware>): Undetermined {
  return (
    missing ?? {
      path: [...route.path, "middlewares"],
      why: "does not set it, and Traefik's own configuration, which is not in this stack, may",
    }
  );
}

/** What a setting of middlewares says on every route; unknown where a route has none. */
function ofEveryRoute(
  object: Inputs,
  self: Subject<unknown>,
  stack: StackView,
  read: (middleware: Inputs) => Fact<number> | undefined,
): Fact<number> | undefined {
  const routes = routesOf(object, self, stack);
  if (routes.missing) return Fact.unknown(routes.missing.path ?? [], routes.missing.why);
  const facts = routes.items.map(({ route, middlewares }) => {
    const limits = middlewares.items.flatMap(({ inputs, title }) => {
      const fact = read(inputs);
      return fact ? [borrowed(title, fact)] : [];
    });
    const [strictest] = limits.sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity));
    const { path = [], why } = untoldOf(route, middlewares);
    return strictest ?? Fact.unknown<number>(path, why);
  });
  return jointly(facts);
}

/** Requests per minute: `average` in a `period`, which is a second unless set. Traefik counts for each address. */
function rateOf(middleware: Inputs): Fact<number> | undefined {
  if (!middleware.has("spec.rateLimit")) return undefined;
  const period = middleware.scalar("spec.rateLimit.period", { whenAbsent: "1s" });
  const seconds =
    typeof period.value === "number" ? period.value / 1e9 : goDurationSeconds(period.value ?? "");
  const average = middleware.number("spec.rateLimit.average", { whenAbsent: 0 });
  if (period.state.is === "unknown") return Fact.unknown(period.path, period.state.why);
  return average.map(
    (requests) => (seconds === undefined ? undefined : requests === 0 ? Infinity : (requests * 60) / seconds),
    {
      unit: "requests per minute",
      says: (perMinute) => (perMinute === Infinity ? "no limit" : `${perMinute} requests per minute`),
      ...(seconds === 60 ? {} : { fixable: false }),
      why: "has a period that is not understood, so it cannot be judged",
    },
  );
}

function bodyLimitOf(middleware: Inputs): Fact<number> | undefined {
  if (!middleware.has("spec.buffering")) return undefined;
  return middleware
    .number("spec.buffering.maxRequestBodyBytes", { whenAbsent: 0 })
    .map((bytes) => (bytes === 0 ? Infinity : bytes), { unit: "bytes", says: showBytes });
}

function hstsOf(object: Inputs, self: Subject<unknown>, stack: StackView): Hsts | undefined {
  const routes = routesOf(object, self, stack);
  const parts = routes.items.map(({ route, middlewares }): Hsts => {
    const { path = [], why } = untoldOf(route, middlewares);
    return middlewares.items.map(headerBy).find((part) => part !== undefined) ?? unknownHsts(path, why);
  });
  return everyHsts(parts);
}

function headerBy({ inputs, title }: Middleware): Hsts | undefined {
  const headers = inputs.at("spec.headers");
  const custom = headers
    .entries("customResponseHeaders")
    .items.find(([name]) => name.toLowerCase() === "strict-transport-security");
  if (custom) return hstsFrom(custom[1], title);
  const seconds = headers.number("stsSeconds", { unit: "seconds" });
  if (seconds.isAbsent) return undefined;
  return {
    maxAgeSeconds: borrowed(title, seconds),
    includesSubDomains: borrowed(title, headers.boolean("stsIncludeSubdomains", { whenAbsent: false })),
  };
}

function corsOf(object: Inputs, self: Subject<unknown>, stack: StackView): Cors | undefined {
  const lists = routesOf(object, self, stack).items.flatMap(({ middlewares }) =>
    middlewares.items.flatMap(({ inputs, title }) => {
      const headers = inputs.at("spec.headers");
      const texts = ["accessControlAllowOriginList", "accessControlAllowOriginListRegex"].filter((name) =>
        headers.has(name),
      );
      return texts.map((name) =>
        headers
          .strings(name)
          .map((origin) =>
            borrowed(title, name.endsWith("Regex") ? origin.map(literalOf, { fixable: false }) : origin),
          ),
      );
    }),
  );
  return lists.length > 0 ? { origins: Listing.of(...lists) } : undefined;
}

/** A regular expression without wildcards as the text that it stands for. */
function literalOf(expression: string): string {
  return expression.replace(/^\^|\$$|\\(?=[.\-/])/g, "");
}

function rangesOf(
  object: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): Listing<Fact<string>> | undefined {
  const routes = routesOf(object, self, stack);
  if (routes.missing) return Listing.unknown(routes.missing);
  const lists = routes.items.map(({ route, middlewares }) => {
    const found = middlewares.items.find(
      ({ inputs }) => inputs.has("spec.ipAllowList") || inputs.has("spec.ipWhiteList"),
    );
    if (found) {
      return Listing.of(
        ...["ipAllowList", "ipWhiteList"].map((name) => found.inputs.strings(`spec.${name}.sourceRange`)),
      ).map((range) => borrowed(found.title, range));
    }
    return Listing.unknown<Fact<string>>(untoldOf(route, middlewares));
  });
  return lists.length > 0 ? Listing.of(...lists) : undefined;
}
