import { measured } from "../../evaluation/evidence";
import { attested } from "../attested";

/** 8.3 "MTTR Goal Set". */
export const mttr = attested({
  item: "8.3.2",
  name: "8.3-mttr",
  title: "MTTR goal",
  description: "There is a goal for the mean time to recovery of the worst incidents.",
  why: "What has no goal is never practised.",
  from: "STANDARD",
  severity: "medium",
  howToFix: "Set a goal, below 15 minutes for P0, and attest it with a link.",
  evidence: {
    of: "a goal for the mean time to recovery",
    measurements: {
      minutes: measured("goal for P0 incidents", "minutes", { below: "mttrMinutes", advisory: true }),
    },
  },
});
