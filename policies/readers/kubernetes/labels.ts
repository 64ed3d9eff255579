import type { Listing } from "../../evaluation/listing";
import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { both, either, not, type Ternary } from "./ternary";

/** Labels, as far as they are known. */
export interface Labels {
  readonly known: Readonly<Record<string, string>>;
  /** False when there may be more of them. */
  readonly complete: boolean;
}

/** The labels in a metadata object. */
export function labelsOf(metadata: Inputs): Labels {
  const entries = metadata.entries("labels");
  const known: [string, string][] = entries.items.flatMap(([key, { value }]) =>
    value === undefined ? [] : [[key, value]],
  );
  const complete = isWhole(entries) && known.length === entries.items.length;
  return { known: Object.fromEntries(known), complete };
}

/** A label's value: undefined where there is none, `unknown` where it cannot be told. */
export function labelValue(
  labels: Labels,
  key: string,
): { readonly value?: string; readonly unknown?: true } {
  if (Object.prototype.hasOwnProperty.call(labels.known, key)) return { value: labels.known[key] ?? "" };
  return labels.complete && !isSetByControllers(key) ? {} : { unknown: true };
}

/** Whether a label selector (`matchLabels`, `matchExpressions`) selects the labels. An empty one selects all. */
export function selectorMatches(
  selector: Inputs,
  labels: Labels,
  keyOf: (key: string) => string = (key) => key,
): Ternary {
  const matchLabels = selector.entries("matchLabels");
  const expressions = selector.list("matchExpressions");
  return both(
    ...matchLabels.items.map(([key, wanted]) => hasValue(labels, keyOf(key), [wanted])),
    ...expressions.items.map((expression) => expressionMatches(expression, labels, keyOf)),
    isWhole(matchLabels) && isWhole(expressions) ? true : undefined,
  );
}

/** True for a selector that is set and selects everything; undefined when that is not known. */
export function selectsEverything(selector: Inputs): Ternary {
  const matchLabels = selector.entries("matchLabels");
  const expressions = selector.list("matchExpressions");
  if (matchLabels.items.length > 0 || expressions.items.length > 0) return false;
  return isWhole(matchLabels) && isWhole(expressions) ? true : undefined;
}

/** Whether there are all of these labels, with these values: the selector of a Service. */
export function hasLabels(
  wanted: Listing<readonly [label: string, value: Fact<string>]>,
  labels: Labels,
): Ternary {
  return both(
    ...wanted.items.map(([key, value]) => hasValue(labels, key, [value])),
    isWhole(wanted) ? true : undefined,
  );
}

function expressionMatches(expression: Inputs, labels: Labels, keyOf: (key: string) => string): Ternary {
  const key = expression.string("key").value;
  if (key === undefined) return undefined;
  const values = expression.strings("values");
  const isIn = () => either(hasValue(labels, keyOf(key), values.items), isWhole(values) ? false : undefined);
  switch (expression.string("operator").value) {
    case "In":
      return isIn();
    case "NotIn":
      return not(isIn());
    case "Exists":
      return hasLabel(labels, keyOf(key));
    case "DoesNotExist":
      return not(hasLabel(labels, keyOf(key)));
    default:
      return undefined;
  }
}

function hasLabel(labels: Labels, key: string): Ternary {
  const { value, unknown } = labelValue(labels, key);
  return unknown ? undefined : value !== undefined;
}

function hasValue(labels: Labels, key: string, wanted: readonly Fact<string>[]): Ternary {
  const { value, unknown } = labelValue(labels, key);
  if (unknown) return undefined;
  if (value === undefined) return false;
  return either(...wanted.map((one) => (one.value === undefined ? undefined : one.value === value)));
}

function isWhole(listing: Listing<unknown>): boolean {
  return listing.missing === undefined && !listing.isUnstated;
}

/** Labels that controllers put on pods when they make them. */
export function isSetByControllers(key: string): boolean {
  return (
    key === "controller-revision-hash" ||
    key === "controller-uid" ||
    key === "job-name" ||
    key === "pod-template-generation" ||
    key === "pod-template-hash" ||
    key === "rollouts-pod-template-hash" ||
    /^(apps|batch|statefulset)\.kubernetes\.io\//.test(key)
  );
}
