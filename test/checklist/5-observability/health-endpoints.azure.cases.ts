import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  classicFrontDoor,
  containerApp,
  frontDoor,
  gateway,
  GATEWAY,
  hiddenApp,
  part,
  webApp,
} from "../azure/entry-points";
import { application } from "../azure/workloads";

const PATH = '{profile} needs "/ready" or "/health".';
const probing = (props: object) => gateway({ probes: [{ ...GATEWAY.probes[0], ...props }] });
const probes = (liveness: object, readiness: object) => [
  application({
    template: {
      containers: [
        {
          name: "fraiseql",
          image: "ghcr.io/fraiseql/fraiseql:1.2.0",
          probes: [
            { type: "Liveness", ...liveness },
            { type: "Readiness", ...readiness },
          ],
        },
      ],
    },
  }),
];
const ask = (path: unknown, more: object = {}) => ({
  httpGet: { path, port: 8000 },
  periodSeconds: 10,
  ...more,
});
const BEHIND =
  "Put an application gateway or Front Door in front of it, and let only that in with siteConfig.ipSecurityRestrictions.";

export default cases({
  requirement: "5.1-health-endpoints",
  provider: "azure",
  valid: {
    "a gateway that asks for readiness": { stack: gateway() },
    "a Front Door that asks for readiness": { stack: frontDoor() },
    "a Front Door with one origin and no probes": {
      stack: frontDoor({ group: { healthProbeSettings: undefined } }),
    },
    "probes of a container app": { stack: probes(ask("/health"), ask("/ready")) },
    "other applications are checked in other ways": {
      stack: gateway({
        probes: [...GATEWAY.probes, { name: "other", protocol: "Http", path: "/live", interval: 60 }],
        backendAddressPools: [
          ...GATEWAY.backendAddressPools,
          { name: "other", backendAddresses: [{ fqdn: "other.azurewebsites.net" }] },
        ],
        backendHttpSettingsCollection: [
          ...GATEWAY.backendHttpSettingsCollection,
          { name: "other", probe: part("probes", "other") },
        ],
        requestRoutingRules: [
          {
            ...GATEWAY.requestRoutingRules[0],
            ruleType: "PathBasedRouting",
            urlPathMap: part("urlPathMaps", "paths"),
          },
          GATEWAY.requestRoutingRules[1],
        ],
        urlPathMaps: [
          {
            name: "paths",
            defaultBackendAddressPool: part("backendAddressPools", "other"),
            defaultBackendHttpSettings: part("backendHttpSettingsCollection", "other"),
            pathRules: [
              {
                name: "graphql",
                paths: ["/graphql"],
                backendAddressPool: part("backendAddressPools", "api"),
                backendHttpSettings: part("backendHttpSettingsCollection", "api"),
              },
            ],
          },
        ],
      }),
    },
  },
  invalid: {
    "a gateway that asks for another path": {
      stack: probing({ path: "/" }),
      remediable: false,
      finds: [`5.1 Health endpoints: probes[0].path is "/"; ${PATH} Set probes[0].path: "/ready".`],
    },
    "a Front Door (classic) that asks for another path": {
      stack: classicFrontDoor({ healthProbeSettings: [{ name: "ready", path: "/" }] }),
      remediable: false,
      finds: [
        `5.1 Health endpoints: healthProbeSettings[0].path is "/"; ${PATH} Set healthProbeSettings[0].path: "/ready".`,
      ],
    },
    "a gateway that asks seldom": {
      stack: probing({ interval: 120 }),
      remediable: false,
      finds: [
        "5.1 Health endpoints: probes[0].interval is 120 seconds; {profile} needs at most 30. Set probes[0].interval: 30.",
      ],
    },
    "a gateway without a probe of its own": {
      stack: gateway({
        backendHttpSettingsCollection: [{ ...GATEWAY.backendHttpSettingsCollection[0], probe: undefined }],
      }),
      remediable: false,
      finds: [
        `5.1 Health endpoints: backendHttpSettingsCollection[0].probe is not set, which means "/"; ${PATH}`,
      ],
    },
    "a Front Door that asks as seldom as it does by itself": {
      stack: frontDoor({ group: { healthProbeSettings: { probePath: "/ready" } } }),
      remediable: false,
      finds: [
        "5.1 Health endpoints: origin group origins: healthProbeSettings.probeIntervalInSeconds is not set, which means 240 seconds; {profile} needs at most 30. Set healthProbeSettings.probeIntervalInSeconds: 30.",
      ],
    },
    "a Front Door with two origins and no probes": {
      stack: [
        ...frontDoor({ group: { healthProbeSettings: undefined } }),
        resource("azure-native:cdn:AFDOrigin", "second", {
          resourceGroupName: "production",
          profileName: "edge",
          originGroupName: "origins",
          hostName: ref("api", "api2.example.net"),
        }),
      ],
      remediable: false,
      finds: [
        '5.1 Health endpoints: origin group origins: healthProbeSettings is not set, so that dead origins are not noticed; {profile} needs an HTTP health check. Set its probePath to "/ready" and its probeIntervalInSeconds to 30.',
      ],
    },
    "App Service, which asks every minute": {
      stack: [webApp()],
      remediable: false,
      finds: [
        `5.1 Health endpoints: App Service checks health every 60 seconds, and that cannot be changed; {profile} needs at most 30. ${BEHIND}`,
      ],
    },
    "an app of App Service without a health check": {
      stack: [webApp({}, { healthCheckPath: undefined })],
      remediable: false,
      finds: [
        `5.1 Health endpoints: siteConfig.healthCheckPath is not set; ${PATH} Set siteConfig.healthCheckPath: "/ready".`,
      ],
    },
    "a container app that is asked for another path": {
      stack: probes(ask("/"), ask("/ready")),
      finds: [
        '5.1 Health endpoints: container fraiseql (template.containers[0]): probes[0].httpGet.path is "/"; {profile} needs "/health". Set probes[0].httpGet.path: "/health".',
      ],
    },
  },
  unknown: {
    "the path is not known yet": {
      stack: probing({ path: unknown }),
      mentions: ["probes[0].path is not known until the update"],
    },
    "the probes of a Front Door are not known yet": {
      stack: frontDoor({
        group: { healthProbeSettings: { probePath: unknown, probeIntervalInSeconds: 30 } },
      }),
      mentions: ["healthProbeSettings.probePath is not known until the update"],
    },
    "what is behind a load balancer is not seen": {
      stack: [
        hiddenApp(),
        resource("azure-native:network:LoadBalancer", "edge", {
          resourceGroupName: "production",
          frontendIPConfigurations: [{ name: "public", publicIPAddress: { id: "shared" } }],
          probes: [{ name: "tcp", protocol: "Tcp", port: 8000 }],
          loadBalancingRules: [
            { name: "https", protocol: "Tcp", frontendPort: 443, probe: { id: "x/probes/tcp" } },
          ],
        }),
      ],
      mentions: ["backendAddressPools are filled by machines and clusters"],
    },
  },
  unknownIn: {
    "the path of a container app's probe": {
      of: "probes of a container app",
      at: "api: template.containers.0.probes.0.httpGet.path",
      mentions: ["probes[0].httpGet.path is not known until the update"],
    },
  },
  notApplicable: {
    "a container app without probes": { stack: containerApp() },
  },
});
