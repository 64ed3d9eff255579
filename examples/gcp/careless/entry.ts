// How requests come in: a load balancer that somebody clicked together, and a URL of Cloud Run's own beside it.
import * as pulumi from "@pulumi/pulumi";
import {
  BackendService,
  GlobalForwardingRule,
  RegionNetworkEndpointGroup,
  SSLCertificate,
  SecurityPolicy,
  TargetHttpProxy,
  TargetHttpsProxy,
  URLMap,
} from "@pulumi/gcp/compute";
import { service } from "./api";
import { region } from "./data";

const config = new pulumi.Config();
const scheme = { loadBalancingScheme: "EXTERNAL_MANAGED" };

// The console's suggestion: five hundred requests per minute, from all clients together.
const firewall = new SecurityPolicy("shop", {
  rules: [
    {
      priority: 2_147_483_647,
      action: "throttle",
      match: { versionedExpr: "SRC_IPS_V1", config: { srcIpRanges: ["*"] } },
      rateLimitOptions: {
        rateLimitThreshold: { count: 500, intervalSec: 60 },
        conformAction: "allow",
        exceedAction: "deny(429)",
      },
    },
  ],
});

const backend = new BackendService("api", {
  ...scheme,
  protocol: "HTTPS",
  securityPolicy: firewall.id,
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
const map = new URLMap("api", { defaultService: backend.id });

// Bought for a year. Somebody has the date in the calendar. Without a policy, old phones can connect.
const certificate = new SSLCertificate("api", {
  certificate: config.require("certificate"),
  privateKey: pulumi.secret(config.require("certificateKey")),
});
const https = new TargetHttpsProxy("https", { urlMap: map.id, sslCertificates: [certificate.id] });
new GlobalForwardingRule("https", { ...scheme, portRange: "443", target: https.id });

// The redirect broke a partner's webhook.
const http = new TargetHttpProxy("http", { urlMap: map.id });
new GlobalForwardingRule("http", { ...scheme, portRange: "80", target: http.id });
