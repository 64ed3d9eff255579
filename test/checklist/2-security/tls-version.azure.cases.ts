import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  apiManagement,
  classicFrontDoor,
  containerApp,
  frontDoor,
  gateway,
  listeners,
  part,
  webApp,
} from "../azure/entry-points";

const NEWEST = { policyType: "CustomV2", minProtocolVersion: "TLSv1_3" };
const below13 = ["STANDARD", "REGULATED"] as const;
const TO_12 = 'Set sslPolicy: {"policyType":"Predefined","policyName":"AppGwSslPolicy20220101"}.';

export default cases({
  requirement: "2.2-tls-version",
  provider: "azure",
  valid: {
    "a gateway with TLS 1.3 alone": { stack: gateway({ sslPolicy: NEWEST }) },
    "a listener with a policy of its own": {
      stack: gateway({
        sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20150501" },
        sslProfiles: [{ name: "strict", sslPolicy: NEWEST }],
        ...listeners({ sslProfile: part("sslProfiles", "strict") }),
      }),
    },
    "a predefined policy": { stack: gateway(), profiles: below13 },
    "the policy that a gateway has by itself": {
      stack: gateway({ sslPolicy: undefined }),
      profiles: below13,
    },
    "a gateway whose older versions are switched off": {
      stack: gateway({ sslPolicy: { disabledSslProtocols: ["TLSv1_0", "TLSv1_1"] } }),
      profiles: below13,
    },
    "a Front Door": { stack: frontDoor(), profiles: below13 },
    "a Front Door with TLS 1.3 alone": {
      stack: frontDoor({
        domain: { tlsSettings: { certificateType: "ManagedCertificate", minimumTlsVersion: "TLS13" } },
      }),
    },
    "an app of App Service": { stack: [webApp()], profiles: below13 },
    "an app of App Service with TLS 1.3 alone": { stack: [webApp({}, { minTlsVersion: "1.3" })] },
    "a container app": { stack: containerApp(), profiles: below13 },
    "a container app that a gateway answers for": {
      stack: [
        ...containerApp({}, { vnetConfiguration: { internal: true } }),
        ...gateway({
          sslPolicy: NEWEST,
          backendAddressPools: [
            { name: "api", backendAddresses: [{ fqdn: ref("api", "api.icyhill-1.azurecontainerapps.io") }] },
          ],
        }).slice(1),
      ],
    },
    "API Management": { stack: [apiManagement()], profiles: below13 },
  },
  invalid: {
    "a policy of 2015": {
      stack: gateway({ sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20150501" } }),
      profiles: ["STANDARD"],
      finds: [
        `2.2 TLS version: listener https: sslPolicy.policyName is AppGwSslPolicy20150501 (TLS 1.0); {profile} needs at least 1.2. ${TO_12}`,
      ],
    },
    "the policy of a gateway of an older API": {
      stack: gateway({ sslPolicy: undefined }).map((it) =>
        it.name === "edge" ? { ...it, type: "azure-native:network/v20220701:ApplicationGateway" } : it,
      ),
      profiles: ["REGULATED"],
      finds: [
        `2.2 TLS version: listener https: sslPolicy is not set, which means TLS 1.0; {profile} needs at least 1.2. ${TO_12}`,
      ],
    },
    "a custom policy with TLS 1.1": {
      stack: gateway({ sslPolicy: { policyType: "Custom", minProtocolVersion: "TLSv1_1" } }),
      profiles: ["STANDARD"],
      finds: [
        `2.2 TLS version: listener https: sslPolicy.minProtocolVersion is TLSv1_1 (TLS 1.1); {profile} needs at least 1.2. ${TO_12}`,
      ],
    },
    "a gateway that takes TLS 1.2": {
      stack: gateway(),
      profiles: ["RESTRICTED"],
      finds: [
        '2.2 TLS version: listener https: sslPolicy.policyName is AppGwSslPolicy20220101 (TLS 1.2); {profile} needs at least 1.3. Set sslPolicy: {"policyType":"CustomV2","minProtocolVersion":"TLSv1_3"}.',
      ],
    },
    "the policy of a listener": {
      stack: gateway({
        sslProfiles: [
          { name: "old", sslPolicy: { policyType: "Custom", disabledSslProtocols: ["TLSv1_0"] } },
        ],
        ...listeners({ sslProfile: part("sslProfiles", "old") }),
      }),
      profiles: ["STANDARD"],
      finds: [
        '2.2 TLS version: listener https: sslProfiles[0].sslPolicy.disabledSslProtocols is TLSv1_0 (TLS 1.1); {profile} needs at least 1.2. Set sslProfiles[0].sslPolicy: {"policyType":"Predefined","policyName":"AppGwSslPolicy20220101"}.',
      ],
    },
    "a domain of a Front Door with TLS 1.0": {
      stack: frontDoor({
        domain: { tlsSettings: { certificateType: "ManagedCertificate", minimumTlsVersion: "TLS10" } },
      }),
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        '2.2 TLS version: custom domain domain: tlsSettings.minimumTlsVersion is TLS10 (TLS 1.0); {profile} needs at least 1.2. Set tlsSettings.minimumTlsVersion: "TLS12".',
      ],
    },
    "an app of App Service with TLS 1.1": {
      stack: [webApp({}, { minTlsVersion: "1.1" })],
      profiles: ["STANDARD"],
      finds: [
        '2.2 TLS version: its own host: siteConfig.minTlsVersion is TLS 1.1; {profile} needs at least 1.2. Set siteConfig.minTlsVersion: "1.2".',
      ],
    },
    "an app of App Service with TLS 1.1, where 1.3 is needed": {
      stack: [webApp({}, { minTlsVersion: "1.1" })],
      profiles: ["RESTRICTED"],
      finds: [
        '2.2 TLS version: its own host: siteConfig.minTlsVersion is TLS 1.1; {profile} needs at least 1.3. Set siteConfig.minTlsVersion: "1.3".',
      ],
    },
    "API Management with TLS 1.0": {
      stack: [
        apiManagement({
          customProperties: {
            "Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10": "True",
          },
        }),
      ],
      profiles: ["STANDARD"],
      finds: [
        '2.2 TLS version: gateway: customProperties["Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10"] is True (TLS 1.0); {profile} needs at least 1.2. Set customProperties["Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10"]: "False".',
      ],
    },
  },
  unknown: {
    "a policy that is not known here": {
      stack: gateway({ sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20991231" } }),
      mentions: ["sslPolicy.policyName names no TLS policy whose lowest version is known"],
    },
    "a Front Door (classic)": {
      stack: classicFrontDoor(),
      mentions: [
        "frontendEndpoints are of hosts whose lowest TLS version is set for each host outside this resource",
      ],
    },
    "the policy is not known yet": {
      stack: gateway({ sslPolicy: { policyName: unknown } }),
      mentions: ["sslPolicy.policyName is not known until the update"],
    },
    "the domain of a Front Door is elsewhere": {
      stack: frontDoor({ route: { customDomains: [{ id: "shared" }] } }),
      mentions: ["customDomains[0].id names a custom domain outside the stack"],
    },
    "a host of Azure's own cannot be kept to TLS 1.3": {
      stack: containerApp(),
      profiles: ["RESTRICTED"],
      mentions: ["the lowest TLS version of a container app cannot be chosen; it is 1.2 or later"],
    },
    "the own host of a Front Door": {
      stack: frontDoor({ route: { customDomains: undefined, linkToDefaultDomain: "Enabled" } }),
      profiles: ["RESTRICTED"],
      mentions: ["the lowest TLS version of a host of azurefd.net cannot be chosen; it is 1.2 or later"],
    },
    "the lowest version of an app is not known yet": {
      stack: [webApp({}, { minTlsVersion: unknown })],
      mentions: ["siteConfig.minTlsVersion is not known until the update"],
    },
  },
  unknownIn: {
    "the version of a domain": {
      of: "a Front Door with TLS 1.3 alone",
      at: "domain: tlsSettings.minimumTlsVersion",
      mentions: ["tlsSettings.minimumTlsVersion is not known until the update"],
    },
  },
  notApplicable: {
    "a container app for connections of another kind": { stack: containerApp({ transport: "tcp" }) },
    "a load balancer, which passes TLS through": {
      stack: [
        resource("azure-native:network:LoadBalancer", "edge", {
          resourceGroupName: "production",
          frontendIPConfigurations: [{ name: "public", publicIPAddress: { id: "shared" } }],
          loadBalancingRules: [{ name: "https", protocol: "Tcp", frontendPort: 443, backendPort: 8443 }],
        }),
      ],
    },
  },
});
