import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  classicFrontDoor,
  containerApp,
  frontDoor,
  gateway,
  GATEWAY,
  listeners,
  managedApi,
  part,
  rules,
  webApp,
} from "../azure/entry-points";

const NEEDS = "{profile} needs TLS, or nothing but a permanent redirect to HTTPS.";
const serving = {
  redirectConfiguration: undefined,
  backendAddressPool: part("backendAddressPools", "api"),
  backendHttpSettings: part("backendHttpSettingsCollection", "api"),
};

const group = (type: string, port: number) =>
  resource("azure-native:containerinstance:ContainerGroup", "web", {
    resourceGroupName: "production",
    osType: "Linux",
    ipAddress: { type, ports: [{ protocol: "TCP", port }] },
    containers: [{ name: "web", image: "example.com/web:1.0.0", ports: [{ port }] }],
  });

export default cases({
  requirement: "2.2-https-enforced",
  provider: "azure",
  valid: {
    "a gateway that redirects": { stack: gateway() },
    "a gateway that redirects to an address": {
      stack: gateway({
        redirectConfigurations: [
          { name: "to-https", redirectType: "Permanent", targetUrl: "https://api.example.com" },
        ],
      }),
    },
    "a gateway for HTTPS alone": {
      stack: gateway({
        httpListeners: [GATEWAY.httpListeners[0]],
        requestRoutingRules: [GATEWAY.requestRoutingRules[0]],
      }),
    },
    "a gateway with path rules": {
      stack: gateway({
        ...rules({ ruleType: "PathBasedRouting", urlPathMap: part("urlPathMaps", "paths") }),
        urlPathMaps: [
          {
            name: "paths",
            defaultBackendAddressPool: part("backendAddressPools", "api"),
            defaultBackendHttpSettings: part("backendHttpSettingsCollection", "api"),
          },
        ],
      }),
    },
    "plain HTTP on a private frontend beside a public one": {
      stack: gateway({
        frontendIPConfigurations: [
          ...GATEWAY.frontendIPConfigurations,
          { name: "private", privateIPAddress: "10.0.0.4" },
        ],
        ...listeners({}, { frontendIPConfiguration: part("frontendIPConfigurations", "private") }),
        ...rules({}, serving),
      }),
    },
    "a Front Door that redirects": { stack: frontDoor() },
    "a Front Door for HTTPS alone": {
      stack: frontDoor({ route: { supportedProtocols: ["Https"], httpsRedirect: "Disabled" } }),
    },
    "a Front Door (classic) that redirects": { stack: classicFrontDoor() },
    "an API for HTTPS alone": { stack: managedApi() },
    "an app of App Service for HTTPS only": { stack: [webApp()] },
    "a container app": { stack: containerApp() },
  },
  invalid: {
    "a gateway serves plain HTTP": {
      stack: gateway(rules({}, serving)),
      remediable: false,
      finds: [
        `2.2 HTTPS: listener http: requestRoutingRules[1] serves plain HTTP; ${NEEDS} Give it a redirectConfiguration of redirectType Permanent whose targetListener is an HTTPS listener.`,
      ],
    },
    "a gateway redirects for the moment": {
      stack: gateway({
        redirectConfigurations: [{ ...GATEWAY.redirectConfigurations[0], redirectType: "Found" }],
      }),
      finds: [
        `2.2 HTTPS: listener http: redirectConfigurations[0].redirectType is Found, which means a redirect that browsers do not remember; ${NEEDS} Set redirectConfigurations[0].redirectType: "Permanent".`,
      ],
    },
    "a gateway redirects to plain HTTP": {
      stack: gateway({
        redirectConfigurations: [
          { name: "to-https", redirectType: "Permanent", targetUrl: "http://api.example.com" },
        ],
      }),
      remediable: false,
      finds: [
        `2.2 HTTPS: listener http: redirectConfigurations[0].targetUrl is http://api.example.com, which means plain HTTP; ${NEEDS}`,
      ],
    },
    "a path of a gateway serves plain HTTP": {
      stack: gateway({
        ...rules({}, { redirectConfiguration: undefined, urlPathMap: part("urlPathMaps", "paths") }),
        urlPathMaps: [
          {
            name: "paths",
            defaultRedirectConfiguration: part("redirectConfigurations", "to-https"),
            pathRules: [
              { name: "health", paths: ["/health"], backendAddressPool: part("backendAddressPools", "api") },
            ],
          },
        ],
      }),
      remediable: false,
      finds: [
        `2.2 HTTPS: listener http: urlPathMaps[0].pathRules[0] serves plain HTTP; ${NEEDS} Give it a redirectConfiguration of redirectType Permanent whose targetListener is an HTTPS listener.`,
      ],
    },
    "a Front Door serves plain HTTP": {
      stack: frontDoor({ route: { httpsRedirect: "Disabled" } }),
      finds: [
        `2.2 HTTPS: plain HTTP: httpsRedirect is Disabled, which means plain HTTP; ${NEEDS} Set httpsRedirect: "Enabled".`,
      ],
    },
    "a Front Door serves both protocols unless set": {
      stack: frontDoor({ route: { supportedProtocols: undefined, httpsRedirect: undefined } }),
      finds: [
        `2.2 HTTPS: plain HTTP: httpsRedirect is not set, which means plain HTTP; ${NEEDS} Set httpsRedirect: "Enabled".`,
      ],
    },
    "a Front Door (classic) serves plain HTTP": {
      stack: classicFrontDoor({
        routingRules: [
          {
            name: "api",
            routeConfiguration: {
              odataType: "#Microsoft.Azure.FrontDoor.Models.FrontdoorForwardingConfiguration",
            },
          },
        ],
      }),
      remediable: false,
      finds: [
        `2.2 HTTPS: rule api: routingRules[0].acceptedProtocols takes plain HTTP, and hands it to a backend; ${NEEDS} Take Https alone, and redirect Http in a rule of its own with redirectProtocol HttpsOnly.`,
      ],
    },
    "an API takes plain HTTP": {
      stack: managedApi(undefined, { protocols: ["https", "http"] }),
      remediable: false,
      finds: [`2.2 HTTPS: API graphql: protocols[1] is http, which means plain HTTP; ${NEEDS}`],
    },
    "an app of App Service serves plain HTTP unless set": {
      stack: [webApp({ httpsOnly: undefined })],
      finds: [
        `2.2 HTTPS: plain HTTP: httpsOnly is not set, which means plain HTTP as well; ${NEEDS} Set httpsOnly: true.`,
      ],
    },
    "a container app allows plain HTTP": {
      stack: containerApp({ allowInsecure: true }),
      // Remediation sees the app alone, and its environment decides who reaches it.
      remediable: false,
      finds: [
        `2.2 HTTPS: plain HTTP: configuration.ingress.allowInsecure is true, which means plain HTTP as well; ${NEEDS} Set configuration.ingress.allowInsecure: false.`,
      ],
    },
    "a container group for plain HTTP": {
      stack: [group("Public", 80)],
      remediable: false,
      finds: [`2.2 HTTPS: port 80: ipAddress.ports[0].port is 80, which means plain HTTP; ${NEEDS}`],
    },
    "a load balancer for plain HTTP": {
      stack: [
        resource("azure-native:network:LoadBalancer", "edge", {
          resourceGroupName: "production",
          frontendIPConfigurations: [{ name: "public", publicIPAddress: { id: "shared" } }],
          loadBalancingRules: [{ name: "http", protocol: "Tcp", frontendPort: 80, backendPort: 8000 }],
        }),
      ],
      remediable: false,
      finds: [
        `2.2 HTTPS: port 80: loadBalancingRules[0].frontendPort is 80, which means plain HTTP; ${NEEDS}`,
      ],
    },
  },
  unknown: {
    "which listener a rule is of is not known yet": {
      stack: gateway({
        ...rules({ httpListener: { id: unknown } }, { httpListener: { id: unknown } }),
      }),
      mentions: ["requestRoutingRules[0].httpListener.id is not known until the update"],
    },
    "whether a Front Door redirects is not known yet": {
      stack: frontDoor({ route: { httpsRedirect: unknown } }),
      mentions: ["httpsRedirect is not known until the update"],
    },
    "whether an app is for HTTPS only is not known yet": {
      stack: [webApp({ httpsOnly: unknown })],
      mentions: ["httpsOnly is not known until the update"],
    },
    "an app that any Front Door reaches": {
      stack: [
        webApp(
          { httpsOnly: false },
          {
            ipSecurityRestrictions: [
              { name: "edge", action: "Allow", tag: "ServiceTag", ipAddress: "AzureFrontDoor.Backend" },
            ],
          },
        ),
      ],
      mentions: [
        "siteConfig.ipSecurityRestrictions[0].ipAddress lets every Front Door in, unless its headers name yours",
      ],
    },
    "the environment that decides who reaches an app is elsewhere": {
      stack: [
        resource("azure-native:app:ContainerApp", "api", {
          resourceGroupName: "production",
          containerAppName: "api",
          managedEnvironmentId: "shared",
          configuration: { ingress: { external: true, targetPort: 8000, allowInsecure: true } },
        }),
      ],
      mentions: ["managedEnvironmentId names an environment, which decides, outside the stack"],
    },
  },
  unknownIn: {
    "the protocol of a listener": {
      of: "a gateway that redirects",
      at: "edge: httpListeners.1.protocol",
      mentions: ["httpListeners[1].protocol is not known until the update"],
    },
  },
  notApplicable: {
    "a gateway that only private networks reach": {
      stack: gateway({
        frontendIPConfigurations: [{ name: "public", privateIPAddress: "10.0.0.4" }],
        ...rules({}, serving),
      }),
    },
    "a gateway that an ingress controller configures": {
      stack: [
        ...gateway(rules({}, serving)),
        resource("azure-native:containerservice:ManagedCluster", "cluster", {
          resourceGroupName: "production",
          apiServerAccessProfile: { enablePrivateCluster: true },
          addonProfiles: {
            ingressApplicationGateway: { enabled: true, config: { applicationGatewayId: ref("edge") } },
          },
        }),
      ],
    },
    "a container app in a network of its own": {
      stack: containerApp({ allowInsecure: true }, { vnetConfiguration: { internal: true } }),
    },
    "an app without public access": {
      stack: [webApp({ httpsOnly: false, publicNetworkAccess: "Disabled" })],
    },
    "an app that only Front Door reaches": {
      stack: [
        webApp(
          { httpsOnly: false },
          {
            ipSecurityRestrictions: [
              {
                name: "edge",
                action: "Allow",
                tag: "ServiceTag",
                ipAddress: "AzureFrontDoor.Backend",
                headers: { "x-azure-fdid": ["00000000-0000-0000-0000-000000000000"] },
                priority: 100,
              },
            ],
            ipSecurityRestrictionsDefaultAction: "Deny",
          },
        ),
      ],
    },
    "an app with a private endpoint": {
      stack: [
        webApp({ httpsOnly: false }),
        resource("azure-native:network:PrivateEndpoint", "private", {
          resourceGroupName: "production",
          privateLinkServiceConnections: [
            { name: "api", groupIds: ["sites"], privateLinkServiceId: ref("api") },
          ],
        }),
      ],
    },
    "a container group in a network of its own": { stack: [group("Private", 80)] },
    "a container group that ends TLS itself": { stack: [group("Public", 443)] },
    "a container app without ingress": {
      stack: [
        resource("azure-native:app:ContainerApp", "worker", {
          resourceGroupName: "production",
          configuration: { activeRevisionsMode: "Single" },
        }),
      ],
    },
  },
});
