// How requests come in: an application load balancer.
import * as pulumi from "@pulumi/pulumi";
import { Certificate, CertificateValidation } from "@pulumi/aws/acm";
import { Listener, LoadBalancer, TargetGroup, TrustStore } from "@pulumi/aws/lb";
import { Record } from "@pulumi/aws/route53";
import { edgeSubnets, vpc } from "./network";
import { profile } from "./profile";
import { mayBeCalled, securityGroup } from "./security-group";

const config = new pulumi.Config();
const host = config.require("host");
const zoneId = config.require("zoneId");
const isRestricted = profile.name === "RESTRICTED";

/** Who may reach the load balancer. */
export const edgeGroup = securityGroup("edge", vpc, "The load balancer");
const clients = isRestricted ? config.require("clientRanges").split(",") : ["0.0.0.0/0"];
mayBeCalled("https", edgeGroup, clients, 443);
mayBeCalled("http", edgeGroup, clients, 80);

export const loadBalancer = new LoadBalancer("shop", {
  loadBalancerType: "application",
  subnets: edgeSubnets,
  securityGroups: [edgeGroup.id],
  idleTimeout: profile.loadBalancerTimeoutMaxSeconds ?? 60,
  dropInvalidHeaderFields: true,
  enableDeletionProtection: true,
});

// The certificate renews itself as long as its record is there.
const certificate = new Certificate("api", { domainName: host, validationMethod: "DNS" });
const proof = certificate.domainValidationOptions.apply(([option]) => option);
const record = new Record("api-certificate", {
  zoneId,
  name: proof.apply((option) => option?.resourceRecordName ?? ""),
  type: proof.apply((option) => option?.resourceRecordType ?? "CNAME"),
  records: [proof.apply((option) => option?.resourceRecordValue ?? "")],
  ttl: 300,
});
const validated = new CertificateValidation("api", {
  certificateArn: certificate.arn,
  validationRecordFqdns: [record.fqdn],
});

/** Where the application's tasks register. */
export const targets = new TargetGroup("api", {
  vpcId: vpc.id,
  targetType: "ip",
  protocol: "HTTP",
  port: 8000,
  deregistrationDelay: 30,
  healthCheck: { path: "/ready", interval: 15, matcher: "200" },
});

/** Clients show a certificate of this authority, where the profile asks for it. */
function mutualTls() {
  if (!isRestricted) return {};
  const trusted = new TrustStore("clients", {
    caCertificatesBundleS3Bucket: config.require("clientAuthority"),
    caCertificatesBundleS3Key: "ca.pem",
  });
  return { mutualAuthentication: { mode: "verify", trustStoreArn: trusted.arn } };
}

export const https = new Listener("https", {
  loadBalancerArn: loadBalancer.arn,
  port: 443,
  protocol: "HTTPS",
  sslPolicy:
    profile.tlsVersion === 1.3
      ? "ELBSecurityPolicy-TLS13-1-3-2021-06"
      : "ELBSecurityPolicy-TLS13-1-2-2021-06",
  certificateArn: validated.certificateArn,
  routingHttpResponseStrictTransportSecurityHeaderValue: `max-age=${profile.hstsMaxAgeSeconds ?? 31_536_000}; includeSubDomains`,
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
  ...mutualTls(),
});

new Listener("http", {
  loadBalancerArn: loadBalancer.arn,
  port: 80,
  protocol: "HTTP",
  defaultActions: [
    { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
  ],
});

new Record("api", {
  zoneId,
  name: host,
  type: "A",
  aliases: [{ name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: true }],
});
