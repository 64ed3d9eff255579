import { allOf, mapViolations, notApplicable, pass, type Outcome } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { workload, type Container, type Mount } from "../../kinds/workload";
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
  check: (it) =>
    it.isWindows
      ? notApplicable("Windows containers cannot have a read-only root filesystem")
      : eachContainer(it, (container) => isReadOnly(container, it.keepsData)),
});

function isReadOnly({ readOnlyRootFilesystem, mounts }: Container, keepsData: boolean): Outcome {
  if (readOnlyRootFilesystem === undefined) return notApplicable("the platform has no such setting");
  const writes = mounts.every((mount) => writesToScratch(mount, keepsData));
  return writes.result === "not-applicable"
    ? readOnlyRootFilesystem.is(true)
    : allOf(readOnlyRootFilesystem.is(true), writes);
}

function writesToScratch(mount: Mount, keepsData: boolean): Outcome {
  const isScratch = mount.storage === "scratch" || mount.storage === "read-only";
  // A database has to keep its data somewhere.
  if (isScratch || (mount.storage === "claim" && keepsData)) return pass;
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
