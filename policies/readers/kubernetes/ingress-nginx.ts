import { Fact, type FactFormat } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Path } from "../../evaluation/path";
import type { Cors, Hsts, PlainText, TlsTermination } from "../../kinds/entry-point";
import { configObject } from "../../kinds/config-object";
import { jointly } from "../borrowed-fact";
import { byteSizeText, parseByteSize, showBytes } from "../byte-size";
import { hstsHeaderIn, hstsOf } from "../hsts-header";
import { lowestTlsVersionIn, showTlsVersion } from "../tls-version";
import { certificateRenews } from "./cert-manager";
import { identityOf } from "./identity";
import { nginxSetting } from "./ingress-nginx-configuration";
import {
  annotationOf,
  booleanAnnotation,
  commaList,
  hostsWithoutTls,
  isSet,
  numberAnnotation,
  someTls,
  tlsEntriesOf,
  tlsOfOtherIngresses,
  type Ingress,
  type IngressFacts,
} from "./ingress-object";
import { Lacking } from "./lacking";
import { findNamed } from "./named-object";
import { setElsewhere } from "./set-elsewhere";

const PREFIX = "nginx.ingress.kubernetes.io/";

/** What ingress-nginx makes of an Ingress: annotations, then the controller's configuration, then its defaults. */
export function nginxFacts(ingress: Ingress): IngressFacts {
  // Connections are handed on as they are: what is set for requests does not apply.
  if (booleanAnnotation(ingress.object, `${PREFIX}ssl-passthrough`).value === true) {
    return { plainText: new Listing([]), tls: new Listing([]) };
  }
  const moves = isSet(movedTo(ingress.object));
  return {
    ...(moves ? { servedBehind: "it redirects every request to another address" } : {}),
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
      return corsOf(ingress.object);
    },
    get requestsPerMinute() {
      return requestsPerMinuteOf(ingress.object);
    },
    get bodyLimitBytes() {
      return bodyLimitOf(ingress);
    },
    get timeoutSeconds() {
      return timeoutOf(ingress);
    },
    get allowedRanges() {
      return allowedRangesOf(ingress);
    },
  };
}

/** Hosts without a certificate are served as they come, unless redirected by force; hosts with one are redirected. */
function plainTextOf(ingress: Ingress): Listing<PlainText> {
  const { object, stack } = ingress;
  const forced = forcedRedirect(ingress);
  const unencrypted = hostsWithoutTls(ingress);
  const moved = movedTo(object);
  const redirect = isSet(moved) ? moved : isSet(forced) && forced.value !== false ? forced : undefined;
  const hosts = redirect ? unencrypted.map((it) => ({ ...it, redirects: redirect })) : unencrypted;
  if (someTls(ingress) === false) return hosts;
  const own = booleanAnnotation(object, `${PREFIX}ssl-redirect`);
  const redirected = nginxSetting(
    stack,
    { key: "ssl-redirect", parse: truth, whenAbsent: true, format: TEXT },
    own,
  );
  const redirects = forced.value === true ? forced : redirected;
  return Listing.of(
    hosts,
    new Listing<PlainText>([
      {
        name: "plain HTTP",
        path: [],
        redirects: redirects.value === true ? redirectFor(ingress, redirects) : redirects,
      },
    ]),
  );
}

/** Whether every request is redirected to an address of HTTPS for good: 301 unless another status is set. */
function movedTo(object: Inputs): Fact<boolean> {
  const format = {
    says: (isRight: boolean) =>
      isRight ? "a permanent redirect to HTTPS" : "a redirect that is temporary, or not to HTTPS",
    fixable: false,
  };
  const temporary = annotationOf(object, `${PREFIX}temporal-redirect`);
  if (isSet(temporary)) return temporary.map(() => false, format);
  const code = numberAnnotation(object, `${PREFIX}permanent-redirect-code`, { whenAbsent: 301 });
  const target = annotationOf(object, `${PREFIX}permanent-redirect`);
  if (!isSet(target) || !code.untold) {
    const isPermanent = code.value === 301 || code.value === 308;
    return target.map((address) => /^https:/i.test(address.trim()) && isPermanent, format);
  }
  return Fact.unknown(code.path, code.untold.why);
}

function forcedRedirect({ object, stack }: Ingress): Fact<boolean> {
  const own = booleanAnnotation(object, `${PREFIX}force-ssl-redirect`);
  const setting = { key: "force-ssl-redirect", parse: truth, whenAbsent: false, format: TEXT };
  return nginxSetting(stack, setting, own);
}

/** Whether the redirect is for good: 308 unless the configuration says otherwise. */
function redirectFor({ stack }: Ingress, redirects: Fact<boolean>): Fact<boolean> {
  const isPermanent = nginxSetting<boolean>(stack, {
    key: "http-redirect-code",
    parse: (text) => (/^\d+$/.test(text) ? text === "301" || text === "308" : undefined),
    whenAbsent: true,
    format: {
      says: (permanent) => (permanent ? "a permanent redirect" : "a temporary redirect"),
      write: () => "308",
    },
  });
  return isPermanent.value === true ? redirects : isPermanent;
}

/** Where the redirect is forced, hosts without a certificate of their own are served with the controller's. */
function tlsOf(ingress: Ingress): Listing<TlsTermination> {
  const { object } = ingress;
  const lowestVersion = lowestVersionOf(ingress);
  const verifiesClients = clientVerification(object);
  const entries = tlsEntriesOf(object).map(({ name, path, secretName }) => ({
    name,
    path,
    lowestVersion,
    verifiesClients,
    get renewsItself() {
      return certificateRenews(ingress, secretName);
    },
  }));
  const elsewhere = tlsOfOtherIngresses(ingress, { lowestVersion, verifiesClients });
  if (forcedRedirect(ingress).value !== true) return Listing.of(entries, elsewhere);
  const others = hostsWithoutTls(ingress).map(({ name, path }) => ({
    name,
    path,
    lowestVersion,
    verifiesClients,
    renewsItself: Fact.unknown<boolean>(
      object.at("spec.tls").path,
      "names no certificate for it, so that what ends TLS in front of the controller, or its own certificate, decides",
    ),
  }));
  return Listing.of(entries, elsewhere, others);
}

function lowestVersionOf({ stack }: Ingress): Fact<number> {
  return nginxSetting(stack, {
    key: "ssl-protocols",
    parse: lowestTlsVersionIn,
    whenAbsent: 1.2,
    format: {
      says: showTlsVersion,
      write: (version) => (version > 1.2 ? "TLSv1.3" : "TLSv1.2 TLSv1.3"),
    },
  });
}

/** Clients are verified where an authority is named, unless verification is made optional. */
function clientVerification(object: Inputs): Fact<boolean> {
  const authority = annotationOf(object, `${PREFIX}auth-tls-secret`);
  if (authority.isAbsent) {
    return new Lacking<boolean>(authority.path, {
      says: "is not set",
      advice: "Name the Secret with the authority's certificate there, as namespace/name.",
    });
  }
  return annotationOf(object, `${PREFIX}auth-tls-verify-client`, { whenAbsent: "on" }).map(
    (mode) => mode === "on",
    {
      says: (verifies) =>
        verifies
          ? "that only verified clients are let in"
          : "that clients without a valid certificate are let in",
      write: (verifies) => (verifies ? "on" : "off"),
    },
  );
}

/** A header set by annotation, else the controller's own, which it adds wherever it ends TLS. */
function headerOf(ingress: Ingress): Hsts {
  const { stack } = ingress;
  const set = headerByAnnotation(ingress);
  if (set) return set;
  if (ingress.object.isPartial) return { maxAgeSeconds: unstated(), includesSubDomains: unstated() };
  const isOn = nginxSetting<number>(stack, {
    key: "hsts",
    parse: (text) => ({ true: Infinity, false: 0 })[text],
    whenAbsent: Infinity,
    format: { says: (value) => (value === 0 ? "no header" : "a header"), write: () => "true" },
  });
  const includesSubDomains = nginxSetting(stack, {
    key: "hsts-include-subdomains",
    parse: truth,
    whenAbsent: true,
    format: TEXT,
  });
  if (isOn.value === 0) return { maxAgeSeconds: isOn, includesSubDomains };
  const maxAgeSeconds = nginxSetting<number>(stack, {
    key: "hsts-max-age",
    parse: (text) => (/^\d+$/.test(text) ? Number(text) : undefined),
    whenAbsent: 31_536_000,
    format: { ...SECONDS, write: String },
  });
  return { maxAgeSeconds, includesSubDomains };
}

/** The header in a snippet, or among the headers that a ConfigMap lists. */
function headerByAnnotation({ object, self, stack }: Ingress): Hsts | undefined {
  for (const name of ["configuration-snippet", "server-snippet"]) {
    const { state, path } = annotationOf(object, PREFIX + name);
    if (state.is === "unknown") return untoldHsts(path, state.why);
    if (state.is !== "known") continue;
    const header = hstsHeaderIn(state.value);
    if (header !== undefined) return hstsOf(new Fact<string>({ ...state, value: header }, path));
  }
  const headers = annotationOf(object, `${PREFIX}custom-headers`);
  if (!isSet(headers)) return undefined;
  const reference = configMapReference(headers, identityOf(object).namespace);
  const [found] = findNamed(configObject, reference, self, stack).subjects;
  if (found === undefined) {
    return untoldHsts(headers.path, "names a ConfigMap whose headers are not in this stack");
  }
  const { entries, identity } = found.thing;
  const entry = entries.items.find(({ key }) => key.toLowerCase() === "strict-transport-security");
  return (
    entry &&
    hstsOf(entry.value, (fact) =>
      setElsewhere(fact, `ConfigMap ${identity.name.value ?? found.resource.name}`),
    )
  );
}

function untoldHsts(path: Path, why: string): Hsts {
  return { maxAgeSeconds: Fact.unknown(path, why), includesSubDomains: Fact.unknown(path, why) };
}

/** `namespace/name`, or a name in the same namespace. */
function configMapReference(text: Fact<string>, own: Fact<string>) {
  const hasNamespace = text.value?.includes("/") !== false;
  return {
    name: text.map((value) => value.split("/").pop()),
    namespace: hasNamespace ? text.map((value) => value.split("/")[0]) : own,
  };
}

/** CORS is off unless enabled; then every origin is allowed unless some are listed. */
function corsOf(object: Inputs): Cors | undefined {
  const enabled = booleanAnnotation(object, `${PREFIX}enable-cors`, { whenAbsent: false });
  if (enabled.state.is === "unknown") {
    return { origins: Listing.unknown({ path: enabled.path, why: enabled.state.why }) };
  }
  if (enabled.value !== true) return undefined;
  const origins = annotationOf(object, `${PREFIX}cors-allow-origin`, { whenAbsent: "*" });
  return { origins: commaList(origins) };
}

/** Requests per minute and client, on each replica of the controller. The stricter of both limits holds. */
function requestsPerMinuteOf(object: Inputs): Fact<number> {
  const unit = { unit: "requests per minute" };
  const perMinute = positive(numberAnnotation(object, `${PREFIX}limit-rpm`, unit));
  const perSecond = positive(numberAnnotation(object, `${PREFIX}limit-rps`));
  const exempt = ["limit-allowlist", "limit-whitelist"]
    .map((name) => commaList(annotationOf(object, PREFIX + name)))
    .flatMap(({ items }) => items)
    .find(({ value }) => value?.endsWith("/0") === true);
  if (exempt)
    return new Lacking<number>(exempt.path, { says: "exempts every client from the limit", ...unit });
  if (!isSet(perSecond)) return perMinute;
  const converted = new SetBy(
    perSecond.map((rps) => rps * 60, unit),
    perMinute,
  );
  if (!isSet(perMinute)) return converted;
  if (perMinute.value === undefined || perSecond.value === undefined) {
    return perMinute.value === undefined ? perMinute : converted;
  }
  return perSecond.value * 60 < perMinute.value ? converted : perMinute;
}

/** A limit of zero is none. */
function positive(limit: Fact<number>): Fact<number> {
  return limit.value !== undefined && limit.value <= 0
    ? new Fact<number>({ is: "absent" }, limit.path, limit.format)
    : limit;
}

/** A value that another annotation makes right. */
class SetBy extends Fact<number> {
  constructor(
    fact: Fact<number>,
    private readonly better: Fact<number>,
  ) {
    super(fact.state, fact.path, fact.format);
  }

  override changeTo(value: number) {
    return this.better.changeTo(value);
  }
}

const BYTES = { says: showBytes, write: byteSizeText, why: "is not a size" };

function parseLimit(text: string): number | undefined {
  const bytes = parseByteSize(text);
  return bytes === 0 ? Infinity : bytes;
}

function bodyLimitOf({ object, stack }: Ingress): Fact<number> {
  const own = annotationOf(object, `${PREFIX}proxy-body-size`).map(parseLimit, BYTES);
  const setting = { key: "proxy-body-size", parse: parseLimit, whenAbsent: 2 ** 20, format: BYTES };
  return nginxSetting(stack, setting, own);
}

const SECONDS = { unit: "seconds" } as const;

/** How long the controller waits between two reads of the response, and between two writes of the request. */
function timeoutOf({ object, stack }: Ingress): Fact<number> | undefined {
  const timeouts = ["proxy-read-timeout", "proxy-send-timeout"].map((key) =>
    nginxSetting<number>(
      stack,
      {
        key,
        parse: (text) => (/^\d+s?$/.test(text) ? parseInt(text, 10) : undefined),
        whenAbsent: 60,
        format: { ...SECONDS, write: String },
      },
      numberAnnotation(object, PREFIX + key, SECONDS),
    ),
  );
  return jointly(timeouts);
}

function allowedRangesOf({ object, stack }: Ingress): Listing<Fact<string>> {
  const [listed, older] = ["allowlist-source-range", "whitelist-source-range"].map((name) =>
    annotationOf(object, PREFIX + name),
  );
  const own = older && listed && !isSet(listed) && isSet(older) ? older : listed;
  if (own && isSet(own)) return commaList(own);
  if (object.isPartial) return Listing.unstated();
  const general = nginxSetting(stack, {
    key: "whitelist-source-range",
    parse: (text) => text,
    whenAbsent: "",
  });
  const { path } = annotationOf(object, `${PREFIX}allowlist-source-range`);
  if (general.isAbsent && general.state.is === "absent" && general.state.unless !== undefined) {
    return Listing.unknown({
      path,
      why: "is not set here, and may be set for all of ingress-nginx: its configuration is not in this stack",
    });
  }
  const { items, missing } = commaList(general);
  return new Listing(items, missing, path);
}

function unstated<T>(): Fact<T> {
  return new Fact<T>({ is: "unstated" }, []);
}

const TEXT: FactFormat<boolean> = { write: String };

function truth(text: string): boolean | undefined {
  return text === "true" ? true : text === "false" ? false : undefined;
}
