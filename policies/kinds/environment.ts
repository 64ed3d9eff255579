import { Fact } from "../evaluation/fact";
import type { Undetermined } from "../evaluation/outcome";
import type { Path } from "../evaluation/path";
import type { Subject } from "../evaluation/resource";
import type { ConfigObject } from "./config-object";
import type { SecretObject } from "./secret";

/** One environment variable, as it reaches the process. */
export interface Variable {
  readonly name: string;
  /** Its value. Never shown; unknown where a secret outside the program holds it. */
  readonly value: Fact<string>;
  /**
   * - `literal`: the value is written in the workload
   * - `config`: it stands in a configuration object of the stack (a ConfigMap)
   * - `secret`: it is a reference to a secret, or a value that the program marked secret
   * - `platform`: the platform fills it in (the pod's name, its address)
   */
  readonly source: "literal" | "config" | "secret" | "platform";
  /** A literal as it is written, with its references to other variables in it: `$(DB_PASSWORD)`. Never shown. */
  readonly written?: Fact<string> | undefined;
  /** What holds the value, where the workload does not itself: `ConfigMap api-settings`, `Secret api-credentials`. */
  readonly holder?: string | undefined;
  /** The objects of the stack that hold the value, and the key it stands under in them. */
  readonly heldBy?: {
    readonly subjects: readonly Subject<ConfigObject | SecretObject>[];
    readonly key: string;
  };
}

/** The environment of a container after all its sources are merged. Of several variables of a name the last one wins. */
export class Environment {
  private readonly byName: ReadonlyMap<string, Variable>;

  constructor(
    variables: readonly Variable[],
    /**
     * Where a variable would be added: the list's path, and how many it holds; no length where it is an object. Not
     * fixable where that is another resource.
     */
    private readonly end: { readonly path: Path; readonly length?: number; readonly fixable?: false },
    /** Why there may be more variables than are known: a source that is not in the stack. */
    readonly missing?: Undetermined,
    /** True for a patch, which leaves the variables that it does not name as they are. */
    readonly isPartial = false,
  ) {
    this.byName = new Map(variables.map((variable) => [variable.name, variable]));
  }

  /** Every variable that reaches the process, once. */
  get variables(): readonly Variable[] {
    return [...this.byName.values()];
  }

  /** The variable of this name, as far as it is known to be set. */
  find(name: string): Variable | undefined {
    return this.byName.get(name);
  }

  /**
   * The value of a variable. Messages call it by its name and never show its value. Not set: absent, with what the
   * application then applies; undetermined where it may come from a source outside the stack.
   */
  value(name: string, whenAbsent?: string): Fact<string> {
    const variable = this.byName.get(name);
    if (variable) {
      // Why a value is not known names the holder by itself.
      const { value, holder } = variable;
      return value.called(
        holder === undefined || value.state.is === "unknown" ? name : `${name} (${holder})`,
      );
    }
    const { length } = this.end;
    const path = [...this.end.path, length ?? name];
    if (this.isPartial) return new Fact<string>({ is: "unstated" }, path, { called: name });
    if (this.missing)
      return new Fact<string>({ is: "unknown", why: this.missing.why }, path, { called: name });
    return new Fact<string>(
      { is: "absent", ...(whenAbsent === undefined ? {} : { value: whenAbsent }) },
      path,
      {
        called: name,
        ...(this.end.fixable === false ? { fixable: false } : {}),
        ...(length === undefined ? {} : { write: (value: string) => ({ name, value }) }),
      },
    );
  }
}
