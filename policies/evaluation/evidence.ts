import type { ThresholdName } from "../../profiles/index";

/** The number that a measurement is held against: a threshold of the profile, or one that all profiles share. */
export type Limit = ThresholdName | number;

/** A number that was measured, or that a goal is set at. */
export interface NumberMeasurement {
  readonly form: "number";
  /** What it is: `p95 latency under load`. */
  readonly about: string;
  /** The unit it is told in: `milliseconds`. */
  readonly unit: string;
  /** It has to be less than this. */
  readonly below?: Limit;
  /** It has to be this or less. */
  readonly atMost?: Limit;
  /** It has to be this or more. */
  readonly atLeast?: Limit;
  readonly optional?: boolean;
  /** Beyond its limit it is advice, and never blocks. */
  readonly advisory?: boolean;
}

/** One thing that was looked at, by itself: `passed` or `failed`. */
export interface ResultMeasurement {
  readonly form: "result";
  readonly about: string;
  readonly optional?: boolean;
}

/** What is told in words. */
export interface TextMeasurement {
  readonly form: "text";
  readonly about: string;
  /** The words that may stand in it, separated by commas. */
  readonly words?: readonly string[];
  readonly optional?: boolean;
}

/** What an attestation tells beside its result. */
export type Measurement = NumberMeasurement | ResultMeasurement | TextMeasurement;

/** What has to be attested where no resource shows it. Checks, messages and the schema of evidence files derive from it. */
export interface Evidence {
  /** What is attested, as it follows "needs": `a load test that met its targets`. */
  readonly of: string;
  /** Days after which it counts no more. */
  readonly maxAge?: ThresholdName;
  /** What has to be in a stack for it to be asked for: FraiseQL itself, or also a database alone. */
  readonly about?: "application" | "database";
  /** By name, in the order in which they are told. */
  readonly measurements?: Readonly<Record<string, Measurement>>;
}

/** A number. */
export function measured(
  about: string,
  unit: string,
  limit: Omit<NumberMeasurement, "form" | "about" | "unit"> = {},
): NumberMeasurement {
  return { form: "number", about, unit, ...limit };
}

/** One thing that has to have passed. */
export function tested(about: string): ResultMeasurement {
  return { form: "result", about };
}

/** Words. */
export function told(about: string, more: Omit<TextMeasurement, "form" | "about"> = {}): TextMeasurement {
  return { form: "text", about, ...more };
}

/** What an attestation may say of what it attests. */
export const evidenceResults = ["passed", "failed", "not-applicable"] as const;
export type EvidenceResult = (typeof evidenceResults)[number];

/** The forms of texts in an attestation. The schema of evidence files states them too. */
export const evidenceForms = {
  /** A link, without a password in it, or the digest of a file. */
  evidence: /^(?:https:\/\/[^\s@]+|sha(?:256:[0-9a-fA-F]{64}|384:[0-9a-fA-F]{96}|512:[0-9a-fA-F]{128}))$/,
  /** `organization/project/stack`. */
  coveredBy: /^[^\s/]+\/[^\s/]+\/[^\s/]+$/,
  /** A day; whether there is such a day is asked beside it. */
  day: /^\d{4}-\d{2}-\d{2}$/,
  /** At least ten characters, which is too much for a placeholder. */
  reason: /^\s*\S[^]{8,}\S\s*$/,
} as const;

/** The thresholds that the measurements are held against. */
export function thresholdsOf({ maxAge, measurements = {} }: Evidence): readonly ThresholdName[] {
  const limits = Object.values(measurements).flatMap((it) =>
    it.form === "number" ? [it.below, it.atMost, it.atLeast] : [],
  );
  return [maxAge, ...limits].filter((limit) => typeof limit === "string");
}
