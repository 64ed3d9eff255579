import { Fact, type FactFormat } from "../evaluation/fact";
import { Listing } from "../evaluation/listing";
import { advise, notApplicable, type Outcome } from "../evaluation/outcome";
import { applicationGenerations, type Settings } from "../evaluation/settings";
import { applicationContracts } from "./application-contract";
import type { NoSetting, Setting, SettingName, SettingValues } from "./application-setting";
import type { Environment } from "./environment";
import { MalformedFact } from "./malformed-fact";

/**
 * A setting of the application in its own unit. Undefined where its generation has no such setting. Text that the
 * application cannot read fails every comparison.
 */
export function applicationSetting<N extends SettingName>(
  name: N,
  environment: Environment,
  settings: Settings,
): Fact<SettingValues[N]> | undefined {
  const setting = settingOf(name, settings);
  return "none" in setting ? undefined : factOf(setting, environment);
}

/**
 * The outcome of a check of a setting. Violations are told where else it has to be set, and which look-alike is set
 * instead of it.
 */
export function judgeSetting<N extends SettingName>(
  name: N,
  environment: Environment,
  settings: Settings,
  check: (fact: Fact<SettingValues[N]>) => Outcome,
): Outcome {
  const setting = settingOf(name, settings);
  if ("none" in setting) return notApplicable(setting.none);
  const notes = [misnomerNote(name, setting, environment), declaredNote(setting)];
  return notes.reduce<Outcome>(
    (outcome, note) => (note === undefined ? outcome : advise(outcome, note)),
    check(factOf(setting, environment)),
  );
}

/** Requests per minute and client that the application lets through. Undefined where it has no such setting. */
export function applicationRequestsPerMinute(
  environment: Environment,
  settings: Settings,
): Fact<number> | undefined {
  const limit = applicationSetting("requestsPerMinute", environment, settings);
  const enabled = applicationSetting("rateLimitEnabled", environment, settings);
  if (limit === undefined || enabled === undefined || enabled.value === true) return limit;
  // Off, or not known to be on, it limits nothing, whatever the limit.
  return enabled.map(() => Infinity, { says: () => "no limit", fixable: false });
}

/** Bytes of a request body that the application takes, at most. Undefined where it has no such setting. */
export function applicationBodyLimitBytes(
  environment: Environment,
  settings: Settings,
): Fact<number> | undefined {
  return applicationSetting("requestBodyBytes", environment, settings);
}

/** Seconds of Strict-Transport-Security max-age that the application sends. Undefined where that is not a setting. */
export function applicationHsts(environment: Environment, settings: Settings): Fact<number> | undefined {
  return applicationSetting("hstsMaxAgeSeconds", environment, settings);
}

/** The origins that the application lets browsers call from: none where CORS is off. */
export function applicationCorsOrigins(environment: Environment, settings: Settings): Listing<Fact<string>> {
  const enabled = applicationSetting("corsEnabled", environment, settings);
  const origins = applicationSetting("corsOrigins", environment, settings);
  if (origins === undefined) return new Listing([]);
  // The application reads the list, and stops at what is none, whether CORS is on or off.
  if (origins instanceof MalformedFact) return new Listing([origins.map<string>()]);
  if (enabled?.value === false) return new Listing([]);
  const { path, state, format } = origins;
  const called = format.called === undefined ? {} : { called: format.called };
  if (enabled !== undefined && !enabled.isDecided) return unseen(enabled);
  if (state.is === "unstated") return Listing.unstated();
  if (origins.value === undefined) {
    if (state.is === "absent" && state.unless === undefined) return new Listing([], undefined, path);
    return unseen(origins);
  }
  // One origin cannot be written without the others, so that none is suggested.
  return new Listing(
    origins.value.map(
      (origin) =>
        new Fact<string>(
          { is: "known", value: origin, ...(isSecret(origins) ? { secret: true } : {}) },
          path,
          { ...called, hidden: true, fixable: false },
        ),
    ),
    undefined,
    path,
  );
}

function settingOf<N extends SettingName>(
  name: N,
  { applicationGeneration }: Settings,
): Setting<SettingValues[N]> | NoSetting {
  return applicationContracts[applicationGeneration].settings[name];
}

function factOf<T>(setting: Setting<T>, environment: Environment): Fact<T> {
  const { variable, text, unit, whenAbsent, file, fixable } = setting;
  const raw = environment.value(variable);
  const { called, hidden } = raw.format;
  const format: FactFormat<T> = {
    ...(unit === undefined ? {} : { unit }),
    ...(called === undefined ? {} : { called }),
    ...(hidden === undefined ? {} : { hidden }),
    ...(fixable === false || raw.format.fixable === false ? { fixable: false } : {}),
    write: (value) => (raw.format.write ? raw.format.write(text.write(value)) : text.write(value)),
  };
  const { state } = raw;
  switch (state.is) {
    case "known": {
      const value = text.parse(state.value);
      return value === undefined
        ? new MalformedFact(raw.path, format, whyMalformed(setting))
        : new Fact<T>({ is: "known", value, ...(state.secret ? { secret: true } : {}) }, raw.path, format);
    }
    case "absent":
      return new Fact<T>(
        {
          is: "absent",
          ...(whenAbsent === undefined ? {} : { value: whenAbsent }),
          ...(file === undefined
            ? {}
            : {
                unless: `is not set, and the application's configuration file, which is not read, may set ${file}`,
              }),
        },
        raw.path,
        format,
      );
    default:
      return new Fact<T>(state, raw.path, format);
  }
}

function whyMalformed({ text, reach }: Setting<unknown>): string {
  return reach === "effective"
    ? `is not ${text.is}, and the application does not start with it`
    : `is not ${text.is}`;
}

/** What a declaration leaves to do. */
function declaredNote({ reach, file }: Setting<unknown>): string | undefined {
  if (reach === "effective") return undefined;
  const where = file === undefined ? "in the application's code" : `as ${file} in its configuration file`;
  return `The variable only declares it: set it ${where} too.`;
}

/** What is set instead, where the setting itself is not. */
function misnomerNote(
  name: SettingName,
  { variable, misnomers = [] }: Setting<unknown>,
  environment: Environment,
): string | undefined {
  if (environment.find(variable)) return undefined;
  const ofOtherGenerations = applicationGenerations.flatMap((generation) => {
    const other = applicationContracts[generation].settings[name];
    return "none" in other ? [] : [other.variable];
  });
  const set = [...misnomers, ...ofOtherGenerations].find((other) => environment.find(other) !== undefined);
  return set === undefined
    ? undefined
    : `${set} is set, which this generation of the application does not read.`;
}

/** A list of which nothing is known, because of this fact. */
function unseen<T>({ path, says, format, state }: Fact<unknown>): Listing<T> {
  const why = state.is === "absent" && state.unless !== undefined ? state.unless : says;
  return Listing.unknown({ path, why, ...(format.called === undefined ? {} : { called: format.called }) });
}

function isSecret({ state }: Fact<unknown>): boolean {
  return state.is === "known" && state.secret === true;
}
