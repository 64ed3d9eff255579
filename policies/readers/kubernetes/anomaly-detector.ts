import { Fact } from "../../evaluation/fact";
import { reader } from "../../evaluation/reader";
import { anomalyDetector } from "../../kinds/anomaly-detector";
import { imageName } from "./image";

/** Agents that watch the behaviour of processes on a node: Falco, Tetragon, Sysdig, Prisma Cloud, CrowdStrike, Aqua. */
const DETECTORS =
  /^(falco(-no-driver|-driverless)?|tetragon|sysdig-agent|agent-slim|twistlock-defender|falcon-sensor|enforcer)$/;

/** An agent on every node that notices unusual behaviour of the containers there. */
export const nodeAnomalyDetector = reader(
  [
    "kubernetes:apps/v1:DaemonSet",
    "kubernetes:apps/v1beta2:DaemonSet",
    "kubernetes:extensions/v1beta1:DaemonSet",
  ],
  anomalyDetector,
  (object) => {
    const images = object.list("spec.template.spec.containers").map((it) => it.string("image"));
    const [detector] = [
      ...images.items.filter(({ value }) => value !== undefined && DETECTORS.test(imageName(value))),
      // What is not known may be one.
      ...images.items.filter(({ state }) => state.is === "unknown"),
    ];
    if (detector === undefined && images.missing) {
      const { path = [], why } = images.missing;
      return { enabled: Fact.unknown<boolean>(path, why) };
    }
    return detector && { enabled: detector.map((image) => DETECTORS.test(imageName(image))) };
  },
);
