import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { showBytes } from "../byte-size";

const KILOBYTE = 1024;

/** Bytes of the largest body that a gateway's firewall passes on: 128 KB unless set, or unless that is switched off. */
export function bodyLimit(settings: Inputs): Fact<number> {
  const limits = settings.boolean("requestBodyEnforcement", { whenAbsent: true });
  if (limits.untold) return Fact.unknown(limits.path, limits.untold.why);
  if (limits.value === false) {
    return new Fact<number>({ is: "known", value: Infinity, shown: "false" }, limits.path, {
      says: showBytes,
      fixable: false,
    });
  }
  const inspects = settings.boolean("requestBodyCheck", { whenAbsent: true });
  if (inspects.untold) return Fact.unknown(inspects.path, inspects.untold.why);
  if (inspects.value === false) {
    return Fact.unknown(
      inspects.path,
      "is false, and whether bodies are limited then depends on the rule set",
    );
  }
  return settings
    .number("maxRequestBodySizeInKb", { whenAbsent: 128 })
    .map((kilobytes) => kilobytes * KILOBYTE, {
      says: showBytes,
      write: (bytes) => Math.floor(bytes / KILOBYTE),
    });
}
