import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import type { Requirement } from "../evaluation/requirement";
import type { Moment } from "../evaluation/settings";
import { refusedKeys, suggestion } from "../evaluation/suggestion";
import { EXEMPTIONS, exemptionConfigMistakes, exemptionsSchema, termOf } from "./exemption-config";
import {
  ConfigurationError,
  readPackSetting,
  readThreshold,
  SETTINGS_POLICY,
  settingsSchema,
  thresholdSchema,
  type PackConfig,
} from "./settings";

/** Configuration schema of a requirement's policy, key by key. */
export function configSchemaOf(requirement: Requirement): Readonly<Record<string, PolicyConfigJSONSchema>> {
  return {
    ...(requirement.name === SETTINGS_POLICY ? settingsSchema : {}),
    ...thresholdSchema(requirement.thresholds ?? []),
    [EXEMPTIONS]: exemptionsSchema,
  };
}

/**
 * Checks the pack's configuration against the policies there are.
 *
 * @throws ConfigurationError with the first mistake, and how many more there are.
 */
export function checkPackConfig(
  config: PackConfig,
  requirements: readonly Requirement[],
  moment: Moment,
): void {
  const [first, ...rest] = packConfigMistakes(config, requirements, moment);
  if (first === undefined) return;
  const more =
    rest.length > 0
      ? ` (one of ${rest.length + 1} mistakes; fraiseql-checklist config validate FILE tells all)`
      : "";
  throw new ConfigurationError(first + more);
}

/** Every mistake in the pack's configuration, each one sentence for the user. */
export function packConfigMistakes(
  config: PackConfig,
  requirements: readonly Requirement[],
  moment: Moment,
): readonly string[] {
  const known = new Map(requirements.map((requirement) => [requirement.name, requirement]));
  return Object.entries(config).flatMap(([policy, properties]) => {
    if (policy === "all") return unknownKeys("all", properties, []);
    const requirement = known.get(policy);
    return requirement ? policyMistakes(requirement, config, moment) : [unknownPolicy(policy, known)];
  });
}

function unknownPolicy(policy: string, known: ReadonlyMap<string, Requirement>): string {
  const near = suggestion(policy, [...known.keys()]);
  return `policy configuration names ${JSON.stringify(policy)}, which is not a policy of this pack${near}; fraiseql-checklist requirements lists them`;
}

function policyMistakes(requirement: Requirement, config: PackConfig, { today }: Moment): readonly string[] {
  const { name, thresholds = [] } = requirement;
  const properties = config[name] ?? {};
  const settings = name === SETTINGS_POLICY ? Object.keys(settingsSchema) : [];
  return [
    ...unknownKeys(name, properties, Object.keys(configSchemaOf(requirement))),
    ...settings
      .filter((key) => properties[key] !== undefined)
      .flatMap((key) => mistakeOf(() => readPackSetting(key, properties[key]))),
    ...thresholds.flatMap((it) => mistakeOf(() => readThreshold(config, name, it))),
    ...exemptionConfigMistakes(properties[EXEMPTIONS], termOf(requirement, today)).map(
      (says) => `policy configuration ${name}${says}`,
    ),
  ];
}

function unknownKeys(policy: string, properties: object, allowed: readonly string[]): readonly string[] {
  return refusedKeys(Object.keys(properties), ["enforcementLevel", ...allowed]).map(
    ({ key, says }) => `policy configuration ${policy}.${key} ${says}`,
  );
}

function mistakeOf(check: () => unknown): readonly string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return [error.message];
    throw error;
  }
}
