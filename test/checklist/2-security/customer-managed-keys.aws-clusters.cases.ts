import { cases, ref, resource, unknown } from "../../kit/cases";

const cluster = (encryptionConfig?: unknown) =>
  resource("aws:eks/cluster:Cluster", "prod", {
    roleArn: "arn:aws:iam::123456789012:role/eks",
    vpcConfig: { subnetIds: ["subnet-1", "subnet-2"] },
    ...(encryptionConfig === undefined ? {} : { encryptionConfig }),
  });
const withKey = (keyArn: unknown) => cluster({ resources: ["secrets"], provider: { keyArn } });

export default cases({
  requirement: "2.4-customer-managed-keys",
  provider: "aws",
  valid: {
    "a key for the secrets of a cluster": {
      stack: [withKey("arn:aws:kms:eu-west-1:123456789012:key/8f0c2a4e-1111-2222-3333-444455556666")],
    },
    "a key of this stack": {
      stack: [withKey(ref("key")), resource("aws:kms/key:Key", "key", { enableKeyRotation: true })],
    },
  },
  invalid: {
    "the key of AWS": {
      stack: [cluster()],
      remediable: false,
      finds: [
        "2.4 Customer-managed keys: encryptionConfig.provider.keyArn is not set, which means a key that the platform keeps; {profile} needs a customer-managed key.",
      ],
    },
  },
  unknown: {
    "whether there is one is not known yet": {
      stack: [cluster(unknown)],
      mentions: ["encryptionConfig.provider.keyArn is not known until the update"],
    },
  },
});
