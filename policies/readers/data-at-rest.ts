import { Fact, type FactFormat } from "../evaluation/fact";
import type { Inputs } from "../evaluation/inputs";
import type { Path, PathLike } from "../evaluation/path";
import type { DataAtRest } from "../kinds/data-at-rest";

/** How messages speak of encryption: `is not set, which means no encryption`. */
export const encryption: FactFormat<boolean> = {
  says: (encrypted) => (encrypted ? "encryption" : "no encryption"),
};

const keys: FactFormat<boolean> = {
  says: (own) => (own ? "a customer-managed key" : "a key that the platform keeps"),
  fixable: false,
};

/**
 * Whether a property names a key of one's own. One whose id is not known before the update is one; the aliases that a
 * cloud keeps for its own keys (`alias/aws/rds`) are none.
 */
export function customerKey(inputs: Inputs, path: PathLike): Fact<boolean> {
  const named = inputs.string(path);
  const { state } = named;
  switch (state.is) {
    case "absent":
      return new Fact({ is: "absent", value: false }, named.path, keys);
    case "unknown":
      // Something that is not text is no reference to a key.
      return inputs.presence(path).state.is === "known" && !/^is not text/.test(state.why)
        ? new Fact({ is: "known", value: true }, named.path, keys)
        : Fact.unknown(named.path, state.why);
    case "known":
      return state.value === ""
        ? new Fact({ is: "absent", value: false }, named.path, keys)
        : new Fact(
            {
              is: "known",
              value: !isPlatformKey(state.value),
              shown: JSON.stringify(state.value),
              ...(state.secret ? { secret: true } : {}),
            },
            named.path,
            keys,
          );
    default:
      return new Fact<boolean>(state, named.path, keys);
  }
}

function isPlatformKey(key: string): boolean {
  return /(^|:)alias\/aws\//.test(key);
}

/** A place of which nothing can be told. */
export function unknownStorage(path: Path, why: string): DataAtRest {
  return { encrypted: Fact.unknown(path, why), customerManagedKey: Fact.unknown(path, why) };
}

/** A place that a patch says nothing of. */
export function unstatedStorage(path: Path): DataAtRest {
  const unstated = new Fact<boolean>({ is: "unstated" }, path);
  return { encrypted: unstated, customerManagedKey: unstated };
}
