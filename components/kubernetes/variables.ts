import { all, output, type Input } from "@pulumi/pulumi";
import type { input } from "@pulumi/kubernetes/types";
import { profileRank, type Profile } from "../../profiles";
import type { Setting, SettingName, SettingValues } from "../../policies/kinds/application-setting";
import { settingsV1 } from "../../policies/kinds/application-settings-v1";
import { AUDIT, KEY_MANAGEMENT } from "../../policies/kinds/application-variables";
import { jsonList, logLevels } from "../../policies/kinds/text-format";
import type { ApplicationArgs, SecretKey } from "./application-args";
import type { Checks } from "./checks";

/** A setting that the profile has a say in: what the component sets, and what `env` may set instead. */
interface Choice<T> {
  /** The checklist section that asks for it. */
  readonly section: string;
  /** Undefined where the profile does not ask. */
  value(profile: Profile): T | undefined;
  allows(value: T, profile: Profile): boolean;
  /** What is allowed, after `REGULATED allows`. */
  allowed(profile: Profile): string;
}

type Choices = { readonly [N in SettingName]?: Choice<SettingValues[N]> };

/** Any of the values; the first is set. */
function oneOf<T extends string | boolean>(section: string, ...values: readonly [T, ...T[]]): Choice<T> {
  return {
    section,
    value: () => values[0],
    allows: (value) => values.includes(value),
    allowed: () => values.join(" or "),
  };
}

/** The most that the profile allows, or less. */
function atMost(section: string, most: (profile: Profile) => number | null): Choice<number> {
  return {
    section,
    value: (profile) => most(profile) ?? undefined,
    allows: (value, profile) => value <= (most(profile) ?? Infinity),
    allowed: (profile) => `at most ${most(profile) ?? "any number"}`,
  };
}

const choices: Choices = {
  refreshTokenRotation: oneOf("2.3", true),
  accessTokenMinutes: atMost("2.3", ({ accessTokenMinutes }) => accessTokenMinutes),
  poolSize: {
    section: "3.1",
    value: ({ poolSizeMin }) => poolSizeMin ?? undefined,
    allows: (size, { poolSizeMin, poolSizeMax }) =>
      size >= (poolSizeMin ?? 0) && size <= (poolSizeMax ?? Infinity),
    allowed: ({ poolSizeMin, poolSizeMax }) => `${poolSizeMin ?? 0} to ${poolSizeMax ?? "any number"}`,
  },
  poolMaxOverflow: atMost("3.1", ({ poolMaxOverflow }) => poolMaxOverflow),
  poolTimeoutSeconds: atMost("3.1", ({ poolTimeoutSeconds }) => poolTimeoutSeconds),
  poolRecycleSeconds: atMost("3.1", ({ poolRecycleSeconds }) => poolRecycleSeconds),
  rateLimitEnabled: oneOf("4.3", true),
  requestsPerMinute: atMost("4.3", ({ requestsPerMinute }) => requestsPerMinute),
  queryDepth: atMost("4.4", ({ queryDepth }) => queryDepth),
  complexityEnabled: oneOf("4.4", true),
  queryComplexity: atMost("4.4", ({ queryComplexity }) => queryComplexity),
  // Production switches it off in any case; whoever may do without can leave it to those who are authenticated.
  introspectionPolicy: {
    section: "4.4",
    value: () => "disabled",
    allows: (policy, profile) =>
      policy === "disabled" || (policy === "authenticated" && !isFromRegulated(profile)),
    allowed: (profile) => (isFromRegulated(profile) ? "disabled" : "disabled or authenticated"),
  },
  requestBodyBytes: atMost("4.4", ({ requestBodyBytes }) => requestBodyBytes),
  hstsMaxAgeSeconds: {
    section: "2.2",
    value: ({ hstsMaxAgeSeconds }) => hstsMaxAgeSeconds ?? undefined,
    allows: (seconds, { hstsMaxAgeSeconds }) => seconds >= (hstsMaxAgeSeconds ?? 0),
    allowed: ({ hstsMaxAgeSeconds }) => `at least ${hstsMaxAgeSeconds ?? 0}`,
  },
  logFormat: oneOf("5.2", "json"),
  logLevel: oneOf("5.2", "INFO", ...logLevels.slice(logLevels.indexOf("INFO") + 1)),
  logSanitizesPii: oneOf("5.2", true),
  cacheTtlSeconds: {
    section: "6.1",
    value: () => 300,
    allows: (seconds) => seconds > 0,
    allowed: () => "more than 0",
  },
  persistedQueries: oneOf("6.1", "optional", "required"),
};

/** A variable whose name is known. */
type Variable = input.core.v1.EnvVar & { readonly name: string };

/** What other arguments, or nobody, may set. */
const fixed: readonly string[] = [
  ...(
    [
      "environment",
      "securityProfile",
      "corsEnabled",
      "corsOrigins",
      "rateLimitStore",
      "telemetryEndpoint",
      "tracesSampler",
      "tracesSampleRatio",
    ] as const
  ).map((name) => settingsV1[name].variable),
  "FRAISEQL_DATABASE_URL",
  "DATABASE_URL",
  "PGSSLMODE",
  "JWT_SECRET_KEY",
  "REDIS_URL",
  ...KEY_MANAGEMENT.names.slice(0, 1),
];

/** The variables of `env` keep the profile. Values of variables may be secret, so that only names are told. */
export function checkVariables(env: ApplicationArgs["env"] = {}, profile: Profile, checks: Checks): void {
  for (const variable of fixed.filter((name) => name in env)) {
    const allowed = "the component sets it itself; leave it out";
    checks.problem({ key: `env.${variable}`, allowed, section: "4.1" });
  }
  for (const name of Object.keys(choices) as SettingName[]) {
    const setting = settingOf(name);
    const given = env[setting.variable];
    if (given !== undefined) checkVariable(setting, choiceOf(name), given, profile, checks);
  }
}

function checkVariable<T>(
  { variable, text }: Setting<T>,
  choice: Choice<T>,
  given: Input<string>,
  profile: Profile,
  checks: Checks,
): void {
  void checks.input(`env.${variable}`, given, {
    allows: (written) => {
      const value = text.parse(written);
      return value !== undefined && choice.allows(value, profile);
    },
    allowed: `${profile.name} allows ${choice.allowed(profile)}`,
    section: choice.section,
    hidden: true,
  });
}

/** Every variable of the container, in the checklist's order, and then those of `env`. */
export function variablesOf(args: ApplicationArgs, profile: Profile): Variable[] {
  const { cache, corsOrigins, database, env = {}, jwtSecret, keyManagement, telemetry } = args;
  const own: (Variable | undefined)[] = [
    literal("environment", "production"),
    literal("securityProfile", profile.name),
    fromSecret("FRAISEQL_DATABASE_URL", database.url),
    fromSecret("DATABASE_URL", database.url),
    { name: "PGSSLMODE", value: database.sslMode ?? DEFAULT_SSL_MODE },
    fromSecret("JWT_SECRET_KEY", jwtSecret),
    ...(Object.keys(choices) as SettingName[]).map((name) => chosen(name, profile)),
    literal("rateLimitStore", cache?.url ? "redis" : "postgresql"),
    cache?.url && fromSecret("REDIS_URL", cache.url),
    literal("corsEnabled", corsOrigins !== undefined && corsOrigins.length > 0),
    corsOrigins?.length
      ? {
          name: settingsV1.corsOrigins.variable,
          value: all([...corsOrigins]).apply((origins) => jsonList.write(origins)),
        }
      : undefined,
    ...(isFromRegulated(profile) ? [auditing(profile)].flat() : []),
    keyManagement === undefined ? undefined : { name: KEY_MANAGEMENT.names[0] ?? "", value: keyManagement },
    ...(telemetry
      ? [
          { name: settingsV1.telemetryEndpoint.variable, value: telemetry.endpoint },
          literal("tracesSampler", "parentbased_traceidratio"),
          {
            name: settingsV1.tracesSampleRatio.variable,
            value: output(telemetry.sampleRatio ?? leastRatio(profile)).apply(String),
          },
        ]
      : []),
  ];
  return [
    ...own.flatMap((it) => (it === undefined || it.name in env ? [] : [it])),
    ...Object.entries(env).map(([name, value]) => ({ name, value })),
  ];
}

/** The least part of traces that the profile asks for; one percent where it asks for none. */
export function leastRatio({ traceSampleRatio }: Profile): number {
  return traceSampleRatio ?? 0.01;
}

/** What the profile asks for from REGULATED on. */
export function isFromRegulated(profile: Profile): boolean {
  return profileRank(profile.name) >= profileRank("REGULATED");
}

const DEFAULT_SSL_MODE = "require";

function auditing({ auditRetentionDays }: Profile): Variable[] {
  return [
    { name: AUDIT.names[0] ?? "", value: "true" },
    { name: "FRAISEQL_AUDIT_RETENTION_DAYS", value: String(auditRetentionDays ?? 0) },
  ];
}

function chosen(name: SettingName, profile: Profile): Variable | undefined {
  const { variable, text } = settingOf(name);
  const value = choiceOf(name).value(profile);
  return value === undefined ? undefined : { name: variable, value: text.write(value) };
}

function literal<N extends SettingName>(name: N, value: SettingValues[N]): Variable {
  const { variable, text } = settingOf(name) as Setting<SettingValues[N]>;
  return { name: variable, value: text.write(value) };
}

function settingOf(name: SettingName): Setting<unknown> {
  return settingsV1[name] as Setting<unknown>;
}

function choiceOf(name: SettingName): Choice<unknown> {
  return choices[name] as Choice<unknown>;
}

function fromSecret(name: string, { secretName, key }: SecretKey): Variable {
  return { name, valueFrom: { secretKeyRef: { name: secretName, key } } };
}
