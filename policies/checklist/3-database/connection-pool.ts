import type { Kind } from "../../evaluation/kind";
import { allOf, notApplicable, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { connectionPooler, type ConnectionPooler } from "../../kinds/connection-pooler";
import { workload, type Workload } from "../../kinds/workload";
import type { Profile } from "../../../profiles";
import { isAbout } from "../subject-kind";
import { eachServingApplication } from "../serving-application";

/** 3.1 "Pool size: 20-50 connections", "Max overflow: 10", "Pool timeout: 30 seconds", "Pool recycle: 3600 seconds". */
export const connectionPool = requirement({
  item: "3.1.1",
  name: "3.1-connection-pool",
  title: "Connection pool",
  description: "The application's connection pool, and poolers beside it, keep to the checklist's bounds.",
  why: "A pool that is too small makes requests wait; one that is too large takes the database down.",
  from: "STANDARD",
  severity: "medium",
  decidedBy: "stack",
  thresholds: ["poolSizeMin", "poolSizeMax", "poolMaxOverflow", "poolTimeoutSeconds", "poolRecycleSeconds"],
  howToFix:
    "Leave the application's pool as it is by default, or set 20 to 50 connections, an overflow of at most 10, a timeout of at most 30 seconds and a renewal after at most an hour.",
  each: [workload, connectionPooler] as readonly Kind<Workload | ConnectionPooler>[],
  check: (_, context) => {
    if (isAbout(context, connectionPooler)) return poolerKeepsBounds(context);
    return isAbout(context, workload)
      ? applicationKeepsBounds(context)
      : notApplicable("it holds no connections");
  },
});

function applicationKeepsBounds(context: Context<Workload>): Outcome {
  const { profile } = context;
  return eachServingApplication(context, ({ judge }) =>
    allOf(
      judge("poolSize", (size) => withinBounds(size, profile)),
      judge("poolMaxOverflow", (overflow) => overflow.atMost(profile.poolMaxOverflow)),
      judge("poolTimeoutSeconds", (timeout) => timeout.atMost(profile.poolTimeoutSeconds)),
      judge("poolRecycleSeconds", (age) => age.atMost(profile.poolRecycleSeconds)),
    ),
  );
}

function poolerKeepsBounds({ profile, stack, subject }: Context<ConnectionPooler>): Outcome {
  const pooler = subject.thing;
  const settings = pooler.settingsIn ? pooler.settingsIn(subject, stack) : pooler;
  if (settings === undefined) return notApplicable("it pools no connections");
  const { poolSize, overflow, recycleSeconds } = settings;
  const timeoutSeconds = settings.timeoutSeconds ?? pooler.timeoutUnlessSet?.(subject, stack);
  const none = notApplicable("the pooler has no such setting");
  return allOf(
    poolSize ? withinBounds(poolSize, profile) : none,
    overflow?.atMost(profile.poolMaxOverflow) ?? none,
    timeoutSeconds?.atMost(profile.poolTimeoutSeconds) ?? none,
    recycleSeconds?.atMost(profile.poolRecycleSeconds) ?? none,
  );
}

function withinBounds(size: NonNullable<ConnectionPooler["poolSize"]>, profile: Profile): Outcome {
  return size.between(profile.poolSizeMin ?? 0, profile.poolSizeMax ?? Infinity);
}
