import { cases, resource, unknown } from "../../kit/cases";
import {
  classicFrontDoor,
  containerApp,
  frontDoor,
  gateway,
  GATEWAY,
  hiddenApp,
  managedApi,
  webApp,
} from "../azure/entry-points";

const settings = (props: object) =>
  gateway({ backendHttpSettingsCollection: [{ ...GATEWAY.backendHttpSettingsCollection[0], ...props }] });
const SECONDS = "{profile} needs 30 to 60.";
const forward = (attributes: string) =>
  managedApi(`<policies><backend><forward-request ${attributes}/></backend></policies>`);

export default cases({
  requirement: "7.3-load-balancer",
  provider: "azure",
  valid: {
    "a gateway": { stack: gateway() },
    "a gateway with the timeout that it has by itself": { stack: settings({ requestTimeout: undefined }) },
    "a Front Door": { stack: frontDoor() },
    "a Front Door with a timeout": { stack: frontDoor({ profile: { originResponseTimeoutSeconds: 30 } }) },
    "a Front Door (classic)": { stack: classicFrontDoor() },
    "a container app whose environment gives up after a minute": {
      stack: containerApp({}, { ingressConfiguration: { requestIdleTimeout: 1, workloadProfileName: "D4" } }),
    },
    "API Management that gives up in time": { stack: forward('timeout="60"') },
  },
  invalid: {
    "a gateway that waits too long": {
      stack: settings({ requestTimeout: 300 }),
      remediable: false,
      finds: [
        `7.3 Load balancer: backendHttpSettingsCollection[0].requestTimeout is 300 seconds; ${SECONDS} Set backendHttpSettingsCollection[0].requestTimeout: 60.`,
      ],
    },
    "a gateway for plain HTTP alone": {
      stack: gateway({
        httpListeners: [GATEWAY.httpListeners[1]],
        requestRoutingRules: [
          { ...GATEWAY.requestRoutingRules[0], httpListener: { id: "x/httpListeners/http" } },
        ],
      }),
      remediable: false,
      finds: [
        "7.3 Load balancer: this application gateway ends no TLS; {profile} needs TLS that ends at the load balancer or ingress. Give it a certificate.",
      ],
    },
    "a container group for plain HTTP": {
      stack: [
        {
          ...hiddenApp(),
          props: { ...hiddenApp().props, ipAddress: { type: "Public", ports: [{ port: 80 }] } },
        },
      ],
      remediable: false,
      finds: [
        "7.3 Load balancer: this container group ends no TLS; {profile} needs TLS that ends at the load balancer or ingress. Give it a certificate.",
      ],
    },
    "a Front Door that waits too long": {
      stack: frontDoor({ profile: { originResponseTimeoutSeconds: 240 } }),
      remediable: false,
      finds: [
        `7.3 Load balancer: Front Door profile edge: originResponseTimeoutSeconds is 240 seconds; ${SECONDS} Set originResponseTimeoutSeconds: 60.`,
      ],
    },
    "App Service, which waits long": {
      stack: [webApp()],
      remediable: false,
      finds: [
        "7.3 Load balancer: App Service waits 230 seconds for an answer, and that cannot be changed; {profile} needs 30 to 60. Put an application gateway or Front Door in front of it, and let only that in with siteConfig.ipSecurityRestrictions.",
      ],
    },
    "a container app with the timeout that its environment has by itself": {
      stack: containerApp(),
      remediable: false,
      finds: [
        `7.3 Load balancer: Container Apps environment environment: ingressConfiguration.requestIdleTimeout is not set, which means 240 seconds; ${SECONDS} Set ingressConfiguration.requestIdleTimeout: 1.`,
      ],
    },
    "API Management that waits as long as it does by itself": {
      stack: forward(""),
      remediable: false,
      finds: [`7.3 Load balancer: API Management policy policy: value is 300 seconds; ${SECONDS}`],
    },
  },
  unknown: {
    "who reaches a container group is not known yet": {
      stack: [
        {
          ...hiddenApp(),
          props: { ...hiddenApp().props, ipAddress: { type: unknown, ports: [{ port: 80 }] } },
        },
      ],
      mentions: ["ipAddress.type is not known until the update"],
    },
    "the timeout is not known yet": {
      stack: settings({ requestTimeout: unknown }),
      mentions: ["backendHttpSettingsCollection[0].requestTimeout is not known until the update"],
    },
    "the profile of a Front Door is elsewhere": {
      stack: frontDoor({ route: { profileName: "shared" } }),
      mentions: ["profileName names a profile outside the stack"],
    },
    "the environment of a container app is elsewhere": {
      stack: [
        resource("azure-native:app:ContainerApp", "api", {
          resourceGroupName: "production",
          managedEnvironmentId: "shared",
          configuration: { ingress: { external: true, targetPort: 8000 } },
          template: { containers: [{ name: "fraiseql", image: "ghcr.io/fraiseql/fraiseql:1.2.0" }] },
        }),
      ],
      mentions: ["managedEnvironmentId names an environment, which decides, outside the stack"],
    },
    "what is behind a load balancer is not seen": {
      stack: [
        hiddenApp(),
        resource("azure-native:network:LoadBalancer", "edge", {
          resourceGroupName: "production",
          frontendIPConfigurations: [{ name: "public", publicIPAddress: { id: "shared" } }],
          probes: [{ name: "ready", protocol: "Http", port: 8000, requestPath: "/ready" }],
          loadBalancingRules: [
            { name: "https", protocol: "Tcp", frontendPort: 443, probe: { id: "x/probes/ready" } },
          ],
        }),
      ],
      mentions: ["backendAddressPools are filled by machines and clusters"],
    },
  },
  unknownIn: {
    "the timeout of an environment": {
      of: "a container app whose environment gives up after a minute",
      at: "environment: ingressConfiguration.requestIdleTimeout",
      mentions: ["ingressConfiguration.requestIdleTimeout is not known until the update"],
    },
  },
});
