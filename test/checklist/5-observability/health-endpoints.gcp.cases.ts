import { cases, ref, resource, unknown } from "../../kit/cases";
import { instances, loadBalancer } from "../gcp/load-balancers";
import { application, applicationV1, IN_RUN, runJob, unknownContainers } from "../gcp/workloads";

type Props = Readonly<Record<string, unknown>>;

const probes = (liveness: Props = {}, readiness: Props = {}) => ({
  livenessProbe: { httpGet: { path: "/health" }, periodSeconds: 30, ...liveness },
  readinessProbe: { httpGet: { path: "/ready" }, ...readiness },
});
const checked = (check: Props) => [
  ...loadBalancer().filter(({ name }) => name !== "backend" && name !== "group"),
  ...instances(check),
];

const check = (name: string, path: string, props: Props = {}) =>
  resource("gcp:compute/healthCheck:HealthCheck", name, {
    name,
    httpsHealthCheck: { port: 443, requestPath: path },
    ...props,
  });
/** A second backend service of the application, for some of its paths. */
const second = (props: Props) => [
  ...loadBalancer({
    map: { defaultService: ref("backend"), pathMatchers: [{ name: "all", defaultService: ref("second") }] },
    backend: { healthChecks: "check" },
  }),
  resource("gcp:compute/backendService:BackendService", "second", {
    name: "second",
    loadBalancingScheme: "EXTERNAL_MANAGED",
    backends: [{ group: ref("group") }],
    ...props,
  }),
];

export default cases({
  requirement: "5.1-health-endpoints",
  provider: "gcp",
  valid: {
    "probes of the application's own endpoints": { stack: [application({}, probes())] },
    "two backend services of the application, which are checked in different ways": {
      stack: [...second({ healthChecks: "other" }), check("check", "/ready"), check("other", "/health")],
    },
    "in the first version of the API": { stack: [applicationV1({}, probes())] },
  },
  invalid: {
    "another path, and too seldom": {
      stack: [application({}, probes({ httpGet: { path: "/healthz" } }, { periodSeconds: 60 }))],
      finds: [
        `5.1 Health endpoints: ${IN_RUN}livenessProbe.httpGet.path is "/healthz"; {profile} needs "/health". Set livenessProbe.httpGet.path: "/health".`,
        `5.1 Health endpoints: ${IN_RUN}readinessProbe.periodSeconds is 60 seconds; {profile} needs at most 30. Set readinessProbe.periodSeconds: 30.`,
      ],
    },
    "one of two backend services of the application": {
      stack: [...second({ healthChecks: "other" }), check("check", "/ready"), check("other", "/ping")],
      remediable: false,
      finds: [
        '5.1 Health endpoints: health check other: httpsHealthCheck.requestPath is "/ping"; {profile} needs "/ready" or "/health". Set httpsHealthCheck.requestPath: "/ready".',
      ],
    },
    "a check that two backend services share": {
      stack: [...second({ healthChecks: "check" }), check("check", "/ping")],
      remediable: false,
      finds: [
        '5.1 Health endpoints: health check check: httpsHealthCheck.requestPath is "/ping"; {profile} needs "/ready" or "/health". Set httpsHealthCheck.requestPath: "/ready".',
      ],
    },
    "a load balancer that asks for its first page": {
      stack: [
        ...loadBalancer({ backend: { healthChecks: "check" } }),
        resource("gcp:compute/healthCheck:HealthCheck", "check", {
          name: "check",
          httpsHealthCheck: { port: 443 },
          checkIntervalSec: 60,
        }),
      ],
      remediable: false,
      finds: [
        '5.1 Health endpoints: health check check: httpsHealthCheck.requestPath is not set, which means "/"; {profile} needs "/ready" or "/health". Set httpsHealthCheck.requestPath: "/ready".',
        "5.1 Health endpoints: health check check: checkIntervalSec is 60 seconds; {profile} needs at most 30. Set checkIntervalSec: 30.",
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "a path that is not known yet": {
      stack: [application({}, probes({ httpGet: { path: unknown } }))],
      mentions: ["livenessProbe.httpGet.path is not known until the update"],
    },
    "instances are not known to run the application": {
      stack: checked({ httpHealthCheck: { port: 8000 } }),
      mentions: ["what backend service backend leads to is no workload of this stack"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [runJob()] } },
});
