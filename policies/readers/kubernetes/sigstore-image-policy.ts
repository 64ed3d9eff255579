import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { allOf, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { imageVerification } from "../../kinds/image-verification";
import { admissionPolicy, someMatch, someOf, where } from "./image-verification";

/**
 * Policies of Sigstore's policy controller. One of the authorities must have signed; a static one passes or fails every
 * image. It enforces unless `mode` says otherwise, in the namespaces that are labelled for it.
 */
export const sigstoreClusterImagePolicy = reader(
  "kubernetes:policy.sigstore.dev/*:ClusterImagePolicy",
  imageVerification,
  (object) =>
    admissionPolicy((image) => {
      const isNamed = someOf(object.list("spec.images"), (it) =>
        someMatch(new Listing([it.string("glob")]), image),
      );
      return where(isNamed, "images", () =>
        // It may be limited to kinds of resources, by their labels.
        where(object.list("spec.match").isEmpty ? true : undefined, "workloads", () => enforces(object)),
      );
    }),
);

function enforces(object: Inputs): Outcome {
  return allOf(
    object.string("spec.mode", { whenAbsent: "enforce" }).is("enforce"),
    object
      .list("spec.authorities")
      .map((authority) => authority.string("static.action", { fixable: false }).isNot("pass"))
      .every((outcome) => outcome),
  );
}
