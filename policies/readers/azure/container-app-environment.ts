import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { partOf, type Part } from "../aws/parts";
import { borrowed } from "../borrowed-fact";
import { followArmPart, type Followed } from "./arm-part";
import { admittedToSubnet } from "./network-security-group";

const environmentPart = kind<Part>("Container Apps environment");

/** `azure-native:app:ManagedEnvironment`: the network and the ingress that its container apps share. */
export const containerAppsNetwork = reader("azure-native:app:ManagedEnvironment", environmentPart, partOf);

function environmentOf(inputs: Inputs, self: Subject<unknown>, stack: StackView): Followed {
  const property = inputs.has("managedEnvironmentId") ? "managedEnvironmentId" : "environmentId";
  const names = { what: "an environment, which decides,", names: ["environmentName"] };
  return followArmPart(self, inputs.reference(property), environmentPart, names, stack);
}

/** What an environment says. */
function ofEnvironment<T>(
  inputs: Inputs,
  self: Subject<unknown>,
  stack: StackView,
  read: (environment: Subject<Part>) => Fact<T>,
): Fact<T> {
  const followed = environmentOf(inputs, self, stack);
  if (followed.is === "lost") return Fact.unknown(followed.missing.path ?? [], followed.missing.why);
  const [environment] = followed.is === "found" ? followed.parts : [];
  return environment === undefined
    ? Fact.unknown(["managedEnvironmentId"], "is not set, so that its environment is not known")
    : borrowed(`${environment.kind.name} ${environment.resource.name}`, read(environment));
}

/** Whether only the virtual network of its environment reaches an app with external ingress. */
export function environmentIsInternal(
  inputs: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): Fact<boolean> {
  return ofEnvironment(inputs, self, stack, ({ thing: { inputs: environment } }) => {
    const access = environment.string("publicNetworkAccess");
    if (access.value === "Disabled") return Fact.given(true, access.path);
    const internal = environment.boolean("vnetConfiguration.internal", { whenAbsent: false });
    return access.untold && internal.value === false
      ? Fact.unknown(access.path, access.untold.why)
      : internal;
  });
}

const SECONDS_A_MINUTE = 60;

/** Seconds until the ingress of an environment gives up on an idle connection: 240 unless set, in whole minutes. */
export function idleTimeoutOf(inputs: Inputs, self: Subject<unknown>, stack: StackView): Fact<number> {
  return ofEnvironment(inputs, self, stack, ({ thing }) =>
    thing.inputs
      .number("ingressConfiguration.requestIdleTimeout", { whenAbsent: 4 })
      .map((minutes) => minutes * SECONDS_A_MINUTE, {
        unit: "seconds",
        write: (seconds) => Math.max(1, Math.floor(seconds / SECONDS_A_MINUTE)),
      }),
  );
}

/** The addresses that the security group of an environment's subnet lets in. Undefined where nothing limits them. */
export function admittedToEnvironment(
  inputs: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): Listing<Fact<string>> | undefined {
  const followed = environmentOf(inputs, self, stack);
  if (followed.is === "lost") return Listing.unknown(followed.missing);
  const [environment] = followed.is === "found" ? followed.parts : [];
  if (environment === undefined) return undefined;
  const subnet = environment.thing.inputs.reference("vnetConfiguration.infrastructureSubnetId");
  return admittedToSubnet(environment, subnet, [443, 80], stack);
}
