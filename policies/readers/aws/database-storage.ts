import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { DataAtRest } from "../../kinds/data-at-rest";
import { customerKey } from "../data-at-rest";

/**
 * The storage of an RDS instance or cluster, and with it that of its backups. It is not encrypted unless set; what is
 * restored is encrypted as its snapshot was, and Aurora Serverless v1 always is.
 */
export function rdsStorage(inputs: Inputs): Listing<DataAtRest> {
  return new Listing([
    {
      get encrypted() {
        return encrypted(inputs);
      },
      get customerManagedKey() {
        return customerKey(inputs, "kmsKeyId");
      },
    },
  ]);
}

function encrypted(inputs: Inputs): Fact<boolean> {
  const property = "storageEncrypted";
  const isRestored = inputs.has("snapshotIdentifier") || inputs.has("restoreToPointInTime");
  if (isRestored && !inputs.has(property) && !inputs.has("kmsKeyId")) {
    return Fact.unknown([property], "is not set, so that what is restored is encrypted as its snapshot was");
  }
  const mode = inputs.string("engineMode");
  const own = inputs.boolean(property, { whenAbsent: mode.value === "serverless" });
  return mode.untold && own.isAbsent ? Fact.unknown(mode.path, mode.untold.why) : own;
}
