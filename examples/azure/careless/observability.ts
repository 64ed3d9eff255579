// What is seen of it.
import { ActionGroup, MetricAlert } from "@pulumi/azure-native/monitor";
import { gateway } from "./entry";
import { ofGroup } from "./group";

// Read in the morning.
const team = new ActionGroup("team", {
  ...ofGroup,
  location: "global",
  groupShortName: "team",
  enabled: true,
  emailReceivers: [{ name: "team", emailAddress: "team@shop.example.com" }],
});

// Many fail before anybody hears of it.
new MetricAlert("errors", {
  ...ofGroup,
  location: "global",
  enabled: true,
  severity: 3,
  scopes: [gateway.id],
  evaluationFrequency: "PT15M",
  windowSize: "PT15M",
  criteria: {
    odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
    allOf: [
      {
        name: "errors",
        criterionType: "StaticThresholdCriterion",
        metricName: "FailedRequests",
        timeAggregation: "Total",
        operator: "GreaterThan",
        threshold: 1000,
      },
    ],
  },
  actions: [{ actionGroupId: team.id }],
});
