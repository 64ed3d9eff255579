import { someIs } from "../../evaluation/exclusion";
import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Mount } from "../../kinds/workload";
import { configFilesOf } from "./config-file";

/** The volumes that a pod's containers may mount. */
export interface Volumes {
  /** The pod's own. */
  readonly pod: Listing<Inputs>;
  /** Claims that a StatefulSet makes for each pod, mounted by their names. */
  readonly claims: Listing<Inputs>;
}

const STORAGE: readonly (readonly [source: string, storage: Mount["storage"]])[] = [
  ["emptyDir", "scratch"],
  ["ephemeral", "scratch"],
  ["configMap", "read-only"],
  ["secret", "read-only"],
  ["downwardAPI", "read-only"],
  ["projected", "read-only"],
  ["image", "read-only"],
  ["hostPath", "host"],
];

const CSI_READ_ONLY = ["secrets-store.csi.k8s.io", "csi.cert-manager.io", "csi.spiffe.io"];

/** What a container mounts. */
export function mountsOf(container: Inputs, volumes: Volumes): Listing<Mount> {
  return container.list("volumeMounts").map((mount) => mountOf(mount, volumes));
}

function mountOf(mount: Inputs, volumes: Volumes): Mount {
  const name = mount.string("name");
  const volume = named(volumes.pod, name.value, "name");
  const claim = named(volumes.claims, name.value, "metadata.name");
  const storage = volume ? storageOf(volume) : claim ? "claim" : "unknown";
  return {
    path: mount.path,
    get mountPath() {
      return mount.string("mountPath");
    },
    get readOnly() {
      const own = mount.boolean("readOnly", { whenAbsent: false });
      if (own.value === true) return own;
      if (storage === "unknown") return Fact.unknown<boolean>(name.path, whyUnknown(name, volumes));
      return volume && storage === "claim" ? readOnlyBySource(volume, own) : own;
    },
    configFiles: (self, stack) => (volume ? configFilesOf(mount, volume, self, stack) : []),
    storage,
  };
}

function storageOf(volume: Inputs): Mount["storage"] {
  const found = STORAGE.find(([source]) => volume.has(source));
  if (found) return found[1];
  return CSI_READ_ONLY.includes(volume.string("csi.driver").value ?? "") ? "read-only" : "claim";
}

/** The claim itself may be mounted read-only, whatever the mount says. */
function readOnlyBySource(volume: Inputs, own: Fact<boolean>): Fact<boolean> {
  const sources = ["persistentVolumeClaim", "csi", "nfs"].map((source) =>
    volume.boolean(`${source}.readOnly`),
  );
  const isReadOnly = someIs(sources, (readOnly) => readOnly);
  if (typeof isReadOnly === "object") return Fact.unknown(isReadOnly.path ?? own.path, isReadOnly.why);
  return isReadOnly ? Fact.given(true, own.path) : own;
}

function whyUnknown(name: Fact<string>, { pod, claims }: Volumes): string {
  const untold = name.state.is === "unknown" || pod.missing !== undefined || claims.missing !== undefined;
  const unnamed =
    pod.items.some((volume) => !volume.string("name").isDecided) ||
    claims.items.some((claim) => !claim.string("metadata.name").isDecided);
  if (untold || unnamed) return UNTIL_UPDATE;
  return "names no volume of the pod, so that it cannot be told what it writes to";
}

function named(listing: Listing<Inputs>, name: string | undefined, path: string): Inputs | undefined {
  return name === undefined ? undefined : listing.items.find((item) => item.string(path).value === name);
}
