import type { Path } from "./path";
import {
  notApplicable,
  pass,
  undetermined,
  violation,
  type Change,
  type Outcome,
  type Undetermined,
  type Violation,
} from "./outcome";

/** What is known of one value of a resource. */
export type FactState<T> =
  /** Set. `shown` is how the provider writes it, where that differs from `value`. */
  | { readonly is: "known"; readonly value: T; readonly shown?: string; readonly secret?: boolean }
  /**
   * Not set; `value` is what the provider then applies, when it applies something. `unless` says, as it follows the path,
   * where outside the stack something else may be set: a default that does not comply is then no finding.
   */
  | { readonly is: "absent"; readonly value?: T; readonly unless?: string }
  /** Not set in a patch, which leaves the live object as it is. */
  | { readonly is: "unstated" }
  /** Cannot be read; `why` follows the path: `is not known until the update`. */
  | { readonly is: "unknown"; readonly why: string; readonly secret?: boolean };

/** How a fact is shown and written. */
export interface FactFormat<T> {
  /** `days`, `seconds`, `percent`, `bytes`: shown after a number. */
  readonly unit?: string;
  /** What a value comes to, in words: false to `no point-in-time recovery`. Left out: the value, with its unit. */
  says?(value: T): string;
  /** How the provider writes a value: days to `"2592000s"`. Left out: as it is. */
  write?(value: T): unknown;
  /** What has to be written beside the property for its value to count: the unit of a number. */
  readonly beside?: readonly Change[];
  /** False where writing this one property cannot make it right, so that no fix is offered. */
  readonly fixable?: boolean;
  /** What messages call the property instead of its path: the name of an environment variable. */
  readonly called?: string;
  /** True for a value that messages never show, although it is no secret: of an environment variable. */
  readonly hidden?: boolean;
}

/** `why` of a value that only the update will decide. */
export const UNTIL_UPDATE = "is not known until the update";

/**
 * One value of a resource, with the property path it came from. Each comparison gives the verdict, the words of the
 * message and the fix.
 */
export class Fact<T> {
  constructor(
    readonly state: FactState<T>,
    readonly path: Path,
    readonly format: FactFormat<T> = {},
  ) {}

  /** A fact that the platform itself decides, whatever the resource says; `path` is where a user would look. */
  static given<T>(value: T, path: Path = []): Fact<T> {
    return new Fact<T>({ is: "known", value }, path, { fixable: false });
  }

  /** A fact that this resource cannot show; `why` follows the path. */
  static unknown<T>(path: Path, why: string): Fact<T> {
    return new Fact<T>({ is: "unknown", why }, path);
  }

  /**
   * A default that something outside the stack may override; `unless` follows the path: `is not set here, and may be set
   * in the controller's configuration, which is not in this stack`.
   */
  static presumed<T>(value: T, path: Path, unless: string, format: FactFormat<T> = {}): Fact<T> {
    return new Fact<T>({ is: "absent", value, unless }, path, format);
  }

  /** The value that applies: as set, or the provider's default. Undefined when there is none, or it cannot be told. */
  get value(): T | undefined {
    return this.state.is === "known" || this.state.is === "absent" ? this.state.value : undefined;
  }

  /** The value that applies, for a message: undefined where it is secret, or is never shown. */
  get shownValue(): T | undefined {
    const isSecret = this.state.is === "known" && this.state.secret === true;
    return isSecret || this.format.hidden ? undefined : this.value;
  }

  /** True when the value can be judged: set, or absent with or without a default. */
  get isDecided(): boolean {
    return this.state.is === "known" || this.state.is === "absent";
  }

  /** True when the program sets it, to a value known now. */
  get isKnown(): boolean {
    return this.state.is === "known";
  }

  /** True when the program does not set it. */
  get isAbsent(): boolean {
    return this.state.is === "absent";
  }

  /** Why its value is not known, where it is not. */
  get untold(): Undetermined | undefined {
    const { path, state } = this;
    return state.is === "unknown" ? { path, ...this.name, why: state.why } : undefined;
  }

  /** This fact when the program sets it (or it cannot be told), otherwise `other`: a container's setting, then its pod's. */
  orElse(other: Fact<T>): Fact<T> {
    return this.state.is === "absent" || this.state.is === "unstated" ? other.orAbsent(this) : this;
  }

  /** The same fact, called by this name in messages, and its value never shown. */
  called(name: string): Fact<T> {
    return new Fact<T>(this.state, this.path, { ...this.format, called: name, hidden: true });
  }

  /** The same fact in other terms. `write` turns a value back into what the provider writes. */
  map<U>(to: (value: T) => U | undefined, format: FactFormat<U> & { readonly why?: string } = {}): Fact<U> {
    const { why = "cannot be read", ...rest } = format;
    const { fixable, hidden } = this.format;
    return new Fact<U>(this.mapState(to, why), this.path, {
      ...(fixable === false ? { fixable } : {}),
      ...this.name,
      ...(hidden ? { hidden } : {}),
      ...rest,
    });
  }

  /** The general comparison. `suggestion` is a value that complies, if one can be named. */
  satisfies(test: (value: T) => boolean, needs: string, suggestion?: T): Outcome {
    const { state } = this;
    switch (state.is) {
      case "unknown":
        return undetermined({ path: this.path, ...this.name, why: state.why });
      case "unstated":
        return notApplicable("a patch is judged only on what it sets");
      default:
        if (state.value !== undefined && test(state.value)) return pass;
        return state.is === "absent" && state.unless !== undefined
          ? undetermined({ path: this.path, ...this.name, why: state.unless })
          : violation(this.refusal(needs, suggestion));
    }
  }

  /** At least `min`. Null asks for nothing. */
  atLeast(this: Fact<number>, min: number | null): Outcome {
    if (min === null) return notAsked;
    return this.satisfies((v) => v >= min, `at least ${this.showNeed(min)}`, min);
  }

  /** At most `max`. Null asks for nothing. */
  atMost(this: Fact<number>, max: number | null): Outcome {
    if (max === null) return notAsked;
    return this.satisfies((v) => v <= max, `at most ${this.showNeed(max)}`, max);
  }

  /** From `min` to `max`, both included. The nearer bound is suggested. */
  between(this: Fact<number>, min: number, max: number): Outcome {
    const nearest = (this.value ?? min) > max ? max : min;
    return this.satisfies((v) => v >= min && v <= max, `${min} to ${this.showNeed(max)}`, nearest);
  }

  /** Exactly `wanted`. */
  is(wanted: T): Outcome {
    return this.satisfies((v) => v === wanted, this.show(wanted), wanted);
  }

  /** Anything but `unwanted`; absent passes. */
  isNot(unwanted: T, suggestion?: T): Outcome {
    if (this.isDecided && this.value === undefined) return pass;
    return this.satisfies((v) => v !== unwanted, `a value other than ${show(unwanted)}`, suggestion);
  }

  /** One of `wanted`; the first is suggested. */
  isOneOf(wanted: readonly T[]): Outcome {
    return this.satisfies((v) => wanted.includes(v), wanted.map((w) => show(w)).join(" or "), wanted[0]);
  }

  /** Set at all, or given a default by the provider. */
  isPresent(needs = "a value"): Outcome {
    return this.satisfies(() => true, needs);
  }

  /** A violation on this property in other words: `says` follows the path. */
  violation(found: Omit<Violation, "path">): Outcome {
    return violation({ path: this.path, ...this.name, ...found });
  }

  /** What the property says, as it follows the path in a message: `is 7 days`, `is not set, which means false`. */
  get says(): string {
    const { state } = this;
    switch (state.is) {
      case "known": {
        if (state.secret) return "is a secret value that does not comply";
        if (this.format.hidden) return "does not comply";
        const shown = this.show(state.value);
        if (state.shown === undefined || state.shown === String(state.value)) return `is ${shown}`;
        return typeof state.value === "boolean"
          ? `is ${state.shown}, which means ${shown}`
          : `is ${state.shown} (${shown})`;
      }
      case "absent":
        return state.value === undefined ? "is not set" : `is not set, which means ${this.show(state.value)}`;
      case "unstated":
        return "is not set by this patch";
      case "unknown":
        return state.why;
    }
  }

  /** The change that writes `value` here, or none where it would not help. */
  changeTo(value: T): readonly Change[] {
    if (this.format.fixable === false || this.path.length === 0) return [];
    const written = this.format.write ? this.format.write(value) : value;
    return [{ path: this.path, value: written }, ...(this.format.beside ?? [])];
  }

  private get name(): { readonly called?: string } {
    return this.format.called === undefined ? {} : { called: this.format.called };
  }

  private refusal(needs: string, suggestion: T | undefined): Violation {
    const fix = suggestion === undefined ? [] : this.changeTo(suggestion);
    return { path: this.path, ...this.name, says: this.says, needs, ...(fix.length > 0 ? { fix } : {}) };
  }

  private show(value: T): string {
    return this.format.says ? this.format.says(value) : show(value, this.format.unit);
  }

  /** The unit is said once: with the value, or, where none is shown, with the need. */
  private showNeed(value: number): string {
    const isShown = this.value !== undefined && this.format.hidden !== true;
    return show(value, isShown ? undefined : this.format.unit);
  }

  private orAbsent(first: Fact<T>): Fact<T> {
    if (this.state.is === "unstated") return first;
    // Neither is set: the fix belongs where the first would be written.
    return this.state.is === "absent" ? new Fact(this.state, first.path, first.format) : this;
  }

  private mapState<U>(to: (value: T) => U | undefined, why: string): FactState<U> {
    const { state } = this;
    switch (state.is) {
      case "known": {
        const value = to(state.value);
        if (value === undefined) return { is: "unknown", why };
        const shown = state.shown ?? String(state.value);
        return { is: "known", value, shown, ...(state.secret ? { secret: true } : {}) };
      }
      case "absent": {
        const value = state.value === undefined ? undefined : to(state.value);
        const { unless } = state;
        return {
          is: "absent",
          ...(value === undefined ? {} : { value }),
          ...(unless === undefined ? {} : { unless }),
        };
      }
      default:
        return state;
    }
  }
}

const notAsked = notApplicable("the profile does not ask for it");

/** A value as a message shows it: text in quotes, a number with its unit. */
export function show(value: unknown, unit?: string): string {
  if (value === Infinity) return "never again";
  if (typeof value === "number" && unit !== undefined) {
    const rounded = Math.round(value * 100) / 100;
    return `${rounded} ${rounded === 1 ? unit.replace(/s$/, "") : unit}`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
