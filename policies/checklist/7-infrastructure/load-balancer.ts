import { allOf, notApplicable, violation, type Outcome } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { entryPoint, type HealthCheck } from "../../kinds/entry-point";
import { whenApplication } from "../entry-points";

/** 7.3 "Health checks configured", "SSL termination at load balancer (or ingress)", "Connection timeout: 30-60 seconds". */
export const loadBalancer = requirement({
  item: "7.3.1",
  name: "7.3-load-balancer",
  title: "Load balancer",
  description:
    "Entry points of the application check its health, end TLS, and time out after 30 to 60 seconds.",
  why: "A load balancer that waits forever or sends requests to dead replicas turns one fault into an outage.",
  from: "STANDARD",
  severity: "medium",
  decidedBy: "stack",
  thresholds: ["loadBalancerTimeoutMinSeconds", "loadBalancerTimeoutMaxSeconds"],
  howToFix: "Configure a health check with a path, a certificate, and a timeout of 30 to 60 seconds.",
  each: entryPoint,
  check: (it, context) =>
    whenApplication(context, () => {
      const { profile, stack, subject } = context;
      const { loadBalancerTimeoutMinSeconds: least, loadBalancerTimeoutMaxSeconds: most } = profile;
      return allOf(
        checksHealth(it.healthCheck?.(subject, stack)),
        it.tls(subject, stack).isEmpty && !it.plainText(subject, stack).isEmpty
          ? violation({
              says: `this ${it.type} ends no TLS`,
              needs: "TLS that ends at the load balancer or ingress",
              advice: "Give it a certificate.",
            })
          : notApplicable("it ends TLS, or passes it through"),
        it.timeoutSeconds?.(subject, stack)?.between(least ?? 0, most ?? Infinity) ??
          notApplicable("the platform decides its timeouts"),
      );
    }),
});

function checksHealth(check: HealthCheck | undefined): Outcome {
  return (
    check?.path.isPresent("the path of an HTTP health check") ??
    notApplicable("the readiness of the workloads behind it decides")
  );
}
