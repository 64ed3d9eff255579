import { cases, unknown } from "../../kit/cases";
import {
  application,
  envoyPolicy,
  gateway,
  ingressRoute,
  loadBalancer,
  middleware,
  otherWorkload,
  route,
  service,
} from "../kubernetes/gateways";

const buffer = (limit: unknown) => envoyPolicy("BackendTrafficPolicy", { requestBuffer: { limit } });
const buffering = (settings: object) => middleware("limits", { buffering: settings });
const api = [application(), service()];
const routed = [...api, gateway(), route()];
const traefik = [...api, ingressRoute(["limits"])];

export default cases({
  requirement: "4.4-request-body-limit",
  provider: "kubernetes",
  valid: {
    "a policy of Envoy Gateway": { stack: [...routed, buffer("512Ki")] },
    "a Middleware": { stack: [...traefik, buffering({ maxRequestBodyBytes: 524288 })] },
    "the application behind a load balancer": {
      stack: [application([{ name: "FRAISEQL_MAX_REQUEST_BODY_BYTES", value: "524288" }]), loadBalancer()],
    },
  },
  invalid: {
    "a policy of Envoy Gateway for more": {
      stack: [...routed, buffer("4Mi")],
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        "4.4 Request body limit: BackendTrafficPolicy web: spec.requestBuffer.limit is 4Mi (4194304 bytes); {profile} needs at most 1048576. Set spec.requestBuffer.limit: 1048576.",
      ],
    },
    "a Middleware without a limit": {
      stack: [...traefik, buffering({ memRequestBodyBytes: 1024 })],
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        "4.4 Request body limit: Middleware limits: spec.buffering.maxRequestBodyBytes is not set, which means no limit; {profile} needs at most 1048576. Set spec.buffering.maxRequestBodyBytes: 1048576.",
      ],
    },
    "nothing limits behind a load balancer": {
      stack: [application(), loadBalancer()],
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        '4.4 Request body limit: workload api, container api (spec.template.spec.containers[0]): FRAISEQL_MAX_REQUEST_BODY_BYTES is not set; {profile} needs at most 1048576 bytes. Add {"name":"FRAISEQL_MAX_REQUEST_BODY_BYTES","value":"1048576"} to env.',
      ],
    },
  },
  unknown: {
    "a limit that is not known": {
      stack: [...traefik, buffering({ maxRequestBodyBytes: unknown })],
      mentions: ["Middleware limits: spec.buffering.maxRequestBodyBytes is not known"],
    },
    "a NodePort": {
      stack: [application(), service({ type: "NodePort" })],
      mentions: ["spec.type is NodePort"],
    },
  },
  notApplicable: {
    "a NodePort that a Gateway leads to": {
      stack: [otherWorkload(), service({ type: "NodePort" }), gateway(), route()],
    },
  },
});
