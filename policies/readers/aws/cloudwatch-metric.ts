import { parseExpression, type Expression } from "../promql/expression";

/** A metric with its statistic, as an alarm names it. */
export interface CloudWatchMetric {
  readonly namespace: string;
  readonly name: string;
  /** `Sum`, `Average`, `p95`. */
  readonly statistic: string;
  readonly dimensions: readonly (readonly [name: string, value: string | undefined])[];
}

/** What a metric counts or measures. A share is of requests that fail. */
type Role =
  | "errors"
  | "successes"
  | "others"
  | "requests"
  | "error share"
  | "error percent"
  | "seconds"
  | "milliseconds"
  | "connections"
  | "most connections"
  | "free bytes"
  | "free of AWS's own"
  | "free percent"
  | "used"
  | "used percent"
  | "size";

/** The metrics that AWS itself publishes, by namespace. What is not listed is none that the checklist asks for. */
const PUBLISHED: Readonly<Record<string, readonly (readonly [RegExp, Role])[]>> = {
  "AWS/ApplicationELB": [
    [/^HTTPCode_(Target|ELB)_5(XX|0\d)_Count$/, "errors"],
    [/^HTTPCode_(Target|ELB)_[23]XX_Count$/, "successes"],
    [/^HTTPCode_(Target|ELB)_4XX_Count$/, "others"],
    [/^RequestCount$/, "requests"],
    [/^TargetResponseTime$/, "seconds"],
  ],
  "AWS/ELB": [
    [/^HTTPCode_(Backend|ELB)_5XX$/, "errors"],
    [/^RequestCount$/, "requests"],
    [/^Latency$/, "seconds"],
  ],
  "AWS/ECS": [
    [/^HTTPCode_Target_5XX_Count$/, "errors"],
    [/^HTTPCode_Target_[23]XX_Count$/, "successes"],
    [/^HTTPCode_Target_4XX_Count$/, "others"],
    [/^RequestCount$/, "requests"],
    [/^TargetResponseTime$/, "milliseconds"],
  ],
  "AWS/VpcLattice": [
    [/^HTTPCode_5XX_Count$/, "errors"],
    [/^TotalRequestCount$/, "requests"],
    [/^RequestTime$/, "milliseconds"],
  ],
  "AWS/ApiGateway": [
    [/^(5XXError|5xx)$/, "error share"],
    [/^Count$/, "requests"],
    [/^Latency$/, "milliseconds"],
  ],
  "AWS/AppRunner": [
    [/^5xxStatusResponses$/, "errors"],
    [/^2xxStatusResponses$/, "successes"],
    [/^4xxStatusResponses$/, "others"],
    [/^Requests$/, "requests"],
    [/^RequestLatency$/, "milliseconds"],
  ],
  "AWS/CloudFront": [
    [/^(5xxErrorRate|TotalErrorRate)$/, "error percent"],
    [/^OriginLatency$/, "milliseconds"],
  ],
  "AWS/Lambda": [
    [/^Errors$/, "errors"],
    [/^Invocations$/, "requests"],
    [/^Duration$/, "milliseconds"],
  ],
  "AWS/RDS": [
    [
      /^(DatabaseConnections|ClientConnections|DatabaseConnectionsCurrently(Borrowed|InUse|SessionPinned))$/,
      "connections",
    ],
    [/^(DatabaseConnectionsBorrowLatency|DatabaseConnectionRequests)$/, "connections"],
    [/^MaxDatabaseConnectionsAllowed$/, "most connections"],
    [/^FreeStorageSpace$/, "free bytes"],
    [/^(FreeLocalStorage|FreeEphemeralStorage|AuroraVolumeBytesLeftTotal)$/, "free of AWS's own"],
  ],
  "CWAgent": [
    [/^disk_used_percent$/, "used percent"],
    [/^LogicalDisk % Free Space$/, "free percent"],
    [/^disk_free$/, "free bytes"],
    [/^disk_used$/, "used"],
    [/^disk_total$/, "size"],
  ],
  "ContainerInsights": [[/^node_filesystem_utilization$/, "used percent"]],
  "ECS/ContainerInsights": [
    [
      /^(TaskEphemeralStorageUtilization|TaskEBSFilesystemUtilization|instance_filesystem_utilization)$/i,
      "used percent",
    ],
    [/^(EphemeralStorageUtilized|EBSFilesystemUtilized)$/, "used"],
    [/^(EphemeralStorageReserved|EBSFilesystemSize)$/, "size"],
  ],
};

/** What stands for a metric that the checklist does not ask for. */
const OTHER = "cloudwatch_metric";

/** The metric in PromQL's terms, in which it can be compared and calculated with. */
export function metricExpression(metric: CloudWatchMetric): Expression {
  const text = isPublished(metric) ? textOf(metric) : customText(metric);
  return parseExpression(text) ?? { is: "series", name: OTHER, labels: [] };
}

/** True for a metric of AWS's own, whose meaning is known. */
export function isPublished({ namespace }: Pick<CloudWatchMetric, "namespace">): boolean {
  return namespace.startsWith("AWS/") || namespace in PUBLISHED;
}

function textOf({ namespace, name, statistic }: CloudWatchMetric): string {
  const role = PUBLISHED[namespace]?.find(([pattern]) => pattern.test(name))?.[1];
  const isCounted = /^(Sum|SampleCount)$/i.test(statistic);
  switch (role) {
    case "errors":
      return isCounted ? "http_requests_5xx_total" : OTHER;
    case "successes":
      return isCounted ? "http_requests_2xx_total" : OTHER;
    case "others":
      return isCounted ? "http_requests_4xx_total" : OTHER;
    case "requests":
      return isCounted ? "http_requests_total" : OTHER;
    case "error share":
      // Each request counts as 0 or 1, so that the average is the share.
      if (/^Sum$/i.test(statistic)) return "http_requests_5xx_total";
      return /^Average$/i.test(statistic) ? "(http_requests_5xx_total / http_requests_total)" : OTHER;
    case "error percent":
      return "(100 * http_requests_5xx_total / http_requests_total)";
    case "seconds":
    case "milliseconds":
      return latencyText(`http_request_duration_${role}`, statistic);
    case "connections":
      return "db_pool_connections_used";
    case "most connections":
      return "db_pool_connections_max";
    case "free bytes":
      return "disk_free";
    case "free of AWS's own":
      // AWS decides how much there is: like a forecast, any number will do.
      return "predict_linear(disk_free, 1)";
    case "free percent":
      return "(100 * disk_free / disk_size)";
    case "used":
      return "disk_used";
    case "used percent":
      return "(100 * disk_used / disk_size)";
    case "size":
      return "disk_size";
    case undefined:
      return OTHER;
  }
}

/** A latency's percentile or average. Of a maximum, no request is slower. */
function latencyText(name: string, statistic: string): string {
  const [, percentile] = /^p(\d{1,2}(?:\.\d+)?|100)$/i.exec(statistic) ?? [];
  if (percentile !== undefined)
    return `histogram_quantile(${String(Number(percentile) / 100)}, ${name}_bucket)`;
  if (/^Maximum$/i.test(statistic)) return `histogram_quantile(1, ${name}_bucket)`;
  return /^(Average|IQM|tm\d|TM\(|wm\d|WM\()/i.test(statistic) ? `(${name}_sum / ${name}_count)` : OTHER;
}

/** OpenTelemetry's names of what a server takes, which have their unit beside them. */
const UNITS: Readonly<Record<string, string>> = {
  http_server_request_duration: "http_server_request_duration_seconds",
  http_server_duration: "http_server_duration_milliseconds",
};

/** A metric of one's own: what it is called and labelled says what it is, as in Prometheus. */
function customText({ name, statistic, dimensions }: CloudWatchMetric): string {
  const words = snake(name);
  const metric = UNITS[words] ?? words;
  const labels = dimensions.flatMap(([label, value]) =>
    value === undefined ? [] : [`${snake(label)}=${JSON.stringify(value)}`],
  );
  const isLatency = /_(seconds|milliseconds|millis|ms|microseconds|micros|us)$/.test(metric);
  return isLatency ? latencyText(metric, statistic) : `${metric}{${labels.join(", ")}}`;
}

function snake(text: string): string {
  const words = text.replace(/([a-z\d])([A-Z])/g, "$1_$2").replace(/\W+/g, "_");
  return words.toLowerCase().replace(/^(?=\d)/, "_");
}
