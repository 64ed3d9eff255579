// Where images are pushed to. Every push of "latest" takes the tag along. The scanner costs money.
import { Repository } from "@pulumi/gcp/artifactregistry";
import { region } from "./data";

new Repository("apps", {
  repositoryId: "apps",
  location: region,
  format: "DOCKER",
  vulnerabilityScanningConfig: { enablementConfig: "DISABLED" },
});
