// Where images are pushed to: tags stay what they are, and every image is scanned.
import { Repository } from "@pulumi/gcp/artifactregistry";
import { Service } from "@pulumi/gcp/projects";
import { encryptsFor, key } from "./key";
import { region } from "./project";

const scanning = new Service("scanning", {
  service: "containerscanning.googleapis.com",
  disableOnDestroy: false,
});

new Repository(
  "apps",
  {
    repositoryId: "apps",
    location: region,
    format: "DOCKER",
    kmsKeyName: key.id,
    dockerConfig: { immutableTags: true },
    vulnerabilityScanningConfig: { enablementConfig: "INHERITED" },
  },
  { dependsOn: [scanning, encryptsFor("images", "gcp-sa-artifactregistry")] },
);
