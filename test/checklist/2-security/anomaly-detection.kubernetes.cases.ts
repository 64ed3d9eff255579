import { cases, resource, unknown } from "../../kit/cases";
import { application, applicationPatch } from "../kubernetes/application";

const daemonSet = (image: unknown) =>
  resource("kubernetes:apps/v1:DaemonSet", "agent", {
    metadata: { name: "agent", namespace: "security" },
    spec: { template: { spec: { containers: [{ name: "agent", image }] } } },
  });

export default cases({
  requirement: "x-anomaly-detection",
  provider: "kubernetes",
  valid: {
    "Falco on every node": { stack: [application(), daemonSet("falcosecurity/falco-no-driver:0.39.2")] },
    "Tetragon on every node": { stack: [application(), daemonSet("quay.io/cilium/tetragon:v1.3.0")] },
  },
  invalid: {
    "nothing looks": {
      stack: [application(), daemonSet("fluent/fluent-bit:3.1.9")],
      remediable: false,
      finds: [
        "Anomaly detection: nothing in the stack detects anomalies around this Deployment; {profile} needs threat or anomaly detection that is on. Add the account's threat detection, or a detector on the application's metrics or logs; where another stack has it, exempt this one with that reason.",
      ],
    },
  },
  unknown: {
    "an agent whose image is not known": {
      stack: [application(), daemonSet(unknown)],
      mentions: ["containers[0].image is not known until the update"],
    },
  },
  notApplicable: {
    "a patch, whose companions are elsewhere": { stack: [applicationPatch()] },
    "another workload": { stack: [daemonSet("fluent/fluent-bit:3.1.9")] },
  },
});
