import { reader } from "../../evaluation/reader";
import { launchDecision } from "../../kinds/launch-decision";

/** `new LaunchDecision(...)` of this package. */
export const launchDecisionComponent = reader(
  "fraiseql-checklist:evidence:LaunchDecision",
  launchDecision,
  (inputs, { name }) => ({
    called: `launch decision ${name}`,
    get decision() {
      return inputs.string("decision", { fixable: false });
    },
    get decisionMaker() {
      return inputs.string("decisionMaker", { fixable: false });
    },
    get date() {
      return inputs.string("date", { fixable: false });
    },
    get signOff() {
      return inputs.string("signOff", { fixable: false });
    },
  }),
);
