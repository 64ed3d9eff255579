import { cases, unknown } from "../../kit/cases";
import {
  api,
  application,
  containerApp,
  containerGroup,
  IN_APP,
  IN_GROUP,
  IN_WEB,
  unknownContainers,
  webApp,
} from "../azure/workloads";

const REPOSITORY = "shopprod.azurecr.io/fraiseql";
const DIGEST = `${REPOSITORY}@sha256:${"0123456789abcdef".repeat(4)}`;
const sidecar = { name: "proxy", image: "envoyproxy/envoy:v1.30" };
const migrate = (image: string) => ({ name: "migrate", image });

export default cases({
  requirement: "2.6-image-provenance",
  provider: "azure",
  valid: {
    "a digest": { stack: [containerApp({}, { image: DIGEST })] },
    "a sidecar is not the application": {
      stack: [
        application({
          template: { containers: [api({ FRAISEQL_ENVIRONMENT: "production" }, { image: DIGEST }), sidecar] },
        }),
      ],
    },
    "a container group": { stack: [containerGroup({}, { image: DIGEST })] },
    "an app of App Service": { stack: [webApp({}, { linuxFxVersion: `DOCKER|${DIGEST}` })] },
  },
  invalid: {
    "a tag": {
      stack: [containerApp({}, { image: `${REPOSITORY}:1.8.1` })],
      remediable: false,
      finds: [
        `2.6 Image provenance: ${IN_APP}image is "${REPOSITORY}:1.8.1"; {profile} needs a digest (@sha256:...).`,
      ],
    },
    "its migrations too": {
      stack: [
        application({
          template: {
            containers: [api({}, { image: DIGEST })],
            initContainers: [migrate(`${REPOSITORY}:1.8.1`)],
          },
        }),
      ],
      remediable: false,
      finds: [
        `2.6 Image provenance: container migrate (template.initContainers[0]): image is "${REPOSITORY}:1.8.1"; {profile} needs a digest (@sha256:...).`,
      ],
    },
    "a container group's tag": {
      stack: [containerGroup({}, { image: `${REPOSITORY}:1.8.1` })],
      remediable: false,
      finds: [
        `2.6 Image provenance: ${IN_GROUP}image is "${REPOSITORY}:1.8.1"; {profile} needs a digest (@sha256:...).`,
      ],
    },
    "the tag of an app of App Service": {
      stack: [webApp({}, { linuxFxVersion: `DOCKER|${REPOSITORY}:1.8.1` })],
      remediable: false,
      finds: [
        `2.6 Image provenance: ${IN_WEB}linuxFxVersion is "${REPOSITORY}:1.8.1"; {profile} needs a digest (@sha256:...).`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "the image of an app of App Service is not known yet": {
      stack: [webApp({ FRAISEQL_ENVIRONMENT: "production" }, { linuxFxVersion: unknown })],
      mentions: ["linuxFxVersion is not known until the update"],
    },
    "several containers in a file": {
      stack: [webApp({ FRAISEQL_ENVIRONMENT: "production" }, { linuxFxVersion: "COMPOSE|dmVyc2lvbjogJzMn" })],
      mentions: ["linuxFxVersion describes containers that are not read"],
    },
  },
  unknownIn: {
    "the image is not known yet": {
      of: "a sidecar is not the application",
      at: "api: template.containers.0.image",
      mentions: ["image is not known until the update"],
    },
  },
  notApplicable: {
    "another application": { stack: [containerApp({}, { image: "nginx:1.27" })] },
    "code that App Service builds": {
      stack: [webApp({ FRAISEQL_ENVIRONMENT: "production" }, { linuxFxVersion: "PYTHON|3.13" })],
    },
  },
});
