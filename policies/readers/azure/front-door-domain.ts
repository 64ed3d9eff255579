import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { EntryPoint, TlsTermination } from "../../kinds/entry-point";
import type { Part } from "../aws/parts";
import { platformFact } from "../aws/platform-fact";
import { borrowed } from "../borrowed-fact";
import { showTlsVersion, tlsVersionOf } from "../tls-version";
import { followArmPart } from "./arm-part";
import { customDomainPart, certificatePart, followFrontDoor } from "./front-door-part";

const NO_CLIENT_CERTIFICATES = platformFact(false, {
  says: "Front Door asks for no client certificates",
  advice: "Use an application gateway whose HTTPS listener has an sslProfile with trustedClientCertificates.",
});

/** TLS at the hosts of a route: its custom domains, and the endpoint's own where it is linked to it. */
export function tlsOfRoute(
  inputs: Inputs,
  self: Subject<EntryPoint>,
  stack: StackView,
): Listing<TlsTermination> {
  const domains = customDomainsOf(inputs, self, stack);
  const ofDomains = domains.map((domain) => domainTls(domain, stack));
  const linked = inputs.string("linkToDefaultDomain", { whenAbsent: "Disabled" });
  if (linked.untold) return Listing.of(ofDomains, Listing.unknown<TlsTermination>(linked.untold));
  return linked.value === "Enabled" ? Listing.of(ofDomains, new Listing([ownHost])) : ofDomains;
}

/** The custom domains that a route names, each once. */
export function customDomainsOf(
  inputs: Inputs,
  self: Subject<EntryPoint>,
  stack: StackView,
): Listing<Subject<Part>> {
  const listed = inputs.list("customDomains");
  const followed = listed.items.map((it) =>
    followArmPart(
      self,
      it.reference("id"),
      customDomainPart,
      { what: "a custom domain", names: ["customDomainName"] },
      stack,
    ),
  );
  const lost = followed.flatMap((it) => (it.is === "lost" ? [it.missing] : []))[0];
  const found = followed.flatMap((it) => (it.is === "found" ? it.parts : []));
  return new Listing([...new Set(found)], listed.missing ?? lost);
}

const ownHost: TlsTermination = {
  path: [],
  name: "the endpoint's own host",
  lowestVersion: platformFact(1.2, {
    says: "the lowest TLS version of a host of azurefd.net cannot be chosen; it is 1.2 or later",
    isLeast: true,
  }),
  renewsItself: platformFact(true, { says: "Azure renews its certificate" }),
  verifiesClients: NO_CLIENT_CERTIFICATES,
};

function domainTls(domain: Subject<Part>, stack: StackView): TlsTermination {
  const holder = `${domain.kind.name} ${domain.resource.name}`;
  const { inputs } = domain.thing;
  return {
    path: [],
    name: `host ${inputs.string("hostName").shownValue ?? domain.resource.name}`,
    get lowestVersion() {
      return borrowed(
        holder,
        inputs.string("tlsSettings.minimumTlsVersion", { whenAbsent: "TLS12" }).map(tlsVersionOf, {
          says: showTlsVersion,
          write: (version) => (version > 1.2 ? "TLS13" : "TLS12"),
          why: "names no version of TLS that is known",
        }),
      );
    },
    get renewsItself() {
      return borrowed(holder, renewsItself(domain, stack));
    },
    verifiesClients: NO_CLIENT_CERTIFICATES,
  };
}

/** Azure's own certificate, unless one's own is named; of that, the newest version of Key Vault or a fixed one. */
function renewsItself(domain: Subject<Part>, stack: StackView): Fact<boolean> {
  const { inputs } = domain.thing;
  const type = inputs.string("tlsSettings.certificateType", { whenAbsent: "ManagedCertificate" });
  if (type.value !== "CustomerCertificate") return type.map(() => true, { fixable: false });
  const secret = followFrontDoor(domain, inputs, "tlsSettings.secret.id", certificatePart, stack);
  switch (secret.is) {
    case "unset":
      return Fact.unknown(["tlsSettings", "secret"], "is not set, so that its certificate is not known");
    case "lost":
      return Fact.unknown(secret.missing.path ?? [], secret.missing.why);
    case "found": {
      const [found] = secret.parts;
      if (found === undefined) return Fact.unknown(["tlsSettings", "secret"], "names no secret");
      return borrowed(
        `${found.kind.name} ${found.resource.name}`,
        found.thing.inputs.boolean("parameters.useLatestVersion", {
          whenAbsent: false,
          says: (newest) => (newest ? "the newest version" : "one version, which is never replaced"),
        }),
      );
    }
  }
}
