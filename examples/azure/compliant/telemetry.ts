// Where metrics and traces go: Azure Monitor, which takes metrics as Prometheus sends them.
import * as pulumi from "@pulumi/pulumi";
import { Component } from "@pulumi/azure-native/applicationinsights";
import {
  AzureMonitorWorkspace,
  DataCollectionEndpoint,
  DataCollectionRule,
} from "@pulumi/azure-native/monitor";
import { inGroup } from "./group";
import { mayAct, running } from "./identity";
import { workspace } from "./logs";

export const insights = new Component("shop", {
  ...inGroup,
  applicationType: "web",
  kind: "web",
  workspaceResourceId: workspace.id,
});

export const metrics = new AzureMonitorWorkspace("shop", inGroup);

const STREAM = "Microsoft-PrometheusMetrics";

const endpoint = new DataCollectionEndpoint("metrics", inGroup);
const rule = new DataCollectionRule("metrics", {
  ...inGroup,
  dataCollectionEndpointId: endpoint.id,
  dataSources: { prometheusForwarder: [{ name: "prometheus", streams: [STREAM] }] },
  destinations: { monitoringAccounts: [{ name: "metrics", accountResourceId: metrics.id }] },
  dataFlows: [{ streams: [STREAM], destinations: ["metrics"] }],
});

/** What sends metrics depends on this. */
export const maySend = mayAct("metrics", running, "Monitoring Metrics Publisher", rule.id);

/** Where metrics are sent to, as Prometheus sends them. */
export const remoteWriteUrl = pulumi.interpolate`${endpoint.metricsIngestion.apply((it) => it?.endpoint)}/dataCollectionRules/${rule.immutableId}/streams/${STREAM}/api/v1/write?api-version=2023-04-24`;
