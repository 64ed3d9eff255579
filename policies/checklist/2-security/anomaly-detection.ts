import { anyOf, violation, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { anomalyDetector } from "../../kinds/anomaly-detector";
import { unlessReleased } from "../../kinds/opaque-release";
import { workload, type Workload } from "../../kinds/workload";
import { ofApplication } from "../running-application";

/** Checklist, RESTRICTED profile summary: "Anomaly detection". */
export const anomalyDetection = requirement({
  item: "x.1",
  name: "x-anomaly-detection",
  title: "Anomaly detection",
  description: "Something notices by itself what is unusual about the application, its logs or its account.",
  why: "An intruder who does nothing that a threshold knows is found by what they do differently.",
  from: "RESTRICTED",
  severity: "medium",
  decidedBy: "stack",
  howToFix:
    "Turn on the cloud's threat detection for the account, or a detector of anomalies on the application's metrics or logs; on Kubernetes, run an agent such as Falco on every node.",
  each: workload,
  check: (it, context) => ofApplication(context, () => isWatched(it, context)),
});

const DETECTION = "Add the account's threat detection, or a detector on the application's metrics or logs";

function isWatched(it: Workload, { stack }: Context<Workload>): Outcome {
  const detectors = stack.subjects(anomalyDetector).map(({ thing }) => thing.enabled.is(true));
  const outcome = anyOf(
    ...detectors.filter(({ result }) => result !== "violation"),
    violation({
      says: `nothing in the stack detects anomalies around this ${it.identity.type}`,
      needs: "threat or anomaly detection that is on",
      advice: `${it.advice?.anomalies ?? DETECTION}; where another stack has it, exempt this one with that reason.`,
    }),
  );
  return unlessReleased(outcome, "anomaly detection", stack, "what detects anomalies");
}
