import type { Fact } from "../evaluation/fact";
import { sideBySide } from "../evaluation/additions";
import { unlessExcluded } from "../evaluation/exclusion";
import type { Outcome } from "../evaluation/outcome";
import type { Context } from "../evaluation/requirement";
import type { SettingName, SettingValues } from "../kinds/application-setting";
import { judgeSetting } from "../kinds/application-settings";
import type { Environment } from "../kinds/environment";
import { runsToItsEnd, type Container, type Workload } from "../kinds/workload";
import { eachApplicationContainer } from "./each-container";

/** A container that serves the application, with its settings. */
export interface ServingApplication {
  readonly environment: Environment;
  readonly container: Container;
  /** The outcome of a check of a setting. Not applicable where the application has no such setting. */
  readonly judge: <N extends SettingName>(
    name: N,
    check: (fact: Fact<SettingValues[N]>) => Outcome,
  ) => Outcome;
}

/**
 * Every container that serves the application must pass. What runs to its end (a migration, a job) serves nobody, and is
 * left out.
 */
export function eachServingApplication(
  context: Context<Workload>,
  check: (application: ServingApplication) => Outcome,
): Outcome {
  return unlessExcluded(runsToItsEnd(context.subject.thing, "it runs to its end, and serves nobody"), () =>
    eachApplicationContainer(context, (environment, container) =>
      sideBySide(
        check({
          environment,
          container,
          judge: (name, judge) => judgeSetting(name, environment, context.settings, judge),
        }),
      ),
    ),
  );
}
