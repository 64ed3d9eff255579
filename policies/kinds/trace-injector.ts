import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";

/** Something that gives a workload's processes an exporter of traces, or a collector beside them. */
export interface TraceInjector {
  /** What it is named by. */
  readonly identity: { readonly name: Fact<string>; readonly namespace: Fact<string> };
  /** Where it has traces sent. Undefined where it takes them itself. */
  readonly endpoint?: Fact<string> | undefined;
  /** How it has traces chosen, in the words of OTEL_TRACES_SAMPLER. Undefined where it leaves that as it is. */
  readonly sampler?: Fact<string> | undefined;
  /** The part of traces that a ratio sampler keeps, from 0 to 1. */
  readonly sampleRatio?: Fact<number> | undefined;
}

export const traceInjector = kind<TraceInjector>("trace injector");
