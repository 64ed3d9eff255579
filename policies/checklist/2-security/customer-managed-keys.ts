import type { DataAtRest, DataStore } from "../../kinds/data-at-rest";
import type { Kind } from "../../evaluation/kind";
import type { Outcome } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { cache } from "../../kinds/cache";
import { database } from "../../kinds/database";
import { dataStore } from "../../kinds/data-store";
import { logStore } from "../../kinds/log-store";
import { eachStore } from "../each-store";

const dataStores: readonly Kind<DataStore>[] = [database, cache, logStore, dataStore];

/** 2.4 "Provider selected", "Master key created and accessible": what is stored is encrypted with that key. */
export const customerManagedKeys = requirement({
  item: "2.4.1",
  name: "2.4-customer-managed-keys",
  title: "Customer-managed keys",
  description: "Every data store is encrypted with a key of a key management service that the user controls.",
  why: "Data under a key that only the provider controls can be neither cut off nor proved unread.",
  from: "REGULATED",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Name a key of your own (AWS KMS, Key Vault, Cloud KMS or Vault transit) where the store's encryption is set up; on Kubernetes, in its storage class.",
  each: dataStores,
  check: (store, { stack, subject }) => eachStore(store.storage?.(subject, stack), hasOwnKey),
});

/** A key that is named without encryption being on encrypts nothing. */
function hasOwnKey({ encrypted, customerManagedKey }: DataAtRest): Outcome {
  const key = customerManagedKey.is(true);
  return key.result === "pass" ? encrypted.is(true) : key;
}
