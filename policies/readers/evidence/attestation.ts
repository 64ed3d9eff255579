import { reader } from "../../evaluation/reader";
import { attestation } from "../../kinds/attestation";

/** `new Attestation(...)` of this package. */
export const attestationComponent = reader(
  "fraiseql-checklist:evidence:Attestation",
  attestation,
  (inputs, { name }) => ({
    called: `attestation ${name}`,
    get item() {
      return inputs.string("item", { fixable: false });
    },
    get result() {
      return inputs.string("result", { fixable: false });
    },
    get by() {
      return inputs.string("by", { fixable: false });
    },
    get on() {
      return inputs.string("on", { fixable: false });
    },
    get evidence() {
      return inputs.string("evidence", { fixable: false });
    },
    get validUntil() {
      return inputs.string("validUntil", { fixable: false });
    },
    get coveredBy() {
      return inputs.string("coveredBy", { fixable: false });
    },
    get reason() {
      return inputs.string("reason", { fixable: false });
    },
    get measurements() {
      return inputs.entries("measurements");
    },
    number: (measurement, unit) =>
      inputs.number(["measurements", measurement], { ...(unit === "" ? {} : { unit }), fixable: false }),
    text: (measurement) => inputs.string(["measurements", measurement], { fixable: false }),
  }),
);
