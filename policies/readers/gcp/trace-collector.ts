import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Subject } from "../../evaluation/resource";
import { traceInjector, type TraceInjector } from "../../kinds/trace-injector";
import { collectorsAmong } from "../aws/collector-image";

/** Google's own build of the OpenTelemetry collector. */
const GOOGLE_BUILT = /(?:^|\/)otelcol-google(?:[:@]|$)/;

/** The collectors beside the application that take its traces: containers of Cloud Run reach each other at localhost. */
export function tracedBesideCloudRun(
  template: Inputs,
  { resource }: Subject<unknown>,
): Listing<Subject<TraceInjector>> {
  const containers = template.list("containers");
  if (containers.missing) return Listing.unknown(containers.missing);
  const collectors = collectorsAmong(containers.items);
  const isTaken =
    collectors.some(({ isOpenTelemetry }) => isOpenTelemetry) ||
    containers.items.some((it) => GOOGLE_BUILT.test(it.string("image").value ?? ""));
  if (isTaken) {
    const identity = { name: Fact.given(resource.name), namespace: resource.inputs.string("location") };
    return new Listing([{ resource, kind: traceInjector, thing: { identity } }]);
  }
  const [agent] = collectors;
  if (agent)
    return Listing.unknown({ path: agent.image.path, why: "may take traces, as its configuration says" });
  const images = containers.items.map((it) => it.string("image"));
  const unknown = images.length > 1 ? images.find(({ isDecided }) => !isDecided) : undefined;
  return unknown ? Listing.unknown({ path: unknown.path, why: unknown.says }) : new Listing([]);
}
