import { Fact } from "../../evaluation/fact";
import { pass, undetermined, violation, type Outcome } from "../../evaluation/outcome";

/** What a message says of a value that no setting of the service changes. */
export interface PlatformWords {
  /** A whole clause: `HTTP APIs accept TLS 1.2, and no later version can be asked for`. */
  readonly says: string;
  /** A sentence on the ways out. */
  readonly advice?: string;
  /** True where the service does not promise the value, so that one that does not comply cannot be told. */
  readonly isLeast?: boolean;
}

/** A value that the service decides, whatever the program says. */
export function platformFact<T>(value: T, words: PlatformWords): Fact<T> {
  return new PlatformFact(value, words);
}

class PlatformFact<T> extends Fact<T> {
  constructor(
    value: T,
    private readonly words: PlatformWords,
  ) {
    super({ is: "known", value }, [], { fixable: false });
  }

  override satisfies(test: (value: T) => boolean, needs: string): Outcome {
    if (this.value !== undefined && test(this.value)) return pass;
    const { says, advice, isLeast } = this.words;
    if (isLeast) return undetermined({ why: says });
    return violation({ says, needs, ...(advice ? { advice } : {}) });
  }
}
