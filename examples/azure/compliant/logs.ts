// What is written: logs of the application and of Azure's services, for as long as the profile asks.
import type { Input } from "@pulumi/pulumi";
import { DiagnosticSetting } from "@pulumi/azure-native/monitor";
import { Cluster, LinkedService, Workspace } from "@pulumi/azure-native/operationalinsights";
import { inGroup, ofGroup } from "./group";
import { as, storing } from "./identity";
import { key, mayEncrypt, vaultUri } from "./key";
import { isFromRegulated, profile } from "./profile";

/** Log Analytics. */
export const workspace = new Workspace("shop", {
  ...inGroup,
  sku: { name: "PerGB2018" },
  retentionInDays: profile.logRetentionDays ?? 30,
});

// A workspace is encrypted with a key of one's own by a cluster that is nobody else's.
if (isFromRegulated) {
  const cluster = new Cluster(
    "shop",
    {
      ...inGroup,
      sku: { name: "CapacityReservation", capacity: 100 },
      identity: as(storing),
      keyVaultProperties: { keyVaultUri: vaultUri, keyName: key.name },
    },
    { dependsOn: mayEncrypt },
  );
  new LinkedService("cluster", {
    ...ofGroup,
    workspaceName: workspace.name,
    linkedServiceName: "cluster",
    writeAccessResourceId: cluster.id,
  });
}

/** Sends what a resource writes to the workspace, and its metrics. */
export function diagnosed(name: string, resourceUri: Input<string>, ...categoryGroups: string[]): void {
  new DiagnosticSetting(name, {
    resourceUri,
    workspaceId: workspace.id,
    logs: categoryGroups.map((categoryGroup) => ({ categoryGroup, enabled: true })),
    metrics: [{ category: "AllMetrics", enabled: true }],
  });
}
