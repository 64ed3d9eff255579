// How requests come in: an application gateway in three zones, with a firewall.
import * as pulumi from "@pulumi/pulumi";
import { ApplicationGateway, PublicIPAddress } from "@pulumi/azure-native/network";
import { internalHost } from "./api";
import { clients, clientsProfile } from "./clients";
import { firewall } from "./firewall";
import { NAME, part } from "./gateway";
import { inGroup } from "./group";
import { as, serving } from "./identity";
import { diagnosed } from "./logs";
import { edge } from "./network";
import { profile } from "./profile";

const config = new pulumi.Config();
const zones = ["1", "2", "3"];

const address = new PublicIPAddress("shop", {
  ...inGroup,
  sku: { name: "Standard" },
  publicIPAllocationMethod: "Static",
  zones,
});

const tls =
  (profile.tlsVersion ?? 1.2) >= 1.3
    ? { policyType: "CustomV2", minProtocolVersion: "TLSv1_3" }
    : { policyType: "Predefined", policyName: "AppGwSslPolicy20220101" };

const listener = (name: string, protocol: string) => ({
  name,
  protocol,
  frontendIPConfiguration: part("frontendIPConfigurations", "public"),
  frontendPort: part("frontendPorts", name),
});

const gateway = new ApplicationGateway("shop", {
  ...inGroup,
  applicationGatewayName: NAME,
  sku: { name: "WAF_v2", tier: "WAF_v2" },
  autoscaleConfiguration: { minCapacity: 2, maxCapacity: 10 },
  zones,
  identity: as(serving),
  firewallPolicy: { id: firewall.id },
  gatewayIPConfigurations: [{ name: "subnet", subnet: { id: edge.id } }],
  frontendIPConfigurations: [{ name: "public", publicIPAddress: { id: address.id } }],
  frontendPorts: [
    { name: "https", port: 443 },
    { name: "http", port: 80 },
  ],
  sslCertificates: [{ name: "api", keyVaultSecretId: config.require("certificate") }],
  sslPolicy: tls,
  ...clients,
  httpListeners: [
    {
      ...listener("https", "Https"),
      hostName: config.require("host"),
      sslCertificate: part("sslCertificates", "api"),
      ...clientsProfile,
    },
    listener("http", "Http"),
  ],
  probes: [
    {
      name: "ready",
      protocol: "Https",
      path: "/ready",
      interval: 15,
      timeout: 10,
      unhealthyThreshold: 3,
      pickHostNameFromBackendHttpSettings: true,
    },
  ],
  backendAddressPools: [{ name: "api", backendAddresses: [{ fqdn: internalHost }] }],
  backendHttpSettingsCollection: [
    {
      name: "api",
      protocol: "Https",
      port: 443,
      pickHostNameFromBackendAddress: true,
      requestTimeout: 60,
      probe: part("probes", "ready"),
    },
  ],
  redirectConfigurations: [
    {
      name: "to-https",
      redirectType: "Permanent",
      targetListener: part("httpListeners", "https"),
      includePath: true,
      includeQueryString: true,
    },
  ],
  rewriteRuleSets: [
    {
      name: "headers",
      rewriteRules: [
        {
          name: "hsts",
          ruleSequence: 100,
          actionSet: {
            responseHeaderConfigurations: [
              {
                headerName: "Strict-Transport-Security",
                headerValue: "max-age=63072000; includeSubDomains",
              },
            ],
          },
        },
      ],
    },
  ],
  requestRoutingRules: [
    {
      name: "api",
      ruleType: "Basic",
      priority: 10,
      httpListener: part("httpListeners", "https"),
      backendAddressPool: part("backendAddressPools", "api"),
      backendHttpSettings: part("backendHttpSettingsCollection", "api"),
      rewriteRuleSet: part("rewriteRuleSets", "headers"),
    },
    // Plain HTTP is told to come back encrypted.
    {
      name: "redirect",
      ruleType: "Basic",
      priority: 20,
      httpListener: part("httpListeners", "http"),
      redirectConfiguration: part("redirectConfigurations", "to-https"),
    },
  ],
});

diagnosed("gateway", gateway.id, "allLogs");
