import { cases, ref, resource, secret, unknown } from "../../kit/cases";
import { api, task } from "../aws/workloads";

type Props = Readonly<Record<string, unknown>>;

const alarm = (name: string, props: Props) =>
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", name, {
    name: `${name}-3fa2`,
    evaluationPeriods: 3,
    alarmActions: [ref("oncall")],
    ...props,
  });
const topic = resource("aws:sns/topic:Topic", "oncall", { name: "oncall-5512" });
const metric = (metricName: string, stat = "Sum", namespace = "AWS/ApplicationELB") => ({
  metricName,
  namespace,
  stat,
  period: 60,
  dimensions: { LoadBalancer: ref("lb") },
});
const lb = resource("aws:lb/loadBalancer:LoadBalancer", "lb", { name: "lb-1" });
const ratio = (expression: string, props: Props = {}) =>
  alarm("errors", {
    comparisonOperator: "GreaterThanThreshold",
    threshold: 1,
    metricQueries: [
      { id: "rate", expression, label: "Error rate", returnData: true },
      { id: "errors", metric: metric("HTTPCode_Target_5XX_Count") },
      { id: "requests", metric: metric("RequestCount") },
    ],
    ...props,
  });
const errors = ratio("100 * errors / requests");
const slow = (props: Props = {}) =>
  alarm("latency", {
    namespace: "AWS/ApplicationELB",
    metricName: "TargetResponseTime",
    extendedStatistic: "p95",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 1,
    period: 60,
    dimensions: { LoadBalancer: ref("lb") },
    ...props,
  });
const onDatabase = (name: string, metricName: string, props: Props) =>
  alarm(name, {
    namespace: "AWS/RDS",
    metricName,
    statistic: "Average",
    period: 300,
    dimensions: { DBInstanceIdentifier: ref("db", "db-4f2a") },
    ...props,
  });
const pool = onDatabase("connections", "DatabaseConnections", {
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  threshold: 80,
});
const GIB = 2 ** 30;
const space = (threshold: unknown, props: Props = {}) =>
  onDatabase("space", "FreeStorageSpace", {
    comparisonOperator: "LessThanThreshold",
    threshold,
    ...props,
  });
const db = (props: Props = {}) =>
  resource("aws:rds/instance:Instance", "db", {
    identifier: "db-4f2a",
    engine: "postgres",
    allocatedStorage: 100,
    ...props,
  });
const app = task([api()]);
const base = [app, lb, topic, db()];
const stack = (...alarms: readonly ReturnType<typeof alarm>[]) => [...base, ...alarms];

const MISSING = (what: string, when: string) =>
  `5.3 Alerts: no alert in the stack watches ${what}; {profile} needs alerts for when ${when}. Add CloudWatch alarms on them, with alarmActions that name an SNS topic.`;
const ERRORS = "the share of requests that fail";
const ERRORS_WHEN = "more than 1 percent of requests fail";

export default cases({
  requirement: "5.3-alerts",
  provider: "aws",
  valid: {
    "the four alarms, whose load balancer and topic are not known yet": {
      stack: stack(errors, slow(), pool, space(25 * GIB)),
    },
    "shares, guards and lists": {
      stack: stack(
        ratio("IF(requests > 0, FILL(errors, 0) / requests, 0)", { threshold: 0.01 }),
        slow({ extendedStatistic: "p99" }),
        pool,
        space(20 * GIB),
      ),
    },
    "an expression that says whether": {
      stack: stack(
        ratio("IF(errors / requests > 0.01 AND requests > 100, 1, 0)", {
          comparisonOperator: "GreaterThanOrEqualToThreshold",
        }),
        slow({ extendedStatistic: undefined, statistic: "Maximum" }),
        pool,
        space(20 * GIB),
      ),
    },
    "a sum of errors, and what the agent says of disks": {
      stack: stack(
        ratio("100 * SUM([errors, gateway]) / requests", {
          metricQueries: [
            { id: "rate", expression: "100 * SUM([errors, gateway]) / requests", returnData: true },
            { id: "errors", metric: metric("HTTPCode_Target_5XX_Count") },
            { id: "gateway", metric: metric("HTTPCode_ELB_5XX_Count") },
            { id: "requests", metric: metric("RequestCount") },
          ],
        }),
        slow(),
        pool,
        alarm("disk", {
          namespace: "CWAgent",
          metricName: "disk_used_percent",
          statistic: "Maximum",
          comparisonOperator: "GreaterThanThreshold",
          threshold: 80,
        }),
      ),
    },
    "API Gateway, a proxy and Aurora": {
      stack: [
        app,
        topic,
        resource("aws:rds/cluster:Cluster", "aurora", {
          clusterIdentifier: "aurora-1",
          engine: "aurora-postgresql",
        }),
        alarm("errors", {
          namespace: "AWS/ApiGateway",
          metricName: "5XXError",
          statistic: "Average",
          comparisonOperator: "GreaterThanThreshold",
          threshold: 0.01,
        }),
        alarm("latency", {
          namespace: "AWS/ApiGateway",
          metricName: "Latency",
          extendedStatistic: "p95",
          comparisonOperator: "GreaterThanThreshold",
          threshold: 1000,
        }),
        alarm("borrowing", {
          namespace: "AWS/RDS",
          metricName: "DatabaseConnectionsBorrowLatency",
          statistic: "Average",
          comparisonOperator: "GreaterThanThreshold",
          threshold: 100000,
        }),
        alarm("local", {
          namespace: "AWS/RDS",
          metricName: "AuroraVolumeBytesLeftTotal",
          statistic: "Minimum",
          comparisonOperator: "LessThanThreshold",
          threshold: 10 * 2 ** 40,
          dimensions: { DBClusterIdentifier: ref("aurora", "aurora-1") },
        }),
      ],
    },
    "metrics of the application's own, and PromQL": {
      stack: stack(
        alarm("errors", {
          comparisonOperator: "GreaterThanThreshold",
          threshold: 0.01,
          metricQueries: [
            { id: "share", expression: "failed / all", returnData: true },
            {
              id: "failed",
              metric: {
                ...metric("fraiseql_http_requests_total", "Sum", "FraiseQL"),
                dimensions: { status: "500" },
              },
            },
            { id: "all", metric: metric("fraiseql_http_requests_total", "Sum", "FraiseQL") },
          ],
        }),
        alarm("latency", {
          evaluationCriteria: {
            promqlCriteria: {
              query: 'histogram_quantile(0.95, rate({"http_request_duration_seconds_bucket"}[5m])) > 1',
            },
          },
        }),
        pool,
        space(20 * GIB),
      ),
    },
    "a composite alarm tells": {
      stack: [
        ...stack(
          ratio("100 * errors / requests", { alarmActions: undefined }),
          slow({ alarmActions: [] }),
          pool,
          space(20 * GIB),
        ),
        resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "api", {
          alarmName: "api",
          alarmRule: ref("errors"),
          alarmActions: [ref("oncall")],
        }),
        resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "latency-api", {
          alarmName: "latency-api",
          alarmRule: 'ALARM("latency-3fa2") OR ALARM(other)',
          alarmActions: ["arn:aws:sns:eu-west-1:123456789012:oncall"],
        }),
      ],
    },
    "rules of managed Prometheus": {
      stack: [
        app,
        resource("aws:amp/ruleGroupNamespace:RuleGroupNamespace", "rules", {
          workspaceId: ref("workspace"),
          data: [
            "groups:",
            "  - name: api",
            "    rules:",
            "      - alert: Errors",
            '        expr: sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.01',
            "      - alert: Slow",
            "        expr: histogram_quantile(0.95, rate(http_request_duration_seconds_bucket[5m])) > 1",
            "      - alert: Pool",
            "        expr: fraiseql_db_pool_requests_waiting > 0",
            "      - alert: Disk",
            "        expr: node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.2",
          ].join("\n"),
        }),
        resource("aws:amp/workspace:Workspace", "workspace", { alias: "metrics" }),
      ],
    },
    "an ECS service is not asked for what its task definition is asked": {
      stack: [
        ...stack(errors, slow(), pool, space(20 * GIB)),
        resource("aws:ecs/service:Service", "service", {
          name: "service-1",
          taskDefinition: ref("task"),
        }),
      ],
    },
  },
  invalid: {
    "no alarms": {
      stack: [
        ...base,
        resource("aws:ecs/service:Service", "service", { name: "service-1", taskDefinition: ref("task") }),
      ],
      remediable: false,
      finds: [
        MISSING(
          `${ERRORS}, p95 latency, the database connection pool and free disk space`,
          `${ERRORS_WHEN}, p95 latency is over 1000 milliseconds, the connection pool is exhausted and less than 20 percent of a disk is free`,
        ),
      ],
    },
    "an alarm on CPU is none on errors": {
      stack: stack(
        slow(),
        pool,
        space(20 * GIB),
        alarm("high-errors", {
          namespace: "AWS/ECS",
          metricName: "CPUUtilization",
          statistic: "Average",
          comparisonOperator: "GreaterThanThreshold",
          threshold: 80,
        }),
      ),
      remediable: false,
      finds: [MISSING(ERRORS, ERRORS_WHEN)],
    },
    "numbers that are too high, or too low": {
      stack: stack(
        ratio("100 * errors / requests", { threshold: 5 }),
        slow({ threshold: "2" }),
        pool,
        space(10 * GIB),
      ),
      remediable: false,
      finds: [
        "5.3 Alerts: alert errors: threshold fires at 5 percent of requests; {profile} needs at most 1. Set threshold: 1.",
        "5.3 Alerts: alert latency: threshold fires at 2000 milliseconds; {profile} needs at most 1000. Set threshold: 1.",
        "5.3 Alerts: alert space: threshold fires at 10 percent of free space; {profile} needs at least 20. Set threshold: 21474836480.",
      ],
    },
    "seconds taken for milliseconds": {
      stack: stack(errors, slow({ threshold: 1000 }), pool, space(20 * GIB)),
      remediable: false,
      finds: [
        "5.3 Alerts: alert latency: threshold fires at 1000000 milliseconds; {profile} needs at most 1000. Set threshold: 1.",
      ],
    },
    "a number inside the expression": {
      stack: stack(
        ratio("IF(errors / requests > 0.05, 1, 0)", { threshold: 0 }),
        slow(),
        pool,
        space(20 * GIB),
      ),
      remediable: false,
      finds: [
        "5.3 Alerts: alert errors: metricQueries[0].expression fires at 5 percent of requests; {profile} needs at most 1. Compare with 0.01.",
      ],
    },
    "average latency": {
      stack: stack(
        errors,
        slow({ extendedStatistic: undefined, statistic: "Average" }),
        pool,
        space(20 * GIB),
      ),
      remediable: false,
      finds: [
        '5.3 Alerts: alert latency: metricName measures average latency; {profile} needs the 95th percentile, or a higher one. Set extendedStatistic: "p95" in place of statistic.',
      ],
    },
    "actions that are off, and actions that tell nobody": {
      stack: [
        ...stack(
          ratio("100 * errors / requests", { actionsEnabled: false }),
          slow({ alarmActions: [] }),
          onDatabase("connections", "DatabaseConnections", {
            comparisonOperator: "GreaterThanThreshold",
            threshold: 80,
            alarmActions: [ref("scale")],
          }),
          space(20 * GIB, {
            alarmActions: ["arn:aws:automate:eu-west-1:ec2:reboot"],
          }),
        ),
        resource("aws:appautoscaling/policy:Policy", "scale", { policyType: "StepScaling" }),
      ],
      remediable: false,
      finds: [
        "5.3 Alerts: alert errors: actionsEnabled is false; {profile} needs true. Set actionsEnabled: true.",
        "5.3 Alerts: alert latency: alarmActions is not set; {profile} needs an SNS topic, so that somebody is told.",
        "5.3 Alerts: alert connections: alarmActions names nothing that tells anybody; {profile} needs an SNS topic, so that somebody is told.",
        "5.3 Alerts: alert space: alarmActions names nothing that tells anybody; {profile} needs an SNS topic, so that somebody is told.",
      ],
    },
    "a secret threshold is not shown": {
      stack: stack(ratio("100 * errors / requests", { threshold: secret(5) }), slow(), pool, space(20 * GIB)),
      remediable: false,
      finds: [
        "5.3 Alerts: alert errors: threshold is a secret value that does not comply; {profile} needs at most 1. Set threshold: 1.",
      ],
    },
  },
  unknown: {
    "a threshold": {
      stack: stack(ratio("100 * errors / requests", { threshold: unknown }), slow(), pool, space(20 * GIB)),
      mentions: ["threshold is not known until the update"],
    },
    "free space of a disk whose size is not known": {
      stack: [app, lb, topic, db({ allocatedStorage: unknown }), errors, slow(), pool, space(20 * GIB)],
      mentions: ["threshold compares free space with a number of bytes"],
    },
    "errors that are counted, and compared with nothing": {
      stack: stack(
        alarm("errors", {
          namespace: "AWS/ApplicationELB",
          metricName: "HTTPCode_Target_5XX_Count",
          statistic: "Sum",
          comparisonOperator: "GreaterThanThreshold",
          threshold: 10,
        }),
        slow(),
        pool,
        space(20 * GIB),
      ),
      mentions: ["threshold counts errors, and does not compare them with all requests"],
    },
    "a band of anomalies": {
      stack: stack(
        errors,
        alarm("latency", {
          comparisonOperator: "GreaterThanUpperThreshold",
          thresholdMetricId: "band",
          metricQueries: [
            { id: "band", expression: "ANOMALY_DETECTION_BAND(latency, 2)", returnData: true },
            { id: "latency", metric: metric("TargetResponseTime", "p95"), returnData: true },
          ],
        }),
        pool,
        space(20 * GIB),
      ),
      mentions: ["thresholdMetricId names a band that CloudWatch learns"],
    },
    "an expression": {
      stack: stack(ratio("", { metricQueries: unknown }), slow(), pool, space(20 * GIB)),
      mentions: ["metricQueries is not known until the update"],
    },
    "a metric of one's own whose name is all that it says": {
      stack: stack(
        errors,
        alarm("slow-requests", {
          namespace: "FraiseQL",
          metricName: "ResponseTime",
          extendedStatistic: "p95",
          comparisonOperator: "GreaterThanThreshold",
          threshold: 1,
        }),
        pool,
        space(20 * GIB),
      ),
      mentions: ["metricName cannot be read as what the alarm's name suggests"],
    },
    "actions": {
      stack: stack(
        ratio("100 * errors / requests", { alarmActions: unknown }),
        slow(),
        pool,
        space(20 * GIB),
      ),
      mentions: ["alarmActions is not known until the update"],
    },
    "a composite alarm whose rule is not known may tell": {
      stack: [
        ...stack(ratio("100 * errors / requests", { alarmActions: [] }), slow(), pool, space(20 * GIB)),
        resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "api", {
          alarmName: "api",
          alarmRule: unknown,
          alarmActions: [ref("oncall")],
        }),
      ],
      mentions: ["whether composite alarm api watches it is not known until the update"],
    },
    "how an expression that says whether is compared": {
      stack: stack(
        ratio("IF(errors / requests > 0.01, 1, 0)", { comparisonOperator: unknown }),
        slow(),
        pool,
        space(20 * GIB),
      ),
      mentions: ["comparisonOperator is not known until the update"],
    },
    "a rule of EventBridge may tell": {
      stack: [
        ...stack(ratio("100 * errors / requests", { alarmActions: [] }), slow(), pool, space(20 * GIB)),
        resource("aws:cloudwatch/eventRule:EventRule", "alarms", {
          eventPattern: '{"source":["aws.cloudwatch"],"detail-type":["CloudWatch Alarm State Change"]}',
        }),
      ],
      mentions: ["whether event rule alarms tells somebody is not judged"],
    },
    "rules of managed Prometheus": {
      stack: [
        app,
        resource("aws:amp/ruleGroupNamespace:RuleGroupNamespace", "rules", {
          workspaceId: ref("workspace"),
          data: unknown,
        }),
        resource("aws:amp/workspace:Workspace", "workspace", { alias: "metrics" }),
      ],
      mentions: ["whether an alert watches"],
    },
  },
  notApplicable: {
    "an alarm on something else": {
      stack: [
        alarm("cpu", {
          namespace: "AWS/EC2",
          metricName: "CPUUtilization",
          statistic: "Average",
          comparisonOperator: "GreaterThanThreshold",
          threshold: 90,
        }),
        topic,
      ],
    },
  },
});
