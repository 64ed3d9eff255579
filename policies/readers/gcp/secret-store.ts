import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { DataAtRest } from "../../kinds/data-at-rest";
import { dataStore } from "../../kinds/data-store";
import { customerKey } from "../data-at-rest";

const KEY = "customerManagedEncryption.kmsKeyName";

/** `gcp:secretmanager/secret:Secret`: each of its replicas may have a key of one's own. */
export const secretManagerSecret = reader("gcp:secretmanager/secret:Secret", dataStore, (inputs) => ({
  storage: () =>
    inputs.has("replication.userManaged")
      ? inputs.list("replication.userManaged.replicas").map((replica) => under(replica, KEY))
      : new Listing([under(inputs, `replication.auto.${KEY}`)]),
}));

/** `gcp:secretmanager/regionalSecret:RegionalSecret`. */
export const regionalSecret = reader(
  "gcp:secretmanager/regionalSecret:RegionalSecret",
  dataStore,
  (inputs) => ({
    storage: () => new Listing([under(inputs, KEY)]),
  }),
);

/** `gcp:backupdisasterrecovery/backupVault:BackupVault`. */
export const backupVault = reader(
  "gcp:backupdisasterrecovery/backupVault:BackupVault",
  dataStore,
  (inputs) => ({ storage: () => new Listing([under(inputs, "encryptionConfig.kmsKeyName")]) }),
);

/** Google encrypts what it stores; the property names a key of one's own. */
function under(inputs: Inputs, path: string): DataAtRest {
  return { encrypted: Fact.given(true), customerManagedKey: customerKey(inputs, path) };
}
