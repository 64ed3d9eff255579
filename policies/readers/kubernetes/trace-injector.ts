import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { ratio } from "../../kinds/text-format";
import { traceInjector, type TraceInjector } from "../../kinds/trace-injector";
import { identityOf, kindOf, objectOf } from "./identity";
import { findNamed } from "./named-object";
import { namespaceAnnotations } from "./namespace";
import { same } from "./ternary";

/** Settings of exporter and sampler that the OpenTelemetry operator writes into the processes that ask for it. */
export const openTelemetryInstrumentation = reader(
  "kubernetes:opentelemetry.io/*:Instrumentation",
  traceInjector,
  (object) => ({
    identity: identityOf(object),
    get endpoint() {
      return object.string("spec.exporter.endpoint");
    },
    get sampler() {
      return object.string("spec.sampler.type", { whenAbsent: "parentbased_always_on" });
    },
    get sampleRatio() {
      return object
        .string("spec.sampler.argument", { whenAbsent: "1" })
        .map((text) => ratio.parse(text), { why: "is not a ratio from 0 to 1", write: String });
    },
  }),
);

/** A collector, which the OpenTelemetry operator can run beside the processes that ask for it. */
export const openTelemetryCollector = reader(
  "kubernetes:opentelemetry.io/*:OpenTelemetryCollector",
  traceInjector,
  (object) => ({ identity: identityOf(object) }),
);

/** The annotations of pods by which the OpenTelemetry operator is asked, and the kind of object that they name. */
const ANNOTATIONS: ReadonlyMap<string, string> = new Map([
  ["instrumentation.opentelemetry.io/inject-python", "Instrumentation"],
  ["instrumentation.opentelemetry.io/inject-sdk", "Instrumentation"],
  ["sidecar.opentelemetry.io/inject", "OpenTelemetryCollector"],
]);

/**
 * What the annotations of the pods ask for, or else those of their namespace: `true` for the one object of the namespace,
 * its name, or `namespace/name`; `false` for nothing.
 */
export function traceInjectorsOf(
  metadata: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): Listing<Subject<TraceInjector>> {
  const own = metadata.entries("annotations");
  if (own.missing) return Listing.unknown(own.missing);
  const isOwn = new Set(own.items.map(([key]) => key));
  const around = namespaceAnnotations(self, stack);
  const annotations = [...own.items, ...around.items.filter(([key]) => !isOwn.has(key))];
  const found = Listing.of(
    ...annotations.flatMap(([key, value]) => {
      const type = ANNOTATIONS.get(key);
      return type === undefined ? [] : [injectorNamed(value, type, self, stack)];
    }),
  );
  return new Listing(found.items, found.missing ?? around.missing);
}

function injectorNamed(
  annotation: Fact<string>,
  type: string,
  self: Subject<unknown>,
  stack: StackView,
): Listing<Subject<TraceInjector>> {
  const { path, value } = annotation;
  if (value === undefined) return Listing.unknown({ path, why: UNTIL_UPDATE });
  if (value === "" || value === "false") return new Listing([]);
  const isType = (subject: Subject<TraceInjector>) => kindOf(subject.resource.type) === type;
  const own = identityOf(objectOf(self)).namespace;
  if (value === "true") {
    const here = stack
      .subjects(traceInjector)
      .filter((subject) => isType(subject) && same(subject.thing.identity.namespace, own) !== false);
    return here.length > 0
      ? new Listing(here)
      : Listing.unknown({ path, why: `names the ${type} of its namespace, which is not in this stack` });
  }
  const [name, namespace] = value.split("/").reverse();
  const link = findNamed(
    traceInjector,
    {
      name: annotation.map(() => name),
      namespace: namespace === undefined ? own : annotation.map(() => namespace),
    },
    self,
    stack,
  );
  const found = link.subjects.filter(isType);
  if (found.length > 0) return new Listing(found);
  return Listing.unknown({ path, why: `names ${type} ${value}, which is not in this stack` });
}
