import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { entryPoint, type EntryPoint, type PlainText } from "../../kinds/entry-point";
import { ownWorkload } from "../aws/own-workload";
import { portsAsPlainText } from "./plain-port";

/** The address of a container group: its ports lead to the containers as they are. */
export const containerGroupAddress = reader(
  "azure-native:containerinstance:ContainerGroup",
  entryPoint,
  (inputs): EntryPoint | undefined => {
    if (!inputs.has("ipAddress")) return undefined;
    return {
      type: "container group",
      get isInternal() {
        return isPrivate(inputs);
      },
      workloads: (self, stack) => {
        const { untold } = isPrivate(inputs);
        return untold ? Listing.unknown(untold) : ownWorkload(self, stack);
      },
      plainText: () => plainTextOf(inputs),
      tls: () => new Listing([]),
      servedBehind: () => (isPrivate(inputs).value === true ? "only its own network reaches it" : undefined),
    };
  },
);

function isPrivate(inputs: Inputs): Fact<boolean> {
  return inputs.string("ipAddress.type").map((type) => type === "Private");
}

function plainTextOf(inputs: Inputs): Listing<PlainText> {
  return portsAsPlainText(inputs.list("ipAddress.ports"), "port");
}
