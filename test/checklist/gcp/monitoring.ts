import { ref, resource, type TestResource } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;

/** A notification channel of PagerDuty, unless another type is named. */
export function channel(props: Props = {}, name = "pager"): TestResource {
  return resource("gcp:monitoring/notificationChannel:NotificationChannel", name, {
    displayName: name,
    type: "pagerduty",
    ...props,
  });
}

/** An alert policy of these conditions, which tells the channel above. */
export function policy(conditions: unknown, props: Props = {}, name = "policy"): TestResource {
  return resource("gcp:monitoring/alertPolicy:AlertPolicy", name, {
    displayName: name,
    combiner: "OR",
    conditions,
    notificationChannels: [ref("pager")],
    ...props,
  });
}

/** A condition on a metric of this type, and these labels. */
export function above(
  displayName: string,
  type: string,
  thresholdValue: unknown,
  props: Props = {},
  labels = "",
): Props {
  return {
    displayName,
    conditionThreshold: {
      filter: `metric.type="${type}"${labels}`,
      comparison: "COMPARISON_GT",
      duration: "300s",
      thresholdValue,
      ...props,
    },
  };
}

const REQUESTS = "run.googleapis.com/request_count";

/** More than this share of the requests of Cloud Run fail. */
export function errors(share: unknown, props: Props = {}): Props {
  return above(
    "Errors",
    REQUESTS,
    share,
    {
      aggregations: [
        { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_RATE", crossSeriesReducer: "REDUCE_SUM" },
      ],
      denominatorFilter: `metric.type="${REQUESTS}" AND resource.type="cloud_run_revision"`,
      denominatorAggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_RATE" }],
      ...props,
    },
    ' AND resource.type="cloud_run_revision" AND metric.labels.response_code_class="5xx"',
  );
}

/** A percentile of the load balancer's latency is above this many milliseconds. */
export function latency(milliseconds: unknown, aligner = "ALIGN_PERCENTILE_95"): Props {
  return above("Latency", "loadbalancing.googleapis.com/https/total_latencies", milliseconds, {
    aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: aligner, crossSeriesReducer: "REDUCE_MAX" }],
  });
}

/** Cloud SQL has more than this many connections. */
export function connections(count: unknown = 180, labels = ""): Props {
  return above("Connections", "cloudsql.googleapis.com/database/postgresql/num_backends", count, {}, labels);
}

/** More than this share of Cloud SQL's disk is used. */
export function disk(share: unknown, labels = ""): Props {
  return above("Disk", "cloudsql.googleapis.com/database/disk/utilization", share, {}, labels);
}
