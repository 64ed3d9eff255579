import { tested } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 2.6 "Software Bill of Materials (SBOM) generated", "Provenance cryptographically signed". */
export const provenanceVerified = attested({
  item: "2.6.2",
  name: "2.6-provenance-verified",
  title: "Provenance verified",
  description: "The image comes with an SBOM and with a signed provenance that was verified.",
  why: "An image of unknown origin runs with the application's rights.",
  from: "REGULATED",
  severity: "high",
  howToFix:
    "Generate the SBOM in the build, sign its provenance, verify it (gh attestation verify), and attest both.",
  evidence: {
    of: "an SBOM and a verified provenance",
    measurements: {
      sbom: tested("an SBOM is generated"),
      provenance: tested("the signature of the provenance is verified"),
    },
  },
});
