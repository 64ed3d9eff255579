import { cases, ref, resource, secret, unknown } from "../../kit/cases";
import { cluster, instance, member } from "../aws/databases";

const global = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:rds/globalCluster:GlobalCluster", "world", {
    globalClusterIdentifier: "world",
    engine: "aurora-postgresql",
    ...props,
  });

export default cases({
  requirement: "3.3-backup-encryption",
  provider: "aws",
  valid: {
    "an instance": { stack: [instance({ storageEncrypted: true })] },
    "an instance, as text, with a key": {
      stack: [instance({ storageEncrypted: "true", kmsKeyId: unknown })],
    },
    "a cluster and its members": { stack: [cluster({ storageEncrypted: true }), member()] },
    "Aurora Serverless v1 always is": { stack: [cluster({ engineMode: "serverless" })] },
    "a global cluster": { stack: [global({ storageEncrypted: true })] },
    "a plan of AWS Backup keeps its copies in a vault": {
      stack: [
        instance({ storageEncrypted: true }),
        resource("aws:backup/plan:Plan", "daily", {
          rules: [{ ruleName: "daily", targetVaultName: "vault" }],
        }),
        resource("aws:backup/selection:Selection", "databases", {
          planId: ref("daily"),
          resources: [ref("db")],
        }),
      ],
    },
  },
  invalid: {
    "an instance by default": {
      stack: [instance()],
      finds: [
        "3.3 Backup encryption: storageEncrypted is not set, which means false; {profile} needs true. Set storageEncrypted: true.",
      ],
    },
    "an instance, switched off": {
      stack: [instance({ storageEncrypted: false, kmsKeyId: "" })],
      finds: [
        "3.3 Backup encryption: storageEncrypted is false; {profile} needs true. Set storageEncrypted: true.",
      ],
    },
    "a secret value is not shown": {
      stack: [instance({ storageEncrypted: secret(false) })],
      finds: [
        "3.3 Backup encryption: storageEncrypted is a secret value that does not comply; {profile} needs true. Set storageEncrypted: true.",
      ],
    },
    "a cluster by default": {
      stack: [cluster(), member()],
      finds: [
        "3.3 Backup encryption: storageEncrypted is not set, which means false; {profile} needs true. Set storageEncrypted: true.",
      ],
    },
    "a global cluster by default": {
      stack: [global({})],
      finds: [
        "3.3 Backup encryption: storageEncrypted is not set, which means false; {profile} needs true. Set storageEncrypted: true.",
      ],
    },
  },
  unknown: {
    "not known yet": { stack: [instance({ storageEncrypted: unknown })], mentions: ["storageEncrypted"] },
    "what a snapshot restores": {
      stack: [instance({ snapshotIdentifier: unknown })],
      mentions: ["storageEncrypted is not set, so that what is restored is encrypted as its snapshot was"],
    },
    "no such value": { stack: [cluster({ storageEncrypted: [1] })], mentions: ["is not true or false"] },
  },
  notApplicable: {
    "a read replica is as its source": { stack: [instance({ replicateSourceDb: "db-source" })] },
    "a global cluster made from another": { stack: [global({ sourceDbClusterIdentifier: unknown })] },
  },
});
