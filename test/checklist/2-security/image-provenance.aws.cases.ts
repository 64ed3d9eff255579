import { cases, ref, resource } from "../../kit/cases";
import { api, appRunner, lambda, task, unknownTask } from "../aws/workloads";

const REPOSITORY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/fraiseql";
const DIGEST = `${REPOSITORY}@sha256:${"0123456789abcdef".repeat(4)}`;

export default cases({
  requirement: "2.6-image-provenance",
  provider: "aws",
  valid: {
    "a digest": { stack: [task([api({ image: DIGEST })])] },
    "a function by digest": { stack: [lambda({ imageUri: DIGEST })] },
    "a sidecar is not the application": {
      stack: [task([api({ image: DIGEST }), { name: "proxy", image: "envoyproxy/envoy:v1.30" }])],
    },
  },
  invalid: {
    "a tag": {
      stack: [task([api({ image: `${REPOSITORY}:1.4.0` })])],
      remediable: false,
      finds: [
        `2.6 Image provenance: container api (containerDefinitions[0]): image is "${REPOSITORY}:1.4.0"; {profile} needs a digest (@sha256:...).`,
      ],
    },
    "a tag on App Runner": {
      stack: [appRunner()],
      remediable: false,
      finds: [
        `2.6 Image provenance: container image (sourceConfiguration.imageRepository): imageIdentifier is "${REPOSITORY}:1.4.0"; {profile} needs a digest (@sha256:...).`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "the image of a function is not known yet": {
      stack: [
        lambda({ name: "fraiseql", imageUri: ref("repository") }),
        resource("aws:ecr/repository:Repository", "repository", { name: "fraiseql" }),
      ],
      mentions: ["imageUri is not known until the update"],
    },
  },
  notApplicable: {
    "another application": {
      stack: [task([{ name: "web", image: "nginx:1.27" }], { family: "web" })],
    },
  },
});
