import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Path } from "../../evaluation/path";
import { reader } from "../../evaluation/reader";
import { entryPoint, type EntryPoint, type TlsTermination } from "../../kinds/entry-point";
import { platformFact } from "../aws/platform-fact";
import { Lacking } from "../kubernetes/lacking";
import { showTlsVersion } from "../tls-version";
import { plainTextOfApis, workloadsOfApis } from "./api-management-api";
import {
  corsOfPolicies,
  hstsOfPolicies,
  rangesOfPolicies,
  rateOfPolicies,
  timeoutOfPolicies,
} from "./api-management-policy";
import { isUnversioned } from "./application-gateway-tls";

/**
 * `azure-native:apimanagement:ApiManagementService`: its gateway, with what the APIs and the policies of the stack say.
 */
export const apiManagementGateway = reader(
  "azure-native:apimanagement:ApiManagementService",
  entryPoint,
  (inputs): EntryPoint => ({
    type: "API Management service",
    get isInternal() {
      return isInternal(inputs);
    },
    workloads: (self, stack) => workloadsOfApis(self, stack),
    plainText: (self, stack) => plainTextOfApis(self, stack),
    tls: () => tlsOf(inputs),
    hsts: (self, stack) => hstsOfPolicies(self, stack),
    cors: (self, stack) => corsOfPolicies(self, stack),
    requestsPerMinute: (self, stack) => rateOfPolicies(self, stack),
    timeoutSeconds: (self, stack) => timeoutOfPolicies(self, stack),
    allowedRanges: (self, stack) => rangesOfPolicies(self, stack),
  }),
);

function isInternal(inputs: Inputs): Fact<boolean> {
  const access = inputs.string("publicNetworkAccess", { whenAbsent: "Enabled" });
  const network = inputs.string("virtualNetworkType", { whenAbsent: "None" });
  if (access.value === "Disabled") return access.map(() => true);
  if (network.value === "Internal") return network.map(() => true);
  const untold = access.untold ?? network.untold;
  return untold ? Fact.unknown(untold.path ?? [], untold.why) : network.map(() => false);
}

const PROTOCOLS = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.";
const OLDER = [
  ["Ssl30", 0],
  ["Tls10", 1],
  ["Tls11", 1.1],
] as const;

const LEAST = platformFact(1.2, {
  says: "API Management cannot be kept to TLS 1.3; it takes 1.2 or later",
  isLeast: true,
});

/** The oldest version that is switched on; none is unless set. */
function lowestVersionOf(inputs: Inputs): Fact<number> {
  for (const [name, version] of OLDER) {
    const path: Path = ["customProperties", PROTOCOLS + name];
    const isOn = inputs.boolean(path, { whenAbsent: false });
    const text = inputs.string(path, { whenAbsent: "False" });
    if (text.untold) return Fact.unknown(isOn.path, text.untold.why);
    if (/^true$/i.test(text.value ?? "")) {
      return text.map(() => version, { says: showTlsVersion, write: () => "False" });
    }
  }
  return LEAST;
}

function tlsOf(inputs: Inputs): Listing<TlsTermination> {
  const configurations = inputs.list("hostnameConfigurations");
  const own = configurations.items.filter((it) =>
    /^(Proxy|ConfigurationApi)?$/.test(it.string("type").value ?? ""),
  );
  const common: TlsTermination = {
    path: [],
    name: "gateway",
    get lowestVersion() {
      return lowestVersionOf(inputs);
    },
    renewsItself: platformFact(true, { says: "Azure renews its certificate" }),
    get verifiesClients() {
      return own.length === 0 ? verifiesClients(inputs, "enableClientCertificate") : Fact.given(true);
    },
  };
  const hosts = own.map((host): TlsTermination => ({
    path: [],
    name: `host ${host.string("hostName").shownValue ?? ""}`.trim(),
    // The same for every host, and told once.
    lowestVersion: Fact.given(1.3),
    get renewsItself() {
      return renewsItself(host);
    },
    get verifiesClients() {
      return verifiesClients(host, "negotiateClientCertificate");
    },
  }));
  return new Listing([common, ...hosts], configurations.missing);
}

function renewsItself(host: Inputs): Fact<boolean> {
  const id = host.string("keyVaultId");
  if (id.isKnown || id.untold) return isUnversioned(id);
  const source = host.string("certificateSource");
  if (source.untold) return Fact.unknown(source.path, source.untold.why);
  if (source.value === "Managed" || source.value === "BuiltIn") return source.map(() => true);
  return host.has("encodedCertificate")
    ? new Lacking<boolean>([...host.path, "encodedCertificate"], {
        says: "is uploaded, and nothing renews it",
        advice: "Keep the certificate in Key Vault, and name it in keyVaultId without a version.",
      })
    : Fact.unknown(id.path, "is not set, so that where the certificate comes from is not known");
}

/** A gateway asks for a certificate where it is told to, and policies verify it. */
function verifiesClients(at: Inputs, property: string): Fact<boolean> {
  const asks = at.boolean(property, { whenAbsent: false });
  if (asks.untold) return Fact.unknown(asks.path, asks.untold.why);
  return asks.value === true
    ? Fact.unknown(
        asks.path,
        "has clients asked for a certificate, which a policy has to verify (validate-client-certificate)",
      )
    : new Lacking<boolean>(asks.path, {
        says: asks.isAbsent ? "is not set" : "is false",
        advice: `Set ${property}: true, and verify the certificate with a validate-client-certificate policy.`,
      });
}
