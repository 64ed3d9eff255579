import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Subject } from "../../evaluation/resource";
import { traceInjector, type TraceInjector } from "../../kinds/trace-injector";
import { collectorsAmong } from "./collector-image";

type Injectors = Listing<Subject<TraceInjector>>;

/**
 * The collectors beside the application that take its traces. Containers of a task reach each other at localhost, where
 * exporters send to by default, unless the task's network is a bridge.
 */
export function tracedBeside(containers: Listing<Inputs>, task: Inputs, self: Subject<unknown>): Injectors {
  if (containers.missing) return Listing.unknown(containers.missing);
  const network = task.string("networkMode", { whenAbsent: "bridge" }).value;
  if (network !== undefined && network !== "awsvpc" && network !== "host") return new Listing([]);
  const collectors = collectorsAmong(containers.items);
  if (collectors.some(({ isOpenTelemetry }) => isOpenTelemetry)) return new Listing([injector(task, self)]);
  const [agent] = collectors;
  return agent
    ? Listing.unknown({ path: agent.image.path, why: "may take traces, as its configuration says" })
    : new Listing([]);
}

/** App Runner runs a collector beside a service that is observed. */
export function tracedByAppRunner(service: Inputs, self: Subject<unknown>): Injectors {
  const observed = service.boolean("observabilityConfiguration.observabilityEnabled", { whenAbsent: false });
  if (!observed.isDecided) return Listing.unknown({ path: observed.path, why: observed.says });
  return new Listing(observed.value === true ? [injector(service, self)] : []);
}

function injector(inputs: Inputs, { resource }: Subject<unknown>): Subject<TraceInjector> {
  const identity = { name: Fact.given(resource.name), namespace: inputs.string("region") };
  return { resource, kind: traceInjector, thing: { identity } };
}
