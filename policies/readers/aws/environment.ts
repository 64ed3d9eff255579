import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import { Environment, type Variable } from "../../kinds/environment";

/**
 * The environment of an ECS or Batch container: `environment` holds literals, `secrets` names what Secrets Manager or
 * Parameter Store hold, and `environmentFiles` adds what neither of them sets.
 */
export function listedEnvironment(container: Inputs, property = "environment"): Environment {
  const literals = container.list(property);
  const secrets = container.list("secrets");
  const variables = [
    ...literals.items.flatMap((it) => named(it, (name) => literalOf(name, valueOf(it)))),
    ...secrets.items.flatMap((it) => named(it, (name) => secretOf(name, it.string("valueFrom")))),
  ];
  return new Environment(
    variables,
    { path: [...container.path, property], length: literals.items.length },
    missingOf(container, [literals, secrets]),
  );
}

/** The environment that an object holds by name, and secrets that another one names. */
export function mappedEnvironment(inputs: Inputs, literals: string, secrets?: string): Environment {
  const written = inputs.entries(literals);
  const held = secrets === undefined ? new Listing<never>([]) : inputs.entries(secrets);
  const missing = written.missing ?? held.missing;
  return new Environment(
    [
      ...written.items.map(([name, value]) => literalOf(name, value)),
      ...held.items.map(([name, reference]) => secretOf(name, reference)),
    ],
    { path: inputs.at(literals).path },
    missing && { why: missing.why },
  );
}

/** The names of the variables that are set by name. */
export function listedNames(container: Inputs, property = "environment"): Listing<string> {
  const names = Listing.of(container.list(property), container.list("secrets")).map(
    (variable) => variable.string("name").value ?? "",
  );
  return names.filter((name) => name !== "");
}

function named(it: Inputs, to: (name: string) => Variable): readonly Variable[] {
  const name = it.string("name").value;
  return name === undefined || name === "" ? [] : [to(name)];
}

/** A value that is left out is empty. */
function valueOf(it: Inputs): Fact<string> {
  return it.string("value", { whenAbsent: "" });
}

function literalOf(name: string, value: Fact<string>): Variable {
  const { state } = value;
  const isSecret = (state.is === "known" || state.is === "unknown") && state.secret === true;
  return { name, value, written: value, source: isSecret ? "secret" : "literal" };
}

function secretOf(name: string, reference: Fact<string>): Variable {
  const holder = holderOf(reference.value);
  const value = Fact.unknown<string>(reference.path, `comes from ${holder}, which is not read`);
  return { name, value, source: "secret", holder };
}

/** What keeps a secret, by its ARN; a name alone is that of a parameter. */
function holderOf(reference: string | undefined): string {
  if (reference === undefined) return "a secret";
  return /^arn:[\w-]+:secretsmanager:/.test(reference) ? "Secrets Manager" : "Parameter Store";
}

function missingOf(container: Inputs, lists: readonly Listing<Inputs>[]): Undetermined | undefined {
  const list = lists.find(({ missing }) => missing !== undefined);
  if (list?.missing) return { why: list.missing.why };
  const unnamed = lists.flatMap(({ items }) => items).map((it) => it.string("name").state);
  for (const state of unnamed) if (state.is === "unknown") return { why: state.why };
  const files = container.list("environmentFiles");
  if (files.missing) return { why: files.missing.why };
  return files.items.length > 0 ? { why: "may come from a file of variables, which is not read" } : undefined;
}
