import { cases, ref, resource, unknown } from "../../kit/cases";
import { citus, postgres } from "../azure/databases";

const subnet = resource("azure-native:network:Subnet", "data", {
  virtualNetworkName: "main",
  resourceGroupName: "production",
});
const redis = (props: object) =>
  resource("azure-native:redis:Redis", "cache", {
    name: "cache",
    sku: { name: "Premium", family: "P", capacity: 1 },
    ...props,
  });
const managedRedis = (publicNetworkAccess: unknown) =>
  resource("azure-native:redisenterprise:RedisEnterprise", "managed", {
    clusterName: "managed",
    sku: { name: "Balanced_B5" },
    publicNetworkAccess,
  });

export default cases({
  requirement: "7.3-network-segmentation",
  provider: "azure",
  valid: {
    "databases and caches stand in subnets": {
      stack: [
        subnet,
        postgres({ network: { delegatedSubnetResourceId: ref("data") } }),
        redis({ subnetId: ref("data") }),
      ],
    },
    "they are reached by private endpoints alone": {
      stack: [
        postgres({ network: { publicNetworkAccess: "Disabled" } }),
        citus({ coordinatorEnablePublicIpAccess: false }),
        redis({ publicNetworkAccess: "Disabled" }),
        managedRedis("Disabled"),
      ],
    },
  },
  invalid: {
    "a server has a public address": {
      stack: [postgres()],
      finds: [
        '7.3 Network segmentation: network.publicNetworkAccess is not set, which means "Enabled"; {profile} needs "Disabled". Set network.publicNetworkAccess: "Disabled".',
      ],
    },
    "a cache has one": {
      stack: [redis({ enableNonSslPort: false })],
      finds: [
        '7.3 Network segmentation: publicNetworkAccess is not set, which means "Enabled"; {profile} needs "Disabled". Set publicNetworkAccess: "Disabled".',
      ],
    },
    "Azure Managed Redis has one": {
      stack: [managedRedis("Enabled")],
      finds: [
        '7.3 Network segmentation: publicNetworkAccess is "Enabled"; {profile} needs "Disabled". Set publicNetworkAccess: "Disabled".',
      ],
    },
    "Cosmos DB for PostgreSQL has one": {
      stack: [citus()],
      finds: [
        "7.3 Network segmentation: coordinatorEnablePublicIpAccess is not set, which means true; {profile} needs false. Set coordinatorEnablePublicIpAccess: false.",
      ],
    },
  },
  unknown: {
    "public access comes from an output": {
      stack: [postgres({ network: { publicNetworkAccess: unknown } })],
      mentions: ["network.publicNetworkAccess"],
    },
    "so does a cache's": {
      stack: [redis({ publicNetworkAccess: unknown })],
      mentions: ["publicNetworkAccess"],
    },
  },
});
