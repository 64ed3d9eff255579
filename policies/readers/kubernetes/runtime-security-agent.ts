import { Fact } from "../../evaluation/fact";
import { reader } from "../../evaluation/reader";
import { anomalyDetector } from "../../kinds/anomaly-detector";
import { imageName } from "./image";

/** Agents that watch what processes do on a node, by the names of their images. */
const AGENTS =
  /^(falco|falco-no-driver|tetragon|kubearmor|agent-slim|collector-slim|falcon-sensor|enforcer)$/;

/** Agents on every node that notice what is unusual in its containers. */
export const runtimeSecurityAgent = reader(
  [
    "kubernetes:apps/v1:DaemonSet",
    "kubernetes:apps/v1beta2:DaemonSet",
    "kubernetes:extensions/v1beta1:DaemonSet",
  ],
  anomalyDetector,
  (object) =>
    object
      .at("spec.template.spec")
      .list("containers")
      .items.some((container) => AGENTS.test(imageName(container.string("image").value ?? "")))
      ? { enabled: Fact.given(true) }
      : undefined,
);
