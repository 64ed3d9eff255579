import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import {
  isProfileName,
  profileNames,
  profiles,
  stricterProfile,
  thresholds,
  type Profile,
  type ProfileName,
  type ThresholdName,
} from "../../profiles";
import type { Requirement } from "../evaluation/requirement";
import { suggestion } from "../evaluation/suggestion";
import {
  applicationGenerations,
  type ApplicationGeneration,
  type Moment,
  type Settings,
} from "../evaluation/settings";

/** A mistake in the configuration. Its message is one sentence for the user. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/** The namespace of the stack's configuration: `pulumi config set fraiseql-checklist:profile REGULATED`. */
export const STACK_NAMESPACE = "fraiseql-checklist";

/** The policy whose configuration holds the settings of the pack as a whole. */
export const SETTINGS_POLICY = "1.1-security-profile-selected";

/** The pack's own configuration: per policy, its properties. */
export type PackConfig = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What the stack's configuration may set. */
export interface StackSettings {
  readonly profile?: ProfileName;
  readonly justification?: string;
  readonly applicationGeneration?: ApplicationGeneration;
}

const stackKeys = ["profile", "justification", "applicationGeneration"] as const;

/** Configuration schema of the pack's settings, as Pulumi shows and checks it. */
export const settingsSchema = {
  profile: {
    type: "string",
    enum: [...profileNames],
    description:
      "The least strict profile that a stack may be judged by. A stack can raise it, never lower it.",
  },
  justification: {
    type: "string",
    minLength: 1,
    description: "Why this profile was chosen, in a sentence.",
  },
  applicationGeneration: {
    type: "string",
    enum: [...applicationGenerations],
    description: "Which FraiseQL runs: v1 (Python, the default) or v2 (Rust). It decides names and paths.",
  },
  applicationLabels: {
    type: "object",
    additionalProperties: { type: "string" },
    description: "Labels that mark a workload as the application's, beside the usual ones.",
  },
  acceptsSharedHsm: {
    type: "boolean",
    description:
      "Whether 2.4-hsm-backed-keys accepts HSMs that a key service shares among its customers, which are FIPS 140 level 3 too. Default: false.",
  },
  allowsExemptionsInCode: {
    type: "boolean",
    description:
      "Whether programs may declare exemptions, with the Exemption component, save for what blocks a launch. Default: false.",
  },
} as const satisfies Readonly<Record<string, PolicyConfigJSONSchema>>;

/** Configuration schema of the thresholds that a requirement lets configuration tighten. */
export function thresholdSchema(names: readonly ThresholdName[]): Record<string, PolicyConfigJSONSchema> {
  return Object.fromEntries(
    names.map((name) => {
      const { about, unit, stricter } = thresholds[name];
      const description = `${about}${unit ? ` In ${unit}.` : ""} May only be made ${stricter} than the profile's.`;
      return [name, { type: "number", minimum: 0, description }];
    }),
  );
}

/**
 * The stack's settings, from all of the stack's configuration (`namespace:key`, text).
 *
 * @throws ConfigurationError for an unknown key or value.
 */
export function readStackSettings(config: Readonly<Record<string, string>>): StackSettings {
  const own = Object.entries(config)
    .filter(([key]) => key.startsWith(`${STACK_NAMESPACE}:`))
    .map(([key, value]) => [key.slice(STACK_NAMESPACE.length + 1), value] as const);
  for (const [key] of own) {
    if (!(stackKeys as readonly string[]).includes(key)) {
      throw new ConfigurationError(
        `stack configuration ${STACK_NAMESPACE}:${key} is not known; allowed are ${listed(stackKeys)}. ` +
          `Remove it: pulumi config rm ${STACK_NAMESPACE}:${key}`,
      );
    }
  }
  const values = Object.fromEntries(own);
  const where = (key: string) => `stack configuration ${STACK_NAMESPACE}:${key}`;
  const { profile, justification, applicationGeneration } = values;
  return {
    ...(profile !== undefined ? { profile: readProfile(profile, where("profile")) } : {}),
    ...(justification !== undefined ? { justification } : {}),
    ...(applicationGeneration !== undefined
      ? { applicationGeneration: readGeneration(applicationGeneration, where("applicationGeneration")) }
      : {}),
  };
}

/** The settings that hold: the strictest of pack configuration, stack configuration and STANDARD. */
export function resolveSettings(packConfig: PackConfig, stack: StackSettings, moment: Moment): Settings {
  const pack = readPackSettings(packConfig[SETTINGS_POLICY] ?? {});
  const profileName = [pack.profile, stack.profile].reduce<ProfileName>(
    (strictest, name) => (name ? stricterProfile(strictest, name) : strictest),
    "STANDARD",
  );
  const chosenBy = (name: ProfileName | undefined): boolean => name === profileName;
  return {
    ...moment,
    profileName,
    profileSource: chosenBy(pack.profile)
      ? "pack configuration"
      : chosenBy(stack.profile)
        ? "stack configuration"
        : "default",
    justification: stack.justification ?? pack.justification,
    applicationGeneration: stack.applicationGeneration ?? pack.applicationGeneration ?? "v1",
    applicationLabels: pack.applicationLabels ?? {},
    acceptsSharedHsm: pack.acceptsSharedHsm ?? false,
    allowsExemptionsInCode: pack.allowsExemptionsInCode ?? false,
  };
}

/**
 * The profile with the thresholds that a policy's configuration tightens. Of the profile's value and the configured one,
 * the stricter holds: a stack may have raised the profile.
 *
 * @throws ConfigurationError where configuration would loosen one.
 */
export function tightenedProfile(
  base: Profile,
  { name: policy, thresholds: names = [] }: Requirement,
  config: PackConfig,
): Profile {
  const changes = names.flatMap((name) => {
    const wanted = readThreshold(config, policy, name);
    const current = base[name];
    return wanted === undefined || current === null || isLooser(name, wanted, current)
      ? []
      : [[name, wanted] as const];
  });
  return changes.length > 0 ? { ...base, ...Object.fromEntries(changes) } : base;
}

/**
 * The threshold that a policy's configuration sets, if it sets one.
 *
 * @throws ConfigurationError where it is looser than the profile that the configuration itself asks for, at least.
 */
export function readThreshold(config: PackConfig, policy: string, name: ThresholdName): number | undefined {
  const wanted = config[policy]?.[name];
  if (wanted === undefined) return undefined;
  const where = `policy configuration ${policy}.${name}`;
  if (typeof wanted !== "number" || !Number.isFinite(wanted)) {
    throw new ConfigurationError(`${where} is not a number`);
  }
  const asked = config[SETTINGS_POLICY]?.["profile"];
  const floor = profiles[isProfileName(asked) ? asked : "STANDARD"];
  const least = floor[name];
  if (least !== null && isLooser(name, wanted, least)) {
    throw new ConfigurationError(
      `${where} is ${wanted}, which is looser than ${floor.name} allows (${least}); it may only be ${thresholds[name].stricter}`,
    );
  }
  return wanted;
}

function isLooser(name: ThresholdName, value: number, than: number): boolean {
  return thresholds[name].stricter === "higher" ? value < than : value > than;
}

/** The profile of the settings, untightened. */
export function profileOf(settings: Settings): Profile {
  return profiles[settings.profileName];
}

/** Reads each of the pack's settings; what is not set is undefined. */
const packSettings = {
  profile: readProfile,
  justification: readText,
  applicationGeneration: readGeneration,
  applicationLabels: readLabels,
  acceptsSharedHsm: readBoolean,
  allowsExemptionsInCode: readBoolean,
} as const satisfies Record<keyof typeof settingsSchema, (value: unknown, where: string) => unknown>;

type PackSettings = {
  readonly [key in keyof typeof packSettings]?: ReturnType<(typeof packSettings)[key]> | undefined;
};

/**
 * The pack's settings, from the configuration of the policy that holds them.
 *
 * @throws ConfigurationError for a value that is not allowed.
 */
function readPackSettings(properties: Readonly<Record<string, unknown>>): PackSettings {
  return Object.fromEntries(
    Object.keys(packSettings)
      .filter((key) => properties[key] !== undefined)
      .map((key) => [key, readPackSetting(key, properties[key])]),
  );
}

/**
 * Reads one of the pack's settings.
 *
 * @throws ConfigurationError for a value that is not allowed.
 */
export function readPackSetting(key: string, value: unknown): unknown {
  const where = `policy configuration ${SETTINGS_POLICY}.${key}`;
  return key in packSettings ? packSettings[key as keyof typeof packSettings](value, where) : value;
}

function readProfile(value: unknown, where: string): ProfileName {
  if (isProfileName(value)) return value;
  throw new ConfigurationError(
    `${where} is ${shown(value)}${suggestion(String(value), profileNames)}; allowed are ${listed(profileNames)}`,
  );
}

function readGeneration(value: unknown, where: string): ApplicationGeneration {
  const generation = applicationGenerations.find((name) => name === value);
  if (generation) return generation;
  throw new ConfigurationError(`${where} is ${shown(value)}; allowed are ${listed(applicationGenerations)}`);
}

function readText(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  throw new ConfigurationError(`${where} is not text`);
}

function readBoolean(value: unknown, where: string): boolean {
  if (typeof value === "boolean") return value;
  throw new ConfigurationError(`${where} is not true or false`);
}

function readLabels(value: unknown, where: string): Readonly<Record<string, string>> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject || Object.values(value).some((label) => typeof label !== "string")) {
    throw new ConfigurationError(`${where} is not an object of label names and values`);
  }
  return value as Record<string, string>;
}

const listed = (names: readonly string[]): string => names.join(", ");
const shown = (value: unknown): string => (typeof value === "string" ? JSON.stringify(value) : `not text`);
