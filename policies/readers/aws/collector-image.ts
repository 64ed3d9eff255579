import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";

/** What a container beside the application may collect, by its image. */
export interface CollectorImage {
  readonly container: Inputs;
  readonly image: Fact<string>;
  /** True for a collector of OpenTelemetry, which takes traces at its default ports unless it is told not to. */
  readonly isOpenTelemetry: boolean;
}

const OPEN_TELEMETRY =
  /(?:^|\/)(?:aws-otel-collector|adot-collector|opentelemetry-collector(?:-contrib|-k8s)?|otelcol(?:-contrib)?|nrdot-collector(?:-\w+)?)(?:[:@]|$)/;
const AGENT =
  /(?:^|\/)(?:cloudwatch-agent|alloy|grafana-agent|grafana\/agent|prometheus|vmagent|telegraf|datadog-agent|datadog\/agent|datadoghq\/agent|vector)(?:[:@]|$)/;

/** The collectors and agents among the containers of a task. */
export function collectorsAmong(containers: readonly Inputs[]): readonly CollectorImage[] {
  return containers.flatMap((container) => {
    const image = container.string("image");
    const isOpenTelemetry = OPEN_TELEMETRY.test(image.value ?? "");
    return isOpenTelemetry || AGENT.test(image.value ?? "") ? [{ container, image, isOpenTelemetry }] : [];
  });
}
