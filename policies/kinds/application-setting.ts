import type { ProfileName } from "../../profiles";
import type { LogLevel, TextFormat } from "./text-format";

/** One setting of a generation of the application, as its environment says it. */
export interface Setting<T> {
  /** What the setting is, in a few words. */
  readonly about: string;
  readonly variable: string;
  readonly text: TextFormat<T>;
  readonly unit?: string;
  /** What the application applies when nothing is set. Left out: nothing, or nothing that is in force by itself. */
  readonly whenAbsent?: T;
  /**
   * - `effective`: the application reads the variable
   * - `declared`: the application takes the setting elsewhere, in its code unless `file` says otherwise; the variable is
   *   this checklist's convention, and documents what is set there
   */
  readonly reach: "effective" | "declared";
  /** False where no value can be suggested. Default: true. */
  readonly fixable?: boolean;
  /** Where the application's configuration file holds it. */
  readonly file?: string;
  /** Variables that look like it, and that no generation reads. */
  readonly misnomers?: readonly string[];
}

/** A setting that a generation does not have, with a clause why. */
export interface NoSetting {
  readonly none: string;
}

/** What the settings of the application hold. */
export interface SettingValues {
  /** The security profile that the application's code was started with. */
  readonly securityProfile: ProfileName;
  /** What the application takes itself to run in. */
  readonly environment: "development" | "production" | "testing";
  /** Who authenticates users. */
  readonly authProvider: "auth0" | "custom" | "none";
  /** Minutes an access token lives. */
  readonly accessTokenMinutes: number;
  /** Whether a refresh token is replaced whenever it is used. */
  readonly refreshTokenRotation: boolean;
  /** Connections that the pool keeps. */
  readonly poolSize: number;
  /** Connections beyond the pool. */
  readonly poolMaxOverflow: number;
  /** Seconds to wait for a pooled connection. */
  readonly poolTimeoutSeconds: number;
  /** Seconds after which a pooled connection is renewed. */
  readonly poolRecycleSeconds: number;
  /** Depth of a GraphQL query, at most. */
  readonly queryDepth: number;
  /** Whether the complexity of queries is limited at all. */
  readonly complexityEnabled: boolean;
  /** Complexity of a GraphQL query, at most. */
  readonly queryComplexity: number;
  /** Depth of a GraphQL query, at most, as the complexity analysis has it. */
  readonly complexityDepth: number;
  /** Who may introspect the schema. */
  readonly introspectionPolicy: "disabled" | "public" | "authenticated";
  /** Whether the schema may be introspected. */
  readonly introspectionEnabled: boolean;
  /** Bytes of a request body, at most. */
  readonly requestBodyBytes: number;
  /** Seconds of Strict-Transport-Security max-age. */
  readonly hstsMaxAgeSeconds: number;
  /** Whether browsers of other origins may call. */
  readonly corsEnabled: boolean;
  /** The origins that may. */
  readonly corsOrigins: readonly string[];
  /** Whether requests are limited per client. */
  readonly rateLimitEnabled: boolean;
  /** Requests per minute and client. */
  readonly requestsPerMinute: number;
  /** Where the counters of the rate limit stand. */
  readonly rateLimitStore: "memory" | "redis" | "postgresql";
  /** The format of log lines. */
  readonly logFormat: "json" | "text";
  /** The lowest level that is logged. */
  readonly logLevel: LogLevel;
  /** Whether personal data is masked in logs. */
  readonly logSanitizesPii: boolean;
  /** Whether it serves its metrics. */
  readonly metricsEnabled: boolean;
  /** Where telemetry is sent. */
  readonly telemetryEndpoint: string;
  /** Where traces are sent, if elsewhere. */
  readonly tracesEndpoint: string;
  /** How traces are exported: `none` for not at all. */
  readonly tracesExporter: string;
  /** Whether telemetry is switched off altogether. */
  readonly telemetryDisabled: boolean;
  /** How traces are chosen. */
  readonly tracesSampler: string;
  /** The part of traces that a ratio sampler keeps, from 0 to 1. */
  readonly tracesSampleRatio: number;
  /** Whether query results are cached. */
  readonly cacheEnabled: boolean;
  /** Seconds that a query result is cached. */
  readonly cacheTtlSeconds: number;
  /** Automatic persisted queries: taken, demanded, or refused. */
  readonly persistedQueries: "optional" | "required" | "disabled";
  /** Whether the Rust pipeline is left out. */
  readonly rustSkipped: boolean;
}

export type SettingName = keyof SettingValues;

/** Every setting of a generation. */
export type ApplicationSettings = {
  readonly [name in SettingName]: Setting<SettingValues[name]> | NoSetting;
};
