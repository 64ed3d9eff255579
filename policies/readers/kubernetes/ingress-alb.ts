import { Fact, type FactFormat } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import type { Path } from "../../evaluation/path";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import {
  entryPoint,
  type HealthCheck,
  type Hsts,
  type PlainText,
  type TlsTermination,
} from "../../kinds/entry-point";
import { parseAttributes, withAttribute } from "../aws/attribute-map";
import { lowestTlsVersion, tlsPolicyFor } from "../aws/tls-policy";
import { hstsOf } from "../hsts-header";
import { showTlsVersion } from "../tls-version";
import { isKubernetes, objectOf } from "./identity";
import { ingressClass } from "./ingress-companions";
import { classOf } from "./ingress-controller";
import { findInputs, NO_NAMESPACE } from "./named-inputs";
import {
  annotationOf,
  hasActionBackend,
  annotationPath,
  backendServices,
  commaList,
  isSecret,
  isSet,
  type Ingress,
  type IngressFacts,
} from "./ingress-object";
import { keyOf } from "./keys";
import { Lacking } from "./lacking";
import { setElsewhere } from "./set-elsewhere";
import { both, type Ternary } from "./ternary";

const PREFIX = "alb.ingress.kubernetes.io/";

/** What the AWS Load Balancer Controller makes of an Ingress. */
export function albFacts(ingress: Ingress): IngressFacts {
  return {
    get plainText() {
      return plainTextOf(ingress);
    },
    get tls() {
      return tlsOf(ingress);
    },
    get hsts() {
      return headerOf(ingress);
    },
    get cors() {
      const origin = attribute(ingress, CORS_ORIGIN);
      return origin && { origins: commaList(origin) };
    },
    get requestsPerMinute() {
      return (
        firewallDecides(ingress) ??
        new Lacking<number>(annotationOf(ingress.object, `${PREFIX}wafv2-acl-arn`).path, {
          says: "is not set, and only a web ACL limits the requests of this load balancer",
          unit: "requests per minute",
        })
      );
    },
    get bodyLimitBytes() {
      return firewallDecides(ingress);
    },
    get healthCheck() {
      return healthCheckOf(ingress);
    },
    get timeoutSeconds() {
      return timeoutOf(ingress);
    },
    get allowedRanges() {
      return allowedRangesOf(ingress);
    },
  };
}

/** The scheme of an Ingress of this controller: internal unless set. */
export function albScheme(object: Inputs): Fact<boolean> {
  const scheme = annotationOf(object, `${PREFIX}scheme`);
  if (isSet(annotationOf(object, `${PREFIX}group.name`)) && !isSet(scheme)) {
    return Fact.unknown(scheme.path, "is not set here, and may be set by another Ingress of its group");
  }
  return annotationOf(object, `${PREFIX}scheme`, { whenAbsent: "internal" }).map(
    (value) => value === "internal",
  );
}

/** Ingresses by the group whose load balancer they share. */
const ingressesByGroup = lookup(entryPoint, (subject) => {
  const group = isKubernetes(subject) ? annotationOf(objectOf(subject), `${PREFIX}group.name`) : undefined;
  // What belongs to no group is found by a key that no Ingress offers.
  return { every: [group && isSet(group) ? keyOf("group", group) : "no group"] };
});

/** An annotation of the load balancer, which any Ingress of its group may set. */
function shared({ object, self, stack }: Ingress, name: string): Fact<string> {
  const own = annotationOf(object, PREFIX + name);
  const group = annotationOf(object, `${PREFIX}group.name`);
  if (isSet(own)) return own;
  const parameters = classParameters({ object, self, stack });
  if (parameters)
    return Fact.unknown(own.path, `is not set here, and may be set by IngressClassParams ${parameters}`);
  if (!isSet(group)) return own;
  const other = membersOf(group, stack)
    .map((member) => annotationOf(objectOf(member), PREFIX + name))
    .find(isSet);
  return other ?? Fact.unknown(own.path, "is not set here, and may be set by another Ingress of its group");
}

/** The name of the parameters of its class, as far as the class is in the stack. */
function classParameters({ object, self, stack }: Pick<Ingress, "object" | "self" | "stack">) {
  const found = findInputs(ingressClass, classOf(object), NO_NAMESPACE, self, stack);
  return "missing" in found ? undefined : found.inputs.string("spec.parameters.name").value;
}

function membersOf(group: Fact<string>, stack: StackView): readonly Subject<unknown>[] {
  return group.value === undefined ? [] : stack.candidates(ingressesByGroup, [keyOf("group", group)]);
}

/** One port that the load balancer listens on. */
interface Port {
  readonly protocol: "HTTP" | "HTTPS";
  readonly name: string;
  readonly number: number;
  readonly path: Path;
}

/** The ports, of which there is one unless they are listed: 443 where a certificate is named, 80 otherwise. */
function portsOf({ object }: Ingress): Listing<Port> {
  const { inputs, problem } = object.json(annotationPath(`${PREFIX}listen-ports`));
  if (problem) return Listing.unknown(problem);
  const listed = inputs.list([]);
  if (listed.items.length > 0) {
    const ports = listed.items.flatMap((item) =>
      (["HTTP", "HTTPS"] as const).flatMap((protocol) => {
        const { value } = item.number([protocol]);
        return value === undefined ? [] : [portOf(protocol, value)];
      }),
    );
    const unread =
      ports.length < listed.items.length
        ? { path: inputs.path, why: "lists ports that cannot be read" }
        : undefined;
    return new Listing(ports, listed.missing ?? unread);
  }
  const certificate = annotationOf(object, `${PREFIX}certificate-arn`);
  if (certificate.state.is === "unstated") return Listing.unstated();
  return new Listing([isSet(certificate) ? portOf("HTTPS", 443) : portOf("HTTP", 80)]);
}

function portOf(protocol: Port["protocol"], number: number): Port {
  return { protocol, number, path: [], name: `port ${number}` };
}

function plainTextOf(ingress: Ingress): Listing<PlainText> {
  const ports = portsOf(ingress);
  const encrypts = ports.items.some(({ protocol }) => protocol === "HTTPS");
  return ports
    .filter(({ protocol }) => protocol === "HTTP")
    .map(({ name, path }) => ({
      name,
      path,
      redirects: encrypts ? redirectOf(ingress) : withoutCertificate(ingress),
    }));
}

/** An action that redirects to HTTPS, or the annotation for it. */
function redirectOf(ingress: Ingress): Fact<boolean> {
  const { certain, untold } = redirectsByAction(ingress.object);
  const annotation = shared(ingress, "ssl-redirect");
  if (certain) return certain;
  if (untold && annotation.isAbsent) return untold;
  return annotation.map(() => true, {
    write: () => "443",
    says: (redirects) => (redirects ? "a redirect to HTTPS" : "no redirect"),
  });
}

/** A rule whose backend is an action that redirects to HTTPS, as programs wrote it before there was an annotation for it. */
function redirectsByAction(object: Inputs): {
  readonly certain?: Fact<boolean> | undefined;
  readonly untold?: Fact<boolean> | undefined;
} {
  const actions = object
    .entries("metadata.annotations")
    .items.filter(([key]) => key.startsWith(ACTION))
    .map(([key, text]) => ({ text, isUsed: hasActionBackend(object, key.slice(ACTION.length)) }))
    .map(({ text, isUsed }) => ({ text, applies: both(isUsed, redirectsToHttps(text)) }));
  const found = actions.find(({ applies }) => applies === true)?.text;
  const maybe = actions.find(({ applies }) => applies === undefined)?.text;
  const why = maybe?.untold?.why ?? "may be the action of a backend that is not known until the update";
  return {
    certain: found?.map((text) => /HTTP_301/i.test(text), {
      says: (permanent) => (permanent ? "a permanent redirect" : "a temporary redirect"),
      fixable: false,
    }),
    untold: maybe && Fact.unknown(maybe.path, why),
  };
}

const ACTION = `${PREFIX}actions.`;

function redirectsToHttps({ untold, value = "" }: Fact<string>): Ternary {
  if (untold) return undefined;
  return /"type"\s*:\s*"redirect"/i.test(value) && /"protocol"\s*:\s*"https"/i.test(value);
}

function withoutCertificate(ingress: Ingress): Fact<boolean> {
  const redirect = shared(ingress, "ssl-redirect");
  const certificate = shared(ingress, "certificate-arn");
  const { certain, untold } = redirectsByAction(ingress.object);
  if (certain) return certain;
  if (untold && !isSet(redirect)) return untold;
  // Listeners of other Ingresses of the group may be what it redirects to.
  if (isSet(redirect)) return redirect.map(() => true);
  return new Lacking<boolean>(certificate.path, {
    says: isSet(certificate)
      ? "is set, and no HTTPS port is listened on"
      : "is not set, and no HTTPS port is listened on",
    advice: `Name a certificate there, and set ${PREFIX}listen-ports to [{"HTTP":80},{"HTTPS":443}] and ${PREFIX}ssl-redirect to "443".`,
  });
}

function tlsOf(ingress: Ingress): Listing<TlsTermination> {
  return portsOf(ingress)
    .filter(({ protocol }) => protocol === "HTTPS")
    .map(({ name, path, number }) => ({
      name,
      path,
      get lowestVersion() {
        return lowestVersionOf(ingress);
      },
      get renewsItself() {
        return certificateOf(ingress);
      },
      get verifiesClients() {
        return clientVerification(ingress, number);
      },
    }));
}

/** ELBSecurityPolicy-2016-08 unless set, which accepts TLS 1.0. */
function lowestVersionOf(ingress: Ingress): Fact<number> {
  const policy = shared(ingress, "ssl-policy");
  const set = policy.isAbsent
    ? annotationOf(ingress.object, `${PREFIX}ssl-policy`, { whenAbsent: "ELBSecurityPolicy-2016-08" })
    : policy;
  return set.map(lowestTlsVersion, {
    says: showTlsVersion,
    write: tlsPolicyFor,
    why: "names a policy whose TLS versions its name does not tell",
  });
}

function certificateOf(ingress: Ingress): Fact<boolean> {
  const arns = shared(ingress, "certificate-arn");
  const { path, value } = arns;
  if (arns.state.is === "unknown") return Fact.unknown(path, arns.state.why);
  if (value === undefined) {
    return Fact.unknown(path, "is not set, so that the controller looks for a certificate of the hosts");
  }
  return value.includes(":server-certificate/")
    ? new Lacking<boolean>(path, { says: "names a server certificate of IAM, which nothing renews" })
    : Fact.unknown(path, "names a certificate of ACM, which renews itself only where ACM issued it");
}

/** The mode of the port's entry: `[{"port":443,"mode":"verify","trustStore":"..."}]`. */
function clientVerification({ object }: Ingress, number: number): Fact<boolean> {
  const { inputs, problem } = object.json(annotationPath(`${PREFIX}mutual-authentication`));
  if (problem) return Fact.unknown(problem.path, problem.why);
  const entries = inputs.list([]).items;
  const entry = entries.find((item) => item.number("port").value === number);
  if (entry) {
    return entry.string("mode", { whenAbsent: "off" }).map((mode) => mode === "verify", {
      says: (verifies) => (verifies ? "that clients are verified" : "that clients are let in unverified"),
      write: () => "verify",
    });
  }
  return new Lacking<boolean>(inputs.path, {
    says: entries.length > 0 ? `has no entry for port ${number}` : "is not set",
    advice: 'Set it to [{"port":443,"mode":"verify","trustStore":"<name or ARN>"}].',
  });
}

const HSTS = "routing.http.response.strict_transport_security.header_value";
const CORS_ORIGIN = "routing.http.response.access_control_allow_origin.header_value";

/** An attribute of the HTTPS listeners, the first that sets it. */
function attribute(ingress: Ingress, key: string): Fact<string> | undefined {
  const ports = portsOf(ingress);
  for (const { protocol, number } of ports.items) {
    if (protocol !== "HTTPS") continue;
    const text = shared(ingress, listenerAttributes(number));
    if (text.state.is === "unknown") return text;
    const value = text.value === undefined ? undefined : parseAttributes(text.value).get(key);
    if (value !== undefined)
      return new Fact<string>({ ...text.state, is: "known", value }, text.path, { fixable: false });
  }
  return ports.missing && Fact.unknown(ports.missing.path ?? [], ports.missing.why);
}

function listenerAttributes(port: number | undefined): string {
  return `listener-attributes.HTTPS-${port ?? 443}`;
}

function headerOf(ingress: Ingress): Hsts {
  const header = attribute(ingress, HSTS);
  if (header) return hstsOf(header);
  const port = portsOf(ingress).items.find(({ protocol }) => protocol === "HTTPS")?.number;
  const { path } = annotationOf(ingress.object, PREFIX + listenerAttributes(port));
  return {
    maxAgeSeconds: new Lacking<number>(path, {
      says: "sets no Strict-Transport-Security header",
      unit: "seconds",
      advice: `Set ${HSTS} to max-age=63072000; includeSubDomains there.`,
    }),
    includesSubDomains: Fact.given(true, path),
  };
}

/** Where a web ACL is named, it decides; it is not judged from here. */
function firewallDecides(ingress: Ingress): Fact<number> | undefined {
  const named = ["wafv2-acl-arn", "waf-acl-id"].map((name) => shared(ingress, name)).find(isSet);
  return named && Fact.unknown(named.path, named.value === undefined ? whyOf(named) : NOT_JUDGED);
}

const NOT_JUDGED = "names a web ACL, whose rules are not judged from here";

function whyOf({ state }: Fact<string>): string {
  return state.is === "unknown" ? state.why : NOT_JUDGED;
}

/** An annotation on the Service counts before the one on the Ingress. */
function healthCheckOf(ingress: Ingress): HealthCheck {
  const onService = <T>(name: string, read: (text: Fact<string>) => Fact<T>): Fact<T> | undefined => {
    const set = backendServices(ingress)
      .items.map(({ thing, resource }) => ({
        fact: thing.annotation(PREFIX + name),
        service: thing.identity.name.value ?? resource.name,
      }))
      .filter(({ fact }) => isSet(fact));
    const [first] = set;
    if (first === undefined) return undefined;
    return set.every(({ fact }) => fact.value === first.fact.value)
      ? setElsewhere(read(first.fact), `Service ${first.service}`)
      : Fact.unknown(first.fact.path, "differs between the Services behind it");
  };
  const { object } = ingress;
  const interval: FactFormat<number> = { unit: "seconds", write: String };
  return {
    path: onService(PATH, (path) => path) ?? annotationOf(object, PREFIX + PATH, { whenAbsent: "/" }),
    intervalSeconds:
      onService(INTERVAL, (text) => text.map(Number, interval)) ??
      object.number(annotationPath(PREFIX + INTERVAL), { ...interval, whenAbsent: 15 }),
  };
}

const PATH = "healthcheck-path";
const INTERVAL = "healthcheck-interval-seconds";

/** Seconds without data after which connections are closed. */
function timeoutOf(ingress: Ingress): Fact<number> {
  const attributes = shared(ingress, "load-balancer-attributes");
  const { path, state } = attributes;
  if (state.is === "unknown") return Fact.unknown(path, state.why);
  const text = attributes.value ?? "";
  const value = parseAttributes(text).get(IDLE_TIMEOUT);
  const seconds = value === undefined ? 60 : Number(value);
  return new Fact<number>(
    state.is === "unstated"
      ? state
      : Number.isFinite(seconds)
        ? {
            is: value === undefined ? "absent" : "known",
            value: seconds,
            ...(value && !isSecret(attributes) ? { shown: text } : {}),
          }
        : { is: "unknown", why: `has no number for ${IDLE_TIMEOUT}` },
    path,
    {
      unit: "seconds",
      fixable: !isSecret(attributes),
      write: (wanted) => withAttribute(text, IDLE_TIMEOUT, String(wanted)),
    },
  );
}

const IDLE_TIMEOUT = "idle_timeout.timeout_seconds";

/** Address ranges count where the controller makes the security group; a web ACL may list some as well. */
function allowedRangesOf(ingress: Ingress): Listing<Fact<string>> {
  const elsewhere = ["security-groups", "security-group-prefix-lists", "wafv2-acl-arn", "waf-acl-id"]
    .map((name) => shared(ingress, name))
    .find(({ state, value }) => value !== undefined || state.is === "unknown");
  const ranges = commaList(annotationOf(ingress.object, `${PREFIX}inbound-cidrs`));
  if (
    elsewhere === undefined ||
    (ranges.items.length > 0 && elsewhere.path[2] !== `${PREFIX}security-groups`)
  ) {
    return ranges;
  }
  return Listing.unknown({
    path: elsewhere.path,
    why:
      elsewhere.state.is === "unknown"
        ? elsewhere.state.why
        : "is set, and what it admits is not judged from here",
  });
}
