import { cases, ref, resource, unknown } from "../../kit/cases";

const instance = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:rds/instance:Instance", "db", {
    engine: "postgres",
    instanceClass: "db.t4g.medium",
    identifier: "db-4f2a",
    ...props,
  });
const planned = (continuous: unknown) => [
  resource("aws:backup/plan:Plan", "pitr", {
    name: "pitr",
    rules: [
      {
        ruleName: "continuous",
        targetVaultName: "vault",
        enableContinuousBackup: continuous,
        lifecycle: { deleteAfter: 35 },
      },
    ],
  }),
  resource("aws:backup/selection:Selection", "databases", {
    planId: ref("pitr"),
    iamRoleArn: "arn:aws:iam::123456789012:role/backup",
    resources: [ref("db")],
  }),
];

export default cases({
  requirement: "3.3-point-in-time-recovery",
  provider: "aws",
  valid: {
    "any retention brings it": { stack: [instance({ backupRetentionPeriod: 1 })] },
    "Aurora always has it": {
      stack: [resource("aws:rds/cluster:Cluster", "aurora", { engine: "aurora-postgresql" })],
    },
    "a plan backs up continuously": { stack: [instance({}), ...planned(true)] },
  },
  invalid: {
    "backups are off by default": {
      stack: [instance({})],
      finds: [
        "3.3 Point-in-time recovery: backupRetentionPeriod is not set, which means no point-in-time recovery; {profile} needs point-in-time recovery. Set backupRetentionPeriod: 30.",
      ],
    },
    "backups are off": {
      stack: [instance({ backupRetentionPeriod: 0 })],
      finds: [
        "3.3 Point-in-time recovery: backupRetentionPeriod is 0, which means no point-in-time recovery; {profile} needs point-in-time recovery. Set backupRetentionPeriod: 30.",
      ],
    },
    "a plan takes snapshots alone": {
      stack: [instance({ backupRetentionPeriod: 0 }), ...planned(false)],
      finds: [
        "3.3 Point-in-time recovery: backupRetentionPeriod is 0, which means no point-in-time recovery; {profile} needs point-in-time recovery. Set backupRetentionPeriod: 30.",
      ],
    },
  },
  unknown: {
    "retention is not known": {
      stack: [instance({ backupRetentionPeriod: unknown })],
      mentions: ["backupRetentionPeriod is not known until the update"],
    },
    "whether a plan backs up continuously is not known": {
      stack: [instance({}), ...planned(unknown)],
      mentions: ["enableContinuousBackup is not known until the update"],
    },
  },
  notApplicable: {
    "a read replica": { stack: [instance({ replicateSourceDb: "db-main" })] },
  },
});
