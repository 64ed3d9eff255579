import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Key } from "../../evaluation/lookup";
import type { ObjectIdentity } from "./identity";
import { isSetByControllers, type Labels } from "./labels";

/** A key of what a fact says, where it says something: `namespace shop`. */
export function keyOf(what: string, { value }: Fact<string>): Key {
  return value === undefined ? undefined : `${what} ${value}`;
}

/** What an object is named by, and what a reference by name needs: `namespace shop` and `name api`. */
export function nameKeys({ name, namespace }: ObjectIdentity): readonly Key[] {
  return [keyOf("namespace", namespace), keyOf("name", name)];
}

/** What labels offer to selectors. Where there may be more of them, one key is not known. */
export function labelKeys({ known, complete }: Labels): readonly Key[] {
  const keys = Object.entries(known).map(([label, value]) => labelKey(label, value));
  return complete ? keys : [...keys, undefined];
}

/** The labels that a selector needs every one of, but for those that pods get from elsewhere than their template. */
export function selectorKeys(
  selector: Inputs,
  labelOf: (key: string) => string = (key) => key,
  fromElsewhere: readonly string[] = [],
): readonly Key[] {
  return selector
    .entries("matchLabels")
    .items.map(([key, value]) => [labelOf(key), value] as const)
    .filter(([label]) => !isSetByControllers(label) && !fromElsewhere.includes(label))
    .map(([label, value]) => labelKey(label, value.value));
}

/** A label with its value; undefined where the value is not known. */
export function labelKey(label: string, value: string | undefined): Key {
  return value === undefined ? undefined : `label ${label}=${value}`;
}
