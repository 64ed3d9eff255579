import { requirements } from "../../policies/checklist";
import { treeOf } from "../../policies/crossguard/decode";
import { IDENTIFIERS } from "../../policies/crossguard/resource-view";
import { profileOf, resolveSettings } from "../../policies/crossguard/settings";
import { judgeStack } from "../../policies/evaluation/evaluate";
import { Inputs, type PropertyRead } from "../../policies/evaluation/inputs";
import type { Requirement } from "../../policies/evaluation/requirement";
import type { Resource } from "../../policies/evaluation/resource";
import { StackView } from "../../policies/evaluation/stack";
import { registry } from "../../policies/readers";
import { canonicalToken } from "../../policies/readers/token";
import { profileNames } from "../../profiles";
import { dependenciesOf, plainProps, urnOf } from "../../test/kit/analyzer";
import type { Case, CaseTable, TestResource } from "../../test/kit/cases";
import { moment } from "../../test/kit/moment";

type Note = (token: string, read: PropertyRead) => void;

/** What each requirement reads in its cases, by the type of resource. */
export type Reads = ReadonlyMap<Requirement, ReadonlyMap<string, readonly PropertyRead[]>>;

/** What the requirements read when their cases are judged. */
export function readsOfCases(tables: readonly CaseTable[]): Reads {
  return new Map(
    requirements.map((requirement) => {
      const byToken = new Map<string, PropertyRead[]>();
      const note: Note = (token, read) => {
        const reads = byToken.get(token);
        if (reads) reads.push(read);
        else byToken.set(token, [read]);
      };
      for (const { valid, invalid } of tables.filter((it) => it.requirement === requirement.name)) {
        for (const it of [...Object.values<Case>(valid), ...Object.values(invalid)]) {
          judge(requirement, it, note);
        }
      }
      return [requirement, byToken];
    }),
  );
}

function judge(
  requirement: Requirement,
  { stack, profiles, applicationGeneration = "v1" }: Case,
  note: Note,
) {
  const settings = resolveSettings(
    {},
    {
      profile: (profiles ?? profileNames).at(-1) ?? "RESTRICTED",
      justification: "A test stack without data.",
      applicationGeneration,
    },
    moment,
  );
  let isNoted = false;
  const resources = stack.map((it) => resourceOf(it, stack, (token, read) => isNoted && note(token, read)));
  const view = new StackView(resources, (resource) => registry.identify(resource));
  nameAll(view);
  isNoted = true;
  for (const { type, name, inputs } of resources) {
    const token = canonicalToken(type);
    for (const reader of registry.readers) {
      // What some readers look at before they know what a resource is.
      if (requirement.kinds.includes(reader.kind) && reader.tokens.some((it) => covers(it, token))) {
        reader.read(inputs, { type: token, name });
      }
    }
  }
  judgeStack(requirement, { profile: profileOf(settings), settings, stack: view, requirements });
}

function resourceOf(it: TestResource, stack: readonly TestResource[], note: Note): Resource {
  const token = canonicalToken(it.type).replace(/(?:Patch|List)$/, "");
  const urns = (names: readonly string[]) =>
    stack.filter(({ name }) => names.includes(name)).map((other) => urnOf(other));
  return {
    urn: urnOf(it),
    type: it.type,
    name: it.name,
    inputs: new Inputs(treeOf(plainProps(it)), [], {
      partial: registry.isPatch(it.type),
      onRead: (read) => note(token, read),
    }),
    dependencies: Object.fromEntries(
      Object.entries(dependenciesOf(it)).map(([property, names]) => [property, urns(names)]),
    ),
    identifiers: IDENTIFIERS.map((key) => it.props[key]).filter((value) => typeof value === "string"),
  };
}

/** Has the stack read the names by which references find its resources, which no requirement asks for by itself. */
function nameAll(view: StackView): void {
  const reference = new Inputs({ to: "nothing" }).reference("to");
  for (const { kind } of registry.readers) {
    const [subject] = view.subjects(kind);
    if (subject) view.follow(subject, reference, kind);
  }
}

/** Whether a reader's token, in which `*` stands for any version, is that of a resource. */
export function covers(readerToken: string, token: string): boolean {
  if (!readerToken.includes("*")) return readerToken === token;
  const [before = "", after = ""] = readerToken.split("*");
  return token.startsWith(before) && token.endsWith(after);
}
