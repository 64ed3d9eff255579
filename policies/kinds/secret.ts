import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { ConfigEntry, ConfigIdentity } from "./config-object";

/** A secret that containers take values from, whatever fills it: the program itself, or a secrets manager. */
export interface SecretObject {
  readonly identity: ConfigIdentity;
  /** Its values by key; `missing` where whatever fills it decides the keys. */
  readonly entries: Listing<ConfigEntry>;
  /**
   * - `program`: the program writes the values
   * - `manager`: they are fetched from a secrets manager
   * - `sealed`: the program holds them encrypted
   */
  readonly filledBy: "program" | "manager" | "sealed";
  /** Passes when the manager that fills it is a real one. Undefined where the resource itself shows that it is. */
  managed?(self: Subject<SecretObject>, stack: StackView): Outcome;
}

export const secretObject = kind<SecretObject>("secret");

/** Where secrets are fetched from: an External Secrets store. */
export interface SecretStore {
  readonly identity: ConfigIdentity;
  /** Passes when it is a secrets manager, and not a stand-in for tests. */
  readonly isManager: Outcome;
}

export const secretStore = kind<SecretStore>("secret store");
