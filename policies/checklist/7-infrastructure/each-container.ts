import { about, type Outcome } from "../../evaluation/outcome";
import type { Container, Workload } from "../../kinds/workload";

/** Every container of the workload must pass; findings name the container and where it stands. */
export function eachContainer(workload: Workload, check: (container: Container) => Outcome): Outcome {
  return workload.containers.every((container) =>
    about(`container ${container.name}`, container.path, check(container)),
  );
}
