import { cases, resource, unknown } from "../../kit/cases";
import { application as pods } from "../kubernetes/application";
import { application, applicationV1, runJob } from "../gcp/workloads";

type Props = Readonly<Record<string, unknown>>;

const bucket = (props: Props = {}) =>
  resource("gcp:logging/projectBucketConfig:ProjectBucketConfig", "logs", {
    project: "shop",
    location: "global",
    bucketId: "_Default",
    ...props,
  });
const kept = bucket({ retentionDays: 365 });
const sink = (props: Props = {}) =>
  resource("gcp:logging/projectSink:ProjectSink", "sink", {
    destination: "storage.googleapis.com/shop-archive",
    ...props,
  });
const cluster = (props: Props = {}) =>
  resource("gcp:container/cluster:Cluster", "gke", { location: "europe-west1", ...props });
const IN_DEFAULT =
  "its logs go to the log bucket _Default, which keeps them for 30 days unless that is changed outside this stack";

export default cases({
  requirement: "5.2-log-aggregation",
  provider: "gcp",
  valid: {
    "Cloud Run, and a log bucket that keeps logs for a year": { stack: [application(), kept, runJob()] },
    "Cloud Run's first API, and a sink into a bucket that keeps everything": {
      stack: [
        applicationV1(),
        sink(),
        resource("gcp:storage/bucket:Bucket", "archive", { name: "shop-archive", location: "EU" }),
      ],
    },
    "GKE, whose pods' logs are taken unless told otherwise": { stack: [pods(), cluster(), kept] },
    "GKE that lists its workloads": {
      stack: [
        pods(),
        cluster({ loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS"] } }),
        kept,
      ],
    },
    "a sink into a dataset whose tables stay": {
      stack: [
        application(),
        sink({ destination: "bigquery.googleapis.com/projects/shop/datasets/logs" }),
        resource("gcp:bigquery/dataset:Dataset", "logs", { datasetId: "logs" }),
      ],
    },
  },
  invalid: {
    "the log bucket keeps logs for 30 days": {
      stack: [application(), bucket()],
      finds: [
        "5.2 Log aggregation: retentionDays is not set, which means 30 days; {profile} needs at least 365. Set retentionDays: 365.",
      ],
    },
    "a bucket that a sink writes to deletes them after 90 days": {
      stack: [
        application(),
        sink(),
        resource("gcp:storage/bucket:Bucket", "archive", {
          name: "shop-archive",
          lifecycleRules: [{ action: { type: "Delete" }, condition: { age: 90 } }],
        }),
      ],
      finds: [
        "5.2 Log aggregation: lifecycleRules[0].condition.age is 90 days; {profile} needs at least 365. Set lifecycleRules[0].condition.age: 365.",
      ],
      // A remediation sees the bucket alone, and no sink.
      remediable: false,
    },
    "a dataset whose tables expire": {
      stack: [
        application(),
        sink({ destination: "bigquery.googleapis.com/projects/shop/datasets/logs" }),
        resource("gcp:bigquery/dataset:Dataset", "logs", {
          datasetId: "logs",
          defaultTableExpirationMs: 2592000000,
        }),
      ],
      finds: [
        "5.2 Log aggregation: defaultTableExpirationMs is 2592000000 (30 days); {profile} needs at least 365. Set defaultTableExpirationMs: 31536000000.",
      ],
      remediable: false,
    },
    "GKE that leaves its workloads out": {
      stack: [pods(), cluster({ loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS"] } }), kept],
      finds: [
        '5.2 Log aggregation: cluster gke: loggingConfig.enableComponents does not list WORKLOADS; {profile} needs the logs of its workloads. Set loggingConfig.enableComponents[1]: "WORKLOADS".',
      ],
      remediable: false,
    },
    "GKE without logs": {
      stack: [pods(), cluster({ loggingService: "none" }), kept],
      finds: [
        '5.2 Log aggregation: cluster gke: loggingService is "none"; {profile} needs a value other than "none". Set loggingService: "logging.googleapis.com/kubernetes".',
      ],
      remediable: false,
    },
  },
  unknown: {
    "Cloud Run, and no log bucket in the stack": { stack: [application()], mentions: [IN_DEFAULT] },
    "GKE, and no log bucket in the stack": { stack: [pods(), cluster()], mentions: [IN_DEFAULT] },
    "the retention comes from an output": {
      stack: [application(), bucket({ retentionDays: unknown })],
      mentions: ["retentionDays"],
    },
    "what GKE takes comes from an output": {
      stack: [pods(), cluster({ loggingConfig: { enableComponents: unknown } }), kept],
      mentions: ["loggingConfig.enableComponents"],
    },
  },
});
