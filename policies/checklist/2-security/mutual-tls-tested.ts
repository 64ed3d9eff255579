import { tested } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 2.1 "Client certificates generated and distributed", "Certificate validation tested". */
export const mutualTlsTested = attested({
  item: "2.1.3",
  name: "2.1-mutual-tls-tested",
  title: "Mutual TLS tested",
  description: "Clients have their certificates, and requests without a valid one are refused.",
  why: "A client certificate that nobody checks is a file, not an identity.",
  from: "RESTRICTED",
  severity: "high",
  howToFix:
    "Call the API with a valid certificate, with none and with one of another authority, and attest the results.",
  evidence: {
    of: "a test of client certificates",
    measurements: {
      withCertificate: tested("a client with a valid certificate is served"),
      withoutCertificate: tested("a client without one is refused"),
    },
  },
});
