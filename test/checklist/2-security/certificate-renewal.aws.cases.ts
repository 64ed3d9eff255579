import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  backend,
  balancer,
  certificate,
  classic,
  distribution,
  group,
  https,
  restApi,
  restDomain,
  restMapping,
  site,
} from "../aws/entry-points";
import { appRunner, lambda } from "../aws/workloads";

const needs = "{profile} needs a certificate that renews itself.";
const ISSUED = 'Have ACM issue it: an aws.acm.Certificate with domainName and validationMethod: "DNS".';
const listed = (certificateArn: unknown, props = {}) => [
  ...backend(),
  balancer(),
  https({ certificateArn, ...props }),
];
const validation = resource("aws:acm/certificateValidation:CertificateValidation", "validated", {
  certificateArn: ref("certificate"),
});
const imported = certificate(
  { domainName: undefined, validationMethod: undefined, certificateBody: "PEM", privateKey: "PEM" },
  "imported",
);
const more = (certificateArn: unknown) =>
  resource("aws:lb/listenerCertificate:ListenerCertificate", "more", {
    listenerArn: ref("https"),
    certificateArn,
  });
const FOREIGN = "arn:aws:acm:eu-west-1:123456789012:certificate/0e2d7a2b";

export default cases({
  requirement: "2.2-certificate-renewal",
  provider: "aws",
  valid: {
    "a certificate that is validated over DNS": { stack: site() },
    "by way of its validation": { stack: [...listed(ref("validated")), certificate(), validation] },
    "of a private authority": {
      stack: [
        ...listed(ref("certificate")),
        certificate({ validationMethod: undefined, certificateAuthorityArn: unknown }),
      ],
    },
    "App Runner's own": { stack: [appRunner()] },
    "CloudFront's own": {
      stack: [distribution({ viewerCertificate: { cloudfrontDefaultCertificate: true } })],
    },
    "of a custom domain": { stack: [certificate(), lambda(), restApi(), restDomain(), restMapping] },
    "one more certificate that renews itself": {
      stack: [...site(), certificate({}, "second"), more(ref("second"))],
    },
  },
  invalid: {
    "validated by mail": {
      stack: [...listed(ref("certificate")), certificate({ validationMethod: "EMAIL" })],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: certificate certificate: validationMethod is EMAIL, which means that somebody has to approve each renewal; ${needs}`,
      ],
    },
    "validated by mail, by way of its validation": {
      stack: [...listed(ref("validated")), certificate({ validationMethod: "EMAIL" }), validation],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: certificate certificate: validationMethod is EMAIL, which means that somebody has to approve each renewal; ${needs}`,
      ],
    },
    "imported": {
      stack: [...listed(ref("imported")), imported],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: certificate imported: certificateBody is uploaded, and nothing renews it; ${needs} ${ISSUED}`,
      ],
    },
    "one more certificate is imported": {
      stack: [...site(), imported, more(ref("imported"))],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: certificate imported: certificateBody is uploaded, and nothing renews it; ${needs} ${ISSUED}`,
      ],
    },
    "of IAM, in the stack": {
      stack: [
        ...listed(ref("uploaded")),
        resource("aws:iam/serverCertificate:ServerCertificate", "uploaded", {
          certificateBody: "PEM",
          privateKey: "PEM",
        }),
      ],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: certificate uploaded: certificateBody is uploaded, and nothing renews it; ${needs} ${ISSUED}`,
      ],
    },
    "of IAM, outside the stack, at a classic load balancer": {
      stack: [
        group(),
        classic({
          listeners: [
            {
              instancePort: 8000,
              instanceProtocol: "http",
              lbPort: 443,
              lbProtocol: "https",
              sslCertificateId: "arn:aws:iam::123456789012:server-certificate/api",
            },
          ],
        }),
      ],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: port 443 (listeners[0]): sslCertificateId names a server certificate of IAM, which nothing renews; ${needs} ${ISSUED}`,
      ],
    },
    "uploaded for a custom domain": {
      stack: [
        lambda(),
        restApi(),
        restDomain({
          regionalCertificateArn: undefined,
          certificateBody: "PEM",
          certificatePrivateKey: "PEM",
        }),
      ],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: its endpoint: certificateBody is uploaded, and nothing renews it; ${needs} ${ISSUED}`,
      ],
    },
    "of IAM at a distribution": {
      stack: [
        distribution({
          viewerCertificate: { iamCertificateId: "ASCA123", minimumProtocolVersion: "TLSv1.2_2021" },
        }),
      ],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: viewer connections: viewerCertificate.iamCertificateId names a certificate of IAM, which nothing renews; ${needs}`,
      ],
    },
  },
  unknown: {
    "an ARN that is not known": {
      stack: listed(unknown),
      mentions: ["certificateArn is not known until the update"],
    },
    "a certificate outside the stack": {
      stack: listed(FOREIGN),
      mentions: [
        "certificateArn names a certificate outside the stack, which renews itself only where ACM issued it",
      ],
    },
    "no way of validation": {
      stack: [...listed(ref("certificate")), certificate({ validationMethod: undefined })],
      mentions: [
        "certificate certificate: validationMethod is not set, and only validation over DNS is certain to renew",
      ],
    },
    "how it is validated is not known": {
      stack: [...listed(ref("certificate")), certificate({ validationMethod: unknown })],
      mentions: ["certificate certificate: validationMethod is not known until the update"],
    },
  },
});
