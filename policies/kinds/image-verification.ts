import { kind } from "../evaluation/kind";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { Workload } from "./workload";

/** Something that can keep unsigned images out of a cluster: an admission policy, or the cluster's own setting. */
export interface ImageVerification {
  /**
   * Passes when the workload does not start with this image unless its signature holds; does not apply where it is about
   * other images. Undefined for workloads that run elsewhere.
   */
  refusesUnsigned(
    image: string,
    target: Subject<Workload>,
    self: Subject<ImageVerification>,
    stack: StackView,
  ): Outcome | undefined;
}

export const imageVerification = kind<ImageVerification>("image verification");
