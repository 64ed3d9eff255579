// How requests come in: a global load balancer with a certificate that Google renews, and Cloud Armor before it.
import * as pulumi from "@pulumi/pulumi";
import {
  BackendService,
  GlobalAddress,
  GlobalForwardingRule,
  ManagedSslCertificate,
  RegionNetworkEndpointGroup,
  SSLPolicy,
  TargetHttpProxy,
  TargetHttpsProxy,
  URLMap,
} from "@pulumi/gcp/compute";
import { service } from "./api";
import { serverTlsPolicy } from "./clients";
import { firewall } from "./firewall";
import { profile } from "./profile";
import { region } from "./project";

const scheme = { loadBalancingScheme: "EXTERNAL_MANAGED" };

const backend = new BackendService("api", {
  ...scheme,
  protocol: "HTTPS",
  securityPolicy: firewall.id,
  customResponseHeaders: ["Strict-Transport-Security: max-age=63072000; includeSubDomains"],
  logConfig: { enable: true, sampleRate: 1 },
  backends: [
    {
      group: new RegionNetworkEndpointGroup("api", {
        region,
        networkEndpointType: "SERVERLESS",
        cloudRun: { service: service.name },
      }).id,
    },
  ],
});

const address = new GlobalAddress("shop", {});

const https = new TargetHttpsProxy("https", {
  urlMap: new URLMap("api", { defaultService: backend.id }).id,
  sslPolicy: new SSLPolicy("modern", {
    minTlsVersion: (profile.tlsVersion ?? 1.2) >= 1.3 ? "TLS_1_3" : "TLS_1_2",
    profile: "RESTRICTED",
  }).id,
  sslCertificates: [
    new ManagedSslCertificate("api", { managed: { domains: [new pulumi.Config().require("host")] } }).id,
  ],
  ...(serverTlsPolicy ? { serverTlsPolicy: serverTlsPolicy.id } : {}),
});
new GlobalForwardingRule("https", {
  ...scheme,
  ipAddress: address.address,
  portRange: "443",
  target: https.id,
});

// Plain HTTP is told to come back encrypted.
const http = new TargetHttpProxy("http", {
  urlMap: new URLMap("redirect", {
    defaultUrlRedirect: {
      httpsRedirect: true,
      stripQuery: false,
      redirectResponseCode: "MOVED_PERMANENTLY_DEFAULT",
    },
  }).id,
});
new GlobalForwardingRule("http", {
  ...scheme,
  ipAddress: address.address,
  portRange: "80",
  target: http.id,
});
