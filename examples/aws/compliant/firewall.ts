// What the load balancer turns away: who asks too often, bodies that are too large, and known attacks.
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { WebAcl, WebAclAssociation, WebAclLoggingConfiguration } from "@pulumi/aws/wafv2";
import { loadBalancer } from "./entry";
import { key } from "./key";
import { logRetentionDays, profile } from "./profile";

const visibilityConfig = (metricName: string) => ({
  metricName,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

/** Rules that AWS keeps. The common ones block bodies of more than 8 KiB, which is what WAF reads at a load balancer. */
const managed = (name: string, priority: number) => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
  visibilityConfig: visibilityConfig(name),
});

const firewall = new WebAcl("shop", {
  scope: "REGIONAL",
  defaultAction: { allow: {} },
  visibilityConfig: visibilityConfig("shop"),
  rules: [
    {
      name: "rate",
      priority: 0,
      action: { block: { customResponse: { responseCode: 429 } } },
      statement: {
        rateBasedStatement: {
          aggregateKeyType: "IP",
          evaluationWindowSec: 60,
          limit: profile.requestsPerMinute ?? 100,
        },
      },
      visibilityConfig: visibilityConfig("rate"),
    },
    managed("AWSManagedRulesCommonRuleSet", 1),
    managed("AWSManagedRulesKnownBadInputsRuleSet", 2),
    managed("AWSManagedRulesAmazonIpReputationList", 3),
  ],
});

new WebAclAssociation("shop", { resourceArn: loadBalancer.arn, webAclArn: firewall.arn });

const logs = new LogGroup("firewall", {
  // WAF writes to groups of this prefix only.
  name: "aws-waf-logs-shop",
  kmsKeyId: key.arn,
  retentionInDays: logRetentionDays,
});
new WebAclLoggingConfiguration("shop", {
  resourceArn: firewall.arn,
  logDestinationConfigs: [logs.arn],
  redactedFields: [{ singleHeader: { name: "authorization" } }],
});
