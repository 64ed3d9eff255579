import { Output, output, RunError, type Input } from "@pulumi/pulumi";

/** What is wrong with one argument, in the words of the error. */
interface Problem {
  readonly key: string;
  /** Left out where the value may be secret. */
  readonly value?: unknown;
  /** What is allowed, as a clause: `STANDARD allows 1 to 70 percent`. */
  readonly allowed: string;
  /** The checklist section that says so. */
  readonly section?: string;
}

/** What an argument has to be. */
export interface Rule<T> {
  readonly allows: (value: T) => boolean;
  /** What is allowed, as a clause: `STANDARD allows 1 to 70 percent`. */
  readonly allowed: string;
  /** The checklist section that says so. */
  readonly section?: string;
  /** True where messages may not show the value. */
  readonly hidden?: boolean;
}

/** Checks of arguments: what is known fails together, at once; an output fails when it is known, by itself. */
export class Checks {
  readonly problems: string[] = [];

  /** @param subject What errors begin with: the component and its name. */
  constructor(private readonly subject: string) {}

  /** The argument, which has to keep the rule. */
  input<T extends string | number>(key: string, given: Input<T>, rule: Rule<T>): Input<T> {
    if (isKnown<T>(given)) {
      if (!rule.allows(given)) this.problem({ key, ...rule, ...(rule.hidden ? {} : { value: given }) });
      return given;
    }
    return (output(given) as Output<unknown>).apply((value) => {
      // Whatever the types say, what runs here is JavaScript.
      if (rule.allows(value as T)) return value as T;
      throw new RunError(this.says([`${key} is a value that is not allowed; ${allowedBy(rule)}`]));
    });
  }

  /** Notes what is wrong. */
  problem({ key, value, ...rule }: Problem): void {
    const is = value === undefined ? "is set" : `is ${JSON.stringify(value)}`;
    this.problems.push(`${key} ${is}; ${allowedBy(rule)}`);
  }

  /** Notes what is not there. */
  missing(key: string, rule: Pick<Problem, "allowed" | "section">): void {
    this.problems.push(`${key} is not set; ${allowedBy(rule)}`);
  }

  /** @throws RunError with every problem that was noted. */
  end(): void {
    if (this.problems.length > 0) throw new RunError(this.says(this.problems));
  }

  private says(problems: readonly string[]): string {
    return `${this.subject}: ${problems.join("\n")}`;
  }
}

/** True for what is no output and no promise. */
export function isKnown<T extends string | number>(given: Input<T>): given is T & (string | number) {
  return !Output.isInstance(given) && !(given instanceof Promise);
}

function allowedBy({ allowed, section }: Pick<Problem, "allowed" | "section">): string {
  return `${allowed}${section === undefined ? "" : ` (checklist ${section})`}.`;
}
