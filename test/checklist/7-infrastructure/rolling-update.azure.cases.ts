import { cases, unknown } from "../../kit/cases";
import { appJob, containerApp, containerGroup, webApp } from "../azure/workloads";

const inMode = (activeRevisionsMode: unknown) =>
  containerApp({}, {}, { configuration: { activeRevisionsMode } });

export default cases({
  requirement: "7.2-rolling-update",
  provider: "azure",
  valid: {
    "one revision at a time, which is the default": { stack: [containerApp(), inMode("Single")] },
    "several revisions, between which traffic is split": { stack: [inMode("Multiple")] },
  },
  invalid: {
    "a container group": {
      stack: [containerGroup()],
      remediable: false,
      finds: [
        "7.2 Rolling update: containers are restarted all at once by every update of a container group; {profile} needs a rolling update. Run the application in Container Apps, where a new revision starts beside the old one.",
      ],
    },
  },
  unknown: {
    "whether a group runs to its end is not known": {
      stack: [containerGroup({}, {}, { restartPolicy: unknown })],
      mentions: ["restartPolicy is not known until the update"],
    },
  },
  notApplicable: {
    "a job, and a group that runs to its end": {
      stack: [appJob(), containerGroup({}, {}, { restartPolicy: "Never" })],
    },
    "App Service keeps the old container until the new one answers": { stack: [webApp()] },
    "another application": { stack: [containerGroup({}, { name: "web", image: "nginx:1.27" })] },
  },
});
