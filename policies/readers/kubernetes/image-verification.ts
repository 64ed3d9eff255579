import type { Fact } from "../../evaluation/fact";
import type { Listing } from "../../evaluation/listing";
import { notApplicable, undetermined, type Outcome } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import type { ImageVerification } from "../../kinds/image-verification";
import type { Workload } from "../../kinds/workload";
import { isKubernetes } from "./identity";
import { globMatches, imageMatches } from "./glob";
import { either, type Ternary } from "./ternary";

/** How an admission policy treats an image of a workload, as far as it speaks about both. */
export type Treatment = (image: string, target: Subject<Workload>) => Outcome;

/** An admission policy of a Kubernetes cluster: it decides about nothing that runs elsewhere. */
export function admissionPolicy(treats: Treatment): ImageVerification {
  return {
    refusesUnsigned: (image, target) => (isKubernetes(target) ? treats(image, target) : undefined),
  };
}

/** The outcome where the policy speaks about the image and the workload. */
export function where(applies: Ternary, what: string, then: () => Outcome): Outcome {
  if (applies === false) return notApplicable(`it speaks of other ${what}`);
  return applies
    ? then()
    : undetermined({ why: `whether it speaks of these ${what} cannot be told from the stack` });
}

/** Whether one of the patterns matches the image. */
export function someMatch(patterns: Listing<Fact<string>>, image: string): Ternary {
  return someOf(patterns, ({ value }) => (value === undefined ? undefined : imageMatches(value, image)));
}

/** Whether one of the patterns matches the text, as far as both are known. */
export function someGlobMatches(patterns: Listing<Fact<string>>, text: Fact<string>): Ternary {
  const { value } = text;
  return someOf(patterns, (pattern) =>
    value === undefined || pattern.value === undefined ? undefined : globMatches(pattern.value, value),
  );
}

/** Whether the test holds for one of the items, as far as they are known. */
export function someOf<T>(items: Listing<T>, test: (item: T) => Ternary): Ternary {
  return either(...items.items.map(test), items.missing === undefined ? false : undefined);
}
