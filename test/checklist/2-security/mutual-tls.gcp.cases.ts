import { cases, ref, resource, unknown } from "../../kit/cases";
import { alone, loadBalancer } from "../gcp/load-balancers";

const tlsPolicy = (mtlsPolicy: unknown) =>
  resource("gcp:networksecurity/serverTlsPolicy:ServerTlsPolicy", "clients", { name: "clients", mtlsPolicy });
const verified = { proxy: { serverTlsPolicy: ref("clients") } };
const mode = (clientValidationMode: unknown) => ({
  clientValidationMode,
  clientValidationTrustConfig: "projects/p/locations/global/trustConfigs/partners",
});
const NEEDS = "{profile} needs client certificates that are verified.";
const NAME_IT =
  'Name a ServerTlsPolicy in it whose mtlsPolicy has clientValidationMode: "REJECT_INVALID" and a trust config.';

export default cases({
  requirement: "2.1-mutual-tls",
  provider: "gcp",
  valid: {
    "invalid certificates are refused": {
      stack: [...loadBalancer(verified), tlsPolicy(mode("REJECT_INVALID"))],
    },
    "a policy by its full name": {
      stack: [
        ...loadBalancer({
          proxy: {
            serverTlsPolicy:
              "//networksecurity.googleapis.com/projects/p/locations/global/serverTlsPolicies/clients",
          },
        }),
        tlsPolicy(mode("REJECT_INVALID")),
      ],
    },
  },
  invalid: {
    "no policy": {
      stack: loadBalancer(),
      remediable: false,
      finds: [`2.1 Mutual TLS: target proxy proxy: serverTlsPolicy is not set; ${NEEDS} ${NAME_IT}`],
    },
    "clients without a certificate are let in": {
      stack: [...loadBalancer(verified), tlsPolicy(mode("ALLOW_INVALID_OR_MISSING_CLIENT_CERT"))],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: server TLS policy clients: mtlsPolicy.clientValidationMode is ALLOW_INVALID_OR_MISSING_CLIENT_CERT, which means clients that are let in unverified; ${NEEDS} Set mtlsPolicy.clientValidationMode: "REJECT_INVALID".`,
      ],
    },
    "Cloud Run's own URL": {
      stack: [alone()],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: its own URL: Cloud Run asks for no client certificates; ${NEEDS} Put an application load balancer in front of it, and set ingress: INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER and defaultUriDisabled: true.`,
      ],
    },
  },
  unknown: {
    "the mode is not known yet": {
      stack: [...loadBalancer(verified), tlsPolicy(mode(unknown))],
      mentions: ["mtlsPolicy.clientValidationMode is not known until the update"],
    },
    "the policy is elsewhere": {
      stack: loadBalancer({ proxy: { serverTlsPolicy: "shared" } }),
      mentions: ["target proxy proxy: serverTlsPolicy names a server TLS policy outside the stack"],
    },
    "who reaches Cloud Run is not known yet": {
      stack: [alone({}, { ingress: unknown })],
      mentions: ["ingress is not known until the update"],
    },
    "an API gateway, whose backends are not read": {
      stack: [resource("gcp:apigateway/gateway:Gateway", "gateway", { gatewayId: "g", apiConfig: "shop" })],
      mentions: [
        "apiConfig names a configuration whose backends stand in an OpenAPI document, which is not read",
      ],
    },
  },
});
