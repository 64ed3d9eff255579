import { cases, ref, resource, unknown } from "../../kit/cases";

const key = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:kms/key:Key", "data", { description: "Data at rest", ...props });
const schedule = (props: Readonly<Record<string, unknown>>, input: unknown = ref("data")) =>
  resource("aws:scheduler/schedule:Schedule", "rotate", {
    flexibleTimeWindow: { mode: "OFF" },
    scheduleExpression: "rate(7 days)",
    target: {
      arn: "arn:aws:scheduler:::aws-sdk:kms:rotateKeyOnDemand",
      roleArn: "arn:aws:iam::123456789012:role/rotate",
      input,
    },
    ...props,
  });

const advice =
  "AWS KMS rotates by itself every 90 days at the most often: add an EventBridge Scheduler schedule that calls RotateKeyOnDemand for the key (its target is arn:aws:scheduler:::aws-sdk:kms:rotateKeyOnDemand; KMS limits such rotations per key), move an alias to a new key on that schedule, or exempt the key with a reason.";
const regulated = ["REGULATED"] as const;
const restricted = ["RESTRICTED"] as const;
const everyQuarter = {
  finds: [`2.4 Key rotation: rotationPeriodInDays is 90 days; REGULATED needs at most 30. ${advice}`],
  profiles: regulated,
  remediable: false,
};
const neverBy = (what: string, days: number) =>
  `2.4 Key rotation: ${what} never rotates by itself; {profile} needs a rotation every ${days} days. Use a key that the service rotates, or exempt it with a reason and the procedure that renews it.`;

export default cases({
  requirement: "2.4-key-rotation",
  provider: "aws",
  valid: {
    "a schedule rotates a key that is yet to be created": { stack: [key({}), schedule({})] },
    "a schedule in cron form rotates it weekly": {
      stack: [key({}), schedule({ scheduleExpression: "cron(0 3 ? * SUN *)" })],
    },
    "a monthly schedule rotates it often enough for REGULATED": {
      stack: [key({}), schedule({ scheduleExpression: "rate(30 days)" })],
      profiles: regulated,
    },
    "a schedule names the id of a key that exists": {
      stack: [key({}), schedule({}, ref("data", JSON.stringify({ KeyId: "7a1c3c86" })))],
    },
  },
  invalid: {
    "nothing is said, under REGULATED": {
      stack: [key({})],
      profiles: regulated,
      remediable: false,
      finds: [
        `2.4 Key rotation: enableKeyRotation is not set, which means false; REGULATED needs true. Set enableKeyRotation: true.`,
        `2.4 Key rotation: rotationPeriodInDays is not set, which means 365 days; REGULATED needs at most 30. ${advice}`,
      ],
    },
    "the shortest period that KMS has": {
      stack: [key({ enableKeyRotation: true, rotationPeriodInDays: 90 })],
      ...everyQuarter,
    },
    "yearly rotation, under RESTRICTED": {
      stack: [key({ enableKeyRotation: true })],
      profiles: restricted,
      remediable: false,
      finds: [
        `2.4 Key rotation: rotationPeriodInDays is not set, which means 365 days; RESTRICTED needs at most 7. ${advice}`,
      ],
    },
    "a schedule that is disabled": {
      stack: [key({ enableKeyRotation: true, rotationPeriodInDays: 90 }), schedule({ state: "DISABLED" })],
      remediable: false,
      finds: [
        '2.4 Key rotation: schedule rotate: state is DISABLED, which means false; {profile} needs true. Set state: "ENABLED".',
      ],
      profiles: regulated,
    },
    "a schedule that runs once": {
      stack: [
        key({ enableKeyRotation: true, rotationPeriodInDays: 90 }),
        schedule({ scheduleExpression: "at(2030-01-01T00:00:00)" }),
      ],
      remediable: false,
      finds: [
        '2.4 Key rotation: schedule rotate: scheduleExpression is at(2030-01-01T00:00:00) (never again); REGULATED needs at most 30. Set scheduleExpression: "rate(30 days)".',
      ],
      profiles: regulated,
    },
    "a monthly schedule, under RESTRICTED": {
      stack: [
        key({ enableKeyRotation: true, rotationPeriodInDays: 90 }),
        schedule({ scheduleExpression: "cron(0 3 1 * ? *)" }),
      ],
      profiles: restricted,
      remediable: false,
      finds: [
        '2.4 Key rotation: schedule rotate: scheduleExpression is cron(0 3 1 * ? *) (31 days); RESTRICTED needs at most 7. Set scheduleExpression: "rate(7 days)".',
      ],
    },
    "a schedule for another key": {
      stack: [
        key({ enableKeyRotation: true, rotationPeriodInDays: 90 }),
        resource("aws:kms/key:Key", "mac", {
          customerMasterKeySpec: "HMAC_256",
          keyUsage: "GENERATE_VERIFY_MAC",
        }),
        schedule({}, ref("mac")),
      ],
      ...everyQuarter,
    },
    "a schedule that calls something else": {
      stack: [
        key({ enableKeyRotation: true, rotationPeriodInDays: 90 }),
        schedule({
          target: {
            arn: "arn:aws:lambda:eu-west-1:123456789012:function:x",
            roleArn: "r",
            input: ref("data"),
          },
        }),
      ],
      ...everyQuarter,
    },
    "an asymmetric key that encrypts": {
      stack: [key({ customerMasterKeySpec: "RSA_4096" })],
      profiles: regulated,
      remediable: false,
      finds: [neverBy("an asymmetric key", 30)],
    },
    "an asymmetric key that a schedule tries to rotate": {
      stack: [key({ customerMasterKeySpec: "RSA_4096" }), schedule({})],
      profiles: restricted,
      remediable: false,
      finds: [neverBy("an asymmetric key", 7)],
    },
    "a key in CloudHSM": {
      stack: [key({ customKeyStoreId: unknown })],
      profiles: restricted,
      remediable: false,
      finds: [neverBy("a key in a custom key store", 7)],
    },
    "a key in an external key store": {
      stack: [key({ customKeyStoreId: "cks-1", xksKeyId: "bb8562717f809024" })],
      profiles: restricted,
      remediable: false,
      finds: [neverBy("a key in an external key store", 7)],
    },
    "an imported key": {
      stack: [resource("aws:kms/externalKey:ExternalKey", "imported", {})],
      profiles: regulated,
      remediable: false,
      finds: [neverBy("a key with imported material", 30)],
    },
  },
  unknown: {
    "whether the key rotates is not known": {
      stack: [key({ enableKeyRotation: unknown, rotationPeriodInDays: unknown })],
      mentions: ["enableKeyRotation and rotationPeriodInDays are not known until the update"],
    },
    "what the key is for is not known": {
      stack: [key({ keyUsage: unknown })],
      mentions: ["keyUsage is not known until the update"],
    },
    "whether the key can rotate is not known": {
      stack: [key({ enableKeyRotation: true, rotationPeriodInDays: 90, customerMasterKeySpec: unknown })],
      mentions: ["customerMasterKeySpec is not known until the update"],
    },
    "whether the key that a schedule rotates can is not known": {
      stack: [key({ customerMasterKeySpec: unknown }), schedule({})],
      mentions: ["customerMasterKeySpec is not known until the update"],
    },
    "whether the key is in use is not known": {
      stack: [key({ isEnabled: unknown })],
      mentions: ["isEnabled is not known until the update"],
    },
    "which key the schedule rotates is not known": {
      stack: [key({}), schedule({}, unknown)],
      mentions: ["target.input is not known until the update"],
    },
    "how often the schedule runs is not known": {
      stack: [key({}), schedule({ scheduleExpression: unknown })],
      mentions: ["scheduleExpression is not known until the update"],
    },
    "how often the schedule runs cannot be read": {
      stack: [key({}), schedule({ scheduleExpression: "every tuesday" })],
      mentions: ["scheduleExpression cannot be read"],
    },
  },
  notApplicable: {
    "a key that signs": { stack: [key({ customerMasterKeySpec: "ECC_NIST_P256", keyUsage: "SIGN_VERIFY" })] },
    "a key for message authentication": {
      stack: [key({ customerMasterKeySpec: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC" })],
    },
    "a disabled key": { stack: [key({ isEnabled: false })] },
    "a replica key": {
      stack: [resource("aws:kms/replicaKey:ReplicaKey", "copy", { primaryKeyArn: unknown })],
    },
    "a replica of an imported key": {
      stack: [resource("aws:kms/replicaExternalKey:ReplicaExternalKey", "copy", { primaryKeyArn: unknown })],
    },
  },
});
