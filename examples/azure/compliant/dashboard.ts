// What whoever is on call looks at first.
import * as pulumi from "@pulumi/pulumi";
import { Workbook } from "@pulumi/azure-native/applicationinsights";
import { gatewayId } from "./gateway";
import { inGroup } from "./group";

const NAMESPACE = "microsoft.network/applicationgateways";
const SUM = 1;
const AVERAGE = 4;

const graph = (title: string, metric: string, aggregation: number) => ({
  type: 10,
  name: title,
  content: {
    chartId: `workbook-${metric}`,
    version: "MetricsItem/2.0",
    size: 0,
    chartType: 2,
    resourceType: NAMESPACE,
    metricScope: 0,
    resourceIds: [gatewayId],
    timeContext: { durationMs: 3_600_000 },
    metrics: [{ namespace: NAMESPACE, metric: `${NAMESPACE}--${metric}`, aggregation }],
    title,
  },
});

new Workbook("shop", {
  ...inGroup,
  // A workbook's name is a GUID.
  resourceName: "5f0f7f2a-2f5b-4b0e-9d61-6f1f6f6b8a11",
  displayName: "Shop",
  kind: "shared",
  category: "workbook",
  sourceId: "azure monitor",
  serializedData: pulumi.jsonStringify({
    version: "Notebook/1.0",
    items: [
      graph("Latency", "ApplicationGatewayTotalTime", AVERAGE),
      graph("Errors", "FailedRequests", SUM),
      graph("Throughput", "TotalRequests", SUM),
    ],
  }),
});
