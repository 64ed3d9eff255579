import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { encryptionKey } from "../../kinds/encryption-key";
import { durationDays, isoDays } from "../duration";

const POLICY = "properties.rotationPolicy";
const ACTIONS = `${POLICY}.lifetimeActions`;

/** Key Vault rotates a key 7 days after its creation at the earliest. */
const SHORTEST_DAYS = 7;

const format = { unit: "days", why: "is not an ISO 8601 duration, so it cannot be judged" };

/**
 * `azure-native:keyvault:Key`. Without a rotation policy it is never rotated. Keys of a Managed HSM are no resources of
 * the provider.
 */
export const vaultKey = reader("azure-native:keyvault:Key", encryptionKey, (inputs) => ({
  get rotationDecidedElsewhere() {
    return onlySigns(inputs) ? "it signs, and encrypts nothing" : undefined;
  },
  // The policy's period alone decides.
  rotationEnabled: Fact.given(true),
  get rotationDays() {
    return rotationDays(inputs);
  },
  get hsmBacked() {
    return inHsm(inputs);
  },
  shortestRotation: {
    days: SHORTEST_DAYS,
    advice: "Key Vault rotates a key no sooner than 7 days after its creation: exempt the key with a reason.",
  },
}));

/** A type that ends in `-HSM` is kept in a module, which needs a premium vault. */
function inHsm(inputs: Inputs): Fact<boolean> {
  const type = inputs.string("properties.kty");
  return type.map((kty) => /-HSM$/i.test(kty), {
    says: (inside) => (inside ? "a key in an HSM" : "a key in software"),
    write: () => `${type.shownValue ?? "RSA"}-HSM`,
  });
}

/** Key Vault signs alone with elliptic curve keys; with others, as far as `keyOps` says so. */
function onlySigns(inputs: Inputs): boolean {
  if (["EC", "EC-HSM"].includes(inputs.string("properties.kty").value ?? "")) return true;
  const operations = inputs.strings("properties.keyOps");
  return (
    operations.items.length > 0 &&
    operations.missing === undefined &&
    operations.items.every(({ value }) => value === "sign" || value === "verify")
  );
}

function rotationDays(inputs: Inputs): Fact<number> {
  const actions = inputs.list(ACTIONS);
  const rotates = actions.items.find((action) => typeOf(action).value?.toLowerCase() === "rotate");
  if (rotates) return daysOf(rotates.at("trigger"), inputs);
  if (actions.missing) return Fact.unknown(actions.missing.path ?? [], actions.missing.why);
  const untold = actions.items.map(typeOf).find((type) => !type.isDecided);
  if (untold) return untold.map(() => 0);
  const at = [...inputs.at(ACTIONS).path, actions.items.length];
  return new Fact({ is: "absent" }, at, {
    ...format,
    write: (days) => ({ action: { type: "rotate" }, trigger: { timeAfterCreate: isoDays(days) } }),
  });
}

function typeOf(action: Inputs): Fact<string> {
  return action.string("action.type");
}

/** Days from a key's creation to its rotation, which may be written from either end of its life. */
function daysOf(trigger: Inputs, inputs: Inputs): Fact<number> {
  const afterCreate = trigger.string("timeAfterCreate");
  const beforeExpiry = trigger.string("timeBeforeExpiry").map(durationDays, format);
  if (!afterCreate.isAbsent || beforeExpiry.isAbsent) {
    return afterCreate.map(durationDays, { ...format, write: isoDays });
  }
  const { value: before } = beforeExpiry;
  if (before === undefined) return beforeExpiry;
  const expiry = inputs.string(`${POLICY}.attributes.expiryTime`).map(durationDays, format);
  const { value: life } = expiry;
  if (life === undefined) {
    return expiry.map((days) => days, { unit: "days", write: (days) => isoDays(days + before) });
  }
  return beforeExpiry.map(() => life - before, {
    unit: "days",
    write: (days) => isoDays(life - days),
    // Either secret could be told from the other and the fix.
    ...([beforeExpiry, expiry].some(isSecret) ? { fixable: false } : {}),
  });
}

function isSecret({ state }: Fact<unknown>): boolean {
  return state.is === "known" && state.secret === true;
}
