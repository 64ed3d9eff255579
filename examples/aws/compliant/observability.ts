// What is seen of it: a dashboard, and alarms that wake somebody up.
import * as pulumi from "@pulumi/pulumi";
import { Dashboard, MetricAlarm, type MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import { Topic, TopicSubscription } from "@pulumi/aws/sns";
import { database, storage } from "./database";
import { loadBalancer } from "./entry";
import { key } from "./key";
import { region } from "./network";
import { profile } from "./profile";

const onCall = new Topic("on-call", { kmsMasterKeyId: key.arn });
new TopicSubscription("on-call", {
  topic: onCall.arn,
  protocol: "https",
  endpoint: pulumi.secret(new pulumi.Config().require("onCallUrl")),
});

function alarm(name: string, args: Omit<MetricAlarmArgs, "evaluationPeriods" | "alarmActions">): void {
  new MetricAlarm(name, {
    evaluationPeriods: 5,
    alarmActions: [onCall.arn],
    okActions: [onCall.arn],
    ...args,
  });
}

const atLoadBalancer = (metricName: string) => ({
  namespace: "AWS/ApplicationELB",
  metricName,
  period: 60,
  dimensions: { LoadBalancer: loadBalancer.arnSuffix },
});
const ofDatabase = (metricName: string) => ({
  namespace: "AWS/RDS",
  metricName,
  period: 60,
  dimensions: { DBInstanceIdentifier: database.identifier },
});

const failed = { ...atLoadBalancer("HTTPCode_Target_5XX_Count"), stat: "Sum" };
const all = { ...atLoadBalancer("RequestCount"), stat: "Sum" };
alarm("error-rate", {
  alarmDescription: "Requests that fail, in percent",
  comparisonOperator: "GreaterThanThreshold",
  threshold: profile.alertErrorRatePercent ?? 1,
  metricQueries: [
    { id: "rate", expression: "100 * FILL(failed, 0) / requests", label: "Error rate", returnData: true },
    { id: "failed", metric: failed },
    { id: "requests", metric: all },
  ],
});
alarm("latency", {
  alarmDescription: "The slowest twentieth of requests, in seconds",
  ...atLoadBalancer("TargetResponseTime"),
  extendedStatistic: "p95",
  comparisonOperator: "GreaterThanThreshold",
  threshold: (profile.alertLatencyP95Ms ?? 1000) / 1000,
});
alarm("connections", {
  alarmDescription: "Connections to the database: three quarters of what ten tasks may open",
  ...ofDatabase("DatabaseConnections"),
  statistic: "Maximum",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 7.5 * ((profile.poolSizeMin ?? 20) + (profile.poolMaxOverflow ?? 10)),
});
alarm("disk", {
  alarmDescription: "Free space of the database, in bytes",
  ...ofDatabase("FreeStorageSpace"),
  statistic: "Minimum",
  comparisonOperator: "LessThanThreshold",
  threshold: ((profile.alertDiskFreePercent ?? 20) / 100) * storage * 2 ** 30,
});

// Graphs search for their metrics by name, so that the dashboard does not wait for the load balancer.
const search = (metric: string, statistic: string) =>
  `SEARCH('{AWS/ApplicationELB,LoadBalancer} MetricName="${metric}" LoadBalancer="app/shop"', '${statistic}', 60)`;
const graph = (title: string, ...expressions: string[]) => ({
  type: "metric",
  width: 12,
  height: 6,
  properties: { title, region, metrics: expressions.map((expression) => [{ expression }]) },
});

new Dashboard("shop", {
  dashboardName: "shop",
  dashboardBody: pulumi.jsonStringify({
    widgets: [
      graph("Latency", search("TargetResponseTime", "p95"), search("TargetResponseTime", "p50")),
      graph("Errors", search("HTTPCode_Target_5XX_Count", "Sum"), search("HTTPCode_ELB_5XX_Count", "Sum")),
      graph("Throughput", search("RequestCount", "Sum")),
    ],
  }),
});
