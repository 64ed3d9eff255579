import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { pass, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { cache, type Cache } from "../../kinds/cache";
import { customerKey } from "../data-at-rest";

const encrypts = (encrypted: boolean) => (encrypted ? "TLS alone" : "plain text as well as TLS");
const asks = (does: boolean) =>
  does ? "clients that say who they are" : "clients that nobody asks who they are";

/** `azure-native:redis:Redis`: TLS alone, and access keys, unless told otherwise. Its data is in memory. */
export const redisCache = reader("azure-native:redis:Redis", cache, (inputs): Cache => ({
  encryptsInTransit: () =>
    inputs
      .boolean("enableNonSslPort", { whenAbsent: false })
      .map((plain) => !plain, { says: encrypts, write: (encrypted) => !encrypted }),
  requiresAuth: () =>
    inputs
      .boolean("redisConfiguration.authnotrequired", { whenAbsent: false })
      .map((isOpen) => !isOpen, { says: asks, write: (does) => String(!does) }),
  isPrivate: () => closed(inputs),
  inPrivateSubnets: () => closed(inputs),
  storage: () => new Listing([]),
  hosts: () => {
    const { untold, value: name } = inputs.string("name");
    if (untold)
      return Listing.unknown({
        why: `whether the application uses it, its name decides, which ${untold.why}`,
      });
    return new Listing(name === undefined ? [] : [`${name.toLowerCase()}.redis.cache.windows.net`]);
  },
}));

/** In a subnet of its own, or without a public address. */
function closed(inputs: Inputs): Outcome {
  const subnet = inputs.string("subnetId");
  if (inputs.presence("subnetId").value === true && subnet.value !== "") return pass;
  return notPublic(inputs);
}

function notPublic(inputs: Inputs): Outcome {
  return inputs.string("publicNetworkAccess", { whenAbsent: "Enabled" }).is("Disabled");
}

/** `azure-native:redisenterprise:RedisEnterprise`: Azure Managed Redis. Its databases say who may connect, and how. */
export const redisEnterprise = reader(
  "azure-native:redisenterprise:RedisEnterprise",
  cache,
  (inputs): Cache => ({
    isPrivate: () => notPublic(inputs),
    inPrivateSubnets: () => notPublic(inputs),
    storage: () =>
      new Listing([
        {
          encrypted: Fact.given(true),
          get customerManagedKey() {
            return customerKey(inputs, "encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl");
          },
        },
      ]),
  }),
);

/** `azure-native:redisenterprise:Database`: TLS alone unless told otherwise; it always asks clients who they are. */
export const redisEnterpriseDatabase = reader(
  "azure-native:redisenterprise:Database",
  cache,
  (inputs): Cache => ({
    encryptsInTransit: () =>
      inputs
        .string("clientProtocol", { whenAbsent: "Encrypted" })
        .map((protocol) => protocol !== "Plaintext", { says: encrypts, write: () => "Encrypted" }),
    requiresAuth: () => Fact.given(true),
  }),
);
