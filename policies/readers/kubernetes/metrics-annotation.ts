import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Key } from "../../evaluation/lookup";
import { pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader, type ReadContext } from "../../evaluation/reader";
import { metricsCollector, type MetricsCollector, type MetricsEndpoint } from "../../kinds/metrics-collector";
import { identityOf, kindOf } from "./identity";
import { keyOf, labelKeys } from "./keys";
import { labelsOf } from "./labels";
import { podOwners } from "./pod-owners";
import { servicesSelecting } from "./pod-privacy";
import { podTemplateOf } from "./pod-template";
import { scrapeTargetOf } from "./scrape-target";

/** Annotations of pods by which Prometheus and agents find what to collect from: the path is /metrics unless set. */
export const annotatedPods = reader(
  podOwners,
  metricsCollector,
  (object, { type }: ReadContext): MetricsCollector | undefined => {
    const template = podTemplateOf(object, kindOf(type));
    const annotated = annotatedEndpoint(template.at("metadata"));
    return (
      annotated && {
        isItsOwn: true,
        targetKeys: () => ({ every: keysOf(object, template) }),
        endpointsOn: (target, self) =>
          new Listing(
            target.resource === self.resource && target.part?.name === self.part?.name ? [annotated] : [],
          ),
      }
    );
  },
);

/** The same annotations on a Service, for the pods behind it. */
export const annotatedService = reader(
  "kubernetes:core/v1:Service",
  metricsCollector,
  (object): MetricsCollector | undefined => {
    const annotated = annotatedEndpoint(object.at("metadata"));
    return (
      annotated && {
        targetKeys: () => ({ every: [keyOf("namespace", identityOf(object).namespace)] }),
        endpointsOn: (target, self, stack) => {
          const of = scrapeTargetOf(target);
          const selecting = of ? servicesSelecting(of.pods, stack) : [];
          const own = selecting.filter(
            ({ subject }) => subject.resource === self.resource && subject.part?.name === self.part?.name,
          );
          return new Listing(
            own.map(({ selects }) =>
              selects
                ? annotated
                : {
                    ...annotated,
                    reaches: undetermined({
                      why: "whether it selects its pods is not known until the update",
                    }),
                  },
            ),
          );
        },
      }
    );
  },
);

const SCRAPE: readonly (readonly [scrape: string, path: string])[] = [
  ["prometheus.io/scrape", "prometheus.io/path"],
  ["k8s.grafana.com/scrape", "k8s.grafana.com/metrics.path"],
  ["io.opentelemetry.discovery.metrics/enabled", "io.opentelemetry.discovery.metrics/path"],
];

/** What the annotations ask to be collected; undefined where they ask for nothing. */
function annotatedEndpoint(metadata: Inputs): MetricsEndpoint | undefined {
  for (const [name, path] of SCRAPE) {
    const scrape = metadata.boolean(["annotations", name], { whenAbsent: false });
    if (scrape.value === false || scrape.state.is === "unstated") continue;
    return {
      reaches: isTrue(scrape),
      path: metadata.string(["annotations", path], { whenAbsent: "/metrics" }),
    };
  }
  return datadogEndpoint(metadata);
}

/** Datadog's checks of a container: an OpenMetrics check of any path. */
function datadogEndpoint(metadata: Inputs): MetricsEndpoint | undefined {
  const checks = metadata
    .entries("annotations")
    .filter(([name]) => /^ad\.datadoghq\.com\/.+\.(checks|check_names)$/.test(name))
    .where(
      ([, check]) => check,
      (check) => /openmetrics|prometheus/.test(check),
    );
  const [found] = checks.items;
  if (found) return { reaches: pass, path: Fact.given("/metrics", found[1].path) };
  const { missing } = checks;
  // Annotations that are not known at all may hold anything, on anything.
  if (missing?.path?.at(-1) === "annotations") return undefined;
  return missing && { reaches: undetermined(missing), path: Fact.given("/metrics", missing.path) };
}

function isTrue(scrape: Fact<boolean>): Outcome {
  return scrape.is(true);
}

function keysOf(object: Inputs, template: Inputs): readonly Key[] {
  return [keyOf("namespace", identityOf(object).namespace), ...labelKeys(labelsOf(template.at("metadata")))];
}
