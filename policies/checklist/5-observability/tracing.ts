import type { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import { aboutOther, advise, allOf, anyOf, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import type { Subject } from "../../evaluation/resource";
import { applicationSetting } from "../../kinds/application-settings";
import type { TraceInjector } from "../../kinds/trace-injector";
import { workload, type Workload } from "../../kinds/workload";
import { eachServingApplication, type ServingApplication } from "../serving-application";

type Injectors = Listing<Subject<TraceInjector>>;

/** 5.4 "Tracing exporter configured", "Trace sampling rate set (1%)". */
export const tracing = requirement({
  item: "5.4.1",
  name: "5.4-tracing",
  title: "Tracing",
  description: "The application sends traces to a collector, and keeps enough of them.",
  why: "Without traces, nobody can tell where a slow request spends its time.",
  from: "REGULATED",
  severity: "medium",
  decidedBy: "stack",
  thresholds: ["traceSampleRatio"],
  howToFix:
    "Set OTEL_EXPORTER_OTLP_ENDPOINT to the collector's address, and leave the sampler as it is or use parentbased_traceidratio with at least 0.01; or have the OpenTelemetry operator do it.",
  each: workload,
  check: (it, context) => {
    const injectors = it.traceInjectors?.(context.subject, context.stack) ?? new Listing([]);
    return eachServingApplication(context, (application) =>
      allOf(
        isOn(application),
        hasExporter(application, injectors, context),
        keepsEnough(application, injectors, context),
      ),
    );
  },
});

function isOn({ judge }: ServingApplication): Outcome {
  return allOf(
    judge("telemetryDisabled", (disabled) => disabled.is(false)),
    judge("tracesExporter", (exporter) =>
      exporter.satisfies((name) => name.trim().toLowerCase() !== "none", "an exporter, such as otlp", "otlp"),
    ),
  );
}

/** Its own exporter, or one that is injected. */
function hasExporter(
  application: ServingApplication,
  injectors: Injectors,
  { settings }: Context<Workload>,
): Outcome {
  const { judge } = application;
  const advice = "Set it to the collector's address, such as http://otel-collector:4318.";
  return anyOf(
    judge("telemetryEndpoint", (endpoint) => advise(isAddress(endpoint, application), advice)),
    ...(applicationSetting("tracesEndpoint", application.environment, settings)
      ? [judge("tracesEndpoint", (endpoint) => isAddress(endpoint, application))]
      : []),
    ...injectors.items.map(({ thing, resource }) =>
      thing.endpoint ? aboutOther(`trace injector ${resource.name}`, isText(thing.endpoint)) : pass,
    ),
    ...(injectors.missing ? [undetermined(injectors.missing)] : []),
  );
}

function isAddress(endpoint: Fact<string>, { environment }: ServingApplication): Outcome {
  const called = endpoint.format.called ?? "";
  // What a secret holds is not read, and is an address all the same.
  return environment.find(called)?.source === "secret" ? pass : isText(endpoint);
}

function isText(endpoint: Fact<string>): Outcome {
  return endpoint.satisfies((text) => text.trim() !== "", "the address of a collector");
}

/** The sampler of the environment, which comes first, then that of an injector, then the default. */
function keepsEnough(
  { environment, judge }: ServingApplication,
  injectors: Injectors,
  { profile, settings }: Context<Workload>,
): Outcome {
  const own = applicationSetting("tracesSampler", environment, settings);
  const injected = injectors.items.find(({ thing }) => thing.sampler !== undefined);
  if (own?.isAbsent === true && injected !== undefined) {
    const { sampler, sampleRatio } = injected.thing;
    return aboutOther(
      `trace injector ${injected.resource.name}`,
      sampler ? samples(sampler, () => sampleRatio?.atLeast(profile.traceSampleRatio) ?? pass) : pass,
    );
  }
  const ratio = applicationSetting("tracesSampleRatio", environment, settings);
  return judge("tracesSampler", (sampler) =>
    samples(sampler, () => ratio?.atLeast(profile.traceSampleRatio) ?? pass),
  );
}

/** Samplers keep everything, nothing, a ratio, or what another service tells them to. */
function samples(sampler: Fact<string>, ratioSuffices: () => Outcome): Outcome {
  const name = sampler.value?.trim().toLowerCase() ?? "";
  if (name.endsWith("traceidratio")) return ratioSuffices();
  const { called } = sampler.format;
  if (sampler.value !== undefined && !name.endsWith("always_on") && !name.endsWith("always_off")) {
    return undetermined({
      path: sampler.path,
      ...(called === undefined ? {} : { called }),
      why: "leaves the ratio to something that is not read",
    });
  }
  return sampler.satisfies(
    () => name.endsWith("always_on"),
    "a sampler that keeps traces, such as parentbased_traceidratio",
    "parentbased_traceidratio",
  );
}
