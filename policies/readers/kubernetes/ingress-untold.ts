import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import type { Path } from "../../evaluation/path";
import type { PlainText, TlsTermination } from "../../kinds/entry-point";
import { certificateRenews } from "./cert-manager";
import {
  hostsWithoutTls,
  someTls,
  tlsEntriesOf,
  tlsOfOtherIngresses,
  type Ingress,
  type IngressFacts,
} from "./ingress-object";

/** Why something is not told, and where a user would look. */
export interface Untold {
  readonly path: Path;
  readonly why: string;
}

/** A fact that is not told. */
export function untold<T>({ path, why }: Untold): Fact<T> {
  return Fact.unknown<T>(path, why);
}

/** What an Ingress shows by itself, whatever controller serves it: hosts without TLS, and who renews certificates. */
export function factsOfAnyController(ingress: Ingress, why: Untold): IngressFacts {
  return {
    get plainText() {
      return plainTextOf(ingress, untold(why));
    },
    get tls() {
      return tlsOf(ingress, { lowestVersion: untold(why), verifiesClients: untold(why) });
    },
    hsts: { maxAgeSeconds: untold(why), includesSubDomains: untold(why) },
    cors: { origins: Listing.unknown(why) },
    requestsPerMinute: untold(why),
    bodyLimitBytes: untold(why),
    healthCheck: { path: untold(why), intervalSeconds: untold(why) },
    timeoutSeconds: untold(why),
    allowedRanges: Listing.unknown(why),
  };
}

/** Hosts without a certificate, and, where some have one, whether plain HTTP is redirected. */
export function plainTextOf(ingress: Ingress, redirects: Fact<boolean>): Listing<PlainText> {
  const hosts = hostsWithoutTls(ingress);
  return someTls(ingress) === false
    ? hosts
    : Listing.of(hosts, new Listing([{ name: "plain HTTP", path: [], redirects }]));
}

/** The entries of `spec.tls`, all of which the controller treats alike. */
export function tlsOf(
  ingress: Ingress,
  shared: Pick<TlsTermination, "lowestVersion" | "verifiesClients">,
): Listing<TlsTermination> {
  const entries = tlsEntriesOf(ingress.object).map(({ name, path, secretName }) => ({
    ...shared,
    name,
    path,
    get renewsItself() {
      return certificateRenews(ingress, secretName);
    },
  }));
  return Listing.of(entries, tlsOfOtherIngresses(ingress, shared));
}
