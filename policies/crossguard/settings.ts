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
import { applicationGenerations, type ApplicationGeneration, type Settings } from "../evaluation/settings";

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
export const settingsSchema: Readonly<Record<string, PolicyConfigJSONSchema>> = {
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
};

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

/**
 * Checks the pack's configuration against the policies there are.
 *
 * @throws ConfigurationError for an unknown policy, an unknown key, or a value that is not allowed.
 */
export function checkPackConfig(config: PackConfig, requirements: readonly Requirement[]): void {
  const known = new Map(requirements.map((requirement) => [requirement.name, requirement]));
  for (const [policy, properties] of Object.entries(config)) {
    if (policy === "all") {
      refuseUnknownKeys("all", properties, []);
      continue;
    }
    const requirement = known.get(policy);
    if (requirement === undefined) {
      throw new ConfigurationError(
        `policy configuration names ${JSON.stringify(policy)}, which is not a policy of this pack` +
          `${suggestion(policy, [...known.keys()])}; allowed are ${listed([...known.keys()])}`,
      );
    }
    refuseUnknownKeys(policy, properties, configKeysOf(requirement));
    if (policy === SETTINGS_POLICY) readPackSettings(properties);
  }
}

/** The keys that configuration may set on a requirement's policy. */
export function configKeysOf({ name, thresholds: names = [] }: Requirement): readonly string[] {
  return name === SETTINGS_POLICY ? [...Object.keys(settingsSchema), ...names] : names;
}

/** The settings that hold: the strictest of pack configuration, stack configuration and STANDARD. */
export function resolveSettings(packConfig: PackConfig, stack: StackSettings): Settings {
  const pack = readPackSettings(packConfig[SETTINGS_POLICY] ?? {});
  const profileName = [pack.profile, stack.profile].reduce<ProfileName>(
    (strictest, name) => (name ? stricterProfile(strictest, name) : strictest),
    "STANDARD",
  );
  const chosenBy = (name: ProfileName | undefined): boolean => name === profileName;
  return {
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
  };
}

/**
 * The profile with the thresholds that a policy's configuration tightens.
 *
 * @throws ConfigurationError where configuration would loosen one.
 */
export function tightenedProfile(
  base: Profile,
  { name: policy, thresholds: names = [] }: Requirement,
  config: PackConfig,
): Profile {
  const properties = config[policy] ?? {};
  const changes = names.flatMap((name) => {
    const wanted = properties[name];
    if (wanted === undefined) return [];
    const where = `policy configuration ${policy}.${name}`;
    if (typeof wanted !== "number" || !Number.isFinite(wanted)) {
      throw new ConfigurationError(`${where} is not a number`);
    }
    const current = base[name];
    if (current === null) return [];
    const { stricter } = thresholds[name];
    if (stricter === "higher" ? wanted < current : wanted > current) {
      throw new ConfigurationError(
        `${where} is ${wanted}, which is looser than ${base.name} allows (${current}); it may only be ${stricter}`,
      );
    }
    return [[name, wanted] as const];
  });
  return changes.length > 0 ? { ...base, ...Object.fromEntries(changes) } : base;
}

/** The profile of the settings, untightened. */
export function profileOf(settings: Settings): Profile {
  return profiles[settings.profileName];
}

function readPackSettings(properties: Readonly<Record<string, unknown>>) {
  const { profile, justification, applicationGeneration, applicationLabels, acceptsSharedHsm } = properties;
  const where = (key: string) => `policy configuration ${SETTINGS_POLICY}.${key}`;
  if (justification !== undefined && typeof justification !== "string") {
    throw new ConfigurationError(`${where("justification")} is not text`);
  }
  if (acceptsSharedHsm !== undefined && typeof acceptsSharedHsm !== "boolean") {
    throw new ConfigurationError(`${where("acceptsSharedHsm")} is not true or false`);
  }
  return {
    profile: profile === undefined ? undefined : readProfile(profile, where("profile")),
    justification,
    applicationGeneration:
      applicationGeneration === undefined
        ? undefined
        : readGeneration(applicationGeneration, where("applicationGeneration")),
    applicationLabels: readLabels(applicationLabels, where("applicationLabels")),
    acceptsSharedHsm,
  };
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

function readLabels(value: unknown, where: string): Readonly<Record<string, string>> | undefined {
  if (value === undefined) return undefined;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject || Object.values(value).some((label) => typeof label !== "string")) {
    throw new ConfigurationError(`${where} is not an object of label names and values`);
  }
  return value as Record<string, string>;
}

function refuseUnknownKeys(policy: string, properties: object, allowed: readonly string[]): void {
  const unknown = Object.keys(properties).find((key) => !allowed.includes(key));
  if (unknown === undefined) return;
  throw new ConfigurationError(
    `policy configuration ${policy}.${unknown} is not known${suggestion(unknown, allowed)}; allowed are ` +
      listed(["enforcementLevel", ...allowed]),
  );
}

function suggestion(wrong: string, allowed: readonly string[]): string {
  const key = simplified(wrong);
  const near = allowed.find((name) => simplified(name) === key || simplified(name).endsWith(key));
  return near === undefined || key === "" ? "" : ` (did you mean ${near}?)`;
}

const simplified = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");
const listed = (names: readonly string[]): string => names.join(", ");
const shown = (value: unknown): string => (typeof value === "string" ? JSON.stringify(value) : `not text`);
