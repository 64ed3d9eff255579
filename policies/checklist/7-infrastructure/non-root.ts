import { unlessExcluded } from "../../evaluation/exclusion";
import { anyOf, notApplicable, type Outcome } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { runsOnWindows, workload, type Container } from "../../kinds/workload";
import { eachContainer } from "../each-container";

/** 7.1 "Container runs as non-root user". */
export const nonRoot = requirement({
  item: "7.1.2",
  name: "7.1-non-root",
  title: "Non-root user",
  description: "Every container runs as a user other than root.",
  why: "A process that breaks out of a container as root is root on the node.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "resource",
  howToFix:
    "Set securityContext.runAsNonRoot: true, or a runAsUser above 0, on the pod or on each container; set user in an ECS container definition.",
  silentOn: {
    gcp: "Cloud Run has no user setting; the USER of the image decides.",
  },
  each: workload,
  check: (it) =>
    unlessExcluded(runsOnWindows(it, "Windows containers have no root user"), () =>
      eachContainer(it, runsAsNonRoot),
    ),
});

function runsAsNonRoot({ runAsNonRoot, user }: Container): Outcome {
  const userIsNotRoot = user?.satisfies((name) => !isRoot(name), "a user other than root", 1000);
  // Root is refused whatever runAsNonRoot says: the kubelet would not start the container.
  if (userIsNotRoot && user?.value !== undefined && isRoot(user.value)) return userIsNotRoot;
  const ways = [runAsNonRoot?.is(true), userIsNotRoot].filter((way) => way !== undefined);
  return ways.length > 0
    ? anyOf(...ways)
    : notApplicable("the platform has no such setting: the image's USER decides");
}

/** True for the root user by id or name, with or without a group: `0`, `root`, `0:0`. */
function isRoot(user: string | number): boolean {
  return ["0", "root"].includes(String(user).split(":")[0] ?? "");
}
