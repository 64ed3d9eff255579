import { addDays, daysBetween, isDay } from "./day";
import { refusedKeys } from "./suggestion";

/** A key of an exemption as it is written. */
export interface ExemptionKey {
  /** What to write: it follows `write`. */
  readonly wants: string;
  readonly isRequired: boolean;
  readonly minLength: number;
}

/** The shortest reason that can be one. */
const REASON_LENGTH = 10;

const required = (wants: string, minLength = 1): ExemptionKey => ({ wants, isRequired: true, minLength });
const optional = (wants: string): ExemptionKey => ({ wants, isRequired: false, minLength: 1 });

/** What an exemption says, key by key: configuration, its schema, components and documentation have the same. */
export const exemptionKeys = {
  resource: required("a resource's name or URN, or a pattern of either (* and ?)"),
  type: optional("a type token, such as aws:rds/instance:Instance"),
  reason: required(`why it is let be, in ${REASON_LENGTH} characters or more`, REASON_LENGTH),
  owner: required("who answers for it"),
  ticket: optional("where it is followed up"),
  expires: required("the last day on which it holds, as YYYY-MM-DD"),
} as const satisfies Record<string, ExemptionKey>;

export type ExemptionKeyName = keyof typeof exemptionKeys;

/** What an exemption says, once it has been checked. */
export type ExemptionText = Readonly<Record<"resource" | "reason" | "owner" | "expires", string>> &
  Readonly<Partial<Record<"type" | "ticket", string>>>;

/** How far ahead an exemption may expire. */
export interface ExemptionTerm {
  readonly today: string;
  /** 365, and 90 for what blocks a launch. */
  readonly maxDays: number;
}

/** A mistake in one key. `says` follows the key. */
export interface ExemptionMistake {
  readonly key: string;
  readonly says: string;
}

/** Everything that is wrong with an exemption as it is written. One that has expired is well-formed. */
export function exemptionMistakes(
  written: Readonly<Record<string, unknown>>,
  term: ExemptionTerm,
): readonly ExemptionMistake[] {
  const names = Object.keys(exemptionKeys) as ExemptionKeyName[];
  return [
    ...refusedKeys(Object.keys(written), names),
    ...names.flatMap((key) => {
      const says = mistakeIn(key, written[key], term);
      return says === undefined ? [] : [{ key, says }];
    }),
  ];
}

/** What an exemption without mistakes says. */
export function exemptionText(written: Readonly<Record<string, unknown>>): ExemptionText {
  // Whoever calls this has asked for mistakes, and there were none.
  return written as ExemptionText;
}

function mistakeIn(key: ExemptionKeyName, value: unknown, term: ExemptionTerm): string | undefined {
  const { wants, isRequired, minLength } = exemptionKeys[key];
  const write = `; write ${wants}`;
  if (value === undefined || value === null) return isRequired ? `is missing${write}` : undefined;
  if (typeof value !== "string") return `is not text${write}`;
  const { length } = value.trim();
  if (length === 0) return `is empty${write}`;
  if (length < minLength) return `is too short${write}`;
  return key === "expires" ? mistakeInDay(value, term) : undefined;
}

function mistakeInDay(day: string, { today, maxDays }: ExemptionTerm): string | undefined {
  if (!isDay(day)) return `is ${JSON.stringify(day)}, which is no day; write ${exemptionKeys.expires.wants}`;
  const ahead = daysBetween(today, day);
  if (ahead <= maxDays) return undefined;
  const limit = maxDays < 365 ? `${maxDays} days for what blocks a launch` : `${maxDays} days`;
  return `is ${day}, ${ahead} days ahead, and may be ${limit}: ${addDays(today, maxDays)} at the latest`;
}
