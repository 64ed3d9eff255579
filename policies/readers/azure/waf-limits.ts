import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { allOf, type Outcome, type Undetermined } from "../../evaluation/outcome";
import { eitherOf, jointly } from "../borrowed-fact";
import { showBytes } from "../byte-size";
import { Lacking } from "../kubernetes/lacking";
import type { Scope, WafRule, WafRules } from "./waf-rule";

/** Whether a policy blocks at all: switched on, and in prevention mode. */
export interface Enforcement {
  readonly mode: Fact<string>;
  readonly state: Fact<string>;
}

/** A fact that only counts where the policy blocks what it finds. */
export function enforced<T>(fact: Fact<T>, enforcement: Enforcement): Fact<T> {
  return new EnforcedFact(fact, enforcement);
}

class EnforcedFact<T> extends Fact<T> {
  constructor(
    private readonly fact: Fact<T>,
    private readonly by: Enforcement,
  ) {
    super(fact.state, fact.path, fact.format);
  }

  override satisfies(test: (value: T) => boolean, needs: string, suggestion?: T): Outcome {
    const { mode, state } = this.by;
    return allOf(
      state.satisfies((it) => it === "Enabled", "a firewall that is switched on", "Enabled"),
      mode.satisfies((it) => it === "Prevention", "a firewall that blocks what it finds", "Prevention"),
      this.fact.satisfies(test, needs, suggestion),
    );
  }
}

const PER_MINUTE = { unit: "requests per minute" };

/** How one of Azure's policies writes a limit on rates. */
export interface RateDialect {
  /** Minutes that requests are counted for. */
  minutesOf(rule: Inputs): Fact<number>;
  /** What requests are counted by; one that counts all clients together is told. */
  countsTogether(rule: Inputs): Fact<number> | undefined;
}

/** What the rules let through for each client. Undefined where none of them limits rates. */
export function rateOf({ items, missing }: WafRules, dialect: RateDialect): Fact<number> | undefined {
  const untold = missing ? [Fact.unknown<number>(missing.path ?? [], missing.why)] : [];
  const allows = ({ action, limitsRate, scope }: WafRule) =>
    !limitsRate && action === "Allow" && isForMost(scope);
  const end = items.findIndex(allows);
  const tried = end < 0 ? items : items.slice(0, end);
  const isLimit = ({ action, limitsRate }: WafRule) => limitsRate && action === "Block";
  const limits = tried.filter(isLimit).map((rule) => limitOf(rule, dialect));
  const open = items[end];
  const unreached = limits.length === 0 && open && items.some(isLimit) ? [allowsAll(open)] : [];
  return eitherOf([...limits, ...unreached, ...untold]);
}

/** Everybody, or everybody but some addresses. */
function isForMost({ is }: Scope): boolean {
  return is === "everybody" || is === "others";
}

function allowsAll({ inputs }: WafRule): Fact<number> {
  return new Lacking<number>([...inputs.path, "action"], {
    says: "is Allow for everybody, before any limit",
    ...PER_MINUTE,
    advice: "Give the rate rule a lower priority, which comes first.",
  });
}

function limitOf({ inputs, scope }: WafRule, dialect: RateDialect): Fact<number> {
  if (!isForMost(scope)) {
    const why =
      "narrow the rule to some requests, and whether those of the application are among them is not judged";
    return Fact.unknown([...inputs.path, "matchConditions"], why);
  }
  const left = scope.is === "others" ? untoldIn(scope.ranges) : undefined;
  if (left) return Fact.unknown(left.path ?? [], left.why);
  const minutes = dialect.minutesOf(inputs);
  const together = dialect.countsTogether(inputs);
  const rate =
    minutes.value === undefined
      ? Fact.unknown<number>(minutes.path, minutes.says)
      : perMinute(inputs.number("rateLimitThreshold"), minutes.value);
  return (together && jointly([together, rate])) ?? rate;
}

function untoldIn({ items, missing }: Listing<Fact<string>>): Undetermined | undefined {
  return missing ?? items.find(({ untold }) => untold)?.untold;
}

function perMinute(threshold: Fact<number>, minutes: number): Fact<number> {
  return threshold.map((requests) => requests / minutes, {
    ...PER_MINUTE,
    write: (requests) => requests * minutes,
  });
}

/** A rule that counts all clients together. */
export function countsTogether(path: Fact<unknown>["path"], says: string, advice: string): Fact<number> {
  return new Lacking<number>(path, { says, needs: "a count for each client", advice });
}

/** The largest announced body that the rules let through. Undefined where no rule is about that. */
export function announcedLimitOf({ items, missing }: WafRules): Fact<number> | undefined {
  const limits = items.flatMap(({ scope, action }) =>
    scope.is === "large" && action === "Block"
      ? [scope.bytes.map((bytes) => bytes, { says: showBytes, fixable: false })]
      : [],
  );
  const untold = missing ? [Fact.unknown<number>(missing.path ?? [], missing.why)] : [];
  return eitherOf([...limits, ...untold]);
}

/** The addresses that the rules let through, where everybody else is blocked. */
export function rangesOf({ items, missing }: WafRules, enforcement: Enforcement): Listing<Fact<string>> {
  const admitted: Listing<Fact<string>>[] = [];
  for (const { inputs, action, limitsRate, scope } of items) {
    if (limitsRate) continue;
    if (action === "Block" && isForMost(scope)) {
      const others = scope.is === "others" ? [scope.ranges] : [];
      const listed = Listing.of(
        ...admitted,
        ...others,
        ...(missing ? [Listing.unknown<Fact<string>>(missing)] : []),
      );
      return listed.map((range) => enforced(range, enforcement));
    }
    if (action !== "Allow") continue;
    if (isForMost(scope)) break;
    if (scope.is !== "addresses") {
      const path = [...inputs.path, "matchConditions"];
      return Listing.unknown({
        path,
        why: "let requests through by more than their addresses, and whom is not judged",
      });
    }
    admitted.push(scope.ranges);
  }
  return missing ? Listing.unknown(missing) : new Listing<Fact<string>>([]);
}
