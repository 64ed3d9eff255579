import { cases, ref, resource, unknown } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;
const key = (props: Props) => resource("aws:kms/key:Key", "data", props);

export default cases({
  requirement: "2.4-hsm-backed-keys",
  provider: "aws",
  valid: {
    "a key store on CloudHSM": { stack: [key({ customKeyStoreId: "cks-1234567890abcdef0" })] },
    "a key store of the stack": {
      stack: [
        key({ customKeyStoreId: ref("store") }),
        resource("aws:kms/customKeyStore:CustomKeyStore", "store", { customKeyStoreName: "hsm" }),
      ],
    },
  },
  invalid: {
    "the shared key store": {
      stack: [key({})],
      finds: [
        "2.4 HSM-backed keys: customKeyStoreId is not set, which means the HSMs that AWS KMS shares among its customers; {profile} needs an HSM of one's own. Create the key in a custom key store on AWS CloudHSM, or accept the shared HSMs, which are FIPS 140 level 3 too: acceptsSharedHsm in the configuration of 1.1-security-profile-selected.",
      ],
      remediable: false,
    },
    "an imported key": {
      stack: [resource("aws:kms/externalKey:ExternalKey", "imported", {})],
      finds: [
        "2.4 HSM-backed keys: customKeyStoreId is not set, which means the HSMs that AWS KMS shares among its customers; {profile} needs an HSM of one's own. Create the key in a custom key store on AWS CloudHSM, or accept the shared HSMs, which are FIPS 140 level 3 too: acceptsSharedHsm in the configuration of 1.1-security-profile-selected.",
      ],
      remediable: false,
    },
    "a replica": {
      stack: [resource("aws:kms/replicaKey:ReplicaKey", "replica", { primaryKeyArn: unknown })],
      finds: [
        "2.4 HSM-backed keys: customKeyStoreId is not set, which means the HSMs that AWS KMS shares among its customers; {profile} needs an HSM of one's own. Create the key in a custom key store on AWS CloudHSM, or accept the shared HSMs, which are FIPS 140 level 3 too: acceptsSharedHsm in the configuration of 1.1-security-profile-selected.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "a key outside AWS": {
      stack: [
        key({ customKeyStoreId: ref("store"), xksKeyId: "bb8562717f809024" }),
        resource("aws:kms/customKeyStore:CustomKeyStore", "store", {}),
      ],
      mentions: ["xksKeyId names a key outside AWS, whose store this pack does not see"],
    },
  },
});
