/**
 * Forms of a type token: `azure-native:m:R`, `azure-native:m/v20240801:R` (versions 1 and 2),
 * `azure-native_m_v20240801:m:R` and `azure-native_m_v20240801:m/v20240801:R` (generated packages).
 */
const TOKEN = /^azure-native(?:_\w+)?:([A-Za-z0-9]+)(?:\/(v\d\w*))?:(\w+)$/;

/** Modules that were split: where each of their classes lives since version 3. Source: the alias lists of the SDK. */
const RENAMED_MODULES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  cache: {
    redis: [
      "AccessPolicy",
      "AccessPolicyAssignment",
      "FirewallRule",
      "LinkedServer",
      "PatchSchedule",
      "Redis",
    ],
    redisenterprise: ["Database", "RedisEnterprise"],
  },
  insights: {
    applicationinsights: [
      "AnalyticsItem",
      "Component",
      "ComponentCurrentBillingFeature",
      "ComponentLinkedStorageAccount",
      "ExportConfiguration",
      "Favorite",
      "MyWorkbook",
      "ProactiveDetectionConfiguration",
      "WebTest",
      "Workbook",
      "WorkbookTemplate",
    ],
    monitor: [
      "ActionGroup",
      "ActivityLogAlert",
      "AutoscaleSetting",
      "DataCollectionEndpoint",
      "DataCollectionRule",
      "DataCollectionRuleAssociation",
      "DiagnosticSetting",
      "ManagementGroupDiagnosticSetting",
      "MetricAlert",
      "PrivateLinkScope",
      "PrivateLinkScopedResource",
      "ScheduledQueryRule",
      "SubscriptionDiagnosticSetting",
      "TenantActionGroup",
    ],
  },
  network: {
    dns: ["DnssecConfig", "RecordSet", "Zone"],
    frontdoor: ["Experiment", "FrontDoor", "NetworkExperimentProfile", "Policy", "RulesEngine"],
    privatedns: ["PrivateRecordSet", "PrivateZone", "VirtualNetworkLink"],
    trafficmanager: ["Endpoint", "Profile", "TrafficManagerUserMetricsKey"],
  },
};

/** Classes that were renamed inside their module. */
const RENAMED_CLASSES: Readonly<Record<string, string>> = {
  "alertsmanagement:ActionRuleByName": "alertsmanagement:AlertProcessingRuleByName",
  "containerinstance:CGProfile": "containerinstance:ContainerGroupProfile",
  "dbforpostgresql:Cluster": "dbforpostgresql:ServerGroupCluster",
  "dbforpostgresql:ServerGroup": "dbforpostgresql:ServerGroupCluster",
  "network:VirtualWAN": "network:VirtualWan",
};

const canonical = new Map<string, string>(
  Object.entries(RENAMED_MODULES).flatMap(([from, modules]) =>
    Object.entries(modules).flatMap(([to, names]) =>
      names.map((name): [string, string] => [`${from}:${name}`, `${to}:${name}`]),
    ),
  ),
);

/**
 * The token of a resource of `azure-native` as version 3 of the provider names it, without an API version: for versioned
 * tokens, renamed modules and renamed classes. Any other token is returned as it is.
 */
export function canonicalAzureToken(type: string): string {
  const [, module, inPath, name] = TOKEN.exec(type) ?? [];
  if (module === undefined || name === undefined) return type;
  const version = inPath ?? /_(v\d\w*):/.exec(type)?.[1];
  const key = `${module}:${name}`;
  // The API of 2017 calls the retired Single Server what later ones call the Flexible Server.
  if (key === "dbforpostgresql:Server" && version?.startsWith("v2017")) {
    return "azure-native:dbforpostgresql:SingleServer";
  }
  return `azure-native:${canonical.get(key) ?? RENAMED_CLASSES[key] ?? key}`;
}
