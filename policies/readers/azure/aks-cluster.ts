import { reader } from "../../evaluation/reader";
import { cluster } from "../../kinds/cluster";

/** `azure-native:containerservice:ManagedCluster`: its API is public, and for every address, unless set. */
export const aksCluster = reader("azure-native:containerservice:ManagedCluster", cluster, (inputs) => ({
  endpoint: {
    get isPrivate() {
      return inputs.boolean("apiServerAccessProfile.enablePrivateCluster", {
        whenAbsent: false,
        says: (isPrivate) => (isPrivate ? "a private endpoint" : "a public endpoint"),
      });
    },
    get allowedRanges() {
      return inputs.strings("apiServerAccessProfile.authorizedIPRanges");
    },
  },
}));
