// What container apps run in: a part of the network, which is reached from inside it alone.
import { ManagedEnvironment } from "@pulumi/azure-native/app";
import { PrivateRecordSet } from "@pulumi/azure-native/privatedns";
import { inGroup, ofGroup } from "./group";
import { diagnosed } from "./logs";
import { apps, zone } from "./network";

export const environment = new ManagedEnvironment("shop", {
  ...inGroup,
  vnetConfiguration: { infrastructureSubnetId: apps.id, internal: true },
  zoneRedundant: true,
  workloadProfiles: [{ name: "Consumption", workloadProfileType: "Consumption" }],
  peerTrafficConfiguration: { encryption: { enabled: true } },
  // Diagnostic settings say where logs go.
  appLogsConfiguration: { destination: "azure-monitor" },
});

diagnosed("apps", environment.id, "allLogs");

// The gateway finds apps by these names.
new PrivateRecordSet("apps", {
  ...ofGroup,
  privateZoneName: zone("apps", environment.defaultDomain).zone.name,
  relativeRecordSetName: "*",
  recordType: "A",
  ttl: 300,
  aRecords: [{ ipv4Address: environment.staticIp }],
});
