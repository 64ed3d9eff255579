import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { pass } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import { isApplicationContainer } from "../../kinds/application";
import type { Variable } from "../../kinds/environment";
import { metricsCollector, type MetricsEndpoint } from "../../kinds/metrics-collector";
import { workload, type Workload } from "../../kinds/workload";
import { collectorsAmong, type CollectorImage } from "./collector-image";
import { containerName } from "./container";
import { listedEnvironment } from "./environment";
import { taskContainers } from "./task-definition";

/**
 * What collects an ECS task's metrics: an agent that follows docker labels, or a collector beside the application. Of a
 * collector, the configuration decides, which is read where it stands in a variable.
 */
export const taskMetrics = reader("aws:ecs/taskDefinition:TaskDefinition", metricsCollector, (inputs) => ({
  isItsOwn: true,
  endpointsOn: (target, self) => {
    if (target.resource !== self.resource || !isWorkload(target)) return new Listing<MetricsEndpoint>([]);
    const containers = taskContainers(inputs);
    if (containers.missing) return Listing.unknown<MetricsEndpoint>(containers.missing);
    const labelled = containers.items.flatMap((container, index) =>
      isOfApplication(containerName(container, index), target.thing) ? labelledEndpoints(container) : [],
    );
    if (labelled.length > 0) return new Listing(labelled);
    return Listing.of(...collectorsAmong(containers.items).map(scrapedBeside));
  },
}));

/** What collects from these stands outside the service, whose resource names nothing of it. */
export const serviceMetrics = reader(
  ["aws:apprunner/service:Service", "aws:ecs/expressGatewayService:ExpressGatewayService"],
  metricsCollector,
  (_, { type }) => {
    const service = type.startsWith("aws:apprunner/")
      ? "a service of App Runner"
      : "an express service of ECS";
    return {
      endpointsOn: (target: Subject<unknown>, self: Subject<unknown>) =>
        target.resource === self.resource
          ? Listing.unknown<MetricsEndpoint>({
              why: `what collects the metrics of ${service} stands outside it, and is not read`,
            })
          : new Listing<MetricsEndpoint>([]),
    };
  },
);

function isWorkload(target: Subject<unknown>): target is Subject<Workload> {
  return target.kind === workload;
}

function isOfApplication(name: string, it: Workload): boolean {
  return it.containers.items.some((own) => own.name === name && isApplicationContainer(own, it));
}

const PORT = "ECS_PROMETHEUS_EXPORTER_PORT";
const DATADOG = ["com.datadoghq.ad.checks", "com.datadoghq.ad.check_names"];

/** Docker labels that the discovery of ECS tasks follows: the path is /metrics unless set. */
function labelledEndpoints(container: Inputs): readonly MetricsEndpoint[] {
  const label = (name: string) => container.string(["dockerLabels", name]);
  const path = (name: string) => container.string(["dockerLabels", name], { whenAbsent: "/metrics" });
  const scraped = container.boolean(["dockerLabels", "prometheus.io/scrape"], { whenAbsent: false });
  const found: MetricsEndpoint[] = [];
  if (!label(PORT).isAbsent) found.push({ reaches: pass, path: path("ECS_PROMETHEUS_METRICS_PATH") });
  if (scraped.value !== false) found.push({ reaches: scraped.is(true), path: path("prometheus.io/path") });
  for (const name of DATADOG) {
    const check = label(name);
    if (/openmetrics|prometheus/.test(check.value ?? "")) {
      found.push({ reaches: pass, path: Fact.given("/metrics", check.path) });
    }
  }
  return found;
}

/** Variables that hold the whole configuration of a collector, or of what it scrapes. */
const CONFIGURATION = /CONFIG_CONTENT$|^OTEL_CONFIG|^COLLECTOR_CONFIG|_CONFIG_YAML$/;

/** A path inside the value of a variable, which messages never show. */
function writtenPath(path: string, { name, value }: Variable): Fact<string> {
  return new Fact<string>({ is: "known", value: path }, value.path, {
    called: name,
    hidden: true,
    fixable: false,
  });
}

function scrapedBeside({ container, image }: CollectorImage): Listing<MetricsEndpoint> {
  const written = listedEnvironment(container).variables.filter(({ name }) => CONFIGURATION.test(name));
  const scraping = written.find(({ value }) => /prometheus|scrape/.test(value.value ?? ""));
  if (scraping) {
    const path = /metrics_path["']?:\s*["']?([^\s"',]+)/.exec(scraping.value.value ?? "")?.[1];
    return new Listing([{ reaches: pass, path: writtenPath(path ?? "/metrics", scraping) }]);
  }
  const isRead = written.length > 0 && written.every(({ value }) => value.value !== undefined);
  return isRead
    ? new Listing([])
    : Listing.unknown({ path: image.path, why: "may collect metrics, as its configuration says" });
}
