import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { TlsTermination } from "../../kinds/entry-point";
import {
  annotationOf,
  booleanAnnotation,
  commaList,
  isSet,
  type Ingress,
  type IngressFacts,
} from "./ingress-object";
import { plainTextOf, tlsOf, untold, type Untold } from "./ingress-untold";

const PREFIX = "traefik.ingress.kubernetes.io/router.";

/**
 * What Traefik makes of an Ingress. Its entry points, their redirects and the middlewares that they add stand in Traefik's
 * own configuration, and middlewares are resources of their own.
 */
export function traefikFacts(ingress: Ingress): IngressFacts {
  const { object } = ingress;
  const middlewares = annotationOf(object, `${PREFIX}middlewares`);
  const decided: Untold = { path: middlewares.path, why: whyNotJudged(middlewares) };
  return {
    get plainText() {
      if (servesHttpsOnly(object)) return new Listing([]);
      return endsTlsByAnnotation(object)
        ? new Listing([{ name: "plain HTTP", path: [], redirects: redirectOf(object) }])
        : plainTextOf(ingress, redirectOf(object));
    },
    get tls() {
      const entries = tlsOf(ingress, optionsOf(object));
      return entries.isEmpty && (servesHttpsOnly(object) || endsTlsByAnnotation(object))
        ? new Listing([
            { ...optionsOf(object), name: "its router", path: [], renewsItself: resolverRenews(object) },
          ])
        : entries;
    },
    hsts: { maxAgeSeconds: untold(decided), includesSubDomains: untold(decided) },
    ...(isSet(middlewares) ? { cors: { origins: Listing.unknown<Fact<string>>(decided) } } : {}),
    requestsPerMinute: untold(decided),
    bodyLimitBytes: untold(decided),
    timeoutSeconds: Fact.unknown(
      ingress.classPath,
      "leads to Traefik, whose own configuration sets its timeouts",
    ),
    allowedRanges: Listing.unknown(decided),
  };
}

function whyNotJudged(middlewares: Fact<string>): string {
  if (middlewares.state.is === "unknown") return middlewares.state.why;
  return isSet(middlewares)
    ? "names middlewares, which are not judged from here"
    : "is not set, and Traefik's own configuration may add middlewares";
}

/** The usual name of Traefik's entry point for HTTPS. */
function servesHttpsOnly(object: Inputs): boolean {
  const { items } = commaList(annotationOf(object, `${PREFIX}entrypoints`));
  return items.length > 0 && items.every(({ value }) => value === "websecure");
}

function endsTlsByAnnotation(object: Inputs): boolean {
  return (
    booleanAnnotation(object, `${PREFIX}tls`).value === true ||
    isSet(annotationOf(object, `${PREFIX}tls.certresolver`))
  );
}

/** Certificate resolvers renew what they issue. */
function resolverRenews(object: Inputs): Fact<boolean> {
  const resolver = annotationOf(object, `${PREFIX}tls.certresolver`);
  return isSet(resolver)
    ? Fact.given(true, resolver.path)
    : Fact.unknown(resolver.path, "is not set, so that Traefik's own configuration names the certificate");
}

function redirectOf(object: Inputs): Fact<boolean> {
  return Fact.unknown(
    annotationOf(object, `${PREFIX}entrypoints`).path,
    "leaves it to Traefik's own configuration whether plain HTTP is redirected; websecure alone would serve HTTPS only",
  );
}

function optionsOf(object: Inputs): Pick<TlsTermination, "lowestVersion" | "verifiesClients"> {
  const { path, state } = annotationOf(object, `${PREFIX}tls.options`);
  const why =
    state.is === "known" || state.is === "unknown"
      ? "names TLS options, which are not judged from here"
      : "is not set, so that Traefik's default TLS options apply, which are not judged from here";
  return { lowestVersion: untold({ path, why }), verifiesClients: untold({ path, why }) };
}
