import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  backend,
  balancer,
  certificate,
  classic,
  classicBackend,
  distribution,
  forward,
  group,
  http,
  https,
  httpApi,
  httpIntegration,
  proxyBackend,
  restApi,
  restDomain,
  restIntegration,
  restMapping,
  site,
  toBalancer,
} from "../aws/entry-points";
import { appRunner, lambda } from "../aws/workloads";

const needs = "{profile} needs client certificates that are verified.";
const store = resource("aws:lb/trustStore:TrustStore", "trusted", {
  caCertificatesBundleS3Bucket: "authority",
  caCertificatesBundleS3Key: "ca.pem",
});
const mutual = (props = {}) => [
  ...site({ mutualAuthentication: { mode: "verify", trustStoreArn: ref("trusted"), ...props } }),
  store,
];
const closed = [
  lambda(),
  restApi({ disableExecuteApiEndpoint: true }),
  restIntegration(),
  certificate(),
  restMapping,
];
const trusting = { mutualTlsAuthentication: { truststoreUri: "s3://authority/ca.pem" } };

export default cases({
  requirement: "2.1-mutual-tls",
  provider: "aws",
  valid: {
    "a listener that verifies": { stack: mutual() },
    "a custom domain alone": { stack: [...closed, restDomain(trusting)] },
    "a distribution that requires certificates": {
      stack: [
        ...mutual(),
        distribution(
          { viewerMtlsConfig: { mode: "required", trustStoreConfig: { trustStoreId: unknown } } },
          toBalancer,
        ),
      ],
    },
  },
  invalid: {
    "a listener that asks for none": {
      stack: site(),
      remediable: false,
      finds: [
        `2.1 Mutual TLS: port 443: mutualAuthentication is not set; ${needs} Set its mode: "verify", and its trustStoreArn to a trust store of your own authority.`,
      ],
    },
    "passthrough leaves it to the application": {
      stack: mutual({ mode: "passthrough" }),
      remediable: false,
      finds: [
        `2.1 Mutual TLS: port 443: mutualAuthentication.mode is passthrough, which means clients that are let in unverified; ${needs} Set mutualAuthentication.mode: "verify".`,
      ],
    },
    "expired certificates are let in": {
      stack: mutual({ ignoreClientCertificateExpiry: true }),
      remediable: false,
      finds: [
        `2.1 Mutual TLS: port 443: mutualAuthentication.ignoreClientCertificateExpiry is true, which means expired certificates let in; ${needs} Set mutualAuthentication.ignoreClientCertificateExpiry: false.`,
      ],
    },
    "plain HTTP": {
      stack: [...backend(), balancer(), http({ defaultActions: [forward] })],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: this listener ends no TLS, so that it verifies no client certificates; ${needs}`,
      ],
    },
    "a network load balancer": {
      stack: [
        ...backend(),
        certificate(),
        balancer({ loadBalancerType: "network" }),
        https({ protocol: "TLS" }),
      ],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: port 443: a network load balancer asks for no client certificates; ${needs} Use an HTTPS listener of an application load balancer, or pass TLS through to what verifies them.`,
      ],
    },
    "a REST API by its own endpoint": {
      stack: [lambda(), restApi(), restIntegration()],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: its own endpoint: disableExecuteApiEndpoint is not set, which means false, and this endpoint asks for no client certificates; ${needs} Set disableExecuteApiEndpoint: true.`,
      ],
    },
    "an HTTP API by its own endpoint": {
      stack: [lambda(), httpApi({ disableExecuteApiEndpoint: false }), httpIntegration()],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: its own endpoint: disableExecuteApiEndpoint is false, and this endpoint asks for no client certificates; ${needs} Set disableExecuteApiEndpoint: true.`,
      ],
    },
    "a custom domain without a trust store": {
      stack: [...closed, restDomain()],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: its endpoint: mutualTlsAuthentication is not set; ${needs} Set its truststoreUri to the certificates of your own authority in a bucket.`,
      ],
    },
    "a distribution where they are optional": {
      stack: [
        ...mutual(),
        distribution(
          { viewerMtlsConfig: { mode: "optional", trustStoreConfig: { trustStoreId: unknown } } },
          toBalancer,
        ),
      ],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: viewer connections: viewerMtlsConfig.mode is optional, which means clients let in without one; ${needs} Set viewerMtlsConfig.mode: "required".`,
      ],
    },
    "App Runner": {
      stack: [appRunner()],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: its HTTPS endpoint: App Runner asks for no client certificates; ${needs} Put a load balancer or a distribution that verifies them in front of it.`,
      ],
    },
    "a classic load balancer": {
      stack: [...classicBackend, group(), classic()],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: port 443 (listeners[0]): a classic load balancer asks for no client certificates; ${needs} Use an application load balancer with mutualAuthentication.`,
      ],
    },
  },
  unknown: {
    "a mode that is not known": {
      stack: mutual({ mode: unknown }),
      mentions: ["mutualAuthentication.mode is not known until the update"],
    },
    "TLS that passes through": {
      stack: [
        ...backend(),
        balancer({ loadBalancerType: "network" }),
        https({ protocol: "TCP", certificateArn: undefined }),
      ],
      mentions: ["this listener passes TLS through, and what ends it behind is not judged"],
    },
    "whether the API's own endpoint is off": {
      stack: [lambda(), restApi({ disableExecuteApiEndpoint: unknown }), restIntegration()],
      mentions: ["disableExecuteApiEndpoint is not known until the update"],
    },
    "targets that are not in the stack": {
      stack: [
        certificate(),
        balancer(),
        https({ defaultActions: [{ type: "forward", targetGroupArn: unknown }] }),
      ],
      mentions: ["defaultActions[0].targetGroupArn is not known until the update"],
    },
  },
  notApplicable: {
    "a listener of something else": { stack: [...proxyBackend, certificate(), balancer(), https()] },
    "a redirect": { stack: [...backend(), balancer(), http()] },
  },
});
