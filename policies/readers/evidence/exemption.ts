import { reader } from "../../evaluation/reader";
import { exemptionDeclaration } from "../../kinds/exemption";

/** `new Exemption(...)` of this package. */
export const exemptionComponent = reader(
  "fraiseql-checklist:evidence:Exemption",
  exemptionDeclaration,
  (inputs) => ({
    get requirement() {
      return inputs.string("requirement", { fixable: false });
    },
    get resource() {
      return inputs.string("resource", { fixable: false });
    },
    get type() {
      return inputs.string("type", { fixable: false });
    },
    get reason() {
      return inputs.string("reason", { fixable: false });
    },
    get owner() {
      return inputs.string("owner", { fixable: false });
    },
    get ticket() {
      return inputs.string("ticket", { fixable: false });
    },
    get expires() {
      return inputs.string("expires", { fixable: false });
    },
  }),
);
