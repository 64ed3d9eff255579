import { cases, ref, resource, unknown } from "../../kit/cases";
import { alone, httpPort, loadBalancer } from "../gcp/load-balancers";
import { api, application, applicationV1, runService } from "../gcp/workloads";

export default cases({
  requirement: "7.3-load-balancer",
  provider: "gcp",
  valid: {
    "a Cloud Run service that answers within a minute": { stack: loadBalancer() },
    "its own URL": { stack: [alone()] },
    "a domain of its own, without that URL": {
      stack: [
        alone({}, { defaultUriDisabled: true }),
        resource("gcp:cloudrun/domainMapping:DomainMapping", "domain", {
          location: "europe-west1",
          spec: { routeName: "shop-api" },
        }),
      ],
    },
    "a service that answers within a minute, and a bucket": {
      stack: [
        ...loadBalancer({
          map: {
            pathMatchers: [{ name: "files", pathRules: [{ paths: ["/static/*"], service: ref("files") }] }],
          },
        }),
        resource("gcp:compute/backendBucket:BackendBucket", "files", { bucketName: "files" }),
      ],
    },
  },
  invalid: {
    "five minutes, unless set": {
      stack: [application()],
      finds: [
        '7.3 Load balancer: template.timeout is not set, which means 300 seconds; {profile} needs 30 to 60. Set template.timeout: "60s".',
      ],
    },
    "five minutes, in the first version of the API": {
      stack: [applicationV1()],
      finds: [
        "7.3 Load balancer: template.spec.timeoutSeconds is not set, which means 300 seconds; {profile} needs 30 to 60. Set template.spec.timeoutSeconds: 60.",
      ],
    },
    "plain HTTP": {
      stack: [
        ...httpPort({ defaultService: ref("backend") }),
        ...loadBalancer().filter(({ name }) => /^(backend|group|api)$/.test(name)),
      ],
      remediable: false,
      finds: [
        "7.3 Load balancer: this forwarding rule ends no TLS; {profile} needs TLS that ends at the load balancer or ingress. Give it a certificate.",
      ],
    },
    "the URL map waits two minutes": {
      stack: loadBalancer({ map: { defaultRouteAction: { timeout: { seconds: "120" } } } }),
      remediable: false,
      finds: [
        '7.3 Load balancer: URL map map: defaultRouteAction.timeout.seconds is 120 seconds; {profile} needs 30 to 60. Set defaultRouteAction.timeout.seconds: "60".',
      ],
    },
    "a check that only opens connections": {
      stack: [
        ...loadBalancer({ backend: { healthChecks: ref("check") } }),
        resource("gcp:compute/healthCheck:HealthCheck", "check", { tcpHealthCheck: { port: 8000 } }),
      ],
      remediable: false,
      finds: [
        "7.3 Load balancer: health check check: httpHealthCheck is not set; {profile} needs an HTTP health check. Set httpHealthCheck.requestPath to /ready.",
      ],
    },
  },
  unknown: {
    "the timeout is not known yet": {
      stack: [runService([api()], {}, { timeout: unknown })],
      mentions: ["template.timeout is not known until the update"],
    },
    "the URL map's timeout is not known yet": {
      stack: loadBalancer({ map: { defaultRouteAction: { timeout: { seconds: unknown } } } }),
      mentions: ["URL map map: defaultRouteAction.timeout.seconds is not known until the update"],
    },
    "what it leads to is elsewhere": {
      stack: httpPort({ defaultService: "shared-backend" }),
      mentions: ["URL map http-map: defaultService names a backend service outside the stack"],
    },
  },
  notApplicable: {
    "a redirect": { stack: httpPort({ defaultUrlRedirect: { httpsRedirect: true, stripQuery: false } }) },
  },
});
