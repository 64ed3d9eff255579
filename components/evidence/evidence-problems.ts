import { Ajv, type ErrorObject } from "ajv";
import { requirements } from "../../policies/checklist";
import { isDay } from "../../policies/evaluation/day";
import { suggestion } from "../../policies/evaluation/suggestion";
import { credentialShape } from "../../policies/kinds/credential";
import { evidenceSchema, type Schema } from "./evidence-schema";

/** What is wrong with the content of an evidence file. */
export interface EvidenceProblem {
  /** Where it stands: `["attestations", 2, "measurements", "p95Ms"]`. */
  readonly path: readonly (string | number)[];
  /** The key, what is wrong with its value, and what is allowed. */
  readonly says: string;
}

/** What is wrong with the content of an evidence file, in its order. Values that may be secret are not shown. */
export function problemsOf(content: unknown): readonly EvidenceProblem[] {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false });
  ajv.addFormat("date", isDay);
  const validate = ajv.compile(evidenceSchema(requirements));
  if (validate(content)) return [];
  const problems = (validate.errors ?? []).filter(({ keyword }) => keyword !== "if").map(problemOf);
  // One value is wrong once, whichever rules it breaks.
  const byPlace = new Map(problems.reverse().map((it) => [JSON.stringify(it.path), it]));
  return [...byPlace.values()].reverse().sort((a, b) => entryOf(a) - entryOf(b));
}

function entryOf({ path }: EvidenceProblem): number {
  return typeof path[1] === "number" ? path[1] : -1;
}

function problemOf(error: ErrorObject): EvidenceProblem {
  const at = error.instancePath
    .split("/")
    .slice(1)
    .map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment));
  const params = error.params as Readonly<Record<string, string>>;
  switch (error.keyword) {
    case "required": {
      const key = params["missingProperty"] ?? "";
      const allowed = descriptionOf(error.parentSchema as Schema, key);
      return { path: [...at, key], says: `${called([...at, key])} is not set; it has to be ${allowed}` };
    }
    case "additionalProperties": {
      const key = params["additionalProperty"] ?? "";
      const known = Object.keys((error.parentSchema?.["properties"] ?? {}) as object);
      const allowed = known.length === 0 ? "there are none to give" : `allowed are ${known.join(", ")}`;
      return {
        path: [...at, key],
        says: `${called([...at, key])} is not known${suggestion(key, known)}; ${allowed}`,
      };
    }
    default: {
      const { description } = error.parentSchema as { readonly description?: string };
      const guess =
        error.keyword === "enum" && typeof error.data === "string"
          ? suggestion(error.data, error.schema as readonly string[])
          : "";
      return {
        path: at,
        says: `${called(at)} ${shown(at, error)}${guess}; it has to be ${description ?? "an object"}`,
      };
    }
  }
}

/** The key as it is called inside its entry: `measurements.p95Ms`. */
function called(path: EvidenceProblem["path"]): string {
  const inside = typeof path[1] === "number" ? path.slice(2) : path;
  if (inside.length === 0) return path.length === 0 ? "the file" : "it";
  return inside.join(".");
}

/** Keys whose values say nothing that could be secret. */
const SHOWN = /^(?:item|result|on|validUntil)$/;

function shown(path: EvidenceProblem["path"], { data: value, keyword }: ErrorObject): string {
  const isShown = path.includes("measurements") || SHOWN.test(String(path.at(-1)));
  if (value === null) return "is empty";
  if (typeof value === "object") return Array.isArray(value) ? "is a list" : "is an object";
  if (typeof value !== "string") return `is ${JSON.stringify(value)}`;
  const tells = isShown && value.length <= 40 && credentialShape(value) === undefined;
  if (tells) return `is ${JSON.stringify(value)}`;
  return keyword === "type" ? "is text" : "is something else";
}

/** What an entry has to say under a key. */
function descriptionOf(schema: Schema, key: string): string {
  const own = (schema["properties"] ?? {}) as Readonly<Record<string, { readonly description?: string }>>;
  return own[key]?.description ?? entryProperties[key]?.description ?? "given";
}

const definitions = evidenceSchema(requirements)["definitions"] as {
  readonly attestation: { readonly properties: Readonly<Record<string, { readonly description?: string }>> };
};
const entryProperties = definitions.attestation.properties;
