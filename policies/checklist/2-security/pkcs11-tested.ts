import { measured, tested } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 2.4 "FIPS 140-2 Level 3 compliance verified", "PKCS#11 integration tested". */
export const pkcs11Tested = attested({
  item: "2.4.2",
  name: "2.4-pkcs11-tested",
  title: "PKCS#11 tested",
  description: "The application reaches its HSM by PKCS#11, and the module's FIPS 140 level is verified.",
  why: "An HSM that the application cannot use sends it back to keys in files.",
  from: "RESTRICTED",
  severity: "medium",
  howToFix:
    "Sign and decrypt through PKCS#11 from the application's network, look up the module's FIPS 140 certificate, and attest both.",
  evidence: {
    of: "a test of the HSM",
    measurements: {
      pkcs11: tested("signing and decrypting through PKCS#11"),
      fips140Level: measured("FIPS 140 level of the module", "", { atLeast: 3 }),
    },
  },
});
