import * as fs from "fs";
import { RunError, type ComponentResourceOptions } from "@pulumi/pulumi";
import { isMap, isSeq, LineCounter, parseDocument, type Document } from "yaml";
import { Attestation, type AttestationArgs } from "./attestation";
import { problemsOf, type EvidenceProblem } from "./evidence-problems";

/**
 * The attestations of an evidence file, YAML or JSON: `attestations`, a list with the arguments of `Attestation` each. Its
 * JSON Schema is published with this package: `schemas/evidence.schema.json`.
 *
 * @param file The file, from the program's working folder, which is the project's.
 * @throws RunError where the file cannot be read, or does not fit its schema: one error with a line for each problem, which
 *   names the file and the line, the entry, the key, what is wrong with its value, and what is allowed.
 */
export function evidenceFrom(file: string, opts?: ComponentResourceOptions): readonly Attestation[] {
  const taken = new Map<string, number>();
  return entriesIn(file, read(file)).map((args) => {
    const count = (taken.get(args.item) ?? 0) + 1;
    taken.set(args.item, count);
    return new Attestation(count === 1 ? args.item : `${args.item}-${count}`, args, opts);
  });
}

/** An entry of an evidence file: what is known when the program is written. */
type Entry = AttestationArgs & { readonly item: string };

/**
 * The entries of an evidence file, by its text.
 *
 * @throws RunError as `evidenceFrom` does.
 */
export function entriesIn(file: string, text: string): readonly Entry[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    throw new RunError(
      `${file}:${lines.linePos(broken.pos[0]).line}: it is not valid YAML: ${broken.message}`,
    );
  }
  const content: unknown = document.toJS();
  const problems = problemsOf(content);
  if (problems.length > 0) {
    throw new RunError(problems.map((it) => said(file, it, document, lines)).join("\n"));
  }
  // It fits the schema.
  return (content as { readonly attestations: readonly Entry[] }).attestations;
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new RunError(`${file}: it cannot be read (${code}); evidenceFrom needs a YAML or JSON file`);
  }
}

function said(file: string, { path, says }: EvidenceProblem, document: Document, lines: LineCounter): string {
  const [list, index] = path;
  const item = document.getIn([list, index, "item"]);
  const entry =
    typeof index === "number"
      ? ` attestations[${index}]${typeof item === "string" ? ` (${item.slice(0, 40)})` : ""}:`
      : "";
  return `${file}:${lineOf(path, document, lines)}:${entry} ${says}.`;
}

/** The line of a key, or of what lacks it. */
function lineOf(path: EvidenceProblem["path"], document: Document, lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const offset = isMap(parent)
      ? parent.items
          .map(({ key }) => key as { value?: unknown; range?: readonly number[] })
          .find(({ value }) => value === key)?.range?.[0]
      : isSeq(parent)
        ? (parent.items[Number(key)] as { range?: readonly number[] } | undefined)?.range?.[0]
        : undefined;
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}
