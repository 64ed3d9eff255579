import type { Inputs } from "../../evaluation/inputs";
import { about, allOf, pass, type Outcome } from "../../evaluation/outcome";

/** Passes when a container's ports are its pod's own: not the node's, and not on the node's network. */
export function privacyOfPorts(pod: Inputs, container: Inputs): Outcome {
  const ports = container.list("ports");
  return allOf(
    pass,
    pod
      .boolean("hostNetwork", { whenAbsent: false })
      .satisfies((onHost) => !onHost, "the pod's own network", false),
    ports.isEmpty
      ? pass
      : ports.every((port) =>
          about(
            "port",
            port.path,
            port
              .number("hostPort", { whenAbsent: 0 })
              .satisfies((number) => number === 0, "no port of the node"),
          ),
        ),
  );
}
