import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import {
  entryPoint,
  type Cors,
  type EntryPoint,
  type PlainText,
  type TlsTermination,
} from "../../kinds/entry-point";
import { webFirewall } from "../../kinds/web-firewall";
import type { Workload } from "../../kinds/workload";
import { jointly } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { showTlsVersion, tlsVersionOf } from "../tls-version";
import { certificateRenewal } from "./certificate";
import {
  entryPointsOfDistribution,
  isBucketOrigin,
  loadBalancersOfDistribution,
} from "./distribution-origin";
import { lostReference, uniqueSubjects } from "./parts";
import { hstsOfPolicy, originsOfPolicy } from "./response-headers";

/** `aws:cloudfront/distribution:Distribution`: what its cache behaviors, its certificate and its origins say. */
export const cloudFrontDistribution = reader(
  "aws:cloudfront/distribution:Distribution",
  entryPoint,
  (inputs): EntryPoint | undefined => {
    if (inputs.boolean("enabled").value === false) return undefined;
    return {
      type: "distribution",
      isInternal: Fact.given(false),
      workloads: (self, stack) => workloadsOf(inputs, self, stack),
      plainText: () => plainTextOf(inputs),
      tls: (self, stack) => new Listing([viewerTls(inputs, self, stack)]),
      hsts: (self, stack) =>
        hstsOfPolicy(self, inputs.reference("defaultCacheBehavior.responseHeadersPolicyId"), stack),
      cors: (self, stack) => corsOf(inputs, self, stack),
      requestsPerMinute: (self, stack) => decidedByFirewall(inputs, self, stack),
      bodyLimitBytes: (self, stack) => decidedByFirewall(inputs, self, stack),
      timeoutSeconds: () => timeoutOf(inputs),
      allowedRanges: (self, stack) => {
        const decided = decidedByFirewall(inputs, self, stack);
        return decided && Listing.unknown({ path: decided.path, why: decided.says });
      },
      firewallKeys: (self, stack) => [
        self.resource.urn,
        ...loadBalancersOfDistribution(self, stack).map(({ resource }) => resource.urn),
        ...entryPointsOfDistribution(self, stack).map(({ resource }) => resource.urn),
      ],
      servedBehind: () =>
        origins(inputs).length > 0 && origins(inputs).every((origin) => isBucketOrigin(origin) === true)
          ? "it serves the files of buckets alone"
          : undefined,
    };
  },
);

function origins(inputs: Inputs): readonly Inputs[] {
  return inputs.list("origins").items;
}

function workloadsOf(
  inputs: Inputs,
  self: Subject<EntryPoint>,
  stack: StackView,
): Listing<Subject<Workload>> {
  const behind = entryPointsOfDistribution(self, stack).filter(({ resource }) => resource !== self.resource);
  const found = behind.map((it) => it.thing.workloads(it, stack));
  const missing = inputs.list("origins").missing;
  if (behind.length === 0 || missing) {
    found.push(
      Listing.unknown(missing ?? { path: ["origins"], why: "lead to what is no entry point of this stack" }),
    );
  }
  const { items, missing: untold } = Listing.of(...found);
  return new Listing(uniqueSubjects(items), untold);
}

/** Every cache behavior, by the paths that it is for. */
function behaviors(inputs: Inputs): Listing<{ readonly behavior: Inputs; readonly name: string }> {
  const fallback = { behavior: inputs.at("defaultCacheBehavior"), name: "default cache behavior" };
  const ordered = inputs.list("orderedCacheBehaviors").map((behavior) => ({
    behavior,
    name: `cache behavior ${behavior.string("pathPattern").shownValue ?? ""}`.trim(),
  }));
  return Listing.of(new Listing([fallback]), ordered);
}

function plainTextOf(inputs: Inputs): Listing<PlainText> {
  return behaviors(inputs).map(({ behavior, name }) => ({
    path: [],
    name,
    redirects: behavior
      .string("viewerProtocolPolicy", { whenAbsent: "allow-all" })
      .map((policy) => policy !== "allow-all", {
        says: (redirects) => (redirects ? "HTTPS alone" : "plain HTTP as well"),
        write: () => "redirect-to-https",
      }),
  }));
}

function viewerTls(inputs: Inputs, self: Subject<EntryPoint>, stack: StackView): TlsTermination {
  const certificate = inputs.at("viewerCertificate");
  return {
    path: [],
    name: "viewer connections",
    get lowestVersion() {
      return lowestVersionOf(certificate);
    },
    get renewsItself() {
      const own = ownCertificate(certificate);
      if (own.state.is === "unknown") return own;
      if (own.value === true) return Fact.given(true, certificate.path);
      const uploaded = certificate.string("iamCertificateId");
      return uploaded.isAbsent
        ? certificateRenewal(self, certificate.reference("acmCertificateArn"), stack)
        : new Lacking<boolean>(uploaded.path, { says: "names a certificate of IAM, which nothing renews" });
    },
    get verifiesClients() {
      return clientVerification(inputs);
    },
  };
}

/** Whether it uses CloudFront's own certificate, for its own domain name. */
function ownCertificate(certificate: Inputs): Fact<boolean> {
  return certificate.boolean("cloudfrontDefaultCertificate");
}

/** TLS 1.0 unless set, and always with CloudFront's own certificate. */
function lowestVersionOf(certificate: Inputs): Fact<number> {
  const own = ownCertificate(certificate);
  if (own.state.is === "unknown") return Fact.unknown(own.path, own.state.why);
  if (own.value === true) {
    return new Lacking<number>(own.path, {
      says: "is true, which accepts TLS 1.0",
      advice: "Give it an alias and a certificate of ACM, with minimumProtocolVersion TLSv1.2_2021 or later.",
    });
  }
  return certificate
    .string("minimumProtocolVersion", { whenAbsent: "TLSv1" })
    .map((name) => tlsVersionOf(name.replace(/_\d{4}$/, "")), {
      says: showTlsVersion,
      write: (version) => (version > 1.2 ? "TLSv1.3_2025" : "TLSv1.2_2021"),
      why: "names no version of TLS that is known",
    });
}

function clientVerification(inputs: Inputs): Fact<boolean> {
  const mutual = inputs.at("viewerMtlsConfig");
  const mode = mutual.string("mode");
  if (mode.isAbsent) {
    return new Lacking<boolean>(mutual.path, {
      says: "is not set",
      advice: 'Set its mode: "required", and its trustStoreConfig.trustStoreId.',
    });
  }
  const verifies = mode.map((value) => value === "required", {
    says: (does) => (does ? "client certificates that are verified" : "clients let in without one"),
    write: () => "required",
  });
  const inTime = mutual
    .boolean("trustStoreConfig.ignoreCertificateExpiry", { whenAbsent: false })
    .map((ignores) => !ignores, {
      says: (does) => (does ? "expired certificates refused" : "expired certificates let in"),
      write: (wanted) => !wanted,
    });
  return jointly([verifies, inTime]) ?? verifies;
}

/** The origins that cache behaviors let in, save those of buckets. */
function corsOf(inputs: Inputs, self: Subject<EntryPoint>, stack: StackView): Cors | undefined {
  const policies = behaviors(inputs).items.flatMap(({ behavior }) => {
    const policy = originsOfPolicy(self, behavior.reference("responseHeadersPolicyId"), stack);
    const target = targetOf(behavior, inputs);
    if (policy === undefined || (target && isBucketOrigin(target) === true)) return [];
    return target && isBucketOrigin(target) === false ? [policy] : [Listing.unknown<Fact<string>>(WHICH)];
  });
  return policies.length > 0 ? { origins: Listing.of(...policies) } : undefined;
}

const WHICH = { path: ["origins"], why: "are not told apart before the update" };

/** The origin that a cache behavior leads to. Undefined where that is not known. */
function targetOf(behavior: Inputs, inputs: Inputs): Inputs | undefined {
  const id = behavior.string("targetOriginId").value;
  const all = origins(inputs);
  const [only] = all;
  return all.length === 1 ? only : all.find((origin) => origin.string("originId").value === (id ?? ""));
}

/** What a web ACL outside the stack decides cannot be told; one in the stack is judged by itself. */
function decidedByFirewall(
  inputs: Inputs,
  self: Subject<EntryPoint>,
  stack: StackView,
): Fact<number> | undefined {
  const reference = inputs.reference("webAclId");
  if (!reference.isSet || stack.follow(self, reference, webFirewall).subjects.length > 0) return undefined;
  return Fact.unknown(reference.fact.path, lostReference(reference, "a web ACL").why);
}

const READ_TIMEOUT = "originReadTimeout";

/** Seconds that an origin has to answer, 30 unless set. */
function timeoutOf(inputs: Inputs): Fact<number> | undefined {
  return jointly(
    origins(inputs)
      .filter((origin) => isBucketOrigin(origin) === false)
      .map((origin) =>
        origin
          .at(origin.has("vpcOriginConfig") ? "vpcOriginConfig" : "customOriginConfig")
          .number(READ_TIMEOUT, { unit: "seconds", whenAbsent: 30 }),
      ),
  );
}
