import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";

/** Where container images are kept: a repository of a registry, or the registry where that is what is configured. */
export interface ImageRepository {
  /**
   * Whether images are scanned for vulnerabilities as they are pushed, by its own setting or one of the whole registry
   * in the stack. Undefined where it holds no container images.
   */
  scansOnPush?(self: Subject<ImageRepository>, stack: StackView): Fact<boolean> | undefined;
}

export const imageRepository = kind<ImageRepository>("image repository");
