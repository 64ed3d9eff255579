import { unlessExcluded } from "../../evaluation/exclusion";
import { allOf, mapViolations, notApplicable, pass, type Outcome } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import type { Settings } from "../../evaluation/settings";
import { isApplication, isApplicationContainer } from "../../kinds/application";
import { runsOnWindows, workload, type Container, type Mount, type Workload } from "../../kinds/workload";
import { eachContainer } from "../each-container";

/** 7.1 "Root filesystem mounted read-only", "Writable volumes for tmp/cache only". */
export const readOnlyFilesystem = requirement({
  item: "7.1.3",
  name: "7.1-read-only-filesystem",
  title: "Read-only filesystem",
  description: "Every container's root filesystem is read-only, and it writes to scratch volumes alone.",
  why: "An intruder who cannot write cannot leave tools behind or change the program.",
  from: "RESTRICTED",
  severity: "medium",
  decidedBy: "resource",
  howToFix:
    "Set readOnlyRootFilesystem: true on every container and mount an emptyDir where it has to write, for example at /tmp.",
  silentOn: {
    gcp: "Cloud Run has no such setting.",
    azure: "Neither Container Apps nor Container Instances has such a setting.",
  },
  each: workload,
  check: (it, { settings }) =>
    unlessExcluded(runsOnWindows(it, "Windows containers cannot have a read-only root filesystem"), () =>
      eachContainer(it, (container) => isReadOnly(container, keepsDataIn(container, it, settings))),
    ),
});

type KeepsData = Workload["keepsData"];

/** What runs the application is no store, although its image is not known. */
function keepsDataIn(container: Container, it: Workload, settings: Settings): KeepsData {
  const isUntold = typeof it.keepsData === "object";
  return isUntold && isApplication(it, settings) && isApplicationContainer(container, it)
    ? false
    : it.keepsData;
}

function isReadOnly({ readOnlyRootFilesystem, mounts }: Container, keepsData: KeepsData): Outcome {
  if (readOnlyRootFilesystem === undefined) return notApplicable("the platform has no such setting");
  const writes = mounts.every((mount) => writesToScratch(mount, keepsData));
  return writes.result === "not-applicable"
    ? readOnlyRootFilesystem.is(true)
    : allOf(readOnlyRootFilesystem.is(true), writes);
}

function writesToScratch(mount: Mount, keepsData: KeepsData): Outcome {
  if (mount.storage === "scratch" || mount.storage === "read-only") return pass;
  if (mount.storage !== "claim" || keepsData === false) return isMountedReadOnly(mount);
  // A database has to keep its data somewhere.
  return keepsData === true ? pass : unlessExcluded(keepsData, () => isMountedReadOnly(mount));
}

function isMountedReadOnly(mount: Mount): Outcome {
  // Mounting it read-only is right for some and breaks others, so that nothing is fixed here.
  return mapViolations(mount.readOnly.is(true), () => ({
    path: mount.path,
    says: `mounts ${storageNames[mount.storage]}, writable`,
    needs: "scratch volumes only",
    advice: "Use scratch storage (an emptyDir on Kubernetes), or mount it read-only.",
  }));
}

const storageNames: Readonly<Record<Mount["storage"], string>> = {
  "scratch": "an empty directory",
  "read-only": "configuration",
  "claim": "a persistent volume",
  "host": "the node's own files",
  "unknown": "a volume that is not an empty directory",
};
