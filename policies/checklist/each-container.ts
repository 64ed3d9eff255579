import { about, notApplicable, undetermined, type Outcome } from "../evaluation/outcome";
import type { Context } from "../evaluation/requirement";
import { isApplication, isApplicationContainer } from "../kinds/application";
import type { Environment } from "../kinds/environment";
import type { Container, Workload } from "../kinds/workload";

/** Every container of the workload must pass; findings name the container and where it stands. */
export function eachContainer(workload: Workload, check: (container: Container) => Outcome): Outcome {
  return workload.containers.every((container) =>
    about(`container ${container.name}`, container.path, check(container)),
  );
}

/** Every container that runs the application must pass, judged by the environment that reaches its process. */
export function eachApplicationContainer(
  { stack, subject, settings }: Context<Workload>,
  check: (environment: Environment, container: Container) => Outcome,
): Outcome {
  const it = subject.thing;
  if (!isApplication(it, settings)) return notTheApplication(it);
  const untold = untoldApplication(it);
  if (untold) return untold;
  return eachContainer(it, (container) => {
    if (!isApplicationContainer(container, it)) return notApplicable("it is not the application");
    const environment = container.environmentIn?.(subject, stack);
    return environment
      ? check(environment, container)
      : notApplicable("the platform's environment is not read");
  });
}

/** Where none of several containers is certainly the application, one whose image is not known may be. */
function untoldApplication(it: Workload): Outcome | undefined {
  const { items } = it.containers;
  if (items.some((container) => isApplicationContainer(container, it))) return undefined;
  const image = items.find(({ role, image }) => role === "main" && image.untold)?.image;
  return (
    image?.untold &&
    undetermined({ ...image.untold, why: `${image.untold.why}, and may be the application's` })
  );
}

/** What does not look like the application; where its containers are not known, it may be. */
export function notTheApplication({ containers }: Workload): Outcome {
  return containers.missing
    ? undetermined(containers.missing)
    : notApplicable("it does not run the application");
}
