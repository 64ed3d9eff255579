import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { DataAtRest } from "../../kinds/data-at-rest";
import { unknownStorage } from "../data-at-rest";
import { quoted } from "../quoted";
import { identityOf, objectOf, type ObjectIdentity } from "./identity";
import { findNamed } from "./named-object";
import { storageOfClass } from "./storage-class";

/** A claim of a volume, for the pods that mount it. */
interface VolumeClaim {
  readonly identity: ObjectIdentity;
  readonly spec: Inputs;
}

const volumeClaim = kind<VolumeClaim>("volume claim");

export const persistentVolumeClaim = reader(
  "kubernetes:core/v1:PersistentVolumeClaim",
  volumeClaim,
  (object) => ({ identity: identityOf(object), spec: object.at("spec") }),
);

/** How the volume of a claim's specification is encrypted. */
export function storageOfClaim(spec: Inputs, self: Subject<unknown>, stack: StackView): DataAtRest {
  const volume = spec.string("volumeName");
  return volume.isAbsent || volume.state.is === "unstated"
    ? storageOfClass(spec.string("storageClassName"), self, stack)
    : unknownStorage(volume.path, "names an existing volume, whose encryption is not read");
}

/** Where a pod's data lies: the claims made for it, and those that it mounts. What ends with the pod is not kept. */
export function storageOfPods(
  pod: Inputs,
  claims: Listing<Inputs>,
  self: Subject<unknown>,
  stack: StackView,
): Listing<DataAtRest> {
  const volumes = pod.list("volumes");
  const mounted = volumes.items.flatMap((volume): readonly DataAtRest[] => {
    if (volume.has("persistentVolumeClaim")) {
      return [storageOfNamedClaim(volume.string("persistentVolumeClaim.claimName"), self, stack)];
    }
    if (volume.has("hostPath")) {
      return [
        unknownStorage(
          [...volume.path, "hostPath"],
          "is a directory of the node, whose disk is not in this stack",
        ),
      ];
    }
    return volume.has("nfs")
      ? [unknownStorage([...volume.path, "nfs"], "is a file server that is not in this stack")]
      : [];
  });
  return Listing.of(
    claims.map((claim) => storageOfClaim(claim.at("spec"), self, stack)),
    new Listing(mounted, volumes.missing),
  );
}

function storageOfNamedClaim(name: Fact<string>, self: Subject<unknown>, stack: StackView): DataAtRest {
  const { namespace } = identityOf(objectOf(self));
  const { state, subjects } = findNamed(volumeClaim, { name, namespace }, self, stack);
  const [found] = subjects;
  if (found) {
    const storage = storageOfClaim(found.thing.spec, found, stack);
    return storage.holder === undefined
      ? { holder: `claim ${name.value ?? found.resource.name}`, ...storage }
      : storage;
  }
  return unknownStorage(
    name.path,
    state === "unknown"
      ? "names a claim that is not known until the update"
      : `names the claim ${quoted(name)}, which is not in this stack`,
  );
}
