import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import type { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";

/** What container apps run in. */
export interface AppEnvironment {
  /** Where apps have what they write sent. */
  readonly logDestination: Fact<string>;
  /** Where the agent of the environment sends the traces of its apps. Empty: it takes none. */
  readonly traceDestinations: Listing<Fact<string>>;
}

export const appEnvironment = kind<AppEnvironment>("container app environment");

/** `azure-native:app:ManagedEnvironment`. */
export const containerAppEnvironment = reader(
  "azure-native:app:ManagedEnvironment",
  appEnvironment,
  (inputs) => ({
    get logDestination() {
      return inputs.string("appLogsConfiguration.destination");
    },
    get traceDestinations() {
      return inputs.strings("openTelemetryConfiguration.tracesConfiguration.destinations");
    },
  }),
);

/** The environment that an app names, and what it leads to. Undefined where it names none. */
export function environmentOfApp(
  inputs: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): { readonly reference: Reference; readonly link: Link<AppEnvironment> } | undefined {
  const properties = ["managedEnvironmentId", "environmentId"];
  const reference = properties.map((property) => inputs.reference(property)).find(({ isSet }) => isSet);
  return reference && { reference, link: stack.follow(self, reference, appEnvironment) };
}
