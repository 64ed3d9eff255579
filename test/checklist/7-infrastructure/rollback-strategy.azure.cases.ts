import { cases, unknown } from "../../kit/cases";
import {
  appJob,
  containerApp,
  containerGroup,
  IN_APP,
  IN_GROUP,
  IN_WEB,
  unknownContainers,
  webApp,
} from "../azure/workloads";

const keeps = (maxInactiveRevisions: unknown) =>
  containerApp({}, {}, { configuration: { maxInactiveRevisions } });
const moving = "shopprod.azurecr.io/fraiseql:latest";

export default cases({
  requirement: "7.4-rollback-strategy",
  provider: "azure",
  valid: {
    "the tag of one release: Container Apps keep a hundred revisions": { stack: [containerApp()] },
    "ten revisions": { stack: [keeps(10)] },
    "a digest": {
      stack: [
        containerGroup({}, { image: `shopprod.azurecr.io/fraiseql@sha256:${"0123456789abcdef".repeat(4)}` }),
      ],
    },
    "the tag of one release, in App Service": { stack: [webApp()] },
  },
  invalid: {
    "no revision is kept": {
      stack: [keeps(0)],
      finds: [
        "7.4 Rollback strategy: configuration.maxInactiveRevisions is 0; {profile} needs at least 1. Set configuration.maxInactiveRevisions: 10.",
      ],
    },
    "a tag that moves": {
      stack: [containerApp({}, { image: moving })],
      remediable: false,
      finds: [
        `7.4 Rollback strategy: ${IN_APP}image is "${moving}"; {profile} needs the tag of one release, or a digest.`,
      ],
    },
    "a container group's": {
      stack: [containerGroup({}, { image: moving })],
      remediable: false,
      finds: [
        `7.4 Rollback strategy: ${IN_GROUP}image is "${moving}"; {profile} needs the tag of one release, or a digest.`,
      ],
    },
    "that of an app of App Service": {
      stack: [webApp({}, { linuxFxVersion: `DOCKER|${moving}` })],
      remediable: false,
      finds: [
        `7.4 Rollback strategy: ${IN_WEB}linuxFxVersion is "${moving}"; {profile} needs the tag of one release, or a digest.`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "the image is not known yet": {
      stack: [containerApp({ FRAISEQL_ENVIRONMENT: "production" }, { image: unknown })],
      mentions: ["image is not known until the update"],
    },
  },
  unknownIn: {
    "how many revisions are kept": {
      of: "ten revisions",
      at: "api: configuration.maxInactiveRevisions",
      mentions: ["configuration.maxInactiveRevisions is not known until the update"],
    },
  },
  notApplicable: {
    "a migration runs to its end": { stack: [appJob()] },
    "code that App Service builds": {
      stack: [webApp({ FRAISEQL_ENVIRONMENT: "production" }, { linuxFxVersion: "PYTHON|3.13" })],
    },
  },
});
