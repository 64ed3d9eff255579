import { Fact, type FactFormat } from "../evaluation/fact";
import type { Outcome } from "../evaluation/outcome";
import type { Path } from "../evaluation/path";

/** A value that is set to text that stands for nothing: every comparison fails. */
export class MalformedFact<T> extends Fact<T> {
  constructor(
    path: Path,
    format: FactFormat<T>,
    /** As it follows the path: `is not a whole number`. */
    private readonly problem: string,
  ) {
    super({ is: "absent" }, path, format);
  }

  override get says(): string {
    return this.problem;
  }

  override get isKnown(): boolean {
    return true;
  }

  override get isAbsent(): boolean {
    return false;
  }

  override orElse(): Fact<T> {
    return this;
  }

  override map<U>(): MalformedFact<U> {
    const { called, hidden } = this.format;
    return new MalformedFact<U>(
      this.path,
      {
        ...(called === undefined ? {} : { called }),
        ...(hidden === undefined ? {} : { hidden }),
        fixable: false,
      },
      this.problem,
    );
  }

  override isNot(unwanted: T, suggestion?: T): Outcome {
    return this.satisfies(() => false, `a value other than ${String(unwanted)}`, suggestion);
  }
}
