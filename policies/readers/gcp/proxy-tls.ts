import { Fact } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import type { Change } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { TlsTermination } from "../../kinds/entry-point";
import { partOf, type Part } from "../aws/parts";
import { platformFact } from "../aws/platform-fact";
import { advised } from "../advised-fact";
import { borrowed, jointly } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { showTlsVersion, tlsVersionOf } from "../tls-version";
import { certificatesRenew } from "./certificate";
import { followPart } from "./part";

const sslPolicyPart = kind<Part>("SSL policy");
const serverTlsPolicyPart = kind<Part>("server TLS policy");

/** `gcp:compute/sSLPolicy:SSLPolicy`, and its regional twin: TLS 1.0 and later unless set. */
export const sslPolicy = reader(
  ["gcp:compute/sSLPolicy:SSLPolicy", "gcp:compute/regionSslPolicy:RegionSslPolicy"],
  sslPolicyPart,
  partOf,
);

/** `gcp:networksecurity/serverTlsPolicy:ServerTlsPolicy`: what a proxy asks of its clients. */
export const serverTlsPolicy = reader(
  "gcp:networksecurity/serverTlsPolicy:ServerTlsPolicy",
  serverTlsPolicyPart,
  partOf,
);

/** TLS as a target HTTPS or SSL proxy ends it. */
export function proxyTls(proxy: Subject<Part>, name: string, stack: StackView): TlsTermination {
  const as = <T>(fact: Fact<T>) => borrowed(`target proxy ${proxy.resource.name}`, fact);
  return {
    path: [],
    name,
    get lowestVersion() {
      return lowestVersionOf(proxy, as, stack);
    },
    get renewsItself() {
      return as(certificatesRenew(proxy, stack));
    },
    get verifiesClients() {
      return verifiesClients(proxy, as, stack);
    },
  };
}

type As = <T>(fact: Fact<T>) => Fact<T>;

/** Without an SSL policy, Google's load balancers accept TLS 1.0. */
function lowestVersionOf(proxy: Subject<Part>, as: As, stack: StackView): Fact<number> {
  const reference = proxy.thing.inputs.reference("sslPolicy");
  const found = followPart(proxy, reference, sslPolicyPart, "an SSL policy", stack);
  switch (found.is) {
    case "unset": {
      const whenAbsent = new Fact<number>({ is: "absent", value: 1 }, reference.fact.path, {
        says: showTlsVersion,
        fixable: false,
      });
      return as(advised(whenAbsent, "Name an SSLPolicy in it that sets minTlsVersion."));
    }
    case "lost":
      return as(Fact.unknown(found.missing.path ?? [], found.missing.why));
    case "found":
      return (
        jointly(
          found.parts.map(({ resource, thing }) => borrowed(`SSL policy ${resource.name}`, versionOf(thing))),
        ) ?? as(Fact.unknown(reference.fact.path, "names no SSL policy"))
      );
  }
}

function versionOf({ inputs }: Part): Fact<number> {
  const version = inputs.string("minTlsVersion", { whenAbsent: "TLS_1_0" }).map(tlsVersionOf, {
    says: showTlsVersion,
    write: (value) => `TLS_${value.toFixed(1).replace(".", "_")}`,
    why: "names no version of TLS",
  });
  return new PolicyVersion(version.state, version.path, version.format);
}

/** Google takes TLS 1.3 as the lowest version only of policies with the profile RESTRICTED. */
class PolicyVersion extends Fact<number> {
  override changeTo(value: number): readonly Change[] {
    const changes = super.changeTo(value);
    return value < 1.3 ? changes : [...changes, { path: ["profile"], value: "RESTRICTED" }];
  }
}

function verifiesClients(proxy: Subject<Part>, as: As, stack: StackView): Fact<boolean> {
  if (/SSLProxy$/.test(proxy.resource.type)) {
    return platformFact(false, {
      says: "a target SSL proxy asks for no client certificates",
      advice: "Use a target HTTPS proxy with a serverTlsPolicy.",
    });
  }
  const reference = proxy.thing.inputs.reference("serverTlsPolicy");
  const found = followPart(proxy, reference, serverTlsPolicyPart, "a server TLS policy", stack);
  switch (found.is) {
    case "unset":
      return as(
        new Lacking<boolean>(reference.fact.path, {
          says: "is not set",
          advice:
            'Name a ServerTlsPolicy in it whose mtlsPolicy has clientValidationMode: "REJECT_INVALID" and a trust config.',
        }),
      );
    case "lost":
      return as(Fact.unknown(found.missing.path ?? [], found.missing.why));
    case "found":
      return (
        jointly(
          found.parts.map(({ resource, thing }) =>
            borrowed(`server TLS policy ${resource.name}`, rejectsInvalid(thing)),
          ),
        ) ?? as(Fact.unknown(reference.fact.path, "names no server TLS policy"))
      );
  }
}

function rejectsInvalid({ inputs }: Part): Fact<boolean> {
  return inputs.string("mtlsPolicy.clientValidationMode").map((mode) => mode === "REJECT_INVALID", {
    says: (rejects) => (rejects ? "invalid certificates refused" : "clients that are let in unverified"),
    write: () => "REJECT_INVALID",
  });
}
