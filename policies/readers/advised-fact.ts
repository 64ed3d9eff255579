import { Fact } from "../evaluation/fact";
import { advise, type Outcome } from "../evaluation/outcome";

/** The same fact, with a sentence on what to do wherever it does not comply. */
export function advised<T>(fact: Fact<T>, advice: string): Fact<T> {
  return new AdvisedFact(fact, advice);
}

class AdvisedFact<T> extends Fact<T> {
  constructor(
    private readonly fact: Fact<T>,
    private readonly advice: string,
  ) {
    super(fact.state, fact.path, fact.format);
  }

  override satisfies(test: (value: T) => boolean, needs: string, suggestion?: T): Outcome {
    return advise(this.fact.satisfies(test, needs, suggestion), this.advice);
  }
}
