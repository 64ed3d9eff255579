import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";

/** What containers name a configuration object or a secret by. */
export interface ConfigIdentity {
  /** `ConfigMap`, `Secret`, `ExternalSecret`, ... in the platform's own words. */
  readonly type: string;
  readonly name: Fact<string>;
  readonly namespace: Fact<string>;
}

/** One named value of a configuration object or a secret. */
export interface ConfigEntry {
  readonly key: string;
  /** Never shown. Unknown for what is not text, and for what is fetched when the stack runs. */
  readonly value: Fact<string>;
  /** True for what cannot be an environment variable: binary data. */
  readonly isFileOnly?: boolean;
  /** Where a credential belongs instead. Left out: a Secret. */
  readonly advice?: string;
}

/** Settings that containers take as variables or files: a ConfigMap. */
export interface ConfigObject {
  readonly identity: ConfigIdentity;
  readonly entries: Listing<ConfigEntry>;
}

export const configObject = kind<ConfigObject>("configuration object");
