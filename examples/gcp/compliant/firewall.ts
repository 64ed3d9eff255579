// Cloud Armor: a limit per client, a look at what they send and, where the profile asks for it, a list of who may come.
import * as pulumi from "@pulumi/pulumi";
import { SecurityPolicy } from "@pulumi/gcp/compute";
import { profile } from "./profile";

const everybody = ["*"];
const listed = new pulumi.Config().require("clientRanges").split(",");
const isClosed = profile.name === "RESTRICTED";
const from = (srcIpRanges: string[]) => ({ versionedExpr: "SRC_IPS_V1", config: { srcIpRanges } });

export const firewall = new SecurityPolicy("shop", {
  adaptiveProtectionConfig: { layer7DdosDefenseConfig: { enable: true } },
  rules: [
    {
      description: "So many requests per minute and client",
      priority: 1000,
      action: "throttle",
      match: from(isClosed ? listed : everybody),
      rateLimitOptions: {
        rateLimitThreshold: { count: profile.requestsPerMinute ?? 100, intervalSec: 60 },
        enforceOnKey: "IP",
        conformAction: "allow",
        exceedAction: "deny(429)",
      },
    },
    {
      description: "Everybody else",
      priority: 2_147_483_647,
      action: isClosed ? "deny(403)" : "allow",
      match: from(everybody),
    },
  ],
});
