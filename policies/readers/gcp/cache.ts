import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { pass } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { cache, type Cache } from "../../kinds/cache";
import { customerKey } from "../data-at-rest";

/** Memorystore has no public addresses: a network is peered with it, or connects to it by Private Service Connect. */
const memorystore = { isPrivate: () => pass, inPrivateSubnets: () => pass };

/** `gcp:redis/instance:Instance`: neither TLS nor a password unless set. */
export const redisInstance = reader("gcp:redis/instance:Instance", cache, (inputs) => ({
  ...memorystore,
  encryptsInTransit: () => mode(inputs, "transitEncryptionMode", "DISABLED", "SERVER_AUTHENTICATION", TLS),
  requiresAuth: () => inputs.boolean("authEnabled", { whenAbsent: false, ...AUTH }),
  storage: () => storageUnder(inputs, "customerManagedKey"),
}));

/** `gcp:redis/cluster:Cluster`: neither TLS nor identities unless set. */
export const redisCluster = reader("gcp:redis/cluster:Cluster", cache, (inputs): Cache => ({
  ...memorystore,
  encryptsInTransit: () =>
    mode(
      inputs,
      "transitEncryptionMode",
      "TRANSIT_ENCRYPTION_MODE_DISABLED",
      "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION",
      TLS,
    ),
  requiresAuth: () => mode(inputs, "authorizationMode", "AUTH_MODE_DISABLED", "AUTH_MODE_IAM_AUTH", AUTH),
  storage: () => storageUnder(inputs, "kmsKey"),
}));

/** `gcp:memorystore/instance:Instance`, of Valkey: neither TLS nor identities unless set. */
export const valkeyInstance = reader("gcp:memorystore/instance:Instance", cache, (inputs) => ({
  ...memorystore,
  encryptsInTransit: () =>
    mode(inputs, "transitEncryptionMode", "TRANSIT_ENCRYPTION_DISABLED", "SERVER_AUTHENTICATION", TLS),
  requiresAuth: () => mode(inputs, "authorizationMode", "AUTH_DISABLED", "IAM_AUTH", AUTH),
  storage: () => storageUnder(inputs, "kmsKey"),
}));

interface Words {
  says(isOn: boolean): string;
}

const TLS: Words = { says: (isOn) => (isOn ? "TLS" : "plain text") };
const AUTH: Words = { says: (isOn) => (isOn ? "authentication" : "no authentication") };

/** Whether a mode is on: unset, or `off`, is not. `on` is what a fix writes. */
function mode(inputs: Inputs, property: string, off: string, on: string, words: Words): Fact<boolean> {
  return inputs
    .string(property, { whenAbsent: off })
    .map((value) => !/(^|_)(DISABLED|UNSPECIFIED)$/.test(value), { ...words, write: () => on });
}

/** Google encrypts what it stores; the property names a key of one's own. */
function storageUnder(inputs: Inputs, property: string) {
  return new Listing([
    { encrypted: Fact.given(true, [property]), customerManagedKey: customerKey(inputs, property) },
  ]);
}
