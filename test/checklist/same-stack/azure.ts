import { ref, resource } from "../../kit/cases";
import { named, parameter, postgres } from "../azure/databases";
import { GATEWAY, gateway, gatewayFirewall, part, rules } from "../azure/entry-points";
import { listed, type Build } from "./shop";

const POLICIES = {
  "1.0": "AppGwSslPolicy20150501",
  "1.2": "AppGwSslPolicy20220101",
  "1.3": undefined,
};

/** The shop on Container Instances, a Flexible Server, an application gateway with its firewall, and Key Vault. */
export const onAzure: Build = (shop) => [
  ...gateway({
    firewallPolicy: { id: ref("firewall") },
    sslPolicy:
      shop.tls === "1.3"
        ? { policyType: "CustomV2", minProtocolVersion: "TLSv1_3" }
        : { policyType: "Predefined", policyName: POLICIES[shop.tls] },
    backendHttpSettingsCollection: GATEWAY.backendHttpSettingsCollection.map((it) => ({
      ...it,
      requestTimeout: shop.timeoutSeconds,
    })),
    ...rules(
      shop.hsts === undefined ? {} : { rewriteRuleSet: part("rewriteRuleSets", "headers") },
      shop.redirects
        ? {}
        : {
            redirectConfiguration: undefined,
            backendAddressPool: part("backendAddressPools", "api"),
            backendHttpSettings: part("backendHttpSettingsCollection", "api"),
          },
    ),
    ...(shop.hsts === undefined
      ? {}
      : {
          rewriteRuleSets: [
            {
              name: "headers",
              rewriteRules: [
                {
                  name: "hsts",
                  ruleSequence: 100,
                  actionSet: {
                    responseHeaderConfigurations: [
                      { headerName: "Strict-Transport-Security", headerValue: shop.hsts },
                    ],
                  },
                },
              ],
            },
          ],
        }),
  }).filter(({ name }) => name !== "api"),
  gatewayFirewall(
    [
      {
        name: "limit",
        priority: 10,
        ruleType: "RateLimitRule",
        action: "Block",
        rateLimitDuration: "OneMin",
        rateLimitThreshold: shop.requestsPerMinute,
        groupByUserSession: [{ groupByVariables: [{ variableName: "ClientAddr" }] }],
        matchConditions: [
          {
            matchVariables: [{ variableName: "RemoteAddr" }],
            operator: "IPMatch",
            matchValues: ["0.0.0.0/0", "::/0"],
          },
        ],
      },
    ],
    // As much as it can be told to take: the application's own limit decides.
    { mode: "Prevention", maxRequestBodySizeInKb: 2000 },
  ),
  resource("azure-native:containerinstance:ContainerGroup", "api", {
    resourceGroupName: "production",
    containerGroupName: "api",
    osType: "Linux",
    containers: [
      {
        name: "fraiseql",
        image: shop.image,
        resources: { requests: { cpu: 1, memoryInGB: 2 } },
        environmentVariables: listed(shop.variables),
        livenessProbe: { httpGet: { path: shop.livenessPath, port: 8000 }, periodSeconds: 10 },
        readinessProbe: { httpGet: { path: "/ready", port: 8000 }, periodSeconds: 10 },
      },
    ],
  }),
  postgres({
    backup: { backupRetentionDays: shop.backupDays },
    network: {
      publicNetworkAccess:
        typeof shop.isDatabasePublic === "boolean"
          ? shop.isDatabasePublic
            ? "Enabled"
            : "Disabled"
          : shop.isDatabasePublic,
    },
  }),
  ...(shop.isDatabasePublic === true
    ? [
        resource("azure-native:dbforpostgresql:FirewallRule", "everybody", {
          resourceGroupName: "production",
          serverName: ref("db"),
          startIpAddress: "0.0.0.0",
          endIpAddress: "255.255.255.255",
        }),
      ]
    : []),
  ...(shop.isDatabaseAudited
    ? [
        named("audited", parameter("pgaudit.log", "write,ddl,role")),
        named("loaded", parameter("shared_preload_libraries", "pg_stat_statements,pgaudit")),
      ]
    : []),
  resource("azure-native:keyvault:Key", "key", {
    resourceGroupName: "production",
    vaultName: "shop",
    keyName: "data",
    properties: {
      kty: "RSA",
      ...(shop.keyRotationDays === undefined
        ? {}
        : {
            rotationPolicy: {
              attributes: { expiryTime: "P90D" },
              lifetimeActions: [
                { action: { type: "Rotate" }, trigger: { timeAfterCreate: `P${shop.keyRotationDays}D` } },
              ],
            },
          }),
    },
  }),
];
