import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import type { Path } from "../evaluation/path";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";

/** What decides who hears of alerts: an Alertmanager's routes, a topic with subscriptions, an action group. */
export interface AlertRoute {
  /** Where critical alerts go. Empty where they go nowhere. */
  criticalDestinations(self: Subject<AlertRoute>, stack: StackView): Listing<AlertDestination>;
  /** False for what carries other messages: a topic that no alarm is sent to. Left out: it carries alerts. */
  carriesAlerts?(self: Subject<AlertRoute>, stack: StackView): boolean;
  /** A sentence on how to add a destination. */
  readonly advice?: string | undefined;
}

/** One integration that alerts go to. */
export interface AlertDestination {
  readonly path: Path;
  /** What holds it, where another resource does: `subscription mail`. */
  readonly holder?: string | undefined;
  /** True for what reaches a person at any hour, or a service that does: a pager, a webhook, a text message, a call. */
  readonly pages: boolean;
  /** What it is: `email`. */
  readonly called: string;
}

export const alertRoute = kind<AlertRoute>("alert route");
