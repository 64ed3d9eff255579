import { cases, ref, resource, unknown } from "../../kit/cases";
import { alone, loadBalancer } from "../gcp/load-balancers";

const uploaded = (type: string) =>
  resource(type, "bought", { name: "bought", certificate: "-----BEGIN", privateKey: "k" });
const managed = (props: Readonly<Record<string, unknown>>) =>
  resource("gcp:certificatemanager/certificate:Certificate", "wildcard", props);
const hosts = resource("gcp:certificatemanager/certificateMap:CertificateMap", "hosts", { name: "hosts" });
const byMap = [
  hosts,
  resource("gcp:certificatemanager/certificateMapEntry:CertificateMapEntry", "api-host", {
    map: ref("hosts", "hosts"),
    hostname: "api.example.com",
    certificates: [ref("wildcard")],
  }),
];
const certificateMap = { sslCertificates: undefined, certificateMap: ref("hosts") };
const NEEDS = "{profile} needs a certificate that renews itself.";
const USE = "Use a ManagedSslCertificate, or a managed certificate of Certificate Manager.";

export default cases({
  requirement: "2.2-certificate-renewal",
  provider: "gcp",
  valid: {
    "Google manages it": { stack: loadBalancer() },
    "Certificate Manager manages those of a map": {
      stack: [
        ...loadBalancer({ proxy: certificateMap }),
        ...byMap,
        managed({ managed: { domains: ["*.example.com"] } }),
      ],
    },
    "Cloud Run's own URL": { stack: [alone()] },
  },
  invalid: {
    "an uploaded one beside it": {
      stack: [
        ...loadBalancer({ proxy: { sslCertificates: [ref("cert"), ref("bought")] } }).map((it) =>
          // The engine cannot tell the references of one list apart.
          it.name === "proxy"
            ? {
                ...it,
                props: { ...it.props, sslCertificates: [ref("cert", "cert-id"), ref("bought", "bought")] },
              }
            : it.name === "cert"
              ? { ...it, props: { ...it.props, name: "cert-id" } }
              : it,
        ),
        uploaded("gcp:compute/sSLCertificate:SSLCertificate"),
      ],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: certificate bought: certificate is uploaded, and nothing renews it; ${NEEDS} ${USE}`,
      ],
    },
    "an uploaded one of Certificate Manager": {
      stack: [
        ...loadBalancer({ proxy: certificateMap }),
        ...byMap,
        managed({ selfManaged: { pemCertificate: "p" } }),
      ],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: certificate wildcard: selfManaged is uploaded, and nothing renews it; ${NEEDS} ${USE}`,
      ],
    },
    "none": {
      stack: loadBalancer({ proxy: { sslCertificates: undefined } }),
      remediable: false,
      finds: [
        `2.2 Certificate renewal: target proxy proxy: sslCertificates is not set; ${NEEDS} Name a ManagedSslCertificate in it, or a certificate map in certificateMap.`,
      ],
    },
  },
  unknown: {
    "a certificate of another stack": {
      stack: loadBalancer({ proxy: { sslCertificates: ["projects/p/global/sslCertificates/shared"] } }),
      mentions: ["names a certificate outside the stack, which renews itself only where Google manages it"],
    },
    "a map of another stack": {
      stack: loadBalancer({ proxy: { sslCertificates: undefined, certificateMap: unknown } }),
      mentions: ["target proxy proxy: certificateMap is not known until the update"],
    },
    "the entries of the map are elsewhere": {
      stack: [...loadBalancer({ proxy: certificateMap }), hosts],
      mentions: ["certificateMap names a certificate map whose entries are not in this stack"],
    },
  },
});
