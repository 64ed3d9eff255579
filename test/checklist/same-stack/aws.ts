import { ref, resource } from "../../kit/cases";
import { attached as parameterGroup, instance, parameters } from "../aws/databases";
import {
  attached,
  certificate,
  forward,
  group,
  http,
  https,
  open,
  rate,
  targets,
  webAcl,
} from "../aws/entry-points";
import { api, service, task } from "../aws/workloads";
import { listed, type Build } from "./shop";

const POLICIES = {
  "1.0": "ELBSecurityPolicy-2016-08",
  "1.2": "ELBSecurityPolicy-TLS13-1-2-2021-06",
  "1.3": "ELBSecurityPolicy-TLS13-1-3-2021-06",
};

/** The shop on ECS, RDS, an application load balancer and KMS. */
export const onAws: Build = (shop) => [
  targets(),
  group([open({ cidrBlocks: ["203.0.113.0/24"] })]),
  certificate(),
  service({
    loadBalancers: [{ targetGroupArn: ref("targets"), containerName: "api", containerPort: 8000 }],
    deploymentCircuitBreaker: { enable: true, rollback: true },
  }),
  // The text of the definitions is known at preview where every value in it is.
  task([
    api({
      image: shop.image,
      environment: listed(shop.variables),
      healthCheck: {
        command: ["CMD-SHELL", `curl -fsS http://localhost:8000${String(shop.livenessPath)} || exit 1`],
      },
    }),
  ]),
  resource("aws:lb/loadBalancer:LoadBalancer", "edge", {
    name: "edge",
    loadBalancerType: "application",
    securityGroups: [ref("edge-group")],
    idleTimeout: shop.timeoutSeconds,
  }),
  https({
    sslPolicy: POLICIES[shop.tls],
    ...(shop.hsts === undefined ? {} : { routingHttpResponseStrictTransportSecurityHeaderValue: shop.hsts }),
  }),
  http(shop.redirects ? {} : { defaultActions: [forward] }),
  webAcl([rate(shop.requestsPerMinute, { evaluationWindowSec: 60 })]),
  attached(),
  instance({
    backupRetentionPeriod: shop.backupDays,
    publiclyAccessible: shop.isDatabasePublic,
    manageMasterUserPassword: true,
    parameterGroupName: parameterGroup,
    ...(shop.isDatabaseAudited ? { enabledCloudwatchLogsExports: ["postgresql"] } : {}),
  }),
  parameters(
    shop.isDatabaseAudited
      ? { "shared_preload_libraries": "pg_stat_statements,pgaudit", "pgaudit.log": "write,ddl,role" }
      : {},
  ),
  resource("aws:kms/key:Key", "key", { description: "Data of the shop" }),
  ...(shop.keyRotationDays === undefined
    ? []
    : [
        resource("aws:scheduler/schedule:Schedule", "rotation", {
          scheduleExpression: `rate(${shop.keyRotationDays} days)`,
          flexibleTimeWindow: { mode: "OFF" },
          target: {
            arn: "arn:aws:scheduler:::aws-sdk:kms:rotateKeyOnDemand",
            roleArn: "arn:aws:iam::123456789012:role/rotation",
            input: ref("key"),
          },
        }),
      ]),
];
