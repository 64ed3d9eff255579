import { mutations } from "./mutations";
import type { ApplicationGeneration } from "../../policies/evaluation/settings";
import type { ProfileName } from "../../profiles";

/** A resource of a test stack. */
export interface TestResource {
  readonly type: string;
  readonly name: string;
  /** Inputs, in which `unknown`, `secret(...)` and `ref(...)` may stand anywhere. */
  readonly props: Readonly<Record<string, unknown>>;
}

/** A value that is not known before the update. */
export const unknown = { marker: "unknown" } as const;

/** A secret value. */
export function secret(value: unknown) {
  return { marker: "secret", value } as const;
}

/**
 * An output of another resource of the test stack, by that resource's name. It is unknown at preview, and the engine
 * records the dependency. With a `value` it is known already, as auto-named properties are.
 */
export function ref(resourceName: string, value?: unknown) {
  return { marker: "ref", resourceName, value } as const;
}

/** A resource of a test stack. */
export function resource(type: string, name: string, props: Readonly<Record<string, unknown>>): TestResource {
  return { type, name, props };
}

/** A stack and the profiles it is judged under; default: every profile that asks for the requirement. */
export interface Case {
  readonly stack: readonly TestResource[];
  readonly profiles?: readonly ProfileName[];
  /** The application's generation; default: `v1`. */
  readonly applicationGeneration?: ApplicationGeneration;
}

/** A stack with findings. */
export interface InvalidCase extends Case {
  /** Every message of the requirement, whole, in any order; `{profile}` stands for the profile's name. */
  readonly finds: readonly string[];
  /**
   * Default true: each violation carries a fix, and the remediated inputs evaluate clean. False where no value can be
   * named, or where the remedy is another resource.
   */
  readonly remediable?: boolean;
  /** True where the findings are advice under these profiles, although the requirement blocks under others. */
  readonly advisory?: boolean;
}

/** A stack of which something cannot be judged. */
export interface UnknownCase extends Case {
  /** Property paths, or other words, that the advisory finding must hold. */
  readonly mentions: readonly string[];
  /** Violations that are found all the same, whole. */
  readonly finds?: readonly string[];
}

/** A valid case of which one value is not known. */
export interface UnknownValue {
  /** The name of the valid case. */
  readonly of: string;
  /** The resource, and where the value stands in it: `api: spec.replicas`. */
  readonly at: string;
  /** Property paths, or other words, that the advisory finding must hold. */
  readonly mentions: readonly string[];
}

/** The table of a requirement's cases for one provider. The names of cases are clauses: "backups are kept 35 days". */
export interface CaseTable {
  /** The requirement's name. */
  readonly requirement: string;
  readonly provider: "kubernetes" | "aws" | "gcp" | "azure";
  /** No finding at all. */
  readonly valid: Readonly<Record<string, Case>>;
  readonly invalid: Readonly<Record<string, InvalidCase>>;
  /** One advisory finding that says what is not known; never silence. */
  readonly unknown: Readonly<Record<string, UnknownCase>>;
  /** The requirement does not speak about it: no finding, and the verdict is "not applicable", not "pass". */
  readonly notApplicable?: Readonly<Record<string, Case>>;
}

/** A table as it is written. */
export interface WrittenTable extends CaseTable {
  /** Unknown cases that are like a valid one, but for one value. */
  readonly unknownIn?: Readonly<Record<string, UnknownValue>>;
}

/** Declares a table. */
export function cases({ unknownIn = {}, ...table }: WrittenTable): CaseTable {
  const derived = Object.entries(unknownIn).map(([name, value]) => [name, derive(table, value)] as const);
  return { ...table, unknown: { ...table.unknown, ...Object.fromEntries(derived) } };
}

function derive({ requirement, valid }: CaseTable, { of, at, mentions }: UnknownValue): UnknownCase {
  const like = valid[of];
  for (const { stack, at: changed } of like ? mutations(like.stack, Infinity, () => unknown) : []) {
    if (changed === at) return { ...like, stack, mentions };
  }
  throw new Error(`${requirement} has no valid case "${of}" with a value at ${at}`);
}
