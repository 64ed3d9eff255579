import { cases, ref, resource, unknown } from "../../kit/cases";
import { citus, postgres } from "../azure/databases";

const subnet = resource("azure-native:network:Subnet", "data", {
  virtualNetworkName: "main",
  resourceGroupName: "production",
});
const rule = (startIpAddress: unknown, endIpAddress: unknown, serverName: unknown = ref("db")) =>
  resource("azure-native:dbforpostgresql:FirewallRule", "rule", {
    resourceGroupName: "production",
    serverName,
    startIpAddress,
    endIpAddress,
  });
const OPEN =
  '3.1 Database not public: network.publicNetworkAccess is not set, which means "Enabled"; {profile} needs "Disabled". Set network.publicNetworkAccess: "Disabled".';

export default cases({
  requirement: "3.1-database-not-public",
  provider: "azure",
  valid: {
    "it stands in a subnet of its own": {
      stack: [
        subnet,
        postgres({
          network: { delegatedSubnetResourceId: ref("data"), privateDnsZoneArmResourceId: unknown },
        }),
      ],
    },
    "public access is off": { stack: [postgres({ network: { publicNetworkAccess: "Disabled" } })] },
    "rules say nothing where public access is off": {
      stack: [postgres({ network: { publicNetworkAccess: "Disabled" } }), rule("0.0.0.0", "255.255.255.255")],
    },
    "Cosmos DB for PostgreSQL without public addresses": {
      stack: [citus({ coordinatorEnablePublicIpAccess: false, nodeEnablePublicIpAccess: false })],
    },
    "a Single Server without public access": {
      stack: [
        resource("azure-native:dbforpostgresql:SingleServer", "db", {
          serverName: "main",
          properties: { createMode: "Default", publicNetworkAccess: "Disabled" },
        }),
      ],
    },
  },
  invalid: {
    "nothing is set": { stack: [postgres()], finds: [OPEN] },
    "the network has neither": {
      stack: [postgres({ network: { publicNetworkAccess: "Enabled" } })],
      finds: [
        '3.1 Database not public: network.publicNetworkAccess is "Enabled"; {profile} needs "Disabled". Set network.publicNetworkAccess: "Disabled".',
      ],
    },
    "a rule lets everyone in": {
      stack: [postgres(), rule("0.0.0.0", "255.255.255.255")],
      finds: [
        '3.1 Database not public: network.publicNetworkAccess is not set, which means "Enabled"; {profile} needs "Disabled". Set network.publicNetworkAccess: "Disabled".',
        '3.1 Database not public: firewall rule rule: endIpAddress is "255.255.255.255"; {profile} needs an address range of your own.',
      ],
    },
    "a rule lets every service of Azure in, by the server's name": {
      stack: [postgres(), rule("0.0.0.0", "0.0.0.0", "DB-4f2a")],
      finds: [
        '3.1 Database not public: network.publicNetworkAccess is not set, which means "Enabled"; {profile} needs "Disabled". Set network.publicNetworkAccess: "Disabled".',
        '3.1 Database not public: firewall rule rule: endIpAddress is "0.0.0.0"; {profile} needs an address range of your own.',
      ],
    },
    "a rule of another server": {
      stack: [postgres(), rule("0.0.0.0", "0.0.0.0", "other")],
      finds: [OPEN],
    },
    "a rule for an office": { stack: [postgres(), rule("203.0.113.7", "203.0.113.7")], finds: [OPEN] },
    "Cosmos DB for PostgreSQL, which has a public address by itself": {
      stack: [citus({ nodeEnablePublicIpAccess: true })],
      finds: [
        "3.1 Database not public: coordinatorEnablePublicIpAccess is not set, which means true; {profile} needs false. Set coordinatorEnablePublicIpAccess: false.",
        "3.1 Database not public: nodeEnablePublicIpAccess is true; {profile} needs false. Set nodeEnablePublicIpAccess: false.",
      ],
    },
  },
  unknown: {
    "public access comes from an output": {
      stack: [postgres({ network: { publicNetworkAccess: unknown } })],
      mentions: ["network.publicNetworkAccess is not known until the update"],
    },
    "the whole network does": { stack: [postgres({ network: unknown })], mentions: ["network"] },
    "whose rule it is": {
      stack: [postgres(), rule("0.0.0.0", "0.0.0.0", unknown)],
      mentions: ["whether firewall rule rule is of this server is not known until the update"],
      finds: [OPEN],
    },
  },
});
