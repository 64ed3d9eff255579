import type { Inputs } from "../../evaluation/inputs";
import {
  aboutOther,
  allOf,
  anyOf,
  notApplicable,
  pass,
  undetermined,
  type Outcome,
} from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { StackView } from "../../evaluation/stack";
import { logForwarder } from "../../kinds/log-forwarder";
import { logStore } from "../../kinds/log-store";
import { logSink } from "./log-sink";

/** Cloud Run sends what its workloads write to Cloud Logging by itself. */
export const cloudRunLogs = reader(
  [
    "gcp:cloudrunv2/service:Service",
    "gcp:cloudrunv2/job:Job",
    "gcp:cloudrunv2/workerPool:WorkerPool",
    "gcp:cloudrun/service:Service",
  ],
  logForwarder,
  () => ({
    forwards: (target, self, stack) =>
      target.resource === self.resource ? staysLongEnough(stack) : notApplicable("it takes its own logs"),
  }),
);

/**
 * `gcp:container/cluster:Cluster` sends what its pods write to Cloud Logging, unless told otherwise. Which cluster a
 * workload of Kubernetes runs on, it does not say: with one in the stack, on that.
 */
export const gkeLogs = reader("gcp:container/cluster:Cluster", logForwarder, (cluster, { name }) => ({
  forwards: (target, _, stack) =>
    target.resource.type.startsWith("kubernetes:")
      ? aboutOther(`cluster ${name}`, allOf(logsWorkloads(cluster), staysLongEnough(stack)))
      : notApplicable("it takes the logs of its pods"),
}));

function logsWorkloads(cluster: Inputs): Outcome {
  const service = cluster.string("loggingService", { whenAbsent: "logging.googleapis.com/kubernetes" });
  if (service.value === "none") return service.isNot("none", "logging.googleapis.com/kubernetes");
  const components = cluster.strings("loggingConfig.enableComponents");
  if (components.isUnstated || (components.missing === undefined && !cluster.has("loggingConfig")))
    return pass;
  const path = ["loggingConfig", "enableComponents"];
  return anyOf(
    cluster.presence(path).violation({
      says: "does not list WORKLOADS",
      needs: "the logs of its workloads",
      fix: [{ path: [...path, components.items.length], value: "WORKLOADS" }],
    }),
    ...components.items.map((component) => component.is("WORKLOADS")),
    ...(components.missing ? [undetermined(components.missing)] : []),
  );
}

/**
 * Cloud Logging keeps logs in the bucket `_Default`, for 30 days. Where the stack has that bucket, or sends logs on, the
 * store is judged by itself.
 */
function staysLongEnough(stack: StackView): Outcome {
  const isSeen =
    stack
      .subjects(logStore)
      .some(
        ({ resource }) =>
          resource.type.startsWith("gcp:logging/") && resource.inputs.string("bucketId").value === "_Default",
      ) || stack.subjects(logSink).some(({ thing }) => thing.takes !== "audit");
  return isSeen
    ? pass
    : undetermined({
        why: "its logs go to the log bucket _Default, which keeps them for 30 days unless that is changed outside this stack",
      });
}
