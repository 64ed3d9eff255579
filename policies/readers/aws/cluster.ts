import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { cluster, type Cluster } from "../../kinds/cluster";
import { customerKey } from "../data-at-rest";

/**
 * `aws:eks/cluster:Cluster`. Its API is public, for every address, unless set; its logs are not kept; and its secrets are
 * encrypted with a key of AWS unless it is given another one.
 */
export const eksCluster = reader("aws:eks/cluster:Cluster", cluster, (inputs): Cluster => ({
  type: "EKS cluster",
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
  auditsRequests: () => auditLog(inputs).is(true),
  storage: () =>
    new Listing([
      {
        encrypted: Fact.given(true, ["encryptionConfig"]),
        get customerManagedKey() {
          return customerKey(inputs, "encryptionConfig.provider.keyArn");
        },
      },
    ]),
}));

function auditLog(inputs: Inputs): Fact<boolean> {
  const property = "enabledClusterLogTypes";
  const types = inputs.strings(property);
  const path = inputs.at(property).path;
  const known = types.items.flatMap(({ value }) => value ?? []);
  const keeps = known.includes("audit");
  const unread = types.missing ?? types.items.find(({ isDecided }) => !isDecided);
  if (!keeps && unread) return Fact.unknown(path, "why" in unread ? unread.why : unread.says);
  return new Fact<boolean>(
    known.length === 0
      ? { is: "absent", value: false }
      : { is: "known", value: keeps, shown: JSON.stringify(known) },
    path,
    {
      says: (kept) => (kept ? "the audit log" : "no audit log"),
      write: () => [...known, "audit"],
    },
  );
}
