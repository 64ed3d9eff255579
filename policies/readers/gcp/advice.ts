import type { PlatformAdvice } from "../../kinds/platform-advice";

/** What to write in a service, a job or a worker pool of Cloud Run. */
export const cloudRunAdvice: PlatformAdvice = {
  secret: "Keep it in Secret Manager, and name it in valueSource.secretKeyRef.",
  metrics: "Add the sidecar of Managed Service for Prometheus beside it, which scrapes it.",
};

/** The same for the first version of Cloud Run's API. */
export const cloudRunAdviceV1: PlatformAdvice = {
  ...cloudRunAdvice,
  secret: "Keep it in Secret Manager, and name it in valueFrom.secretKeyRef.",
};
