import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import { Environment, type Variable } from "../../kinds/environment";
import { secretObject, type SecretObject } from "../../kinds/secret";

/** What holds secrets of its own beside its containers: an app, a job, a container group. */
export interface SecretHolder {
  readonly self: Subject<unknown>;
  /** `ContainerApp`, in the platform's own words. */
  readonly type: string;
  readonly name: Fact<string>;
}

/** The environment of a container of Container Apps: literals, and secrets that the app holds or takes from Key Vault. */
export function containerAppEnvironmentOf(
  container: Inputs,
  configuration: Inputs,
  holder: SecretHolder,
  binds: Inputs,
): Environment {
  const secrets = configuration.list("secrets");
  return listed(container, "env", binds.has("serviceBinds"), (it, name) => {
    const reference = it.string("secretRef");
    return reference.isAbsent || reference.value === ""
      ? literalOf(it, name)
      : fromApp(name, reference, secrets, holder);
  });
}

/** The environment of a container of Container Instances: literals, and values that it does not show. */
export function containerGroupEnvironmentOf(container: Inputs, holder: SecretHolder): Environment {
  return listed(container, "environmentVariables", false, (it, name) => {
    const secure = it.string("secureValue");
    if (!secure.isAbsent) return heldBy(name, secure, holder);
    const reference = it.string("secureValueReference");
    return reference.isAbsent ? literalOf(it, name) : kept(name, reference, "Key Vault");
  });
}

/** The names of the variables that are set by name. */
export function variableNames(container: Inputs, property: string): Listing<string> {
  return container
    .list(property)
    .map((variable) => variable.string("name").value ?? "")
    .filter((name) => name !== "");
}

/** A variable that something outside the program holds. */
export function kept(name: string, { path }: Fact<string>, holder: string): Variable {
  const value = Fact.unknown<string>(path, `comes from ${holder}, which is not read`);
  return { name, value, source: "secret", holder };
}

/** A variable whose value is written in the workload, as its platform shows it. */
export function literal(name: string, value: Fact<string>): Variable {
  return { name, value, written: value, source: isSecret(value) ? "secret" : "literal" };
}

/** True for a value that the program marked secret, known or not. */
export function isSecret({ state }: Fact<string>): boolean {
  return (state.is === "known" || state.is === "unknown") && state.secret === true;
}

function listed(
  container: Inputs,
  property: string,
  mayBeBound: boolean,
  variableOf: (it: Inputs, name: string) => Variable,
): Environment {
  const list = container.list(property);
  const variables = list.items.flatMap((it) => {
    const name = it.string("name").value;
    return name === undefined || name === "" ? [] : [variableOf(it, name)];
  });
  return new Environment(
    variables,
    { path: [...container.path, property], length: list.items.length },
    missingOf(list, mayBeBound),
  );
}

function missingOf(list: Listing<Inputs>, mayBeBound: boolean): Undetermined | undefined {
  if (list.missing) return { why: list.missing.why };
  for (const it of list.items) {
    const { state } = it.string("name");
    if (state.is === "unknown") return { why: state.why };
  }
  return mayBeBound
    ? { why: "may come from a service that the app is bound to, which is not read" }
    : undefined;
}

/** A value that is left out is empty. */
function literalOf(it: Inputs, name: string): Variable {
  return literal(name, it.string("value", { whenAbsent: "" }));
}

/** A secret of the app, by its name: one that it takes from Key Vault, or one whose value the program gives it. */
function fromApp(
  name: string,
  reference: Fact<string>,
  secrets: Listing<Inputs>,
  holder: SecretHolder,
): Variable {
  const called = secrets.items.find((it) => {
    const own = it.string("name").value;
    return own !== undefined && own === reference.value;
  });
  if (called === undefined) return kept(name, reference, "a secret of the app");
  if (called.has("keyVaultUrl")) return kept(name, called.string("keyVaultUrl"), "Key Vault");
  const written = called.string("value");
  return written.isAbsent ? kept(name, reference, "a secret of the app") : heldBy(name, written, holder);
}

/** A secret whose value the program writes: its platform shows it to nobody. */
function heldBy(name: string, written: Fact<string>, { self, type, name: called }: SecretHolder): Variable {
  const key = name;
  const thing: SecretObject = {
    identity: { type, name: called, namespace: self.resource.inputs.string("resourceGroupName") },
    entries: new Listing([{ key, value: written }]),
    filledBy: "program",
  };
  const { state } = written;
  return {
    name,
    // It is a secret of the platform, whether or not the program marks it as one.
    value: new Fact(
      state.is === "known" || state.is === "unknown" ? { ...state, secret: true } : state,
      written.path,
      { fixable: false },
    ),
    source: "secret",
    heldBy: { subjects: [{ resource: self.resource, kind: secretObject, thing }], key },
  };
}
