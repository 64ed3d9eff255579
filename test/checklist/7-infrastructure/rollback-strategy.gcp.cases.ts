import { cases, unknown } from "../../kit/cases";
import { application, applicationV1, IN_RUN, runJob, unknownContainers } from "../gcp/workloads";

export default cases({
  requirement: "7.4-rollback-strategy",
  provider: "gcp",
  valid: {
    "the tag of one release: Cloud Run keeps earlier revisions": { stack: [application()] },
    "a digest": {
      stack: [
        applicationV1(
          {},
          { image: `europe-docker.pkg.dev/p/r/fraiseql@sha256:${"0123456789abcdef".repeat(4)}` },
        ),
      ],
    },
  },
  invalid: {
    "a tag that moves": {
      stack: [application({}, { image: "europe-docker.pkg.dev/p/r/fraiseql:latest" })],
      remediable: false,
      finds: [
        `7.4 Rollback strategy: ${IN_RUN}image is "europe-docker.pkg.dev/p/r/fraiseql:latest"; {profile} needs the tag of one release, or a digest.`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "the image is not known yet": {
      stack: [application({ FRAISEQL_ENVIRONMENT: "production" }, { image: unknown })],
      mentions: ["image is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [runJob()] } },
});
