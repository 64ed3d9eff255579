import { aboutOther, anyOf, notApplicable, pass, violation, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { database, type Database } from "../../kinds/database";
import { databaseAspects, databaseMonitor, type DatabaseAspect } from "../../kinds/database-monitor";
import { collectorsByResource } from "../../kinds/metrics-collector";
import { unlessReleased } from "../../kinds/opaque-release";

/** 3.4 "Connection count monitored", "Query latency tracked", "Disk usage monitored". */
export const databaseMonitoring = requirement({
  item: "3.4.2",
  name: "3.4-database-monitoring",
  title: "Database monitoring",
  description: "The connections, the latency and the disk of every database are watched.",
  why: "A database that runs out of connections or disk takes every request with it.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Collect the database's metrics (an exporter with a PodMonitor, the platform's insights), or add alarms on its connections, latency and disk.",
  each: database,
  check: (db, context) => {
    const { stack, subject } = context;
    if (subject.resource.inputs.isPartial) return notApplicable("a patch is judged only on what it sets");
    const own = db.exportsMetrics?.(subject, stack);
    const others = [...collected(context), ...monitored(context)];
    const outcome = anyOf(
      ...(own ? [own] : []),
      ...others,
      ...(own || others.some(({ result }) => result === "violation") ? [] : [unwatched(databaseAspects)]),
    );
    return unlessReleased(outcome, "database monitoring", stack, "what watches it");
  },
});

/** What collects the database's metrics, or would. */
function collected({ stack, subject }: Context<Database>): readonly Outcome[] {
  return stack.candidates(collectorsByResource, [subject.resource.urn]).flatMap((collector) => {
    const endpoints = collector.thing.endpointsOn(subject, collector, stack);
    if (endpoints.items.length === 0 && endpoints.missing === undefined) return [];
    const outcome = endpoints.some(({ reaches }) => reaches, "has no endpoints");
    return [
      collector.resource === subject.resource
        ? outcome
        : aboutOther(`${collector.kind.name} ${collector.resource.name}`, outcome),
    ];
  });
}

/** What watches the database by itself: exporters, and alarms, which together have to watch all of it. */
function monitored({ stack, subject }: Context<Database>): readonly Outcome[] {
  const judged = stack
    .subjects(databaseMonitor)
    .map((monitor) => ({
      aspects: monitor.thing.aspects,
      watches: monitor.thing.watches(subject, monitor, stack),
    }))
    .filter(({ watches }) => watches.result === "pass" || watches.result === "undetermined");
  const watched = judged.filter(({ watches }) => watches.result === "pass").flatMap(({ aspects }) => aspects);
  const missing = databaseAspects.filter((aspect) => !watched.includes(aspect));
  if (missing.length === 0) return [pass];
  const untold = judged.map(({ watches }) => watches).filter(({ result }) => result === "undetermined");
  return watched.length > 0 ? [unwatched(missing), ...untold] : untold;
}

function unwatched(missing: readonly DatabaseAspect[]): Outcome {
  const what = missing.join(", ");
  return missing.length === 0
    ? notApplicable("it is watched")
    : violation({
        says: `nothing in the stack watches the ${what.replace(/, ([^,]*)$/, " and $1")} of this database`,
        needs: "its metrics collected, or alarms on them",
        advice: "Add an exporter of its metrics, and a monitor that collects from it.",
      });
}
