import { Fact } from "../../evaluation/fact";
import type { Change } from "../../evaluation/outcome";
import { formatPath } from "../../evaluation/path";
import { borrowed } from "../borrowed-fact";

/**
 * A value that another object of the stack sets: messages say which. The fix goes to that object, or, where the resource
 * itself can override it, to the property that does.
 */
export function setElsewhere<T>(fact: Fact<T>, object: string, override?: Fact<T>): Fact<T> {
  return override ? new Overridable(fact, object, override) : borrowed(object, fact);
}

class Overridable<T> extends Fact<T> {
  constructor(
    fact: Fact<T>,
    object: string,
    private readonly better: Fact<T>,
  ) {
    super(fact.state, fact.path, { ...fact.format, called: `${formatPath(fact.path)} of ${object}` });
  }

  override changeTo(value: T): readonly Change[] {
    return this.better.changeTo(value);
  }
}
