import { aboutOther, allOf, anyOf, notApplicable, violation, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { isApplication } from "../../kinds/application";
import { imageVerification } from "../../kinds/image-verification";
import { workload, type Container, type Workload } from "../../kinds/workload";
import { eachContainer } from "../each-container";
import { judgeImage, runsApplicationImage } from "../images";

/** 2.6 "SLSA Provenance Verified": "Provenance cryptographically signed". */
export const imageProvenance = requirement({
  item: "2.6.2",
  name: "2.6-image-provenance",
  title: "Image provenance",
  description:
    "The application's images are named by digest; a cluster whose admission the stack decides starts them only where their signature holds.",
  why: "A tag may be pointed at other content at any time; a digest and a signature cannot.",
  from: "REGULATED",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Name the application's image as repository@sha256:..., and verify its signature at admission, with Kyverno, Sigstore's policy controller, Ratify or Binary Authorization.",
  each: workload,
  check: (it, context) =>
    isApplication(it, context.settings)
      ? eachContainer(it, (container) =>
          runsApplicationImage(container, it)
            ? allOf(isPinned(container), isVerified(container, context))
            : notApplicable("it is not the application"),
        )
      : notApplicable("it does not run the application"),
});

function isPinned({ image }: Container): Outcome {
  return judgeImage(image, ({ digest }) => digest !== undefined, "a digest (@sha256:...)");
}

/** Asked where the stack decides what a cluster admits. */
function isVerified({ image }: Container, { stack, subject }: Context<Workload>): Outcome {
  const { value } = image;
  if (value === undefined) return notApplicable("its image is not known");
  const judged = stack.subjects(imageVerification).flatMap((policy) => {
    const outcome = policy.thing.refusesUnsigned(value, subject, policy, stack);
    return outcome === undefined ? [] : [{ policy, outcome }];
  });
  if (judged.length === 0) return notApplicable("the stack decides nothing about what the cluster admits");
  const speaking = judged.filter(({ outcome }) => outcome.result !== "not-applicable");
  if (speaking.length === 0) {
    return violation({
      says: "no policy in the stack verifies the signature of its image",
      needs: "a verified signature",
      advice: "Add one that enforces it: a Kyverno ImageValidatingPolicy or a Sigstore ClusterImagePolicy.",
    });
  }
  return anyOf(
    ...speaking.map(({ policy, outcome }) =>
      // A workload of Cloud Run says by itself whether its images are verified.
      policy.resource === subject.resource
        ? outcome
        : aboutOther(`image policy ${policy.resource.name}`, outcome),
    ),
  );
}
