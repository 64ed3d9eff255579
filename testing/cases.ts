import type { ApplicationGeneration } from "../policies/evaluation/settings";
import type { ProfileName } from "../profiles";
import { placesIn } from "./mutations";
import { unknown, type TestResource } from "./resources";

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

/** A valid case of which one value, or one whole object or list, is not known. */
export interface UnknownValue {
  /** The name of the valid case. */
  readonly of: string;
  /** The resource, and where it stands in there: `api: spec.replicas`, `api: spec.template`. */
  readonly at: string;
  /** Property paths, or other words, that the advisory finding must hold. */
  readonly mentions: readonly string[];
}

/** The cases of a requirement. Their names are clauses: "backups are kept 35 days". */
export interface Cases {
  /** No finding at all. */
  readonly valid: Readonly<Record<string, Case>>;
  readonly invalid: Readonly<Record<string, InvalidCase>>;
  /** One advisory finding that says what is not known; never silence. */
  readonly unknown: Readonly<Record<string, UnknownCase>>;
  /** The requirement does not speak about it: no finding, and the verdict is "not applicable", not "pass". */
  readonly notApplicable?: Readonly<Record<string, Case>>;
}

/** Cases as they are written. */
export interface WrittenCases extends Cases {
  /** Unknown cases that are like a valid one, but for one value. */
  readonly unknownIn?: Readonly<Record<string, UnknownValue>>;
}

/** The cases, with those that `unknownIn` derives. */
export function withDerived<T extends WrittenCases>({ unknownIn = {}, ...written }: T): Omit<T, "unknownIn"> {
  const derived = Object.entries(unknownIn).map(
    ([name, value]) => [name, derive(written.valid, value)] as const,
  );
  return { ...written, unknown: { ...written.unknown, ...Object.fromEntries(derived) } };
}

function derive(valid: Cases["valid"], { of, at, mentions }: UnknownValue): UnknownCase {
  const like = valid[of];
  const stack = placesIn(like?.stack ?? [])
    .find((place) => place.at === at)
    ?.changed(() => unknown);
  if (like && stack) return { ...like, stack, mentions };
  throw new Error(`there is no valid case "${of}" with a value at ${at}`);
}
