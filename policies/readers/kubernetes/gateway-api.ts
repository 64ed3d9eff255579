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
import { workloadsOfBackends } from "./backend-workloads";
import { certificateRenews } from "./cert-manager";
import { filtersOf, backendsOf, redirectsOf, routesOf, rulesOf, type RouteRule } from "./gateway-routes";
import { addOnsOf, type GatewayInStack } from "./gateway-implementation";
import { everyHsts, hstsFrom, noHsts, unknownHsts } from "./hsts-fact";
import { identityOf } from "./identity";
import { Lacking } from "./lacking";
import { isInternalByAnnotations, isPrivateAddress } from "./load-balancer-scope";
import { not } from "./ternary";

/** Gateways of the Gateway API. What an implementation adds to it stands in its own policies. */
export const gatewayApiGateway = reader(
  "kubernetes:gateway.networking.k8s.io/*:Gateway",
  entryPoint,
  (object): EntryPoint => {
    const inStack = (self: Subject<EntryPoint>, stack: StackView): GatewayInStack => ({
      object,
      self,
      stack,
    });
    const addOns = (self: Subject<EntryPoint>, stack: StackView) => addOnsOf(inStack(self, stack));
    return {
      type: "Gateway",
      get isInternal() {
        return scopeOf(object);
      },
      workloads: (_, stack) => workloadsOfBackends(backendsOf(rulesOf(routesOf(object, stack))), stack),
      plainText: (_, stack) => plainListeners(object, stack),
      tls: (self, stack) => terminations(inStack(self, stack)),
      hsts: (self, stack) => hstsOfRoutes(object, stack) ?? addOns(self, stack).hsts?.(),
      cors: (self, stack) => corsOf(object, stack, addOns(self, stack).corsOrigins?.()),
      requestsPerMinute: (self, stack) => addOns(self, stack).requestsPerMinute?.(),
      bodyLimitBytes: (self, stack) => addOns(self, stack).bodyLimitBytes?.(),
      healthCheck: (self, stack) => addOns(self, stack).healthCheck?.(),
      timeoutSeconds: (self, stack) => timeoutOf(object, stack) ?? addOns(self, stack).timeoutSeconds?.(),
      allowedRanges: (self, stack) => addOns(self, stack).allowedRanges?.(),
    };
  },
);

const INTERNAL_CLASSES = /^gke-l7-(rilb|cross-regional-internal-managed)/;

function scopeOf(object: Inputs): Fact<boolean> {
  const className = object.string("spec.gatewayClassName");
  if (INTERNAL_CLASSES.test(className.value ?? "")) return Fact.given(true, className.path);
  if (className.state.is === "unknown") return Fact.unknown(className.path, className.state.why);
  const serviceType = object.string(["metadata", "annotations", "networking.istio.io/service-type"]);
  if (serviceType.value === "ClusterIP") return Fact.given(true, serviceType.path);
  const annotated = isInternalByAnnotations(object, ["spec", "infrastructure", "annotations"]);
  if (!annotated.isAbsent || annotated.value === true) return annotated;
  const addresses = object.list("spec.addresses").items.map((address) => address.string("value"));
  if (
    addresses.length > 0 &&
    addresses.every(({ value }) => value !== undefined && isPrivateAddress(value))
  ) {
    return Fact.given(true, ["spec", "addresses"]);
  }
  const parameters = object.string("spec.infrastructure.parametersRef.kind");
  if (parameters.value === "LoadBalancerConfiguration" || parameters.value === "EnvoyProxy") {
    return Fact.unknown(parameters.path, `is ${parameters.value}, which may keep it on private networks`);
  }
  return new Fact<boolean>({ is: "absent", value: false }, className.path, { fixable: false });
}

/** The listeners that end TLS, or serve plain HTTP. One whose protocol is not known may do either. */
function listenersWith(object: Inputs, test: (listener: Inputs) => boolean): Listing<Inputs> {
  const listeners = object.list("spec.listeners");
  const untold = listeners.items
    .map((listener) => listener.string("protocol"))
    .find(({ state }) => state.is === "unknown");
  const found = listeners.filter(test);
  return new Listing(
    found.items,
    found.missing ?? (untold && { path: untold.path, why: untold.says }),
    found.path,
    found.isUnstated,
  );
}

function nameOf(listener: Inputs): string {
  return `listener ${listener.string("name").value ?? String(listener.number("port").value ?? "")}`.trim();
}

function plainListeners(object: Inputs, stack: StackView): Listing<PlainText> {
  return listenersWith(object, (listener) => listener.string("protocol").value === "HTTP").map(
    (listener) => ({
      path: listener.path,
      name: nameOf(listener),
      redirects: redirectsOf(listener, routesOf(object, stack, listener)),
    }),
  );
}

function endsTls(listener: Inputs): boolean {
  const protocol = listener.string("protocol").value;
  return (
    (protocol === "HTTPS" || protocol === "TLS") &&
    listener.string("tls.mode", { whenAbsent: "Terminate" }).value !== "Passthrough"
  );
}

function terminations(gateway: GatewayInStack): Listing<TlsTermination> {
  return listenersWith(gateway.object, endsTls).map((listener) => {
    const addOns = addOnsOf(gateway);
    return {
      path: listener.path,
      name: nameOf(listener),
      get lowestVersion() {
        return addOns.lowestVersion(listener);
      },
      get renewsItself() {
        return renews(gateway, listener);
      },
      get verifiesClients() {
        return verifies(gateway.object, listener) ?? addOns.verifiesClients?.(listener) ?? noVerification;
      },
    };
  });
}

const noVerification = new Lacking<boolean>(["spec", "tls", "frontend"], {
  says: "has no validation of client certificates for it",
  advice: "Set spec.tls.frontend.default.validation.caCertificateRefs.",
});

/** The certificates of a listener, from Secrets, or from where the implementation keeps them. */
function renews({ object, self, stack }: GatewayInStack, listener: Inputs): Fact<boolean> {
  const refs = listener.list("tls.certificateRefs");
  if (refs.missing) return Fact.unknown(refs.missing.path ?? listener.path, refs.missing.why);
  const isPublic = not(scopeOf(object).value);
  const facts = refs.items.map((ref) => {
    const namespace = ref.string("namespace").value;
    const isElsewhere = namespace !== undefined && namespace !== identityOf(object).namespace.value;
    // What a Gateway's annotations ask for is issued in its own namespace only.
    const user = isElsewhere ? new Inputs({ metadata: { namespace } }, []) : object;
    return certificateRenews({ object: user, self, stack, isPublic }, ref.string("name"));
  });
  return (
    jointly(facts) ??
    Fact.unknown([...listener.path, "tls"], "takes its certificate from elsewhere, which is not seen")
  );
}

/** Validation of client certificates: by port or for all, and as it was spelled before it became standard. */
function verifies(object: Inputs, listener: Inputs): Fact<boolean> | undefined {
  const port = listener.number("port").value;
  const perPort = object
    .list("spec.tls.frontend.perPort")
    .items.find((one) => one.number("port").value === port && one.has("tls.validation"));
  const places = [
    ...(perPort ? [perPort.at("tls.validation")] : []),
    object.at("spec.tls.frontend.default.validation"),
    listener.at("tls.frontendValidation"),
  ];
  const validation = places.find((place) => place.has("caCertificateRefs"));
  if (validation === undefined) return undefined;
  const refs = validation.list("caCertificateRefs");
  if (refs.isEmpty) return undefined;
  return validation
    .string("mode", { whenAbsent: "AllowValidOnly" })
    .map((mode) => mode === "AllowValidOnly", {
      says: (only) => (only ? "valid certificates only" : "any client let in"),
      write: () => "AllowValidOnly",
    });
}

/** The rules of the routes on listeners that end TLS. */
function tlsRules(object: Inputs, stack: StackView): Listing<RouteRule> {
  const listeners = listenersWith(object, endsTls);
  const routes = listeners.items.map((listener) => routesOf(object, stack, listener));
  const items = [...new Set(routes.flatMap((listing) => listing.items))];
  return rulesOf(new Listing(items, listeners.missing ?? routes.find(({ missing }) => missing)?.missing));
}

const HSTS = /^strict-transport-security$/i;

function hstsOfRoutes(object: Inputs, stack: StackView): Hsts | undefined {
  const rules = tlsRules(object, stack);
  if (rules.items.length === 0 && rules.missing)
    return unknownHsts(rules.missing.path ?? [], rules.missing.why);
  const parts = rules.items.map((rule) => {
    const header = filtersOf(rule, "responseHeaderModifier")
      .flatMap((modifier) => [...modifier.list("set").items, ...modifier.list("add").items])
      .find((one) => HSTS.test(one.string("name").value ?? ""));
    if (header) return hstsFrom(header.string("value"), rule.title);
    return mayModify(rule) ? unknownHsts([], `whether ${rule.title} adds it ${UNTIL_UPDATE}`) : undefined;
  });
  return everyHsts(parts, (i) => {
    const { rule, title } = rules.items[i] ?? {};
    return noHsts(rule?.path ?? [], title ?? "a route");
  });
}

/** Whether a rule has filters that are not known yet. */
function mayModify({ rule }: RouteRule): boolean {
  const filters = rule.list("filters");
  return (
    filters.missing !== undefined ||
    filters.items.some((filter) => {
      const modifier = filter.presence("responseHeaderModifier");
      const headers = ["set", "add"].map((name) => filter.list(["responseHeaderModifier", name]));
      return (
        modifier.state.is === "unknown" ||
        headers.some(
          ({ items, missing }) =>
            missing !== undefined || items.some((one) => one.string("name").state.is === "unknown"),
        )
      );
    })
  );
}

function corsOf(
  object: Inputs,
  stack: StackView,
  added: Listing<Fact<string>> | undefined,
): Cors | undefined {
  const origins = rulesOf(routesOf(object, stack)).items.flatMap((rule) =>
    filtersOf(rule, "cors").map((cors) =>
      cors.strings("allowOrigins").map((origin) => borrowed(rule.title, origin)),
    ),
  );
  const all = [...origins, ...(added ? [added] : [])];
  return all.length > 0 ? { origins: Listing.of(...all) } : undefined;
}

/** The timeouts that rules set; those that set none are left to the implementation. */
function timeoutOf(object: Inputs, stack: StackView): Fact<number> | undefined {
  const facts = rulesOf(routesOf(object, stack)).items.flatMap(({ rule, title }) => {
    const timeout = rule.string("timeouts.request").orElse(rule.string("timeouts.backendRequest"));
    return timeout.isAbsent || timeout.state.is === "unstated"
      ? []
      : [
          borrowed(
            title,
            timeout.map(goDurationSeconds, { unit: "seconds", write: (seconds) => `${seconds}s` }),
          ),
        ];
  });
  return jointly(facts);
}
