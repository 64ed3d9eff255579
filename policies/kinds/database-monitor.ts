import { kind } from "../evaluation/kind";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { Database } from "./database";

/** What the checklist wants watched of a database. */
export const databaseAspects = ["connections", "latency", "disk"] as const;
export type DatabaseAspect = (typeof databaseAspects)[number];

/** Something that watches databases: an exporter whose metrics are collected, an alarm on one of its metrics. */
export interface DatabaseMonitor {
  readonly aspects: readonly DatabaseAspect[];
  /** Passes when it watches the database; does not apply where it watches others. */
  watches(target: Subject<Database>, self: Subject<DatabaseMonitor>, stack: StackView): Outcome;
}

export const databaseMonitor = kind<DatabaseMonitor>("database monitor");
