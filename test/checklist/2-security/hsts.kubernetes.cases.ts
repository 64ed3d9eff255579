import { cases, resource, unknown } from "../../kit/cases";
import { alb, ALB, backend, backendConfig, gke, nginx, nginxConfig, shown } from "../kubernetes/ingresses";

const CONFIG = "ConfigMap ingress-nginx-controller: data";
const HEADER = "max-age=63072000; includeSubDomains";
const ATTRIBUTE = "routing.http.response.strict_transport_security.header_value";
const long = { "hsts-max-age": "63072000" };
const named = backend({}, { "cloud.google.com/backend-config": '{"default":"backend"}' });

export default cases({
  requirement: "2.2-hsts",
  provider: "kubernetes",
  valid: {
    "the controller's configuration": { stack: [...backend(), nginx(), nginxConfig(long)] },
    "a snippet": {
      stack: [
        nginx({ "configuration-snippet": `more_set_headers "Strict-Transport-Security: ${HEADER}";` }),
        nginxConfig({}),
      ],
    },
    "a ConfigMap of headers": {
      stack: [
        nginx({ "custom-headers": "shop/headers" }),
        resource("kubernetes:core/v1:ConfigMap", "headers", {
          metadata: { name: "headers", namespace: "shop" },
          data: { "Strict-Transport-Security": HEADER },
        }),
      ],
    },
    "an attribute of the listener": {
      stack: [...backend(), alb({ "listener-attributes.HTTPS-443": `${ATTRIBUTE}=${HEADER}` })],
    },
    "a header of GKE's backend": {
      stack: [
        ...named,
        gke(),
        backendConfig({ customResponseHeaders: { headers: [`Strict-Transport-Security: ${HEADER}`] } }),
      ],
    },
  },
  invalid: {
    "the controller's default is one year": {
      stack: [...backend(), nginx(), nginxConfig({})],
      remediable: false,
      finds: [
        `2.2 HSTS: ${CONFIG}.hsts-max-age is not set, which means 31536000 seconds; {profile} needs at least 63072000. Set data.hsts-max-age: "63072000".`,
      ],
    },
    "half a year, and no subdomains": {
      stack: [
        ...backend(),
        nginx(),
        nginxConfig({ "hsts-max-age": "15724800", "hsts-include-subdomains": "false" }),
      ],
      remediable: false,
      finds: [
        `2.2 HSTS: ${CONFIG}.hsts-max-age is 15724800 seconds; {profile} needs at least 63072000. Set data.hsts-max-age: "63072000".`,
        `2.2 HSTS: ${CONFIG}.hsts-include-subdomains is false; {profile} needs true. Set data.hsts-include-subdomains: "true".`,
      ],
    },
    "switched off": {
      stack: [...backend(), nginx(), nginxConfig({ ...long, hsts: "false" })],
      remediable: false,
      finds: [
        `2.2 HSTS: ${CONFIG}.hsts is false (no header); {profile} needs at least 63072000. Set data.hsts: "true".`,
      ],
    },
    "a snippet of one year": {
      stack: [
        ...backend(),
        nginx({
          "configuration-snippet":
            'add_header Strict-Transport-Security "max-age=31536000; includeSubDomains";',
        }),
      ],
      remediable: false,
      finds: [
        '2.2 HSTS: metadata.annotations["nginx.ingress.kubernetes.io/configuration-snippet"] is 31536000 seconds; {profile} needs at least 63072000.',
      ],
    },
    "no attribute of the listener": {
      stack: [...backend(), alb()],
      remediable: false,
      finds: [
        `2.2 HSTS: ${shown(ALB, "listener-attributes.HTTPS-443")} sets no Strict-Transport-Security header; {profile} needs at least 63072000 seconds. Set ${ATTRIBUTE} to max-age=63072000; includeSubDomains there.`,
      ],
    },
    "no header of GKE's backend, and none of the application": {
      stack: [...named, gke(), backendConfig({})],
      remediable: false,
      finds: [
        "2.2 HSTS: BackendConfig backend: spec.customResponseHeaders.headers lists no Strict-Transport-Security header; {profile} needs at least 63072000 seconds.",
      ],
    },
  },
  unknownIn: {
    "the ports may be those of the attribute": {
      of: "an attribute of the listener",
      at: "api: metadata.annotations.alb.ingress.kubernetes.io/listen-ports",
      mentions: ['listen-ports"] is not known'],
    },
    "one of the headers may be it": {
      of: "a header of GKE's backend",
      at: "backend: spec.customResponseHeaders.headers.0",
      mentions: ["BackendConfig backend: spec.customResponseHeaders.headers[0]"],
    },
  },
  unknown: {
    "the controller's configuration is elsewhere": {
      stack: [...backend(), nginx()],
      mentions: ["hsts-max-age is a setting of ingress-nginx, and its configuration is not in this stack"],
    },
    "a snippet that is not known yet": {
      stack: [...backend(), nginx({ "configuration-snippet": unknown }), nginxConfig({})],
      mentions: [
        `${shown("nginx.ingress.kubernetes.io", "configuration-snippet")} is not known until the update`,
      ],
    },
    "headers from elsewhere": {
      stack: [...backend(), nginx({ "custom-headers": "shop/headers" })],
      mentions: ["names a ConfigMap whose headers are not in this stack"],
    },
  },
  notApplicable: {
    "no TLS is the finding of another requirement": { stack: [nginx({}, { tls: undefined })] },
  },
});
