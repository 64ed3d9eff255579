import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { HealthCheck, PlainText, TlsTermination } from "../../kinds/entry-point";
import {
  annotationOf,
  booleanAnnotation,
  hostsOf,
  isSet,
  numberAnnotation,
  type Ingress,
  type IngressFacts,
} from "./ingress-object";
import { plainTextOf, tlsOf, untold, type Untold } from "./ingress-untold";

const PREFIX = "appgw.ingress.kubernetes.io/";

/** What Azure's Application Gateway makes of an Ingress. Firewall and TLS policies are the gateway's own. */
export function azureFacts(ingress: Ingress): IngressFacts {
  const { object } = ingress;
  const firewall = ownOrGateway(object, "waf-policy-for-path", "a firewall policy");
  const rewrites = ownOrGateway(object, "rewrite-rule-set", "rewrite rules");
  return {
    get plainText() {
      return certificateNamed(object) ? plainHttp(object) : plainTextOf(ingress, redirectOf(object));
    },
    get tls() {
      return certificateNamed(object) ? gatewayTls(object) : tlsOf(ingress, policyOf(object));
    },
    hsts: { maxAgeSeconds: untold(rewrites), includesSubDomains: untold(rewrites) },
    ...(isSet(annotationOf(object, `${PREFIX}rewrite-rule-set`))
      ? { cors: { origins: Listing.unknown<Fact<string>>(rewrites) } }
      : {}),
    requestsPerMinute: untold(firewall),
    bodyLimitBytes: untold(firewall),
    get healthCheck() {
      return healthCheckOf(object);
    },
    get timeoutSeconds() {
      return numberAnnotation(object, `${PREFIX}request-timeout`, { unit: "seconds", whenAbsent: 30 });
    },
    allowedRanges: Listing.unknown(firewall),
  };
}

/** True for an Ingress that only the gateway's private address serves. */
export function azureIsInternal(object: Inputs): Fact<boolean> {
  return booleanAnnotation(object, `${PREFIX}use-private-ip`, { whenAbsent: false });
}

function ownOrGateway(object: Inputs, name: string, what: string): Untold {
  const own = annotationOf(object, PREFIX + name);
  return {
    path: own.path,
    why: isSet(own)
      ? `names ${what}, not judged from here`
      : `is not set, and the gateway may have ${what} of its own, not judged from here`,
  };
}

/** A certificate of the gateway itself serves every host of the Ingress. */
function certificateNamed(object: Inputs): boolean {
  return isSet(annotationOf(object, `${PREFIX}appgw-ssl-certificate`));
}

/** Permanent, with status 301. */
function redirectOf(object: Inputs): Fact<boolean> {
  return booleanAnnotation(object, `${PREFIX}ssl-redirect`, { whenAbsent: false });
}

function plainHttp(object: Inputs): Listing<PlainText> {
  return new Listing([{ name: "plain HTTP", path: [], redirects: redirectOf(object) }]);
}

function policyOf(object: Inputs): Pick<TlsTermination, "lowestVersion" | "verifiesClients"> {
  const profile = ownOrGateway(object, "appgw-ssl-profile", "a TLS policy");
  return { lowestVersion: untold(profile), verifiesClients: untold(profile) };
}

function gatewayTls(object: Inputs): Listing<TlsTermination> {
  const { path } = annotationOf(object, `${PREFIX}appgw-ssl-certificate`);
  return hostsOf(object).map(({ name, path: at }) => ({
    ...policyOf(object),
    name,
    path: at,
    renewsItself: Fact.unknown<boolean>(
      path,
      "names a certificate of the gateway, which is not judged from here",
    ),
  }));
}

/** Without a path of its own, the gateway asks what the readiness probe asks. */
function healthCheckOf(object: Inputs): HealthCheck | undefined {
  const path = annotationOf(object, `${PREFIX}health-probe-path`);
  if (!isSet(path)) return undefined;
  const interval = { unit: "seconds", whenAbsent: 30 };
  return { path, intervalSeconds: numberAnnotation(object, `${PREFIX}health-probe-interval`, interval) };
}
