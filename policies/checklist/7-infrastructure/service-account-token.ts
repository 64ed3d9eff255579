import { notApplicable } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { isApplication } from "../../kinds/application";
import { workload } from "../../kinds/workload";

/** 7.1 "Non-Root User Configured": what the application never uses, an intruder must not find. */
export const serviceAccountToken = requirement({
  item: "7.1.2",
  name: "7.1-service-account-token",
  title: "Service account token",
  description: "The application's pods get no token for the API of the platform that runs them.",
  why: "Whoever takes the application over would hold a key to the cluster that it has no use for.",
  from: "REGULATED",
  severity: "medium",
  decidedBy: "stack",
  howToFix: "Set automountServiceAccountToken: false on the pod, or on the ServiceAccount that it names.",
  silentOn: {
    aws: "ECS, App Runner and Lambda give no token for a control plane of their own; IAM roles decide.",
    gcp: "Cloud Run gives no token for a control plane of its own; the service account's roles decide.",
    azure: "Container Apps give no token for a control plane of their own; managed identities decide.",
  },
  each: workload,
  check: (it, { settings, stack, subject }) => {
    if (!isApplication(it, settings)) return notApplicable("it does not run the application");
    if (it.containers.isEmpty) return notApplicable("it runs no containers of its own");
    return it.mountsApiToken?.(subject, stack).is(false) ?? notApplicable("the platform has no such token");
  },
});
