import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { secretObject } from "../../kinds/secret";
import { textsAt } from "./config-map";
import { identityOf } from "./identity";

/** Secrets that the program writes: `data` in base64, and `stringData`, which wins. */
export const kubernetesSecret = reader("kubernetes:core/v1:Secret", secretObject, (object) => ({
  identity: { type: "Secret", ...identityOf(object) },
  filledBy: "program" as const,
  get entries() {
    return Listing.of(
      textsAt(object, "data").map(({ key, value }) => ({
        key,
        value: value.map(decoded, { why: "is not base64 text, which is not read", fixable: false }),
      })),
      textsAt(object, "stringData"),
    );
  },
}));

/** Text from base64. Undefined for what is not text. */
function decoded(base64: string): string | undefined {
  const bytes = Buffer.from(base64, "base64");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
