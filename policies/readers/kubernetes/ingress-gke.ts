import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import type { HealthCheck, Hsts, PlainText, TlsTermination } from "../../kinds/entry-point";
import { hstsHeaderIn, hstsOf } from "../hsts-header";
import { showTlsVersion } from "../tls-version";
import { certificateRenews } from "./cert-manager";
import { identityOf } from "./identity";
import { backendConfig, frontendConfig } from "./ingress-companions";
import {
  annotationOf,
  annotationPath,
  backendServices,
  isSet,
  tlsEntriesOf,
  type Ingress,
  type IngressFacts,
} from "./ingress-object";
import { Lacking } from "./lacking";
import { findInputs, type NamedInputs } from "./named-inputs";
import { setElsewhere } from "./set-elsewhere";
import type { Inputs } from "../../evaluation/inputs";
import type { Kind } from "../../evaluation/kind";

/** What GKE's controller makes of an Ingress: an application load balancer, external or internal. */
export function gkeFacts(ingress: Ingress): IngressFacts {
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
    get requestsPerMinute() {
      return policyDecides(ingress) ?? withoutPolicy(ingress);
    },
    get bodyLimitBytes() {
      return policyDecides(ingress);
    },
    get healthCheck() {
      return healthCheckOf(ingress);
    },
    get timeoutSeconds() {
      return timeoutOf(ingress);
    },
    get allowedRanges() {
      const decides = policyDecides<string>(ingress);
      return decides?.state.is === "unknown"
        ? Listing.unknown<Fact<string>>({ path: decides.path, why: decides.state.why })
        : new Listing<Fact<string>>([]);
    },
  };
}

const ALLOW_HTTP = "kubernetes.io/ingress.allow-http";
const MANAGED = "networking.gke.io/managed-certificates";
const PRE_SHARED = "ingress.gcp.kubernetes.io/pre-shared-cert";
const FRONTEND_CONFIG = "networking.gke.io/v1beta1.FrontendConfig";
const BACKEND_CONFIG = "cloud.google.com/backend-config";

/** An object of the stack that configures the load balancer; nothing where none is named; or why it cannot be read. */
type Configured =
  | { readonly is: "found"; readonly inputs: Inputs; readonly name: string }
  | { readonly is: "unset"; readonly at: Fact<string> }
  | { readonly is: "unseen"; readonly at: Fact<string>; readonly why: string };

function configured(
  { object, self, stack }: Ingress,
  kind: Kind<NamedInputs>,
  type: string,
  named: Fact<string>,
): Configured {
  if (!isSet(named)) return { is: "unset", at: named };
  const found = findInputs(kind, named, identityOf(object).namespace, self, stack);
  if (!("missing" in found)) return { is: "found", inputs: found.inputs, name: `${type} ${found.name}` };
  const { state } = named;
  const why = state.is === "unknown" ? state.why : `names a ${type} that is not in this stack`;
  return { is: "unseen", at: named, why };
}

function frontendOf(ingress: Ingress): Configured {
  return configured(ingress, frontendConfig, "FrontendConfig", annotationOf(ingress.object, FRONTEND_CONFIG));
}

/** The BackendConfig that the Services behind it name: `{"default":"api"}`, or one for each port. */
function backendOf(ingress: Ingress): Configured {
  const services = backendServices(ingress);
  const [first, ...others] = services.items.map(({ thing }) => {
    const text = thing.annotation(BACKEND_CONFIG);
    return isSet(text) ? text : thing.annotation(`beta.${BACKEND_CONFIG}`);
  });
  if (first === undefined) {
    const { path = [], why = "has no backends" } = services.missing ?? {};
    return { is: "unseen", at: Fact.unknown<string>(path, why), why };
  }
  if (others.some(({ value }) => value !== first.value)) {
    return { is: "unseen", at: first, why: "differs between the Services behind it" };
  }
  if (!isSet(first)) return { is: "unset", at: first };
  const name = first.map(configName, { why: "names no BackendConfig, or several" });
  return configured(ingress, backendConfig, "BackendConfig", name);
}

function configName(json: string): string | undefined {
  try {
    const { default: all, ports = {} } = JSON.parse(json) as {
      readonly default?: unknown;
      readonly ports?: Readonly<Record<string, unknown>>;
    };
    const names = [...new Set([...(all === undefined ? [] : [all]), ...Object.values(ports)])];
    return names.length === 1 && typeof names[0] === "string" ? names[0] : undefined;
  } catch {
    return undefined;
  }
}

function hasCertificate({ object }: Ingress): boolean {
  return (
    [MANAGED, PRE_SHARED].some((name) => isSet(annotationOf(object, name))) || !tlsEntriesOf(object).isEmpty
  );
}

/** Port 80 is open unless switched off, and redirects only where a FrontendConfig says so. */
function plainTextOf(ingress: Ingress): Listing<PlainText> {
  const { object } = ingress;
  const allowed = object.boolean(annotationPath(ALLOW_HTTP), { whenAbsent: true });
  if (allowed.value === false) return new Listing<PlainText>([]);
  if (allowed.state.is === "unstated" && !hasCertificate(ingress)) return Listing.unstated();
  const plain = (redirects: Fact<boolean>) => new Listing([{ name: "port 80", path: [], redirects }]);
  if (!hasCertificate(ingress)) {
    return plain(
      new Lacking<boolean>(object.at("spec.tls").path, {
        says: "is not set, and no managed certificate is named",
        advice: `Name a ManagedCertificate in metadata.annotations["${MANAGED}"].`,
      }),
    );
  }
  const config = frontendOf(ingress);
  if (config.is === "unseen") return plain(Fact.unknown(config.at.path, config.why));
  if (config.is === "found") {
    const redirect = config.inputs.at("spec.redirectToHttps");
    const enabled = redirect.boolean("enabled", { whenAbsent: false });
    const code = redirect.string("responseCodeName", { whenAbsent: "MOVED_PERMANENTLY_DEFAULT" });
    const isPermanent = code.map((name) => PERMANENT.has(name), {
      says: (permanent) => (permanent ? "a permanent redirect" : "a temporary redirect"),
      write: () => "MOVED_PERMANENTLY_DEFAULT",
    });
    return plain(setElsewhere(enabled.value === true ? isPermanent : enabled, config.name));
  }
  const redirects = allowed.map((isAllowed) => !isAllowed, {
    says: (nothing) => (nothing ? "nothing is served in plain text" : "plain HTTP is served"),
    write: () => "false",
  });
  return plain(redirects);
}

const PERMANENT: ReadonlySet<string> = new Set(["MOVED_PERMANENTLY_DEFAULT", "PERMANENT_REDIRECT"]);

/** Certificates of all sources stand side by side on the one HTTPS port. */
function tlsOf(ingress: Ingress): Listing<TlsTermination> {
  const { object, classPath } = ingress;
  const shared = {
    lowestVersion: lowestVersionOf(ingress),
    verifiesClients: new Lacking<boolean>(classPath, {
      says: "leads to GKE's controller, which does not ask for client certificates",
      advice: "Use the Gateway API, or another controller.",
    }),
  };
  const managed = annotationOf(object, MANAGED);
  const preShared = annotationOf(object, PRE_SHARED);
  const named: readonly TlsTermination[] = [
    ...(isSet(managed)
      ? [{ ...shared, name: "managed certificates", path: [], renewsItself: Fact.given(true, managed.path) }]
      : []),
    ...(isSet(preShared)
      ? [
          {
            ...shared,
            name: "pre-shared certificates",
            path: [],
            renewsItself: Fact.unknown<boolean>(
              preShared.path,
              "names certificates of the project, which renew themselves only where Google manages them",
            ),
          },
        ]
      : []),
  ];
  const secrets = tlsEntriesOf(object).map(({ name, path, secretName }): TlsTermination => ({
    ...shared,
    name,
    path,
    get renewsItself() {
      return certificateRenews(ingress, secretName);
    },
  }));
  return Listing.of(new Listing(named), secrets);
}

/** Without an SSL policy, Google's load balancers accept TLS 1.0. */
function lowestVersionOf(ingress: Ingress): Fact<number> {
  const config = frontendOf(ingress);
  const format = { says: showTlsVersion, fixable: false };
  switch (config.is) {
    case "unseen":
      return Fact.unknown(config.at.path, config.why);
    case "unset":
      return config.at.state.is === "unstated"
        ? new Fact<number>({ is: "unstated" }, config.at.path)
        : new Fact<number>({ is: "absent", value: 1 }, config.at.path, format);
    case "found": {
      const policy = config.inputs.string("spec.sslPolicy");
      const version = isSet(policy)
        ? Fact.unknown<number>(policy.path, "names an SSL policy, whose versions are not judged from here")
        : new Fact<number>({ is: "absent", value: 1 }, policy.path, format);
      return setElsewhere(version, config.name);
    }
  }
}

function headerOf(ingress: Ingress): Hsts | undefined {
  const config = backendOf(ingress);
  if (config.is === "unseen") {
    const untold = <T>() => Fact.unknown<T>(config.at.path, config.why);
    return { maxAgeSeconds: untold(), includesSubDomains: untold() };
  }
  if (config.is === "unset") return undefined;
  const headers = config.inputs.strings("spec.customResponseHeaders.headers");
  const header = headers.items.find(({ value }) => value !== undefined && hstsHeaderIn(value) !== undefined);
  if (header) return hstsOf(header, (fact) => setElsewhere(fact, config.name));
  const unread = headers.missing ?? headers.items.find(({ untold }) => untold !== undefined)?.untold;
  if (unread) {
    const untold = <T>() => setElsewhere(Fact.unknown<T>(unread.path ?? [], unread.why), config.name);
    return { maxAgeSeconds: untold(), includesSubDomains: untold() };
  }
  const lacking = new Lacking<number>(["spec", "customResponseHeaders", "headers"], {
    says: "lists no Strict-Transport-Security header",
    unit: "seconds",
  });
  return { maxAgeSeconds: setElsewhere(lacking, config.name), includesSubDomains: Fact.given(true) };
}

/** Where a security policy of Cloud Armor is named, it decides; it is not judged from here. */
function policyDecides<T = number>(ingress: Ingress): Fact<T> | undefined {
  const config = backendOf(ingress);
  if (config.is === "unseen") return Fact.unknown(config.at.path, config.why);
  if (config.is === "unset") return undefined;
  const policy = config.inputs.string("spec.securityPolicy.name");
  return isSet(policy)
    ? setElsewhere(
        Fact.unknown<T>(policy.path, "names a security policy, whose rules are not judged from here"),
        config.name,
      )
    : undefined;
}

function withoutPolicy(ingress: Ingress): Fact<number> | undefined {
  const config = backendOf(ingress);
  return config.is === "found"
    ? setElsewhere(
        new Lacking<number>(["spec", "securityPolicy", "name"], {
          says: "is not set, so that no security policy limits requests",
          unit: "requests per minute",
        }),
        config.name,
      )
    : undefined;
}

/** Without a BackendConfig the readiness probe of the pods is what the load balancer asks. */
function healthCheckOf(ingress: Ingress): HealthCheck | undefined {
  const config = backendOf(ingress);
  if (config.is !== "found") return undefined;
  const check = config.inputs.at("spec.healthCheck");
  const path = check.string("requestPath");
  if (!isSet(path)) return undefined;
  return {
    path: setElsewhere(path, config.name),
    intervalSeconds: setElsewhere(
      check.number("checkIntervalSec", { unit: "seconds", whenAbsent: 15 }),
      config.name,
    ),
  };
}

function timeoutOf(ingress: Ingress): Fact<number> {
  const config = backendOf(ingress);
  switch (config.is) {
    case "unseen":
      return Fact.unknown(config.at.path, config.why);
    case "unset":
      return new Fact<number>({ is: "absent", value: 30 }, config.at.path, {
        unit: "seconds",
      });
    case "found":
      return setElsewhere(
        config.inputs.number("spec.timeoutSec", { unit: "seconds", whenAbsent: 30 }),
        config.name,
      );
  }
}
