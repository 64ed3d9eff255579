import { show, type Fact } from "../../evaluation/fact";
import {
  about,
  allOf,
  mapViolations,
  notApplicable,
  pass,
  undetermined,
  violation,
  type Outcome,
} from "../../evaluation/outcome";
import type { Kind } from "../../evaluation/kind";
import { requirement, type Context } from "../../evaluation/requirement";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { alert, alertMeasures, type Alert, type AlertMeasure } from "../../kinds/alert";
import { unlessReleased } from "../../kinds/opaque-release";
import { workload, type Workload } from "../../kinds/workload";
import type { Profile } from "../../../profiles";
import { ofRunningApplication } from "../running-application";

/** 5.3 "Alerts Configured". */
export const alerts = requirement({
  item: "5.3.3",
  name: "5.3-alerts",
  title: "Alerts",
  description:
    "Alerts fire on a high error rate, a high p95 latency, an exhausted connection pool, and a disk that fills up.",
  why: "An outage that no alert announces lasts until a user reports it.",
  from: "REGULATED",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["alertErrorRatePercent", "alertLatencyP95Ms", "alertDiskFreePercent"],
  howToFix:
    "Add a PrometheusRule, or alarms, on the share of requests that fail, p95 latency, the database connection pool and free disk space.",
  each: [workload, alert] as readonly Kind<Workload | Alert>[],
  check: (it: Workload | Alert, context) =>
    "measures" in it
      ? about(`alert ${it.name}`, it.path, judgeAlert(it, context))
      : ofRunningApplication(context as Context<Workload>, () => judgeWorkload(it, context)),
});

type Measure = Exclude<AlertMeasure, "other">;

interface Needed {
  /** What is watched, as messages name it. */
  readonly what: string;
  /** When the alert has to fire. */
  when(profile: Profile): string;
  readonly unit: string;
  /** The number that the profile asks for; null where it asks for none. */
  threshold(profile: Profile): number | null;
  /** Whether an alert has to fire at that number or below it, or at that number or above. */
  readonly earlier: "lower" | "higher";
}

const needed: Readonly<Record<Measure, Needed>> = {
  "error-rate": {
    what: "the share of requests that fail",
    when: (profile) => `more than ${String(profile.alertErrorRatePercent)} percent of requests fail`,
    unit: "percent of requests",
    threshold: (profile) => profile.alertErrorRatePercent,
    earlier: "lower",
  },
  "latency": {
    what: "p95 latency",
    when: (profile) => `p95 latency is over ${String(profile.alertLatencyP95Ms)} milliseconds`,
    unit: "milliseconds",
    threshold: (profile) => profile.alertLatencyP95Ms,
    earlier: "lower",
  },
  "connection-pool": {
    what: "the database connection pool",
    when: () => "the connection pool is exhausted",
    unit: "percent",
    threshold: () => null,
    earlier: "lower",
  },
  "disk": {
    what: "free disk space",
    when: (profile) => `less than ${String(profile.alertDiskFreePercent)} percent of a disk is free`,
    unit: "percent of free space",
    threshold: (profile) => profile.alertDiskFreePercent,
    earlier: "higher",
  },
};

/** What the stack's alerts come to: made once for a stack and a profile. */
interface Watch {
  /** Measures that an alert watches, or may. */
  readonly watched: ReadonlySet<AlertMeasure>;
  /** Measures of which an alert meets the profile. */
  readonly met: ReadonlySet<AlertMeasure>;
  /** Of each measure that no alert meets, the alert that comes nearest. */
  readonly nearest: ReadonlyMap<AlertMeasure, Alert>;
  /** Alerts that may meet the profile, as far as can be told. */
  readonly mayMeet: readonly Alert[];
  /** True when there may be alerts of which nothing is known yet. */
  readonly isUntold: boolean;
}

/** Each of the four is watched by some alert. Whether it fires early enough is told where the alert stands. */
function judgeWorkload(it: Workload, { profile, stack }: Context): Outcome {
  const { watched, isUntold } = watchOf(stack, profile);
  const missing = alertMeasures.filter((measure) => !watched.has(measure)).map((measure) => needed[measure]);
  if (missing.length === 0) return pass;
  const what = joined(missing.map((need) => need.what));
  if (isUntold)
    return undetermined({ why: `whether an alert watches ${what} is not known until the update` });
  return unlessReleased(
    violation({
      says: `no alert in the stack watches ${what}`,
      needs: `alerts for when ${joined(missing.map((need) => need.when(profile)))}`,
      advice: it.advice?.alerts ?? "Add rules for them to a PrometheusRule.",
    }),
    "alerts",
    stack,
    `alerts on ${what}`,
  );
}

function judgeAlert(it: Alert, { profile, stack, subject }: Context): Outcome {
  const { met, mayMeet, nearest } = watchOf(stack, profile);
  const { state } = it.measures;
  if (state.is === "unknown") {
    const isOfUse =
      it.suggests === undefined ? alertMeasures.some((one) => !met.has(one)) : !met.has(it.suggests);
    return isOfUse
      ? undetermined({ path: it.measures.path, why: state.why })
      : notApplicable("other alerts of the stack suffice");
  }
  const measure = it.measures.value;
  if (measure === undefined || measure === "other") return notApplicable("it watches something else");
  const outcome = meets(it, profile, subject as Subject<Alert>, stack);
  if (outcome.result === "pass") return outcome;
  if (met.has(measure)) return notApplicable("another alert of the stack fires earlier");
  if (outcome.result === "undetermined") return outcome;
  const other = mayMeet.find(
    (one) => one !== it && (one.measures.value ?? one.suggests ?? measure) === measure,
  );
  if (other) return undetermined({ why: `whether alert ${other.name} fires early enough cannot be told` });
  return nearest.get(measure) === it ? outcome : notApplicable("another alert of the stack comes nearer");
}

function meets(it: Alert, profile: Profile, self: Subject<Alert>, stack: StackView): Outcome {
  const measure = it.measures.value;
  if (measure === undefined || measure === "other") return notApplicable("it watches something else");
  return allOf(
    measuresPercentile(it),
    firesEarly(it, firesAtOf(self, stack), needed[measure], profile),
    it.destination?.(self, stack) ?? pass,
  );
}

function measuresPercentile({ measures, statistic, percentileAdvice }: Alert): Outcome {
  if (statistic === undefined || (statistic !== "average" && statistic >= 95)) return pass;
  const measured = statistic === "average" ? "average latency" : `the ${statistic}th percentile of latency`;
  return violation({
    path: measures.path,
    says: `measures ${measured}`,
    needs: "the 95th percentile, or a higher one",
    advice: percentileAdvice ?? "Use histogram_quantile(0.95, ...).",
  });
}

function firesAtOf(self: Subject<Alert>, stack: StackView): Fact<number> {
  return self.thing.firesAtIn?.(self, stack) ?? self.thing.firesAt;
}

function firesEarly(it: Alert, firesAt: Fact<number>, need: Needed, profile: Profile): Outcome {
  const threshold = need.threshold(profile);
  if (threshold === null || firesAt.isAbsent) return pass;
  const outcome = need.earlier === "lower" ? firesAt.atMost(threshold) : firesAt.atLeast(threshold);
  const bound = need.earlier === "lower" ? "at most" : "at least";
  // What the program marked secret is told in the fact's own words.
  if (firesAt.state.is === "known" && firesAt.state.secret === true) return outcome;
  const written = it.writes?.(threshold);
  const advice = written === undefined ? {} : { advice: `Compare with ${written}.` };
  return mapViolations(outcome, (found) => ({
    ...found,
    says: `fires at ${shown(firesAt, need.unit)}`,
    needs: `${bound} ${String(threshold)}`,
    ...advice,
  }));
}

function shown({ value }: Fact<number>, unit: string): string {
  return value === undefined
    ? "a number that is not known"
    : `${show(Math.round(value * 1000) / 1000)} ${unit}`;
}

const watches = new WeakMap<StackView, Map<Profile, Watch>>();

function watchOf(stack: StackView, profile: Profile): Watch {
  let byProfile = watches.get(stack);
  if (byProfile === undefined) {
    byProfile = new Map();
    watches.set(stack, byProfile);
  }
  let watch = byProfile.get(profile);
  if (watch === undefined) {
    watch = watchIn(stack, profile);
    byProfile.set(profile, watch);
  }
  return watch;
}

function watchIn(stack: StackView, profile: Profile): Watch {
  const watched = new Set<AlertMeasure>();
  const met = new Set<AlertMeasure>();
  const nearest = new Map<AlertMeasure, Alert>();
  const nearestAt = new Map<AlertMeasure, number>();
  const mayMeet: Alert[] = [];
  let isUntold = false;
  for (const subject of stack.subjects(alert)) {
    const { thing } = subject;
    const { result } = meets(thing, profile, subject, stack);
    if (result === "undetermined" || thing.measures.state.is === "unknown") mayMeet.push(thing);
    const measure = thing.measures.value ?? thing.suggests;
    if (measure === undefined) {
      isUntold ||= thing.measures.state.is === "unknown";
      continue;
    }
    watched.add(measure);
    if (result === "pass") met.add(measure);
    if (measure === "other") continue;
    const { earlier } = needed[measure];
    const at = firesAtOf(subject, stack).value ?? (earlier === "lower" ? Infinity : -Infinity);
    const best = nearestAt.get(measure);
    if (best !== undefined && (earlier === "lower" ? at >= best : at <= best)) continue;
    nearest.set(measure, thing);
    nearestAt.set(measure, at);
  }
  return { watched, met, mayMeet, nearest, isUntold };
}

function joined(parts: readonly string[]): string {
  return parts.length < 2
    ? (parts[0] ?? "")
    : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1] ?? ""}`;
}
