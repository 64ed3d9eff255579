import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import { lookup, type Keys } from "../evaluation/lookup";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";

/** Something that collects metrics from what runs: a service monitor, an agent, annotations that an agent follows. */
export interface MetricsCollector {
  /** What it needs of a workload to collect from it. Left out: it may collect from any. */
  targetKeys?(self: Subject<MetricsCollector>, stack: StackView): Keys;
  /** True for what collects from nothing but its own resource: an annotation, a sidecar. */
  readonly isItsOwn?: boolean;
  /**
   * Where it would collect from a workload or a database. Empty where it collects from others; incomplete where that
   * cannot be told.
   */
  endpointsOn(
    target: Subject<unknown>,
    self: Subject<MetricsCollector>,
    stack: StackView,
  ): Listing<MetricsEndpoint>;
}

/** One place where metrics are collected. */
export interface MetricsEndpoint {
  /** Passes when it is really there: a port of that name exists. */
  readonly reaches: Outcome;
  /** The path of the request. Left out where the platform collects without one. */
  readonly path?: Fact<string> | undefined;
}

export const metricsCollector = kind<MetricsCollector>("metrics collector");

/** Collectors by what they need of a workload: its `networkKeys`. */
export const collectorsByTarget = lookup(
  metricsCollector,
  (self, stack) => self.thing.targetKeys?.(self, stack) ?? { every: [] },
);

/** Collectors by the resource that they collect from, where they collect from nothing but their own. */
export const collectorsByResource = lookup(metricsCollector, ({ thing, resource }) => ({
  every: thing.isItsOwn ? [resource.urn] : [],
}));
