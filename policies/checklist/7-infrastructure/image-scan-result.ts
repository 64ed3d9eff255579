import { measured, tested } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 7.1 "Vulnerability scan completed", "No critical vulnerabilities", "SBOM generated for container". */
export const imageScanResult = attested({
  item: "7.1.1",
  name: "7.1-image-scan-result",
  title: "Image scan result",
  description: "The image that is deployed was scanned, has no critical vulnerability, and has an SBOM.",
  why: "A known hole is the first that is tried.",
  from: "STANDARD",
  severity: "high",
  howToFix:
    "Scan the image (trivy image --severity CRITICAL), mend what is critical, generate its SBOM, and attest both.",
  evidence: {
    of: "a scan without critical vulnerabilities",
    measurements: {
      critical: measured("critical vulnerabilities", "vulnerabilities", { atMost: 0 }),
      sbom: tested("an SBOM of the image is generated"),
    },
  },
});
