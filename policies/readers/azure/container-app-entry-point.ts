import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint, type PlainText, type TlsTermination } from "../../kinds/entry-point";
import { ownWorkload } from "../aws/own-workload";
import { partOf, type Part } from "../aws/parts";
import { platformFact } from "../aws/platform-fact";
import { borrowed } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { isUnversioned } from "./application-gateway-tls";
import { followArmPart } from "./arm-part";
import { frontOf, mayBeFronted } from "./fronted";
import { admittedToEnvironment, environmentIsInternal, idleTimeoutOf } from "./container-app-environment";

const certificatePart = kind<Part>("certificate");

/** Certificates of Container Apps: of Azure's, of Key Vault, or uploaded. */
export const containerAppCertificate = reader(
  ["azure-native:app:ManagedCertificate", "azure-native:app:Certificate"],
  certificatePart,
  partOf,
);

const INGRESS = "configuration.ingress";

/** The ingress of a container app: TLS at a host of Azure's and at custom domains; plain HTTP is redirected unless allowed. */
export const containerAppIngress = reader(
  "azure-native:app:ContainerApp",
  entryPoint,
  (inputs): EntryPoint | undefined => {
    if (!inputs.has(INGRESS)) return undefined;
    const ingress = inputs.at(INGRESS);
    return {
      type: "container app",
      get isInternal() {
        return isInternalHere(ingress);
      },
      isInternalIn: (self, stack) => scopeOf(inputs, self, stack),
      workloads: (self, stack) => {
        const { untold, value: isInternal } = scopeOf(inputs, self, stack);
        // What may serve behind something else is not asked for what an entry point is asked for.
        if (frontOf(self, stack)) return untold ? Listing.unknown(untold) : ownWorkload(self, stack);
        const front = isInternal === true ? mayBeFronted(stack) : undefined;
        return front ? Listing.unknown(front) : ownWorkload(self, stack);
      },
      plainText: () => plainTextOf(ingress),
      // Clients connect to what answers for it, and end their TLS there.
      tls: (self, stack) => (answeredBy(inputs, self, stack) ? new Listing([]) : tlsOf(ingress, self, stack)),
      cors: () => {
        const origins = ingress.strings("corsPolicy.allowedOrigins");
        return ingress.has("corsPolicy") ? { origins } : undefined;
      },
      timeoutSeconds: (self, stack) =>
        isTcp(ingress).value === true ? undefined : idleTimeoutOf(inputs, self, stack),
      allowedRanges: (self, stack) => allowedRanges(inputs, ingress, self, stack),
      servedBehind: (self, stack) => answeredBy(inputs, self, stack),
    };
  },
);

/** Unless ingress is external, other apps and networks of the environment reach it alone. */
function isInternalHere(ingress: Inputs): Fact<boolean> {
  return ingress.boolean("external", { whenAbsent: false }).map((isExternal) => !isExternal);
}

function scopeOf(inputs: Inputs, self: Subject<EntryPoint>, stack: StackView): Fact<boolean> {
  const here = isInternalHere(inputs.at(INGRESS));
  return here.value === false ? environmentIsInternal(inputs, self, stack) : here;
}

/** What answers for an app that private networks alone reach. */
function answeredBy(inputs: Inputs, self: Subject<EntryPoint>, stack: StackView): string | undefined {
  return scopeOf(inputs, self, stack).value === true ? frontOf(self, stack) : undefined;
}

/** Connections that are passed on as they are. */
function isTcp(ingress: Inputs): Fact<boolean> {
  return ingress
    .string("transport", { whenAbsent: "auto" })
    .map((transport) => transport.toLowerCase() === "tcp");
}

function plainTextOf(ingress: Inputs): Listing<PlainText> {
  const tcp = isTcp(ingress);
  if (tcp.untold) return Listing.unknown(tcp.untold);
  const allowed = ingress.boolean("allowInsecure", { whenAbsent: false });
  if (tcp.value === true || allowed.value === false) return new Listing<PlainText>([]);
  const redirects = allowed.map((isAllowed) => !isAllowed, {
    says: (redirected) => (redirected ? "a redirect to HTTPS" : "plain HTTP as well"),
    write: (redirected) => !redirected,
  });
  return new Listing([{ path: [], name: "plain HTTP", redirects }]);
}

function tlsOf(ingress: Inputs, self: Subject<EntryPoint>, stack: StackView): Listing<TlsTermination> {
  const tcp = isTcp(ingress);
  if (tcp.untold) return Listing.unknown(tcp.untold);
  if (tcp.value === true) return new Listing<TlsTermination>([]);
  const own: TlsTermination = {
    path: [],
    name: "its own host",
    lowestVersion: platformFact(1.2, {
      says: "the lowest TLS version of a container app cannot be chosen; it is 1.2 or later",
      isLeast: true,
    }),
    renewsItself: platformFact(true, { says: "Azure renews its certificate" }),
    get verifiesClients() {
      return verifiesClients(ingress);
    },
  };
  // What is the same for every host is told once.
  const told = { path: [], lowestVersion: Fact.given(1.3), verifiesClients: Fact.given(true) };
  const domains = ingress.list("customDomains");
  const encrypted = domains
    .filter((domain) => domain.string("bindingType").value !== "Disabled")
    .map((domain) => ({
      ...told,
      name: `host ${domain.string("name").shownValue ?? ""}`.trim(),
      get renewsItself() {
        return renewsItself(domain, self, stack);
      },
    }));
  return Listing.of(new Listing([own]), encrypted);
}

/** Without a certificate of one's own, Azure makes one, and renews it. */
function renewsItself(domain: Inputs, self: Subject<EntryPoint>, stack: StackView): Fact<boolean> {
  const reference = domain.reference("certificateId");
  const names = { what: "a certificate", names: ["certificateName", "managedCertificateName"] };
  const followed = followArmPart(self, reference, certificatePart, names, stack);
  switch (followed.is) {
    case "unset":
      return Fact.given(true, reference.fact.path);
    case "lost":
      return /\/managedCertificates\//i.test(reference.fact.value ?? "")
        ? Fact.given(true, reference.fact.path)
        : Fact.unknown(followed.missing.path ?? [], followed.missing.why);
    case "found": {
      const [found] = followed.parts;
      return found === undefined
        ? Fact.unknown(reference.fact.path, "names no certificate")
        : borrowed(`${found.kind.name} ${found.resource.name}`, isRenewed(found));
    }
  }
}

function isRenewed({ resource, thing: { inputs } }: Subject<Part>): Fact<boolean> {
  if (resource.type.endsWith(":ManagedCertificate")) return Fact.given(true, ["domainControlValidation"]);
  const url = inputs.string("properties.certificateKeyVaultProperties.keyVaultUrl");
  if (url.isKnown || url.untold) return isUnversioned(url);
  return inputs.has("properties.value")
    ? new Lacking<boolean>(["properties", "value"], {
        says: "is uploaded, and nothing renews it",
        advice: "Use a ManagedCertificate, or one of Key Vault (certificateKeyVaultProperties).",
      })
    : Fact.unknown(["properties"], "do not say where the certificate comes from");
}

const VERIFY =
  "Set clientCertificateMode: require, and have the application verify the certificate that it is handed; or end TLS at an application gateway that verifies it.";

/** Container Apps ask for a certificate, self-signed ones included, and leave it to the application to verify it. */
function verifiesClients(ingress: Inputs): Fact<boolean> {
  const mode = ingress.string("clientCertificateMode", { whenAbsent: "ignore" });
  if (mode.untold) return Fact.unknown(mode.path, mode.untold.why);
  return mode.value?.toLowerCase() === "require"
    ? Fact.unknown(mode.path, "has clients asked for a certificate, which only the application can verify")
    : new Lacking<boolean>(mode.path, {
        says: mode.isAbsent ? "is not set" : `${mode.says}, which lets clients in without one`,
        advice: VERIFY,
      });
}

/** Its own rules, which either allow or deny; otherwise the security group of its environment's subnet. */
function allowedRanges(
  inputs: Inputs,
  ingress: Inputs,
  self: Subject<EntryPoint>,
  stack: StackView,
): Listing<Fact<string>> | undefined {
  const rules = ingress.list("ipSecurityRestrictions");
  const actions = rules.items.map((rule) => rule.string("action"));
  const untold = rules.missing ?? actions.find((it) => it.untold)?.untold;
  if (untold) return Listing.unknown(untold);
  const allowed = rules.items.filter((_, i) => actions[i]?.value === "Allow");
  if (allowed.length > 0) return new Listing(allowed.map((rule) => rule.string("ipAddressRange")));
  return admittedToEnvironment(inputs, self, stack);
}
