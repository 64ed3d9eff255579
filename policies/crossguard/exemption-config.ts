import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import type { Exemption } from "../evaluation/exemption";
import {
  exemptionKeys,
  exemptionMistakes,
  exemptionText,
  type ExemptionTerm,
} from "../evaluation/exemption-form";
import type { Requirement } from "../evaluation/requirement";
import { isOfBlocker } from "../checklist/10-launch/blockers";
import type { PackConfig } from "./settings";

/** The key of a policy's configuration that holds its exemptions. */
export const EXEMPTIONS = "exemptions";

/**
 * Configuration schema of exemptions. It says the types alone: the engine checks by it before the pack is asked, and the
 * pack's own check tells more of what is wrong.
 */
export const exemptionsSchema: PolicyConfigJSONSchema = {
  type: "array",
  description:
    "Findings of this policy that are let be: on which resource, why, by whose decision, until when.",
  items: {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(exemptionKeys).map(([key, { wants, isRequired }]) => [
        key,
        { type: "string", description: `${isRequired ? "Required" : "Optional"}: ${wants}.` },
      ]),
    ),
  },
};

/** How far ahead a requirement's exemptions may expire: deviations from what blocks a launch are looked at each quarter. */
export function termOf(requirement: Requirement, today: string): ExemptionTerm {
  return { today, maxDays: isOfBlocker(requirement) ? 90 : 365 };
}

/** Everything that is wrong with a policy's exemptions: each a text that follows the policy's name. */
export function exemptionConfigMistakes(value: unknown, term: ExemptionTerm): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [`.${EXEMPTIONS} is not a list`];
  return (value as readonly unknown[]).flatMap((it, i) => {
    const at = `.${EXEMPTIONS}[${i}]`;
    return isObject(it)
      ? exemptionMistakes(it, term).map(({ key, says }) => `${at}.${key} ${says}`)
      : [`${at} is not an object; allowed are ${Object.keys(exemptionKeys).join(", ")}`];
  });
}

/** The exemptions of a policy's configuration, which must have been checked. */
export function configuredExemptions({ name }: Requirement, config: PackConfig): readonly Exemption[] {
  const value = config[name]?.[EXEMPTIONS];
  return ((value ?? []) as readonly Readonly<Record<string, unknown>>[]).map((it, i) => ({
    ...exemptionText(it),
    from: "pack configuration",
    called: `${EXEMPTIONS}[${i}]`,
  }));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
