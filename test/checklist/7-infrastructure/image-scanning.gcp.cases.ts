import { cases, resource, unknown } from "../../kit/cases";
import { application, IN_RUN, runService, unknownContainers } from "../gcp/workloads";

const repository = (props: object = {}) =>
  resource("gcp:artifactregistry/repository:Repository", "images", {
    repositoryId: "apps",
    format: "DOCKER",
    ...props,
  });
const api = (service: unknown) => resource("gcp:projects/service:Service", "scanning", { service });
const config = (enablementConfig: unknown) => ({ vulnerabilityScanningConfig: { enablementConfig } });
const scanning = api("containerscanning.googleapis.com");
const registry = resource("gcp:container/registry:Registry", "images", { location: "EU" });

export default cases({
  requirement: "7.1-image-scanning",
  provider: "gcp",
  valid: {
    "the project scans, and a tag": { stack: [repository(), scanning, application()] },
    "the project scans what is told to inherit": { stack: [repository(config("INHERITED")), scanning] },
    "Container Registry": { stack: [registry, scanning] },
  },
  invalid: {
    "a repository that does not scan": {
      stack: [repository(config("DISABLED")), scanning],
      finds: [
        '7.1 Image scanning: vulnerabilityScanningConfig.enablementConfig is DISABLED, which means no scanning; {profile} needs scanning. Set vulnerabilityScanningConfig.enablementConfig: "INHERITED".',
      ],
    },
    "no tag": {
      stack: [application({}, { image: "europe-docker.pkg.dev/shop-prod/apps/fraiseql" })],
      remediable: false,
      finds: [
        `7.1 Image scanning: ${IN_RUN}image is "europe-docker.pkg.dev/shop-prod/apps/fraiseql"; {profile} needs a tag other than latest, or a digest.`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "whether it scans is not known yet": {
      stack: [repository(config(unknown)), scanning],
      mentions: ["vulnerabilityScanningConfig.enablementConfig is not known until the update"],
    },
    "whether the project scans is decided elsewhere": {
      stack: [repository(), api("run.googleapis.com")],
      mentions: [
        "vulnerabilityScanningConfig.enablementConfig leaves it to the project, and whether containerscanning.googleapis.com is enabled there is not in this stack",
      ],
    },
  },
  notApplicable: {
    "packages of another kind": {
      stack: [
        repository({ format: "PYTHON" }),
        { ...repository({ mode: "VIRTUAL_REPOSITORY" }), name: "all" },
      ],
    },
    "an image that something else fills in": { stack: [runService([{ image: "" }])] },
  },
});
