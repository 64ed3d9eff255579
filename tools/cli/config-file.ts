import { requirements } from "../../policies/checklist";
import { configuredExemptions, EXEMPTIONS } from "../../policies/crossguard/exemption-config";
import { packConfigMistakes } from "../../policies/crossguard/pack-config";
import { SETTINGS_POLICY, type PackConfig } from "../../policies/crossguard/settings";
import { holdsOn } from "../../policies/evaluation/exemption";
import { suggestion } from "../../policies/evaluation/suggestion";
import { profiles, type ProfileName } from "../../profiles";

/** What the engine knows to do with a policy's findings. */
const LEVELS = ["advisory", "mandatory", "remediate", "disabled"] as const;

/** A configuration for `--policy-pack-config` with every key that is allowed, set to what holds without it. */
export function initialConfig(profileName: ProfileName): Readonly<Record<string, unknown>> {
  const profile = profiles[profileName];
  const settings = {
    profile: profileName,
    justification: "TODO",
    applicationGeneration: "v1",
    applicationLabels: {},
    acceptsSharedHsm: false,
    allowsExemptionsInCode: false,
  };
  return Object.fromEntries(
    requirements.map(({ name, advisory, thresholds = [] }) => [
      name,
      {
        enforcementLevel: advisory ? "advisory" : "mandatory",
        ...(name === SETTINGS_POLICY ? settings : {}),
        // What the profile does not ask for has no value that changes nothing.
        ...Object.fromEntries(thresholds.flatMap((it) => (profile[it] === null ? [] : [[it, profile[it]]]))),
        [EXEMPTIONS]: [],
      },
    ]),
  );
}

/** What there is to say of a configuration file. */
export interface ConfigReview {
  readonly mistakes: readonly string[];
  /** What is well-formed, and may still be a surprise. */
  readonly notes: readonly string[];
}

/** Checks the text of a configuration file: in the words of the pack, which stops at the first mistake. */
export function reviewConfig(text: string, today: string): ConfigReview {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return { mistakes: [`it is no JSON: ${(error as SyntaxError).message}`], notes: [] };
  }
  if (!isObject(parsed)) return { mistakes: ["it is no JSON object of policies"], notes: [] };
  const policies = Object.entries(parsed);
  const config: PackConfig = Object.fromEntries(
    policies.map(([policy, value]) => [policy, isObject(value) ? withoutLevel(value) : {}]),
  );
  const mistakes = [
    ...policies.flatMap(([policy, value]) => levelMistakes(policy, value)),
    ...packConfigMistakes(config, requirements, { today, isPreview: true }),
  ];
  return { mistakes, notes: mistakes.length > 0 ? [] : expiredExemptions(config, today) };
}

/** A policy's level stands alone, or beside its properties. */
function levelMistakes(policy: string, value: unknown): readonly string[] {
  const where = `policy configuration ${policy}`;
  if (isObject(value)) {
    const level = value["enforcementLevel"];
    return level === undefined ? [] : levelMistake(`${where}.enforcementLevel`, level);
  }
  return typeof value === "string"
    ? levelMistake(where, value)
    : [`${where} is neither an enforcement level nor an object`];
}

function levelMistake(where: string, level: unknown): readonly string[] {
  if (LEVELS.some((it) => it === level)) return [];
  const near = typeof level === "string" ? suggestion(level, LEVELS) : "";
  return [`${where} is ${JSON.stringify(level)}${near}; allowed are ${LEVELS.join(", ")}`];
}

function expiredExemptions(config: PackConfig, today: string): readonly string[] {
  return requirements.flatMap((requirement) =>
    configuredExemptions(requirement, config)
      .filter((exemption) => !holdsOn(today, exemption))
      .map(
        ({ called, resource, expires }) =>
          `policy configuration ${requirement.name}.${called} for ${JSON.stringify(resource)} expired on ${expires}: its findings are enforced`,
      ),
  );
}

function withoutLevel({ enforcementLevel: _, ...properties }: Readonly<Record<string, unknown>>) {
  return properties;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
