// What is seen of it.
import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import { Topic, TopicSubscription } from "@pulumi/aws/sns";

// Read in the morning.
const team = new Topic("team", {});
new TopicSubscription("team", { topic: team.arn, protocol: "email", endpoint: "team@shop.example.com" });

const metric = (metricName: string) => ({
  namespace: "AWS/ApplicationELB",
  metricName,
  period: 300,
  stat: "Sum",
});

// One in ten fails before anybody hears of it.
new MetricAlarm("errors", {
  comparisonOperator: "GreaterThanThreshold",
  threshold: 10,
  evaluationPeriods: 3,
  alarmActions: [team.arn],
  metricQueries: [
    { id: "rate", expression: "100 * failed / requests", returnData: true },
    { id: "failed", metric: metric("HTTPCode_Target_5XX_Count") },
    { id: "requests", metric: metric("RequestCount") },
  ],
});
