import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  balancer,
  certificate,
  classic,
  classicBackend,
  forward,
  group,
  http,
  https,
  listenerRule,
  proxyBackend,
  targets,
} from "../aws/entry-points";
import { application, service } from "../aws/workloads";

type Props = Readonly<Record<string, unknown>>;

const backend = [
  application(),
  service({ loadBalancers: [{ targetGroupArn: ref("targets"), containerName: "api", containerPort: 8000 }] }),
];
const checked = (healthCheck: unknown, props: Props = {}, family = "lb") => [
  ...backend,
  targets({ healthCheck, ...props }, "targets", family),
  certificate(),
  balancer({}, family),
  https({}, family),
];
const TARGETS = "target group targets: ";
const needs = '{profile} needs "/ready" or "/health".';
const network = (healthCheck: unknown) => [
  ...backend,
  targets({ protocol: "TCP", healthCheck }),
  certificate(),
  balancer({ loadBalancerType: "network" }),
  https({ protocol: "TLS" }),
];
const classicCheck = (target: unknown, interval: unknown = 30) => [
  ...classicBackend,
  group(),
  classic({ healthCheck: { target, interval, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 2 } }),
];
const second = [
  resource("aws:ecs/taskDefinition:TaskDefinition", "second-task", {
    family: "fraiseql-subscriptions",
    containerDefinitions: JSON.stringify([{ name: "api", image: "ghcr.io/fraiseql/fraiseql:1.4.0" }]),
  }),
  resource("aws:ecs/service:Service", "second-service", {
    name: "subscriptions",
    taskDefinition: ref("second-task"),
    loadBalancers: [{ targetGroupArn: ref("second"), containerName: "api", containerPort: 8000 }],
  }),
  listenerRule({ actions: [{ type: "forward", targetGroupArn: ref("second") }] }, "https"),
];
const site = targets({ healthCheck: { path: "/index.html" } }, "files");
const files = [
  resource("aws:ecs/taskDefinition:TaskDefinition", "files-task", {
    family: "files",
    containerDefinitions: JSON.stringify([{ name: "files", image: "nginx:1.29" }]),
  }),
  resource("aws:ecs/service:Service", "files-service", {
    name: "files",
    taskDefinition: ref("files-task"),
    loadBalancers: [{ targetGroupArn: ref("files"), containerName: "files", containerPort: 80 }],
  }),
  site,
];

export default cases({
  requirement: "5.1-health-endpoints",
  provider: "aws",
  valid: {
    "readiness": { stack: checked({ path: "/ready" }) },
    "liveness, every ten seconds": { stack: checked({ path: "/health", interval: 10 }) },
    "the twin tokens": { stack: checked({ path: "/ready" }, {}, "alb") },
    "HTTP from a network load balancer": { stack: network({ protocol: "HTTP", path: "/ready" }) },
    "a classic load balancer": { stack: classicCheck("HTTP:8000/ready") },
    "another group for the files of a site": {
      stack: [
        ...checked({ path: "/ready" }),
        ...files,
        listenerRule({ actions: [{ type: "forward", targetGroupArn: ref("files") }] }, "https"),
      ],
    },
    "two groups of the application, which are checked in different ways": {
      stack: [
        ...checked({ path: "/ready" }),
        ...second,
        targets({ healthCheck: { path: "/health" } }, "second"),
      ],
    },
    "groups by weight": {
      stack: [
        ...backend,
        targets({ healthCheck: { path: "/ready" } }),
        certificate(),
        balancer(),
        https({
          defaultActions: [
            { type: "forward", forward: { targetGroups: [{ arn: ref("targets"), weight: 1 }] } },
          ],
        }),
      ],
    },
  },
  invalid: {
    "the root unless set": {
      stack: checked(undefined),
      remediable: false,
      finds: [
        `5.1 Health endpoints: ${TARGETS}healthCheck.path is not set, which means "/"; ${needs} Set healthCheck.path: "/ready".`,
      ],
    },
    "another path, every minute": {
      stack: checked({ path: "/ping", interval: 60 }),
      remediable: false,
      finds: [
        `5.1 Health endpoints: ${TARGETS}healthCheck.path is "/ping"; ${needs} Set healthCheck.path: "/ready".`,
        `5.1 Health endpoints: ${TARGETS}healthCheck.interval is 60 seconds; {profile} needs at most 30. Set healthCheck.interval: 30.`,
      ],
    },
    "switched off": {
      stack: checked({ enabled: false }),
      remediable: false,
      finds: [`5.1 Health endpoints: ${TARGETS}healthCheck.enabled is false; ${needs}`],
    },
    "one of two groups of the application": {
      stack: [
        ...checked({ path: "/ready" }),
        ...second,
        targets({ healthCheck: { path: "/", interval: 60 } }, "second"),
      ],
      remediable: false,
      finds: [
        `5.1 Health endpoints: target group second: healthCheck.path is "/"; ${needs} Set healthCheck.path: "/ready".`,
        "5.1 Health endpoints: target group second: healthCheck.interval is 60 seconds; {profile} needs at most 30. Set healthCheck.interval: 30.",
      ],
    },
    "a connection only": {
      stack: network(undefined),
      remediable: false,
      finds: [
        `5.1 Health endpoints: ${TARGETS}healthCheck only opens a TCP connection; ${needs} Set its protocol: HTTP, and its path.`,
      ],
    },
    "a connection only, at a classic load balancer": {
      stack: classicCheck("TCP:8000"),
      remediable: false,
      finds: [`5.1 Health endpoints: healthCheck.target only opens a connection; ${needs}`],
    },
    "another path at a classic load balancer": {
      stack: classicCheck("HTTP:8000/", 60),
      remediable: false,
      finds: [
        `5.1 Health endpoints: healthCheck.target is HTTP:8000/ ("/"); ${needs} Set healthCheck.target: "HTTP:8000/ready".`,
        "5.1 Health endpoints: healthCheck.interval is 60 seconds; {profile} needs at most 30. Set healthCheck.interval: 30.",
      ],
    },
  },
  unknown: {
    "a path that is not known": {
      stack: checked({ path: unknown }),
      mentions: [`${TARGETS}healthCheck.path is not known until the update`],
    },
    "a target group outside the stack": {
      stack: [
        certificate(),
        balancer(),
        https({
          defaultActions: [
            {
              type: "forward",
              targetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/shared/1",
            },
          ],
        }),
      ],
      mentions: ["defaultActions[0].targetGroupArn names a target group outside the stack"],
    },
    "what registers is not in the stack": {
      stack: [targets({ healthCheck: { path: "/ping" } }), certificate(), balancer(), https()],
      mentions: ["what registers with target group targets is not in this stack"],
    },
  },
  notApplicable: {
    "something else than the application": {
      stack: [...proxyBackend, certificate(), balancer(), https(), http({ defaultActions: [forward] })],
    },
  },
});
