import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { PathLike } from "../../evaluation/path";

const FACTORS: Readonly<Record<string, number>> = {
  "n": 1e-9,
  "u": 1e-6,
  "m": 1e-3,
  "": 1,
  "k": 1e3,
  "M": 1e6,
  "G": 1e9,
  "T": 1e12,
  "P": 1e15,
  "E": 1e18,
  "Ki": 2 ** 10,
  "Mi": 2 ** 20,
  "Gi": 2 ** 30,
  "Ti": 2 ** 40,
  "Pi": 2 ** 50,
  "Ei": 2 ** 60,
};

const QUANTITY = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i))?$/;

/** A Kubernetes quantity as a number: `250m` is 0.25, `512Mi` is 536870912, `1e3` is 1000. Undefined when it is none. */
export function parseQuantity(quantity: string | number): number | undefined {
  if (typeof quantity === "number") return quantity;
  const [, digits, exponent, suffix] = QUANTITY.exec(quantity.trim()) ?? [];
  if (digits === undefined) return undefined;
  return exponent === undefined ? Number(digits) * (FACTORS[suffix ?? ""] ?? NaN) : Number(digits + exponent);
}

/** A property that holds a quantity. */
export function quantityAt(inputs: Inputs, path: PathLike, unit: "cores" | "bytes"): Fact<number> {
  return inputs.scalar(path).map(parseQuantity, { unit, why: "is not a quantity, so it cannot be judged" });
}
