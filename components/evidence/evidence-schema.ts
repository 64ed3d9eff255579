import { evidenceForms, evidenceResults, type Measurement } from "../../policies/evaluation/evidence";
import type { Requirement } from "../../policies/evaluation/requirement";

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

const REASON_LENGTH = 10;

/** The JSON Schema (draft 07) of evidence files. Descriptions say what is allowed, as they follow "it has to be". */
export function evidenceSchema(requirements: readonly Requirement[]): Schema {
  const items = [...new Set(requirements.flatMap(({ item, name }) => [item, name]))];
  const day = (about: string) => ({
    type: "string",
    pattern: evidenceForms.day.source,
    format: "date",
    description: `${about}, as in 2026-11-24`,
  });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "https://fraiseql.dev/schemas/fraiseql-checklist/evidence-v1.json",
    title: "Evidence for the FraiseQL Production Deployment Checklist",
    type: "object",
    required: ["attestations"],
    additionalProperties: false,
    properties: {
      $schema: { type: "string", description: "the address of this schema" },
      attestations: {
        type: "array",
        items: { $ref: "#/definitions/attestation" },
        description: "a list of attestations",
      },
    },
    definitions: {
      attestation: {
        type: "object",
        required: ["item", "result", "by", "on"],
        additionalProperties: false,
        properties: {
          item: {
            type: "string",
            enum: items,
            description: "a box of the checklist such as 6.3.1, or a requirement such as 6.3-load-test",
          },
          result: { type: "string", enum: evidenceResults, description: "passed, failed or not-applicable" },
          by: { type: "string", pattern: "\\S", description: "the name of whoever attests it" },
          on: day("the day it was done"),
          evidence: {
            type: "string",
            pattern: evidenceForms.evidence.source,
            description:
              "a link without a password in it (https://...), or the digest of a file (sha256:...)",
          },
          validUntil: day("the last day on which it counts"),
          measurements: { type: "object", description: "numbers and words by name" },
          coveredBy: {
            type: "string",
            pattern: evidenceForms.coveredBy.source,
            description: "the stack that has it: organization/project/stack",
          },
          reason: {
            type: "string",
            minLength: REASON_LENGTH,
            description: `why it does not apply, in ${REASON_LENGTH} characters or more`,
          },
        },
        allOf: [
          { if: { ...passedHere }, then: { required: ["evidence"] } },
          { if: resultIs("not-applicable"), then: { required: ["reason"] } },
          ...requirements.flatMap(measurementSchemas),
        ],
      },
    },
  };
}

/** What passed in this stack, so that it is this file that tells its measurements. */
const passedHere = { ...resultIs("passed"), not: { required: ["coveredBy"] } };

function resultIs(result: string) {
  return { properties: { result: { const: result } }, required: ["result"] };
}

function measurementSchemas({ item, name, evidence }: Requirement): readonly Schema[] {
  if (evidence === undefined) return [];
  const measurements = Object.entries(evidence.measurements ?? {});
  const needed = measurements.filter(([, { optional }]) => !optional).map(([key]) => key);
  const isOf = { properties: { item: { enum: [name, item] } }, required: ["item"] };
  const properties = Object.fromEntries(measurements.map(([key, it]) => [key, measurementSchema(it)]));
  const known = {
    if: isOf,
    then: { properties: { measurements: { additionalProperties: false, properties } } },
  };
  if (needed.length === 0) return [known];
  return [
    known,
    {
      if: { allOf: [isOf, passedHere] },
      then: {
        required: ["measurements"],
        properties: { measurements: { required: needed, properties } },
      },
    },
  ];
}

function measurementSchema(it: Measurement): Schema {
  switch (it.form) {
    case "number":
      return {
        type: "number",
        minimum: 0,
        description: `a number${it.unit === "" ? "" : ` of ${it.unit}`} (${it.about})`,
      };
    case "result":
      return { type: "string", enum: ["passed", "failed"], description: `passed or failed (${it.about})` };
    case "text":
      return {
        type: "string",
        ...(it.words === undefined
          ? { pattern: "\\S", description: `${it.about}, in words` }
          : {
              pattern: `^(?:${it.words.join("|")})(?:, *(?:${it.words.join("|")}))*$`,
              description: `${it.about}, separated by commas: ${it.words.join(", ")}`,
            }),
      };
  }
}
