import type { Fact } from "../../evaluation/fact";
import { notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { imageVerification } from "../../kinds/image-verification";
import { identityOf } from "./identity";
import { admissionPolicy, where } from "./image-verification";
import { same } from "./ternary";

const SIGNATURES = ["notation", "notary", "notaryv2", "cosign"];

/** Ratify's verifiers of signatures. Others look at bills of materials, scans and schemas, and count for nothing here. */
export const ratifyVerifier = reader(
  [
    "kubernetes:config.ratify.deislabs.io/*:Verifier",
    "kubernetes:config.ratify.deislabs.io/*:NamespacedVerifier",
  ],
  imageVerification,
  (object, { type }) =>
    admissionPolicy((_image, { thing }) =>
      where(
        type.includes(":Namespaced") ? same(identityOf(object).namespace, thing.identity.namespace) : true,
        "workloads",
        () => looksAtSignatures(object.string("spec.type").orElse(object.string("spec.name"))),
      ),
    ),
);

function looksAtSignatures(what: Fact<string>): Outcome {
  if (what.state.is === "unknown") return undetermined({ path: what.path, why: what.state.why });
  return SIGNATURES.some((name) => what.value?.startsWith(name))
    ? pass
    : notApplicable("it looks at something else than signatures");
}
