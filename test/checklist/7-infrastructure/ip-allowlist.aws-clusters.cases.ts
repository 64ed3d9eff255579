import { cases, resource, unknown } from "../../kit/cases";

const cluster = (vpcConfig: unknown) =>
  resource("aws:eks/cluster:Cluster", "prod", { roleArn: "arn:aws:iam::123456789012:role/eks", vpcConfig });
const subnetIds = ["subnet-1", "subnet-2"];
const CIDRS = "7.3 IP allowlist: vpcConfig.publicAccessCidrs";

export default cases({
  requirement: "7.3-ip-allowlist",
  provider: "aws",
  valid: {
    "an API that only private networks reach": {
      stack: [cluster({ subnetIds, endpointPublicAccess: "false", endpointPrivateAccess: true })],
    },
    "listed networks": {
      stack: [cluster({ subnetIds, publicAccessCidrs: ["203.0.113.0/24", "198.51.100.7/32"] })],
    },
    "a block as a list of one": { stack: [cluster([{ subnetIds, endpointPublicAccess: false }])] },
  },
  invalid: {
    "every address by default": {
      stack: [cluster({ subnetIds })],
      remediable: false,
      finds: [
        `${CIDRS} lists no addresses, which admits every one; {profile} needs listed address ranges only. List the address ranges of your clients.`,
      ],
    },
    "every address, as it is written": {
      stack: [cluster({ subnetIds, publicAccessCidrs: ["203.0.113.0/24", "0.0.0.0/0"] })],
      remediable: false,
      finds: [`${CIDRS}[1] is "0.0.0.0/0"; {profile} needs listed address ranges, none wider than /8.`],
    },
  },
  unknown: {
    "ranges that are not known yet": {
      stack: [cluster({ subnetIds, publicAccessCidrs: unknown })],
      mentions: ["vpcConfig.publicAccessCidrs is not known until the update"],
    },
    "whether it is public is not known yet": {
      stack: [cluster({ subnetIds, endpointPublicAccess: unknown })],
      mentions: ["vpcConfig.endpointPublicAccess is not known until the update"],
    },
  },
});
