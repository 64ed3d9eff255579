import { cases, ref, resource, unknown } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;

const db = (props: Props = {}) =>
  resource("aws:rds/instance:Instance", "db", {
    identifier: "db-4f2a",
    engine: "postgres",
    allocatedStorage: 100,
    ...props,
  });
const cluster = (props: Props = {}) =>
  resource("aws:rds/cluster:Cluster", "aurora", {
    clusterIdentifier: "aurora-71bc",
    engine: "aurora-postgresql",
    ...props,
  });
const member = (name: string, props: Props = {}) =>
  resource("aws:rds/clusterInstance:ClusterInstance", name, {
    identifier: name,
    clusterIdentifier: ref("aurora", "aurora-71bc"),
    engine: "aurora-postgresql",
    instanceClass: "db.r8g.large",
    ...props,
  });
const alarm = (metricName: string, dimensions: unknown, props: Props = {}) =>
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", metricName.toLowerCase(), {
    namespace: "AWS/RDS",
    metricName,
    statistic: "Average",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 80,
    evaluationPeriods: 3,
    period: 300,
    dimensions,
    ...props,
  });
const onDb = { DBInstanceIdentifier: ref("db", "db-4f2a") };
const onCluster = { DBClusterIdentifier: ref("aurora", "aurora-71bc") };
const three = (dimensions: unknown) => [
  alarm("DatabaseConnections", dimensions),
  alarm("ReadLatency", dimensions),
  alarm("FreeStorageSpace", dimensions, { comparisonOperator: "LessThanThreshold" }),
];
const OFF =
  "3.4 Database monitoring: performanceInsightsEnabled is not set, which means false; {profile} needs true. Set performanceInsightsEnabled: true.";

export default cases({
  requirement: "3.4-database-monitoring",
  provider: "aws",
  valid: {
    "Performance Insights": { stack: [db({ performanceInsightsEnabled: true })] },
    "Enhanced Monitoring": { stack: [db({ monitoringInterval: 60, monitoringRoleArn: ref("db") })] },
    "alarms by the instance's name": { stack: [db(), ...three(onDb)] },
    "alarms on what is not known yet": {
      stack: [db({ identifier: unknown }), ...three({ DBInstanceIdentifier: ref("db") })],
    },
    "alarms on all databases together": { stack: [db(), ...three(undefined)] },
    "an alarm of metric math": {
      stack: [
        db(),
        ...three(onDb).slice(0, 2),
        resource("aws:cloudwatch/metricAlarm:MetricAlarm", "space", {
          comparisonOperator: "LessThanThreshold",
          threshold: 20,
          evaluationPeriods: 3,
          metricQueries: [
            { id: "share", expression: "100 * free / 107374182400", returnData: true },
            {
              id: "free",
              metric: {
                metricName: "FreeStorageSpace",
                namespace: "AWS/RDS",
                stat: "Minimum",
                period: 300,
                dimensions: onDb,
              },
            },
          ],
        }),
      ],
    },
    "an Aurora cluster whose storage grows by itself": {
      stack: [cluster(), alarm("DatabaseConnections", onCluster), alarm("CommitLatency", onCluster)],
    },
    "alarms on a cluster's instance": {
      stack: [
        cluster(),
        member("writer"),
        alarm("DatabaseConnections", { DBInstanceIdentifier: ref("writer", "writer") }),
        alarm("CommitLatency", onCluster),
      ],
    },
    "Performance Insights of the cluster, or of every instance": {
      stack: [
        cluster(),
        member("writer", { performanceInsightsEnabled: true }),
        member("reader", { monitoringInterval: 30 }),
      ],
    },
  },
  invalid: {
    "nothing": { stack: [db()], finds: [OFF] },
    "switched off": {
      stack: [db({ performanceInsightsEnabled: false, monitoringInterval: 0 })],
      finds: [
        "3.4 Database monitoring: performanceInsightsEnabled is false; {profile} needs true. Set performanceInsightsEnabled: true.",
      ],
    },
    "an alarm on connections alone": {
      stack: [db(), alarm("DatabaseConnections", onDb)],
      finds: [OFF],
    },
    "alarms on another database": {
      stack: [db(), ...three({ DBInstanceIdentifier: "billing" })],
      finds: [OFF],
    },
    "events are no monitoring": {
      stack: [
        db(),
        resource("aws:rds/eventSubscription:EventSubscription", "events", {
          snsTopic: "arn:aws:sns:eu-west-1:123456789012:events",
          sourceType: "db-instance",
        }),
      ],
      finds: [OFF],
    },
    "an Aurora cluster": { stack: [cluster(), member("writer")], finds: [OFF] },
  },
  unknown: {
    "Performance Insights": {
      stack: [db({ performanceInsightsEnabled: unknown })],
      mentions: ["performanceInsightsEnabled is not known until the update"],
    },
    "alarms on something that is not known": {
      stack: [db(), ...three({ DBInstanceIdentifier: unknown })],
      mentions: ["whether alarm databaseconnections is of this database is not known until the update"],
    },
    "what an alarm on the database watches": {
      stack: [db(), alarm("DatabaseConnections", onDb, { metricName: unknown })],
      mentions: ["what alarm databaseconnections watches is not known until the update"],
    },
    "the settings of an instance": {
      stack: [cluster(), member("writer", { performanceInsightsEnabled: unknown })],
      mentions: ["performanceInsightsEnabled is not known until the update"],
    },
  },
  notApplicable: {
    "an instance alone, which is watched with its cluster": {
      stack: [member("writer", { clusterIdentifier: "elsewhere" })],
    },
  },
});
