import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { Environment } from "../../kinds/environment";
import { traceInjector, type TraceInjector } from "../../kinds/trace-injector";
import { collectorsAmong } from "../aws/collector-image";
import { environmentOfApp } from "./app-environment";

type Injectors = Listing<Subject<TraceInjector>>;

/** The collectors beside the application that take its traces: containers of a group reach each other at localhost. */
export function tracedBesideGroup(containers: Listing<Inputs>, self: Subject<unknown>): Injectors {
  // One that is alone is the application.
  return tracedAmong(containers, containers.items.length > 1 ? containers.items : [], self);
}

function tracedAmong(
  containers: Listing<Inputs>,
  beside: readonly Inputs[],
  self: Subject<unknown>,
): Injectors {
  if (containers.missing) return Listing.unknown(containers.missing);
  const collectors = collectorsAmong(containers.items);
  if (collectors.some(({ isOpenTelemetry }) => isOpenTelemetry)) return new Listing([injector(self)]);
  const [agent] = collectors;
  if (agent)
    return Listing.unknown({ path: agent.image.path, why: "may take traces, as its configuration says" });
  const unknown = beside.map((it) => it.string("image")).find(({ isDecided }) => !isDecided);
  return unknown ? Listing.unknown({ path: unknown.path, why: unknown.says }) : new Listing([]);
}

/** The same for a container app, whose environment may run an agent that it hands to its apps in OTEL variables. */
export function tracedInContainerApps(inputs: Inputs, self: Subject<unknown>, stack: StackView): Injectors {
  const beside = tracedBesideGroup(inputs.at("template").list("containers"), self);
  return Listing.of(beside, tracedByEnvironment(inputs, self, stack));
}

/**
 * The collectors among the sidecars of an app of App Service; or Application Insights, which instruments the code of apps
 * that are no containers where a setting says so.
 */
export function tracedInAppService(
  environment: Environment,
  image: Fact<string>,
  sidecars: Listing<Inputs>,
  self: Subject<unknown>,
): Injectors {
  const beside = tracedAmong(sidecars, sidecars.items, self);
  const { missing } = beside;
  const elsewhere = missing && { ...missing, part: "site container", base: [] };
  return Listing.of(
    new Listing(beside.items, missing?.path ? elsewhere : missing),
    tracedByAgent(environment, image, self),
  );
}

function tracedByAgent(environment: Environment, image: Fact<string>, self: Subject<unknown>): Injectors {
  if (image.isKnown) return new Listing([]);
  const agent = environment.value("ApplicationInsightsAgent_EXTENSION_VERSION");
  if (agent.untold) return Listing.unknown(agent.untold);
  // ~2 on Windows, ~3 on Linux; "disabled" switches it off.
  if (!/^~?\d/.test(agent.value ?? "")) return new Listing([]);
  return image.untold ? Listing.unknown(image.untold) : new Listing([injector(self)]);
}

function tracedByEnvironment(inputs: Inputs, self: Subject<unknown>, stack: StackView): Injectors {
  const environment = environmentOfApp(inputs, self, stack);
  if (environment === undefined) return new Listing([]);
  const { reference, link } = environment;
  if (link.state !== "found") {
    const why = "names an environment outside the stack, whose agent may take traces";
    return Listing.unknown({ path: reference.fact.path, why });
  }
  return Listing.of(
    ...link.subjects.map((subject): Injectors => {
      const { items, missing } = subject.thing.traceDestinations;
      if (items.length > 0) return new Listing([injector(subject)]);
      const why = `whether the agent of environment ${subject.resource.name} takes traces is not known until the update`;
      return missing ? Listing.unknown({ why }) : new Listing([]);
    }),
  );
}

function injector({ resource }: Subject<unknown>): Subject<TraceInjector> {
  const identity = {
    name: Fact.given(resource.name),
    namespace: resource.inputs.string("resourceGroupName"),
  };
  return { resource, kind: traceInjector, thing: { identity } };
}
