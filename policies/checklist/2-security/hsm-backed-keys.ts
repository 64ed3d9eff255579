import { notApplicable, pass } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { encryptionKey } from "../../kinds/encryption-key";

/** 2.4 "Hardware Security Module (HSM) provisioned". That PKCS#11 integration was tested is attested. */
export const hsmBackedKeys = requirement({
  item: "2.4.2",
  name: "2.4-hsm-backed-keys",
  title: "HSM-backed keys",
  description: "Every encryption key is kept in a hardware security module.",
  why: "A key in software can be copied by whoever controls the machine; a key in an HSM never leaves it.",
  from: "RESTRICTED",
  severity: "high",
  decidedBy: "resource",
  howToFix:
    "Create the key in a hardware security module: a custom key store, a managed HSM, or protection level HSM.",
  silentOn: { kubernetes: "Kubernetes resources hold no encryption keys; the cloud's key service does." },
  each: encryptionKey,
  check: (key, { settings }) => {
    if (key.hsmBacked === undefined) return notApplicable("where the key is kept is not read");
    return settings.acceptsSharedHsm && key.isInSharedHsm ? pass : key.hsmBacked.is(true);
  },
});
