import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Change } from "../../evaluation/outcome";
import type { Path } from "../../evaluation/path";
import type { TlsTermination } from "../../kinds/entry-point";
import { jointly } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { showTlsVersion, tlsVersionOf } from "../tls-version";
import { childOf, factOfChild } from "./gateway-child";

/** The lowest TLS versions of the policies that Azure has, without their common start. */
const PREDEFINED: Readonly<Record<string, number>> = {
  "20150501": 1,
  "20170401": 1.1,
  "20170401S": 1.2,
  "20220101": 1.2,
  "20220101S": 1.2,
};

/** Gateways that were made with an older API keep the policy of 2015, unless they name one. */
const API_OF_2022_POLICY = "20230201";

/** TLS as an HTTPS listener ends it. `type` is the type token, which may hold the version of the API. */
export function listenerTls(gateway: Inputs, listener: Inputs, type: string): TlsTermination {
  const profile = childOf(gateway, listener, "sslProfile.id", "sslProfiles");
  return {
    path: [],
    name: `listener ${listener.string("name").shownValue ?? ""}`.trim(),
    get lowestVersion() {
      const own = (holder: Inputs) =>
        holder.has("sslPolicy") ? versionOf(holder, type) : versionOf(gateway, type);
      return factOfChild(profile, own) ?? versionOf(gateway, type);
    },
    get renewsItself() {
      const certificate = childOf(gateway, listener, "sslCertificate.id", "sslCertificates");
      return (
        factOfChild(certificate, renewsItself) ??
        Fact.unknown([...listener.path, "sslCertificate"], "is not set, so that its certificate is not known")
      );
    },
    get verifiesClients() {
      return (
        factOfChild(profile, verifiesClients) ??
        new Lacking<boolean>([...listener.path, "sslProfile"], {
          says: "is not set",
          advice: "Name an sslProfile in it that lists trustedClientCertificates of your own authority.",
        })
      );
    },
  };
}

function versionOf(holder: Inputs, type: string): Fact<number> {
  const policy = holder.at("sslPolicy");
  const name = policy.string("policyName");
  const lowest = policy.string("minProtocolVersion");
  const disabled = policy.strings("disabledSslProtocols");
  const why = "names no TLS policy whose lowest version is known";
  if (name.isKnown || name.untold) {
    const version = name.map((text) => PREDEFINED[text.replace(/^AppGwSslPolicy/, "")], { why });
    return new PolicyVersion(version, policy.path);
  }
  if (lowest.isKnown || lowest.untold)
    return new PolicyVersion(lowest.map(tlsVersionOf, { why }), policy.path);
  if (disabled.items.length > 0 || disabled.missing) {
    const untold = disabled.missing ?? disabled.items.find((it) => it.untold)?.untold;
    const off = disabled.items.map(({ value }) => tlsVersionOf(value ?? ""));
    const first = [1, 1.1, 1.2, 1.3].find((version) => !off.includes(version));
    const path = [...policy.path, "disabledSslProtocols"];
    if (untold || first === undefined) return Fact.unknown(path, untold?.why ?? why);
    const shown = disabled.items.map(({ shownValue }) => shownValue ?? "").join(", ");
    return new PolicyVersion(new Fact<number>({ is: "known", value: first, shown }, path), policy.path);
  }
  const version = /v(\d{8})/.exec(type)?.[1];
  const isOld = version !== undefined && version < API_OF_2022_POLICY;
  return new PolicyVersion(
    new Fact<number>({ is: "absent", value: isOld ? 1 : 1.2 }, policy.path),
    policy.path,
  );
}

/** A policy is written as a whole: the properties of its types exclude each other. */
class PolicyVersion extends Fact<number> {
  constructor(
    { state, path }: Fact<number>,
    private readonly policy: Path,
  ) {
    super(state, path, { says: showTlsVersion });
  }

  override changeTo(version: number): readonly Change[] {
    const value =
      version > 1.2
        ? { policyType: "CustomV2", minProtocolVersion: "TLSv1_3" }
        : { policyType: "Predefined", policyName: "AppGwSslPolicy20220101" };
    return [{ path: this.policy, value }];
  }
}

const VERSIONED = /\/(?:secrets|certificates)\/[^/]+\/[^/]+\/?$/;

/** From Key Vault, a gateway fetches what is new every four hours, unless a version is named. */
function renewsItself(certificate: Inputs): Fact<boolean> {
  const secret = certificate.string("keyVaultSecretId");
  if (secret.isKnown || secret.untold) return isUnversioned(secret);
  return certificate.has("data")
    ? new Lacking<boolean>([...certificate.path, "data"], {
        says: "is uploaded, and nothing renews it",
        advice: "Keep the certificate in Key Vault, and name it in keyVaultSecretId without a version.",
      })
    : Fact.unknown(secret.path, "is not set, so that where the certificate comes from is not known");
}

/** Whether the id of a certificate in Key Vault leads to its newest version. */
export function isUnversioned(id: Fact<string>): Fact<boolean> {
  return id.map((text) => !VERSIONED.test(text), {
    says: (newest) => (newest ? "its newest version" : "one version, which is never replaced"),
    fixable: false,
  });
}

function verifiesClients(profile: Inputs): Fact<boolean> {
  const trusted = profile.list("trustedClientCertificates");
  const path = [...profile.path, "trustedClientCertificates"];
  const mode = profile.string("clientAuthConfiguration.verifyClientAuthMode", { whenAbsent: "Strict" });
  const verifies = mode.map((value) => value === "Strict", {
    says: (does) => (does ? "client certificates that are verified" : "clients that are let in unverified"),
    write: () => "Strict",
  });
  if (trusted.missing) return Fact.unknown(trusted.missing.path ?? path, trusted.missing.why);
  if (trusted.items.length > 0) return verifies;
  const lacking = new Lacking<boolean>(path, {
    says: "lists none",
    advice: "List the certificates of your own authority, from the gateway's trustedClientCertificates.",
  });
  return verifies.value === false ? (jointly<boolean>([lacking, verifies]) ?? lacking) : lacking;
}
