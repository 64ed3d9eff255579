import { Fact } from "../../evaluation/fact";
import { advise, type Outcome } from "../../evaluation/outcome";
import type { Path } from "../../evaluation/path";

/** What a message says where no single property could be set to comply. */
export interface LackingWords {
  /** After the path: `has no CPU utilisation target`. */
  readonly says: string;
  /** What is needed, where the comparison's own words do not fit. */
  readonly needs?: string;
  /** A sentence on what to do. */
  readonly advice?: string;
  /** The unit of the need. */
  readonly unit?: string;
}

/** A fact that does not exist: every comparison is a violation in words of its own, and has no fix. */
export class Lacking<T> extends Fact<T> {
  constructor(
    path: Path,
    private readonly words: LackingWords,
  ) {
    super({ is: "absent" }, path, {
      fixable: false,
      ...(words.unit === undefined ? {} : { unit: words.unit }),
    });
  }

  override get says(): string {
    return this.words.says;
  }

  override satisfies(test: (value: T) => boolean, needs: string): Outcome {
    const outcome = super.satisfies(test, this.words.needs ?? needs);
    return this.words.advice === undefined ? outcome : advise(outcome, this.words.advice);
  }
}
