import { allOf, notApplicable, pass, type Outcome } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { workload, type Container, type Mount } from "../../kinds/workload";
import { eachContainer } from "./each-container";

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
  switch (mount.storage) {
    case "scratch":
    case "read-only":
      return pass;
    case "claim":
      // A database has to keep its data somewhere.
      return keepsData ? pass : mount.readOnly.is(true);
    case "host":
    case "unknown":
      return mount.readOnly.is(true);
  }
}
