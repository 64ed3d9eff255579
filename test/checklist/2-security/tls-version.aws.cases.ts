import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  backend,
  balancer,
  certificate,
  classic,
  classicBackend,
  distribution,
  functionUrl,
  group,
  httpApi,
  httpIntegration,
  https,
  restApi,
  restDomain,
  restIntegration,
  restMapping,
  site,
} from "../aws/entry-points";
import { appRunner, lambda } from "../aws/workloads";

const policy = (sslPolicy: unknown, protocol = "HTTPS") => [
  ...backend(),
  certificate(),
  balancer(),
  https({ sslPolicy, protocol }),
];
const viewer = (minimumProtocolVersion: unknown) => [
  certificate(),
  distribution({ viewerCertificate: { acmCertificateArn: ref("certificate"), minimumProtocolVersion } }),
];
const negotiation = (attributes: unknown) =>
  resource("aws:elb/sslNegotiationPolicy:SslNegotiationPolicy", "negotiation", {
    loadBalancer: ref("classic"),
    lbPort: 443,
    attributes,
  });
const old = [...classicBackend, group(), classic()];
const TLS12 = [{ name: "Reference-Security-Policy", value: "ELBSecurityPolicy-TLS-1-2-2017-01" }];
const ordinary = ["STANDARD", "REGULATED"] as const;

export default cases({
  requirement: "2.2-tls-version",
  provider: "aws",
  valid: {
    "TLS 1.3 alone": { stack: site() },
    "TLS 1.2 and later": { stack: policy("ELBSecurityPolicy-TLS13-1-2-2021-06"), profiles: ordinary },
    "an older policy of TLS 1.2": {
      stack: policy("ELBSecurityPolicy-FS-1-2-Res-2020-10", "TLS"),
      profiles: ordinary,
    },
    "a distribution from TLS 1.3 on": { stack: viewer("TLSv1.3_2025") },
    "a distribution from TLS 1.2 on": { stack: viewer("TLSv1.2_2021"), profiles: ordinary },
    "a REST API that says so": {
      stack: [lambda(), restApi({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }), restIntegration()],
    },
    "a custom domain": {
      stack: [
        certificate(),
        lambda(),
        restApi({ disableExecuteApiEndpoint: true }),
        restDomain(),
        restMapping,
      ],
    },
    "a private REST API that says nothing": {
      stack: [lambda(), restApi({ endpointConfiguration: { types: "PRIVATE" } }), restIntegration()],
      profiles: ordinary,
    },
    "an HTTP API": { stack: [lambda(), httpApi(), httpIntegration()], profiles: ordinary },
    "App Runner": { stack: [appRunner()], profiles: ordinary },
    "a function URL": { stack: [lambda(), functionUrl()], profiles: ordinary },
    "a classic load balancer with a policy of TLS 1.2": {
      stack: [...old, negotiation(TLS12)],
      profiles: ordinary,
    },
    "a classic load balancer with TLS 1.2 switched on": {
      stack: [
        ...old,
        negotiation([
          { name: "Protocol-TLSv1", value: "false" },
          { name: "Protocol-TLSv1.1", value: "false" },
          { name: "Protocol-TLSv1.2", value: "true" },
        ]),
      ],
      profiles: ordinary,
    },
  },
  invalid: {
    "no policy": {
      stack: policy(undefined),
      profiles: ordinary,
      finds: [
        '2.2 TLS version: port 443: sslPolicy is not set, which means TLS 1.0; {profile} needs at least 1.2. Set sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06".',
      ],
    },
    "a policy that sounds new and is old": {
      stack: policy("ELBSecurityPolicy-TLS13-1-0-2021-06"),
      profiles: ordinary,
      finds: [
        '2.2 TLS version: port 443: sslPolicy is ELBSecurityPolicy-TLS13-1-0-2021-06 (TLS 1.0); {profile} needs at least 1.2. Set sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06".',
      ],
    },
    "TLS 1.2 under RESTRICTED": {
      stack: policy("ELBSecurityPolicy-TLS13-1-2-2021-06"),
      profiles: ["RESTRICTED"],
      finds: [
        '2.2 TLS version: port 443: sslPolicy is ELBSecurityPolicy-TLS13-1-2-2021-06 (TLS 1.2); {profile} needs at least 1.3. Set sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06".',
      ],
    },
    "a distribution without a version": {
      stack: viewer(undefined),
      profiles: ordinary,
      finds: [
        '2.2 TLS version: viewer connections: viewerCertificate.minimumProtocolVersion is not set, which means TLS 1.0; {profile} needs at least 1.2. Set viewerCertificate.minimumProtocolVersion: "TLSv1.2_2021".',
      ],
    },
    "a distribution with a version of 2016": {
      stack: viewer("TLSv1_2016"),
      profiles: ["RESTRICTED"],
      finds: [
        '2.2 TLS version: viewer connections: viewerCertificate.minimumProtocolVersion is TLSv1_2016 (TLS 1.0); {profile} needs at least 1.3. Set viewerCertificate.minimumProtocolVersion: "TLSv1.3_2025".',
      ],
    },
    "CloudFront's own certificate": {
      stack: [distribution({ viewerCertificate: { cloudfrontDefaultCertificate: true } })],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        "2.2 TLS version: viewer connections: viewerCertificate.cloudfrontDefaultCertificate is true, which accepts TLS 1.0; {profile} needs at least 1.2. Give it an alias and a certificate of ACM, with minimumProtocolVersion TLSv1.2_2021 or later.",
      ],
    },
    "an HTTP API under RESTRICTED": {
      stack: [lambda(), httpApi(), httpIntegration()],
      profiles: ["RESTRICTED"],
      remediable: false,
      finds: [
        "2.2 TLS version: its own endpoint: HTTP APIs accept TLS 1.2, and no later version can be asked for; {profile} needs at least 1.3. Put an application load balancer or a distribution in its place, or exempt it with a justification.",
      ],
    },
    "a REST API that says nothing": {
      stack: [lambda(), restApi(), restIntegration()],
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        "2.2 TLS version: its own endpoint: securityPolicy is not set, which means TLS 1.0; {profile} needs at least 1.2.",
      ],
    },
    "a custom domain of TLS 1.0": {
      stack: [
        certificate(),
        lambda(),
        restApi({ disableExecuteApiEndpoint: true }),
        restDomain({ securityPolicy: "TLS_1_0", endpointAccessMode: undefined }),
        restMapping,
      ],
      profiles: ordinary,
      finds: [
        '2.2 TLS version: its endpoint: securityPolicy is TLS_1_0 (TLS 1.0); {profile} needs at least 1.2. Set securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", endpointAccessMode: "BASIC".',
      ],
    },
    "a classic load balancer without a policy": {
      stack: old,
      profiles: ["STANDARD"],
      remediable: false,
      finds: [
        "2.2 TLS version: port 443 (listeners[0]): lbPort has no policy of its own, and accepts TLS 1.0; {profile} needs at least 1.2. Add an aws.elb.SslNegotiationPolicy with Reference-Security-Policy: ELBSecurityPolicy-TLS-1-2-2017-01.",
      ],
    },
    "a classic load balancer under RESTRICTED": {
      stack: [...old, negotiation(TLS12)],
      profiles: ["RESTRICTED"],
      remediable: false,
      finds: [
        "2.2 TLS version: TLS negotiation policy negotiation: attributes[0].value is ELBSecurityPolicy-TLS-1-2-2017-01 (TLS 1.2); {profile} needs at least 1.3.",
      ],
    },
  },
  unknown: {
    "a policy that is not known": {
      stack: policy(unknown),
      mentions: ["sslPolicy is not known until the update"],
    },
    "a policy of a name that does not tell": {
      stack: policy("ELBSecurityPolicy-Custom"),
      mentions: ["sslPolicy names a policy whose TLS versions its name does not tell"],
    },
    "App Runner under RESTRICTED": {
      stack: [appRunner()],
      profiles: ["RESTRICTED"],
      mentions: ["the lowest TLS version of App Runner cannot be chosen; it is 1.2 or later"],
    },
    "attributes that are not known": {
      stack: [...old, negotiation(unknown)],
      mentions: ["TLS negotiation policy negotiation: attributes is not known until the update"],
    },
  },
});
