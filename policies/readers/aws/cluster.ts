import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { cluster } from "../../kinds/cluster";
import { dataStore } from "../../kinds/data-store";
import { customerKey } from "../data-at-rest";

/** `aws:eks/cluster:Cluster`: its API is public, and for every address, unless set. */
export const eksCluster = reader("aws:eks/cluster:Cluster", cluster, (inputs) => ({
  endpoint: {
    get isPrivate() {
      return inputs
        .boolean("vpcConfig.endpointPublicAccess", { whenAbsent: true })
        .map((isPublic) => !isPublic, {
          says: (isPrivate) => (isPrivate ? "a private endpoint" : "a public endpoint"),
          write: (isPrivate) => !isPrivate,
        });
    },
    get allowedRanges() {
      return inputs.strings("vpcConfig.publicAccessCidrs");
    },
  },
}));

/** The Secrets of the cluster: always encrypted, with a key of AWS unless one is named. */
export const eksSecrets = reader("aws:eks/cluster:Cluster", dataStore, (inputs) => ({
  storage: () =>
    new Listing([
      {
        encrypted: Fact.given(true),
        get customerManagedKey() {
          return customerKey(inputs, "encryptionConfig.provider.keyArn");
        },
      },
    ]),
}));
