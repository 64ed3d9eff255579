export { Attestation, type AttestationArgs } from "./attestation";
export { evidenceFrom } from "./evidence-file";
export { Exemption, type ExemptionArgs } from "./exemption";
export { LaunchDecision, type LaunchDecisionArgs } from "./launch-decision";
