import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { DataAtRest } from "../../kinds/data-at-rest";
import { customerKey, unknownStorage, unstatedStorage } from "../data-at-rest";
import { quoted } from "../quoted";
import type { ObjectIdentity } from "./identity";
import { findNamed } from "./named-object";

/** How the volumes of a storage class are encrypted. */
interface StorageClass extends Omit<DataAtRest, "holder"> {
  readonly identity: ObjectIdentity;
  readonly isDefault: boolean;
}

/** Storage classes, for the claims that name them. */
export const storageClass = kind<StorageClass>("storage class");

/** Storage classes have no namespace. */
const NOWHERE = Fact.given("");

const DEFAULT_CLASS = [
  "storageclass.kubernetes.io/is-default-class",
  "storageclass.beta.kubernetes.io/is-default-class",
];

export const kubernetesStorageClass = reader(
  ["kubernetes:storage.k8s.io/v1:StorageClass", "kubernetes:storage.k8s.io/v1beta1:StorageClass"],
  storageClass,
  (object) => ({
    identity: { name: object.string("metadata.name"), namespace: NOWHERE },
    get isDefault() {
      return DEFAULT_CLASS.some(
        (annotation) => object.boolean(["metadata", "annotations", annotation]).value === true,
      );
    },
    get encrypted() {
      return encryptionOf(object);
    },
    get customerManagedKey() {
      return keyOfClass(object);
    },
  }),
);

/** How the volumes of a claim are encrypted, by the storage class that it names, or the cluster's default one. */
export function storageOfClass(name: Fact<string>, self: Subject<unknown>, stack: StackView): DataAtRest {
  if (name.isAbsent) return storageOfDefault(name, stack);
  if (name.state.is === "unstated") return unstatedStorage(name.path);
  if (name.value === "") {
    return unknownStorage(
      name.path,
      "is empty, so that an existing volume is taken, which is not in this stack",
    );
  }
  const { state, subjects } = findNamed(storageClass, { name, namespace: NOWHERE }, self, stack);
  const [found] = subjects;
  if (state === "found" && found) return storageOf(found);
  if (state === "unknown" || name.value === undefined) {
    return unknownStorage(
      name.path,
      name.state.is === "unknown"
        ? name.state.why
        : "names a storage class that is not known until the update",
    );
  }
  return unknownStorage(name.path, `names the storage class ${quoted(name)}, which is not in this stack`);
}

function storageOfDefault(name: Fact<string>, stack: StackView): DataAtRest {
  const [only, ...more] = stack.subjects(storageClass).filter(({ thing }) => thing.isDefault);
  return only && more.length === 0
    ? storageOf(only)
    : unknownStorage(name.path, "is not set, and the cluster's default storage class is not in this stack");
}

function storageOf({ resource, thing }: Subject<StorageClass>): DataAtRest {
  return {
    holder: `storage class ${thing.identity.name.value ?? resource.name}`,
    get encrypted() {
      return thing.encrypted;
    },
    get customerManagedKey() {
      return thing.customerManagedKey;
    },
  };
}

/** How the driver behind a provisioner encrypts. */
interface Driver {
  readonly provisioners: RegExp;
  /**
   * - `always`: with a key of the cloud, unless another is named
   * - `on request`: where a parameter says so
   * - `by request or below`: the same, and otherwise whatever lies below decides: the node's disks, a file system
   */
  readonly encrypts: "always" | "on request" | "by request or below";
  /** The parameter that asks for encryption. */
  readonly request?: string;
  /** The parameter that names a key. */
  readonly key?: string;
}

const DRIVERS: readonly Driver[] = [
  {
    provisioners: /^(ebs\.csi\.aws\.com|ebs\.csi\.eks\.amazonaws\.com|kubernetes\.io\/aws-ebs)$/,
    encrypts: "on request",
    request: "encrypted",
    key: "kmsKeyId",
  },
  {
    provisioners: /^(pd\.csi\.storage\.gke\.io|kubernetes\.io\/gce-pd)$/,
    encrypts: "always",
    key: "disk-encryption-kms-key",
  },
  {
    provisioners: /^filestore\.csi\.storage\.gke\.io$/,
    encrypts: "always",
    key: "instance-encryption-kms-key",
  },
  {
    provisioners: /^(disk\.csi\.azure\.com|kubernetes\.io\/azure-disk)$/,
    encrypts: "always",
    key: "diskEncryptionSetID",
  },
  // A storage account's own key is set on the account, not in the class.
  { provisioners: /^((file|blob)\.csi\.azure\.com|kubernetes\.io\/azure-file)$/, encrypts: "always" },
  { provisioners: /^dobs\.csi\.digitalocean\.com$/, encrypts: "always" },
  { provisioners: /^driver\.longhorn\.io$/, encrypts: "by request or below", request: "encrypted" },
  {
    provisioners: /(^|\.)(rbd|cephfs)\.csi\.ceph\.com$/,
    encrypts: "by request or below",
    request: "encrypted",
    key: "encryptionKMSID",
  },
];

function driverOf(object: Inputs): {
  readonly provisioner: Fact<string>;
  readonly driver: Driver | undefined;
} {
  const provisioner = object.string("provisioner");
  const name = provisioner.value ?? "";
  return { provisioner, driver: DRIVERS.find(({ provisioners }) => provisioners.test(name)) };
}

function encryptionOf(object: Inputs): Fact<boolean> {
  const { provisioner, driver } = driverOf(object);
  if (driver === undefined) return Fact.unknown(provisioner.path, whyUnread(provisioner));
  if (driver.request === undefined) return Fact.given(true, provisioner.path);
  const requested = object.boolean(parameter(object, driver.request), {
    whenAbsent: false,
    write: String,
  });
  return driver.encrypts === "by request or below" && requested.value === false
    ? Fact.unknown(requested.path, "does not ask for encryption, and the disks below are not in this stack")
    : requested;
}

function keyOfClass(object: Inputs): Fact<boolean> {
  const { provisioner, driver } = driverOf(object);
  if (driver === undefined) return Fact.unknown(provisioner.path, whyUnread(provisioner));
  return driver.key === undefined
    ? Fact.unknown(provisioner.path, "takes its key from outside the class, which is not read")
    : customerKey(object, parameter(object, driver.key));
}

function whyUnread(provisioner: Fact<string>): string {
  return provisioner.state.is === "unknown"
    ? provisioner.state.why
    : `is ${quoted(provisioner)}, and how it encrypts is not known here`;
}

/** Drivers take the names of parameters in any case. */
function parameter(object: Inputs, name: string): readonly string[] {
  const found = object.entries("parameters").items.find(([key]) => key.toLowerCase() === name.toLowerCase());
  return ["parameters", found ? found[0] : name];
}
