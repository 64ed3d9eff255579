import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { configObject, type ConfigEntry } from "../../kinds/config-object";
import { identityOf } from "./identity";

/** ConfigMaps: text in `data`, files in `binaryData`. */
export const configMap = reader("kubernetes:core/v1:ConfigMap", configObject, (object) => ({
  identity: { type: "ConfigMap", ...identityOf(object) },
  get entries() {
    return Listing.of(textsAt(object, "data"), filesAt(object, "binaryData"));
  },
}));

/** The entries of a map of texts. */
export function textsAt(object: Inputs, path: string): Listing<ConfigEntry> {
  return object.entries(path).map(([key, value]) => ({ key, value }));
}

function filesAt(object: Inputs, path: string): Listing<ConfigEntry> {
  return object.entries(path).map(([key, { path: at }]) => ({
    key,
    value: Fact.unknown<string>(at, "is binary data, which is not read"),
    isFileOnly: true,
  }));
}
