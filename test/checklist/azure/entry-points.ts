import { ref, resource, type TestResource } from "../../kit/cases";
import { application } from "./workloads";

type Props = Readonly<Record<string, unknown>>;

const SUBSCRIPTION =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/production/providers";

/** The id of a part of the application gateway `edge`. */
export const part = (collection: string, name: string) => ({
  id: `${SUBSCRIPTION}/Microsoft.Network/applicationGateways/edge/${collection}/${name}`,
});

/** A container group that runs the application in a virtual network, behind entry points. */
export const hiddenApp = (environmentVariables: readonly Props[] = []): TestResource =>
  resource("azure-native:containerinstance:ContainerGroup", "api", {
    resourceGroupName: "production",
    containerGroupName: "api",
    osType: "Linux",
    containers: [
      {
        name: "fraiseql",
        image: "ghcr.io/fraiseql/fraiseql:1.2.0",
        resources: { requests: { cpu: 1, memoryInGB: 2 } },
        environmentVariables,
        livenessProbe: { httpGet: { path: "/health", port: 8000 }, periodSeconds: 10 },
        readinessProbe: { httpGet: { path: "/ready", port: 8000 }, periodSeconds: 10 },
      },
    ],
  });

/** The parts of an application gateway that redirects plain HTTP, and serves the application over TLS. */
export const GATEWAY = {
  applicationGatewayName: "edge",
  resourceGroupName: "production",
  sku: { name: "WAF_v2", tier: "WAF_v2" },
  gatewayIPConfigurations: [{ name: "subnet", subnet: { id: "shared-subnet" } }],
  frontendIPConfigurations: [{ name: "public", publicIPAddress: { id: ref("address") } }],
  frontendPorts: [
    { name: "https", port: 443 },
    { name: "http", port: 80 },
  ],
  sslCertificates: [{ name: "edge", keyVaultSecretId: "https://keys.vault.azure.net/secrets/edge" }],
  sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20220101" },
  httpListeners: [
    {
      name: "https",
      protocol: "Https",
      frontendIPConfiguration: part("frontendIPConfigurations", "public"),
      frontendPort: part("frontendPorts", "https"),
      sslCertificate: part("sslCertificates", "edge"),
    },
    {
      name: "http",
      protocol: "Http",
      frontendIPConfiguration: part("frontendIPConfigurations", "public"),
      frontendPort: part("frontendPorts", "http"),
    },
  ],
  redirectConfigurations: [
    { name: "to-https", redirectType: "Permanent", targetListener: part("httpListeners", "https") },
  ],
  probes: [{ name: "ready", protocol: "Http", path: "/ready", interval: 15, timeout: 10 }],
  backendAddressPools: [{ name: "api", backendAddresses: [{ ipAddress: ref("api", "10.0.1.4") }] }],
  backendHttpSettingsCollection: [
    { name: "api", port: 8000, protocol: "Http", requestTimeout: 30, probe: part("probes", "ready") },
  ],
  requestRoutingRules: [
    {
      name: "api",
      ruleType: "Basic",
      httpListener: part("httpListeners", "https"),
      backendAddressPool: part("backendAddressPools", "api"),
      backendHttpSettings: part("backendHttpSettingsCollection", "api"),
    },
    {
      name: "redirect",
      ruleType: "Basic",
      httpListener: part("httpListeners", "http"),
      redirectConfiguration: part("redirectConfigurations", "to-https"),
    },
  ],
};

const ADDRESS = resource("azure-native:network:PublicIPAddress", "address", {
  resourceGroupName: "production",
  publicIpAddressName: "address",
});

/** A stack with that gateway and the application behind it. */
export function gateway(props: Props = {}, environment: readonly Props[] = []): readonly TestResource[] {
  return [
    hiddenApp(environment),
    ADDRESS,
    resource("azure-native:network:ApplicationGateway", "edge", { ...GATEWAY, ...props }),
  ];
}

/** The gateway's listeners, with more properties on the one for HTTPS. */
export const listeners = (https: Props, http: Props = {}) => {
  const [first, second] = GATEWAY.httpListeners;
  return {
    httpListeners: [
      { ...first, ...https },
      { ...second, ...http },
    ],
  };
};

/** The gateway's rules, with more properties on the one that serves. */
export const rules = (serving: Props, redirecting: Props = {}) => {
  const [first, second] = GATEWAY.requestRoutingRules;
  return {
    requestRoutingRules: [
      { ...first, ...serving },
      { ...second, ...redirecting },
    ],
  };
};

/** A firewall policy of application gateways. */
export function gatewayFirewall(
  customRules: unknown,
  policySettings: Props = { mode: "Prevention" },
): TestResource {
  return resource("azure-native:network:WebApplicationFirewallPolicy", "firewall", {
    resourceGroupName: "production",
    policyName: "firewall",
    policySettings,
    customRules,
  });
}

/** A stack with the gateway, and a firewall policy with these rules on it. */
export function guardedGateway(customRules: unknown, policySettings?: Props): readonly TestResource[] {
  return [
    ...gateway({ firewallPolicy: { id: ref("firewall") } }),
    gatewayFirewall(customRules, policySettings),
  ];
}

const IN_PROFILE = { resourceGroupName: "production", profileName: "edge" };

/** The parts of a Front Door that leads to the application, with more properties on some of them. */
export interface FrontDoorParts {
  readonly route?: Props;
  readonly domain?: Props;
  readonly group?: Props;
  readonly profile?: Props;
  readonly rule?: Props;
}

/** A Front Door with a custom domain, and the application behind it. */
export function frontDoor(
  parts: FrontDoorParts = {},
  environment: readonly Props[] = [],
): readonly TestResource[] {
  return [
    hiddenApp(environment),
    resource("azure-native:cdn:Profile", "edge", {
      ...IN_PROFILE,
      sku: { name: "Premium_AzureFrontDoor" },
      ...parts.profile,
    }),
    resource("azure-native:cdn:AFDEndpoint", "endpoint", { ...IN_PROFILE, endpointName: "endpoint" }),
    resource("azure-native:cdn:AFDCustomDomain", "domain", {
      ...IN_PROFILE,
      customDomainName: "domain",
      hostName: "api.example.com",
      tlsSettings: { certificateType: "ManagedCertificate", minimumTlsVersion: "TLS12" },
      ...parts.domain,
    }),
    resource("azure-native:cdn:AFDOriginGroup", "origins", {
      ...IN_PROFILE,
      originGroupName: "origins",
      loadBalancingSettings: { sampleSize: 4 },
      healthProbeSettings: { probePath: "/ready", probeProtocol: "Https", probeIntervalInSeconds: 30 },
      ...parts.group,
    }),
    resource("azure-native:cdn:AFDOrigin", "origin", {
      ...IN_PROFILE,
      originName: "origin",
      originGroupName: "origins",
      hostName: ref("api", "api.example.net"),
    }),
    ...(parts.rule
      ? [
          resource("azure-native:cdn:RuleSet", "headers", { ...IN_PROFILE, ruleSetName: "headers" }),
          resource("azure-native:cdn:Rule", "header", {
            ...IN_PROFILE,
            ruleName: "header",
            ruleSetName: "headers",
            ...parts.rule,
          }),
        ]
      : []),
    resource("azure-native:cdn:Route", "route", {
      ...IN_PROFILE,
      routeName: "route",
      endpointName: "endpoint",
      originGroup: { id: ref("origins") },
      customDomains: [{ id: ref("domain") }],
      linkToDefaultDomain: "Disabled",
      supportedProtocols: ["Http", "Https"],
      httpsRedirect: "Enabled",
      ...(parts.rule ? { ruleSets: [{ id: ref("headers") }] } : {}),
      ...parts.route,
    }),
  ];
}

/** A rule of a Front Door that sets a header of responses. */
export const header = (headerName: unknown, value: unknown, more: Props = {}) => ({
  rule: {
    order: 1,
    actions: [
      {
        name: "ModifyResponseHeader",
        parameters: {
          typeName: "DeliveryRuleHeaderActionParameters",
          headerAction: "Overwrite",
          headerName,
          value,
        },
      },
    ],
    ...more,
  },
});

/** A firewall policy of Front Door. */
export function frontDoorFirewall(
  rulesOfPolicy: unknown,
  policySettings: Props = { mode: "Prevention" },
): TestResource {
  return resource("azure-native:frontdoor:Policy", "firewall", {
    resourceGroupName: "production",
    policyName: "firewall",
    policySettings,
    customRules: { rules: rulesOfPolicy },
  });
}

/** What puts the policy in front of the domain. */
export function security(parameters: Props = {}): TestResource {
  return resource("azure-native:cdn:SecurityPolicy", "security", {
    ...IN_PROFILE,
    securityPolicyName: "security",
    parameters: {
      type: "WebApplicationFirewall",
      wafPolicy: { id: ref("firewall") },
      associations: [{ domains: [{ id: ref("domain") }], patternsToMatch: ["/*"] }],
      ...parameters,
    },
  });
}

/** A stack with the Front Door, and a firewall policy with these rules in front of it. */
export function guardedFrontDoor(rulesOfPolicy: unknown, policySettings?: Props): readonly TestResource[] {
  return [...frontDoor(), frontDoorFirewall(rulesOfPolicy, policySettings), security()];
}

/** An app of App Service that runs the application. */
export function webApp(props: Props = {}, siteConfig: Props = {}): TestResource {
  return resource("azure-native:web:WebApp", "api", {
    resourceGroupName: "production",
    name: "api",
    kind: "app,linux,container",
    httpsOnly: true,
    siteConfig: {
      linuxFxVersion: "DOCKER|ghcr.io/fraiseql/fraiseql:1.2.0",
      healthCheckPath: "/health",
      ...siteConfig,
    },
    ...props,
  });
}

/** A container app with external ingress in an environment, which runs the application. */
export function containerApp(ingress: Props = {}, environment: Props = {}): readonly TestResource[] {
  return [
    resource("azure-native:app:ManagedEnvironment", "environment", {
      resourceGroupName: "production",
      environmentName: "environment",
      ...environment,
    }),
    application({
      managedEnvironmentId: ref("environment"),
      configuration: { ingress: { external: true, targetPort: 8000, ...ingress } },
    }),
  ];
}

/** API Management in front of the application. */
export function apiManagement(props: Props = {}): TestResource {
  return resource("azure-native:apimanagement:ApiManagementService", "apim", {
    resourceGroupName: "production",
    serviceName: "apim",
    publisherEmail: "platform@example.com",
    publisherName: "Platform",
    sku: { name: "Premium", capacity: 1 },
    ...props,
  });
}

/** API Management with an API that leads to the application, and a policy for every API of it. */
export function managedApi(
  value?: unknown,
  api: Props = {},
  environment: readonly Props[] = [],
): readonly TestResource[] {
  return [
    hiddenApp(environment),
    apiManagement(),
    resource("azure-native:apimanagement:Api", "graphql", {
      resourceGroupName: "production",
      serviceName: "apim",
      apiId: "graphql",
      path: "graphql",
      protocols: ["https"],
      serviceUrl: ref("api", "http://10.0.1.4:8000"),
      ...api,
    }),
    ...(value === undefined
      ? []
      : [
          resource("azure-native:apimanagement:Policy", "policy", {
            resourceGroupName: "production",
            serviceName: "apim",
            policyId: "policy",
            format: "rawxml",
            value,
          }),
        ]),
  ];
}

const classicPart = (collection: string, name: string) => ({
  id: `${SUBSCRIPTION}/Microsoft.Network/frontDoors/classic/${collection}/${name}`,
});

/** A Front Door (classic) that redirects plain HTTP, and leads to the application. */
export function classicFrontDoor(props: Props = {}, host: Props = {}): readonly TestResource[] {
  return [
    hiddenApp(),
    resource("azure-native:frontdoor:FrontDoor", "classic", {
      resourceGroupName: "production",
      frontDoorName: "classic",
      frontendEndpoints: [{ name: "host", hostName: "classic.azurefd.net", ...host }],
      backendPools: [
        {
          name: "api",
          backends: [{ address: ref("api", "api.example.net") }],
          healthProbeSettings: classicPart("healthProbeSettings", "ready"),
        },
      ],
      healthProbeSettings: [{ name: "ready", path: "/ready", protocol: "Https", intervalInSeconds: 30 }],
      routingRules: [
        {
          name: "api",
          acceptedProtocols: ["Https"],
          patternsToMatch: ["/*"],
          frontendEndpoints: [classicPart("frontendEndpoints", "host")],
          routeConfiguration: {
            odataType: "#Microsoft.Azure.FrontDoor.Models.FrontdoorForwardingConfiguration",
            backendPool: classicPart("backendPools", "api"),
          },
        },
        {
          name: "redirect",
          acceptedProtocols: ["Http"],
          patternsToMatch: ["/*"],
          frontendEndpoints: [classicPart("frontendEndpoints", "host")],
          routeConfiguration: {
            odataType: "#Microsoft.Azure.FrontDoor.Models.FrontdoorRedirectConfiguration",
            redirectProtocol: "HttpsOnly",
            redirectType: "Moved",
          },
        },
      ],
      ...props,
    }),
  ];
}

/** A policy for the one API of API Management. */
export function apiPolicy(value: unknown): TestResource {
  return resource("azure-native:apimanagement:ApiPolicy", "narrow", {
    resourceGroupName: "production",
    serviceName: "apim",
    apiId: "graphql",
    policyId: "policy",
    format: "rawxml",
    value,
  });
}
