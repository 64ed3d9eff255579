import { cases, ref, resource, unknown } from "../../kit/cases";
import { alloyDb, alloyDbPrimary, cloudSql, externalServer } from "../gcp/databases";

const network = resource("gcp:compute/network:Network", "network", { autoCreateSubnetworks: false });

export default cases({
  requirement: "7.3-network-segmentation",
  provider: "gcp",
  valid: {
    "databases and caches are reached by private services access": {
      stack: [
        network,
        resource("gcp:servicenetworking/connection:Connection", "access", {
          network: ref("network"),
          service: "servicenetworking.googleapis.com",
          reservedPeeringRanges: ["services"],
        }),
        cloudSql({ ipConfiguration: { ipv4Enabled: false, privateNetwork: ref("network") } }),
        resource("gcp:redis/instance:Instance", "cache", {
          memorySizeGb: 1,
          authorizedNetwork: ref("network"),
          connectMode: "PRIVATE_SERVICE_ACCESS",
        }),
      ],
    },
    "a database is reached by Private Service Connect": {
      stack: [cloudSql({ ipConfiguration: { ipv4Enabled: false, pscConfigs: [{ pscEnabled: true }] } })],
    },
    "AlloyDB, which always is": { stack: [alloyDb(), alloyDbPrimary()] },
  },
  invalid: {
    "a database has only a public address": {
      stack: [cloudSql({ ipConfiguration: { ipv4Enabled: true } })],
      finds: [
        "7.3 Network segmentation: settings.ipConfiguration.privateNetwork is not set; {profile} needs a network that the database is reached from by private services access.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "Private Service Connect comes from an output": {
      stack: [cloudSql({ ipConfiguration: { ipv4Enabled: false, pscConfigs: [{ pscEnabled: unknown }] } })],
      mentions: ["settings.ipConfiguration.pscConfigs[0].pscEnabled"],
    },
    "a clone that sets no network": {
      stack: [cloudSql({}, { clone: { sourceInstanceName: "other" } })],
      mentions: ["settings.ipConfiguration.privateNetwork"],
    },
  },
  notApplicable: { "an external server": { stack: [externalServer()] } },
});
