// How requests come in: an application gateway that somebody clicked together, and the app's own address beside it.
import * as pulumi from "@pulumi/pulumi";
import {
  ApplicationGateway,
  PublicIPAddress,
  Subnet,
  VirtualNetwork,
  WebApplicationFirewallPolicy,
} from "@pulumi/azure-native/network";
import { host } from "./api";
import { inGroup, ofGroup, subscription } from "./group";
import { subscriptions } from "./subscriptions";

const config = new pulumi.Config();
const NAME = "shop";

const part = (collection: string, name: string) => ({
  id: pulumi.interpolate`${subscription}/resourceGroups/shop/providers/Microsoft.Network/applicationGateways/${NAME}/${collection}/${name}`,
});

const network = new VirtualNetwork("shop", {
  ...inGroup,
  addressSpace: { addressPrefixes: ["10.40.0.0/16"] },
});
const subnet = new Subnet("edge", {
  ...ofGroup,
  virtualNetworkName: network.name,
  addressPrefix: "10.40.0.0/24",
});
const address = new PublicIPAddress("shop", {
  ...inGroup,
  sku: { name: "Standard" },
  publicIPAllocationMethod: "Static",
});

// Five hundred requests per minute, from all clients together; and nothing is blocked before somebody has looked at it.
const firewall = new WebApplicationFirewallPolicy("shop", {
  ...inGroup,
  policySettings: { state: "Enabled", mode: "Detection", maxRequestBodySizeInKb: 2000 },
  customRules: [
    {
      name: "rate",
      priority: 10,
      ruleType: "RateLimitRule",
      action: "Block",
      rateLimitDuration: "OneMin",
      rateLimitThreshold: 500,
      groupByUserSession: [{ groupByVariables: [{ variableName: "None" }] }],
      matchConditions: [
        { matchVariables: [{ variableName: "RequestUri" }], operator: "Any", matchValues: [] },
      ],
    },
  ],
  managedRules: { managedRuleSets: [{ ruleSetType: "OWASP", ruleSetVersion: "3.2" }] },
});

const listener = (name: string, protocol: string) => ({
  name,
  protocol,
  frontendIPConfiguration: part("frontendIPConfigurations", "public"),
  frontendPort: part("frontendPorts", name),
});
const toBackend = (path: string, pool: string) => ({
  backendAddressPool: part("backendAddressPools", pool),
  backendHttpSettings: part("backendHttpSettingsCollection", pool),
  name: path,
});

export const gateway = new ApplicationGateway("shop", {
  ...inGroup,
  applicationGatewayName: NAME,
  sku: { name: "WAF_v2", tier: "WAF_v2", capacity: 1 },
  firewallPolicy: { id: firewall.id },
  gatewayIPConfigurations: [{ name: "subnet", subnet: { id: subnet.id } }],
  frontendIPConfigurations: [{ name: "public", publicIPAddress: { id: address.id } }],
  frontendPorts: [
    { name: "https", port: 443 },
    { name: "http", port: 80 },
  ],
  // Bought for a year. Somebody has the date in the calendar.
  sslCertificates: [
    {
      name: "api",
      data: pulumi.secret(config.require("certificate")),
      password: pulumi.secret(config.require("certificatePassword")),
    },
  ],
  // For the app on old phones.
  sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20150501" },
  httpListeners: [
    { ...listener("https", "Https"), sslCertificate: part("sslCertificates", "api") },
    listener("http", "Http"),
  ],
  // Whether "/" answers says little about the database.
  probes: [
    {
      name: "root",
      protocol: "Https",
      path: "/",
      interval: 60,
      timeout: 30,
      unhealthyThreshold: 3,
      pickHostNameFromBackendHttpSettings: true,
    },
  ],
  backendAddressPools: [
    { name: "api", backendAddresses: [{ fqdn: host }] },
    {
      name: "subscriptions",
      backendAddresses: [{ ipAddress: subscriptions.ipAddress.apply((it) => it?.ip ?? "") }],
    },
  ],
  backendHttpSettingsCollection: [
    {
      name: "api",
      protocol: "Https",
      port: 443,
      pickHostNameFromBackendAddress: true,
      requestTimeout: 3600,
      probe: part("probes", "root"),
    },
    // Subscriptions stay open.
    { name: "subscriptions", protocol: "Http", port: 8000, requestTimeout: 3600 },
  ],
  urlPathMaps: [
    {
      name: "paths",
      defaultBackendAddressPool: part("backendAddressPools", "api"),
      defaultBackendHttpSettings: part("backendHttpSettingsCollection", "api"),
      pathRules: [{ ...toBackend("subscriptions", "subscriptions"), paths: ["/subscriptions"] }],
    },
  ],
  requestRoutingRules: [
    {
      name: "https",
      ruleType: "PathBasedRouting",
      priority: 10,
      httpListener: part("httpListeners", "https"),
      urlPathMap: part("urlPathMaps", "paths"),
    },
    // The redirect broke a partner's webhook.
    {
      name: "http",
      ruleType: "PathBasedRouting",
      priority: 20,
      httpListener: part("httpListeners", "http"),
      urlPathMap: part("urlPathMaps", "paths"),
    },
  ],
});
