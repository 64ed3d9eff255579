import { cases, ref, resource, unknown } from "../../kit/cases";
import { alloyDb, alloyDbPrimary, cloudSql, externalServer } from "../gcp/databases";

const network = resource("gcp:compute/network:Network", "network", { autoCreateSubnetworks: false });
const peered = { privateNetwork: ref("network") };
const advice =
  "Set settings.ipConfiguration.privateNetwork to your network, and settings.ipConfiguration.ipv4Enabled: false.";

export default cases({
  requirement: "3.1-database-not-public",
  provider: "gcp",
  valid: {
    "it stands in a network of the stack": {
      stack: [network, cloudSql({ ipConfiguration: { ipv4Enabled: false, ...peered } })],
    },
    "it is reached by Private Service Connect": {
      stack: [
        cloudSql({
          ipConfiguration: {
            ipv4Enabled: false,
            pscConfigs: [{ pscEnabled: true, allowedConsumerProjects: ["app"] }],
          },
        }),
      ],
    },
    "AlloyDB, which has no public address by itself": { stack: [alloyDb(), alloyDbPrimary()] },
  },
  invalid: {
    "it sets no addresses": {
      stack: [cloudSql({})],
      finds: [
        `3.1 Database not public: settings.ipConfiguration.ipv4Enabled is not set, which means true; {profile} needs false. ${advice}`,
      ],
      remediable: false,
    },
    "it has both addresses": {
      stack: [network, cloudSql({ ipConfiguration: { ipv4Enabled: true, ...peered } })],
      finds: [
        "3.1 Database not public: settings.ipConfiguration.ipv4Enabled is true; {profile} needs false. Set settings.ipConfiguration.ipv4Enabled: false.",
      ],
    },
    "it is open to everyone": {
      stack: [
        cloudSql({
          ipConfiguration: { ipv4Enabled: true, authorizedNetworks: [{ name: "all", value: "0.0.0.0/0" }] },
        }),
      ],
      finds: [
        `3.1 Database not public: settings.ipConfiguration.ipv4Enabled is true; {profile} needs false. ${advice}`,
        '3.1 Database not public: authorized network (settings.ipConfiguration.authorizedNetworks[0]): value is "0.0.0.0/0"; {profile} needs an address range of your own.',
      ],
      remediable: false,
    },
    "AlloyDB with a public address": {
      stack: [alloyDbPrimary({ networkConfig: { enablePublicIp: true } })],
      finds: [
        "3.1 Database not public: networkConfig.enablePublicIp is true; {profile} needs false. Set networkConfig.enablePublicIp: false.",
      ],
    },
  },
  unknown: {
    "the address comes from an output": {
      stack: [cloudSql({ ipConfiguration: { ipv4Enabled: unknown } })],
      mentions: ["settings.ipConfiguration.ipv4Enabled"],
    },
    "a clone that sets no addresses": {
      stack: [cloudSql({}, { clone: { sourceInstanceName: "other" } })],
      mentions: ["settings.ipConfiguration.ipv4Enabled is not set, so that the clone has that of its source"],
    },
  },
  notApplicable: { "an external server": { stack: [externalServer()] } },
});
