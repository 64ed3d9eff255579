import type { Fact } from "../evaluation/fact";
import { notApplicable, undetermined, type Outcome } from "../evaluation/outcome";
import { isApplicationContainer } from "../kinds/application";
import { isFilledInElsewhere, parseImageReference, type ImageReference } from "../kinds/image-reference";
import type { Container, Workload } from "../kinds/workload";

/** The image must pass. Whether text that is no reference does, cannot be told; no image at all does not apply. */
export function judgeImage(
  image: Fact<string>,
  test: (reference: ImageReference) => boolean,
  needs: string,
): Outcome {
  const written = image.value;
  if (written === undefined) {
    return image.isDecided ? notApplicable("it names no image") : image.isPresent();
  }
  if (isFilledInElsewhere(written)) return notApplicable("something else fills in its image");
  const reference = parseImageReference(written);
  return reference === undefined
    ? undetermined({ path: image.path, why: "is not an image reference, so it cannot be judged" })
    : image.satisfies(() => test(reference), needs);
}

/** True for the containers of an application workload that run the application's image: its migrations too. */
export function runsApplicationImage(container: Container, it: Workload): boolean {
  if (isApplicationContainer(container, it)) return true;
  const repository = repositoryOf(container);
  return (
    repository !== undefined &&
    it.containers.items.some(
      (other) => isApplicationContainer(other, it) && repositoryOf(other) === repository,
    )
  );
}

function repositoryOf({ image }: Container): string | undefined {
  return parseImageReference(image.value ?? "")?.repository;
}
