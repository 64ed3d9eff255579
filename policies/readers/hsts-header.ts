import { Fact, type FactState } from "../evaluation/fact";
import type { Hsts } from "../kinds/entry-point";

/** What a Strict-Transport-Security header says. */
export interface HstsHeader {
  /** Seconds; 0 where it says none. */
  readonly maxAgeSeconds: number;
  readonly includesSubDomains: boolean;
}

/** The parts of a Strict-Transport-Security header's value: `max-age=63072000; includeSubDomains`. */
export function parseHstsHeader(value: string): HstsHeader {
  return {
    maxAgeSeconds: Number(/max-age\s*=\s*"?(\d+)/i.exec(value)?.[1] ?? 0),
    includesSubDomains: /\bincludeSubDomains\b/i.test(value),
  };
}

/** The value of the header in a text that sets headers, up to the end of its statement. Undefined without one. */
export function hstsHeaderIn(text: string): string | undefined {
  return /Strict-Transport-Security["']?\s*[:=]?\s*["']?([^"'\n]*)/i.exec(text)?.[1]?.trim();
}

/** A header's value as facts. `as` turns each into one of the object that sets the header. */
export function hstsOf(header: Fact<string>, as: <T>(fact: Fact<T>) => Fact<T> = (fact) => fact): Hsts {
  const part = <T>(read: (value: string) => T, format: { unit?: string; says?(value: T): string }) =>
    as(new Fact<T>(stateOf(header, read), header.path, { ...format, fixable: false }));
  return {
    maxAgeSeconds: part((value) => parseHstsHeader(value).maxAgeSeconds, { unit: "seconds" }),
    includesSubDomains: part((value) => parseHstsHeader(value).includesSubDomains, {
      says: (included) => (included ? "includeSubDomains" : "a header without includeSubDomains"),
    }),
  };
}

function stateOf<T>({ state }: Fact<string>, read: (value: string) => T): FactState<T> {
  if (state.is === "known") {
    return { is: "known", value: read(state.value), ...(state.secret ? { secret: true } : {}) };
  }
  return state.is === "absent" ? { is: "absent" } : state;
}
