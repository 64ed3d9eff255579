import { Fact } from "../evaluation/fact";
import { aboutOther, allOf, anyOf, type Outcome, type Violation } from "../evaluation/outcome";

/**
 * A fact of another resource, as one of this: what is said of it names its holder (`HTTPRoute api`), and its fix is told,
 * but not written here.
 */
export function borrowed<T>(holder: string, fact: Fact<T>): Fact<T> {
  return new BorrowedFact(holder, fact);
}

/** Facts that must all comply, as one. Undefined where there are none. */
export function jointly<T>(facts: readonly Fact<T>[]): Fact<T> | undefined {
  const [first, ...others] = facts;
  return first === undefined || others.length === 0 ? first : new JointFact([first, ...others]);
}

/** Facts of which one must comply, as one; the first speaks for all. Undefined where there are none. */
export function eitherOf<T>(facts: readonly Fact<T>[]): Fact<T> | undefined {
  const [first, ...others] = facts;
  return first === undefined || others.length === 0 ? first : new EitherFact([first, ...others]);
}

class BorrowedFact<T> extends Fact<T> {
  constructor(
    private readonly holder: string,
    private readonly fact: Fact<T>,
  ) {
    super(fact.state, fact.path, fact.format);
  }

  override satisfies(test: (value: T) => boolean, needs: string, suggestion?: T): Outcome {
    return aboutOther(this.holder, this.fact.satisfies(test, needs, suggestion));
  }

  override violation(found: Omit<Violation, "path">): Outcome {
    return aboutOther(this.holder, this.fact.violation(found));
  }
}

class JointFact<T> extends Fact<T> {
  constructor(private readonly facts: readonly [Fact<T>, ...Fact<T>[]]) {
    const untold = facts.find(({ isDecided }) => !isDecided) ?? facts[0];
    super(untold.state, untold.path, untold.format);
  }

  override satisfies(test: (value: T) => boolean, needs: string, suggestion?: T): Outcome {
    return allOf(...this.facts.map((fact) => fact.satisfies(test, needs, suggestion)));
  }

  override between(this: JointFact<number>, min: number, max: number): Outcome {
    return allOf(...this.facts.map((fact) => fact.between(min, max)));
  }
}

class EitherFact<T> extends Fact<T> {
  constructor(private readonly facts: readonly [Fact<T>, ...Fact<T>[]]) {
    super(facts[0].state, facts[0].path, facts[0].format);
  }

  override satisfies(test: (value: T) => boolean, needs: string, suggestion?: T): Outcome {
    return anyOf(...this.facts.map((fact) => fact.satisfies(test, needs, suggestion)));
  }
}
