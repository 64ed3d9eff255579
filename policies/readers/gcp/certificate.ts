import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { partOf, type Part } from "../aws/parts";
import { borrowed, jointly } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { followPart } from "./part";

const certificatePart = kind<Part>("certificate");
const certificateMapPart = kind<Part>("certificate map");
const mapEntryPart = kind<Part>("certificate map entry");

const MANAGED = [
  "gcp:compute/managedSslCertificate:ManagedSslCertificate",
  "gcp:compute/mangedSslCertificate:MangedSslCertificate",
];

/** Certificates of load balancers: those that Google manages, uploaded ones, and those of Certificate Manager. */
export const loadBalancerCertificate = reader(
  [
    ...MANAGED,
    "gcp:compute/sSLCertificate:SSLCertificate",
    "gcp:compute/regionSslCertificate:RegionSslCertificate",
    "gcp:certificatemanager/certificate:Certificate",
  ],
  certificatePart,
  partOf,
);

/** `gcp:certificatemanager/certificateMap:CertificateMap`, whose entries name certificates by host. */
export const certificateMap = reader(
  "gcp:certificatemanager/certificateMap:CertificateMap",
  certificateMapPart,
  partOf,
);

/** `gcp:certificatemanager/certificateMapEntry:CertificateMapEntry`. */
export const certificateMapEntry = reader(
  "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry",
  mapEntryPart,
  partOf,
);

const entriesByMap = lookup(mapEntryPart, (self, stack) => {
  const found = followPart(self, self.thing.inputs.reference("map"), certificateMapPart, "a map", stack);
  return { some: found.is === "found" ? found.parts.map(({ resource }) => resource.urn) : [] };
});

/** Whether every certificate of a proxy renews itself. */
export function certificatesRenew(proxy: Subject<Part>, stack: StackView): Fact<boolean> {
  const { inputs } = proxy.thing;
  const lists = ["sslCertificates", "certificateManagerCertificates"].map((property) =>
    inputs.references(property),
  );
  const untold = lists.flatMap(({ missing }) => missing ?? []);
  const facts = [
    ...lists.flatMap(({ items }) => items.map((it) => renews(proxy, it, stack))),
    ...untold.map(({ path, why }) => Fact.unknown<boolean>(path ?? [], why)),
    ...mapRenews(proxy, stack),
  ];
  return (
    jointly(facts) ??
    new Lacking<boolean>(["sslCertificates"], {
      says: "is not set",
      advice: "Name a ManagedSslCertificate in it, or a certificate map in certificateMap.",
    })
  );
}

/** The certificates of the entries of a certificate map. */
function mapRenews(proxy: Subject<Part>, stack: StackView): readonly Fact<boolean>[] {
  const reference = proxy.thing.inputs.reference("certificateMap");
  const found = followPart(proxy, reference, certificateMapPart, "a certificate map", stack);
  if (found.is === "unset") return [];
  if (found.is === "lost") return [Fact.unknown(found.missing.path ?? [], found.missing.why)];
  const entries = found.parts.flatMap((map) => stack.candidates(entriesByMap, [map.resource.urn]));
  if (entries.length === 0) {
    return [Fact.unknown(reference.fact.path, "names a certificate map whose entries are not in this stack")];
  }
  return entries.flatMap((entry) => {
    const { items, missing } = entry.thing.inputs.references("certificates");
    const facts = items.map((it) => renews(entry, it, stack));
    return missing ? [...facts, Fact.unknown<boolean>(missing.path ?? [], missing.why)] : facts;
  });
}

function renews(from: Subject<unknown>, reference: Reference, stack: StackView): Fact<boolean> {
  const found = followPart(from, reference, certificatePart, "a certificate", stack);
  const { path } = reference.fact;
  switch (found.is) {
    case "unset":
      return Fact.unknown(path, "names no certificate");
    case "lost":
      return Fact.unknown(
        path,
        reference.fact.value === undefined
          ? found.missing.why
          : "names a certificate outside the stack, which renews itself only where Google manages it",
      );
    case "found":
      return (
        jointly(
          found.parts.map(({ resource, thing }) =>
            borrowed(`certificate ${resource.name}`, renewsItself(resource.type, thing.inputs)),
          ),
        ) ?? Fact.unknown(path, "names no certificate")
      );
  }
}

const UPLOADED = {
  says: "is uploaded, and nothing renews it",
  advice: "Use a ManagedSslCertificate, or a managed certificate of Certificate Manager.",
};

function renewsItself(type: string, inputs: Inputs): Fact<boolean> {
  if (MANAGED.includes(type)) return Fact.given(true, ["managed"]);
  if (!type.startsWith("gcp:certificatemanager/")) return new Lacking<boolean>(["certificate"], UPLOADED);
  const managed = inputs.presence("managed");
  if (managed.state.is === "known") return Fact.given(true, managed.path);
  return inputs.presence("selfManaged").state.is === "known"
    ? new Lacking<boolean>(["selfManaged"], UPLOADED)
    : Fact.unknown(managed.path, "is not known, and decides whether Google renews it");
}
