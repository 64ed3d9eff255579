// How requests come in: an application load balancer.
import * as pulumi from "@pulumi/pulumi";
import { Certificate } from "@pulumi/aws/acm";
import { Listener, ListenerRule, LoadBalancer, TargetGroup } from "@pulumi/aws/lb";
import { WebAcl, WebAclAssociation } from "@pulumi/aws/wafv2";
import { group, subnets, vpc } from "./network";

const config = new pulumi.Config();

// Subscriptions stay open.
const loadBalancer = new LoadBalancer("shop", { subnets, securityGroups: [group.id], idleTimeout: 3600 });

// Whether "/" answers says little about the database.
export const targets = new TargetGroup("api", {
  vpcId: vpc.id,
  targetType: "ip",
  protocol: "HTTP",
  port: 8000,
  healthCheck: { path: "/", interval: 60 },
});
export const subscriptionTargets = new TargetGroup("subscriptions", {
  vpcId: vpc.id,
  targetType: "ip",
  protocol: "HTTP",
  port: 8000,
  healthCheck: { path: "/health" },
});

// Bought for a year. Somebody has the date in the calendar.
const certificate = new Certificate("api", {
  certificateBody: config.require("certificate"),
  privateKey: pulumi.secret(config.require("certificateKey")),
});

const https = new Listener("https", {
  loadBalancerArn: loadBalancer.arn,
  port: 443,
  protocol: "HTTPS",
  // For the app on old phones.
  sslPolicy: "ELBSecurityPolicy-2016-08",
  certificateArn: certificate.arn,
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});
new ListenerRule("subscriptions", {
  listenerArn: https.arn,
  conditions: [{ pathPattern: { values: ["/subscriptions"] } }],
  actions: [{ type: "forward", targetGroupArn: subscriptionTargets.arn }],
});

// The redirect broke a partner's webhook.
new Listener("http", {
  loadBalancerArn: loadBalancer.arn,
  port: 80,
  protocol: "HTTP",
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});

const visibilityConfig = (metricName: string) => ({
  metricName,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

// The console's suggestion: two thousand requests in five minutes.
const firewall = new WebAcl("shop", {
  scope: "REGIONAL",
  defaultAction: { allow: {} },
  visibilityConfig: visibilityConfig("shop"),
  rules: [
    {
      name: "rate",
      priority: 0,
      action: { block: {} },
      statement: { rateBasedStatement: { aggregateKeyType: "IP", limit: 2000 } },
      visibilityConfig: visibilityConfig("rate"),
    },
  ],
});
new WebAclAssociation("shop", { resourceArn: loadBalancer.arn, webAclArn: firewall.arn });
