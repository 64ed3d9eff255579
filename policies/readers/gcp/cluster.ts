import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { cluster } from "../../kinds/cluster";

const PRIVATE = "privateClusterConfig.enablePrivateEndpoint";
const ADDRESS = "controlPlaneEndpointsConfig.ipEndpointsConfig.enabled";
const DNS = "controlPlaneEndpointsConfig.dnsEndpointConfig.allowExternalTraffic";
const NETWORKS = "masterAuthorizedNetworksConfig";

/** `gcp:container/cluster:Cluster`: its API is public, and for every address, unless set. */
export const gkeCluster = reader("gcp:container/cluster:Cluster", cluster, (inputs) => ({
  endpoint: {
    get isPrivate() {
      return isPrivate(inputs);
    },
    get allowedRanges() {
      return allowedRanges(inputs);
    },
  },
}));

/** Without a public address, and without a name that answers from outside, only private networks reach it. */
function isPrivate(inputs: Inputs): Fact<boolean> {
  const says = (only: boolean) => (only ? "a private endpoint" : "a public endpoint");
  const named = inputs.boolean(DNS, { whenAbsent: false });
  if (named.value !== false) return named.map((isOpen) => !isOpen, { says, write: (only) => !only });
  const addressed = inputs.boolean(ADDRESS, { whenAbsent: true });
  if (addressed.value === false) return addressed.map((isOpen) => !isOpen, { says });
  const hidden = inputs.boolean(PRIVATE, { whenAbsent: false, says });
  // Networks that are listed, and none of them, let nobody in.
  const listsNone = inputs.has(NETWORKS) && inputs.list(`${NETWORKS}.cidrBlocks`).isEmpty;
  if (hidden.value === true || !listsNone)
    return addressed.isDecided ? hidden : addressed.map<boolean>(() => undefined);
  return Fact.given(true, [NETWORKS]);
}

/** Networks limit addresses alone: whoever calls the cluster by its DNS name comes from anywhere. */
function allowedRanges(inputs: Inputs): Listing<Fact<string>> {
  const named = inputs.boolean(DNS, { whenAbsent: false });
  if (named.value !== false) {
    const everyone = named.map(() => "0.0.0.0/0", { says: () => "every address", fixable: false });
    return new Listing([everyone]);
  }
  const blocks = inputs.list(`${NETWORKS}.cidrBlocks`);
  return blocks.map((block) => block.string("cidrBlock"));
}
