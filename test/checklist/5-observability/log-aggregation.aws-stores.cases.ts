import { cases, ref, resource, unknown } from "../../kit/cases";
import { bucket, lifecycle, logGroup } from "../aws/log-stores";

const stream = resource("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "stream", {
  destination: "extended_s3",
  extendedS3Configuration: { bucketArn: ref("archive"), roleArn: unknown },
});

export default cases({
  requirement: "5.2-log-aggregation",
  provider: "aws",
  valid: {
    "a log group keeps everything by default": { stack: [logGroup({ name: "/ecs/api" })] },
    "a log group keeps a year": { stack: [logGroup({ name: "/ecs/api", retentionInDays: 365 })] },
    "a stream to a bucket that keeps everything": { stack: [stream, bucket({}, "archive")] },
  },
  invalid: {
    "a log group keeps two weeks": {
      stack: [logGroup({ name: "/ecs/api", retentionInDays: 14 })],
      finds: [
        "5.2 Log aggregation: retentionInDays is 14 days; {profile} needs at least 365. Set retentionInDays: 365.",
      ],
    },
    "a stream to a bucket that expires": {
      stack: [
        stream,
        bucket({}, "archive"),
        lifecycle([{ status: "Enabled", expiration: { days: 90 } }], ref("archive")),
      ],
      finds: [
        "5.2 Log aggregation: lifecycle expiry: rules[0].expiration.days is 90 days; {profile} needs at least 365. Set rules[0].expiration.days: 365.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "a log group": {
      stack: [logGroup({ name: "/ecs/api", retentionInDays: unknown })],
      mentions: ["retentionInDays is not known until the update"],
    },
  },
  notApplicable: {
    "a log group of audit logs": { stack: [logGroup({ name: "audit", retentionInDays: 14 })] },
    "a bucket of anything": {
      stack: [
        bucket({}, "uploads"),
        lifecycle([{ status: "Enabled", expiration: { days: 1 } }], ref("uploads")),
      ],
    },
  },
});
