import { Fact, UNTIL_UPDATE, type FactState } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Kind } from "../../evaluation/kind";
import type { Undetermined } from "../../evaluation/outcome";
import type { Path } from "../../evaluation/path";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { configObject, type ConfigEntry, type ConfigObject } from "../../kinds/config-object";
import { Environment, type Variable } from "../../kinds/environment";
import { secretObject, type SecretObject } from "../../kinds/secret";
import { expand, referencesIn, type Referred } from "./expansion";
import { identityOf, objectOf } from "./identity";
import { findNamed } from "./named-object";

/**
 * The environment of a pod's container, merged as the kubelet does it: `envFrom` in its order, then `env`; the last one
 * of a name wins, and `$(NAME)` stands for a variable that is set before.
 */
export function environmentOf(container: Inputs, self: Subject<unknown>, stack: StackView): Environment {
  const merger = new Merger(self, stack);
  const sources = container.list("envFrom");
  const variables = container.list("env");
  for (const { missing } of [sources, variables]) if (missing) merger.mayLack({ why: missing.why });
  for (const source of sources.items) merger.takeAll(source);
  for (const variable of variables.items) merger.take(variable);
  return new Environment(
    merger.variables,
    { path: [...container.path, "env"], length: variables.items.length },
    merger.missing,
    container.isPartial,
  );
}

/** Has an environment merged once for all the requirements that ask for it. */
export function oncePerStack(
  merge: (self: Subject<unknown>, stack: StackView) => Environment,
): (self: Subject<unknown>, stack: StackView) => Environment {
  const merged = new WeakMap<StackView, Environment>();
  return (self, stack) => {
    let environment = merged.get(stack);
    if (environment === undefined) {
      environment = merge(self, stack);
      merged.set(stack, environment);
    }
    return environment;
  };
}

/** The two kinds of objects that hold variables. */
interface Holder {
  readonly type: "ConfigMap" | "Secret";
  readonly kind: Kind<ConfigObject | SecretObject>;
  readonly source: "config" | "secret";
  /** Where `envFrom` and `valueFrom` name it. */
  readonly all: string;
  readonly one: string;
}

const HOLDERS: readonly Holder[] = [
  { type: "ConfigMap", kind: configObject, source: "config", all: "configMapRef", one: "configMapKeyRef" },
  { type: "Secret", kind: secretObject, source: "secret", all: "secretRef", one: "secretKeyRef" },
];

/** What an object of the stack holds. */
interface Contents {
  readonly subjects: readonly Subject<ConfigObject | SecretObject>[];
  readonly entries: readonly ConfigEntry[];
  /** Why there may be more entries. */
  readonly missing?: string | undefined;
}

/** A source of variables that is not read. */
interface Lack {
  /** The object that is not in the stack; undefined for what is not known before the update. */
  readonly outside?: string;
  readonly why: string;
}

class Merger {
  private readonly byName = new Map<string, Variable>();
  private readonly lacks: Lack[] = [];
  private readonly namespace: Fact<string>;

  constructor(
    private readonly self: Subject<unknown>,
    private readonly stack: StackView,
  ) {
    this.namespace = identityOf(objectOf(self)).namespace;
  }

  get variables(): readonly Variable[] {
    return [...this.byName.values()];
  }

  /** Why there may be more variables than are known. */
  get missing(): Undetermined | undefined {
    const [first] = this.lacks;
    if (first === undefined) return undefined;
    const untold = this.lacks.find(({ outside }) => outside === undefined);
    if (untold) return { why: untold.why };
    const objects = [...new Set(this.lacks.map(({ outside = "" }) => outside))];
    const last = objects.pop() ?? "";
    return objects.length === 0
      ? { why: first.why }
      : { why: `may come from ${objects.join(", ")} or ${last}, which are not in this stack` };
  }

  mayLack(lack: Lack): void {
    this.lacks.push(lack);
  }

  /** One element of `envFrom`. */
  takeAll(source: Inputs): void {
    const holder = HOLDERS.find(({ all }) => source.has(all));
    if (holder === undefined) return;
    const prefix = source.string("prefix", { whenAbsent: "" }).value;
    const name = source.string(`${holder.all}.name`);
    const contents = this.contentsOf(holder, name);
    if (prefix === undefined || name.value === undefined) {
      if (prefix === undefined || contents === undefined) this.mayLack({ why: whyUnknown(name) });
    } else if (contents === undefined) {
      const outside = nameOf(holder, name);
      this.mayLack({ outside, why: `may come from ${outside}, which is not in this stack` });
    }
    if (prefix === undefined || contents === undefined) return;
    if (contents.missing !== undefined) this.mayLack({ why: contents.missing });
    for (const entry of contents.entries) {
      if (entry.isFileOnly) continue;
      const at = [...source.path, holder.all];
      this.set({
        ...this.variableFrom(holder, name, prefix + entry.key, entry, at),
        heldBy: { subjects: contents.subjects, key: entry.key },
      });
    }
  }

  /** One element of `env`. */
  take(variable: Inputs): void {
    const { state, value: name } = variable.string("name");
    if (name === undefined || name === "") {
      if (state.is === "unknown") this.mayLack({ why: state.why });
      return;
    }
    const taken = this.variable(name, variable);
    if (taken) this.set(taken);
  }

  private set(variable: Variable): void {
    // Deleted first, so that the order is that of the last setting.
    this.byName.delete(variable.name);
    this.byName.set(variable.name, variable);
  }

  private variable(name: string, variable: Inputs): Variable | undefined {
    if (!variable.has("valueFrom")) return this.literal(name, variable.string("value", { whenAbsent: "" }));
    for (const holder of HOLDERS) {
      if (variable.presence(["valueFrom", holder.one]).isKnown) {
        return this.referred(name, variable.at(["valueFrom", holder.one]), holder);
      }
    }
    const given =
      variable.presence("valueFrom.fieldRef").isKnown ||
      variable.presence("valueFrom.resourceFieldRef").isKnown;
    const why = given ? "is filled in by Kubernetes" : UNTIL_UPDATE;
    const value = Fact.unknown<string>([...variable.path, "valueFrom"], why);
    return { name, value, source: "platform" };
  }

  private literal(name: string, written: Fact<string>): Variable {
    const { state } = written;
    const text = written.value;
    if (isSecret(state)) return { name, value: written, source: "secret", written };
    if (text === undefined || !text.includes("$"))
      return { name, value: written, source: "literal", written };
    const expanded = expand(text, (reference) => this.lookUp(reference));
    const secrets = referencesIn(text).some((reference) => this.byName.get(reference)?.source === "secret");
    const isSame = "text" in expanded && expanded.text === text;
    const value = isSame
      ? written
      : new Fact<string>(
          "text" in expanded
            ? { is: "known", value: expanded.text, ...(secrets ? { secret: true } : {}) }
            : { is: "unknown", why: expanded.why },
          written.path,
          written.format,
        );
    return { name, value, source: secrets ? "secret" : "literal", written };
  }

  /** What `$(NAME)` stands for. */
  private lookUp(name: string): Referred {
    const variable = this.byName.get(name);
    if (variable === undefined) {
      const { missing } = this;
      return missing ? { is: "unknown", why: `refers to ${name}, which ${missing.why}` } : { is: "unset" };
    }
    const { state, value } = variable.value;
    if (value !== undefined) return { is: "set", value };
    return state.is === "unknown"
      ? { is: "unknown", why: `refers to ${name}, which ${state.why}` }
      : { is: "set", value: "" };
  }

  /** A variable that takes one key of an object. Undefined where it is optional and there is none. */
  private referred(name: string, reference: Inputs, holder: Holder): Variable | undefined {
    const object = reference.string("name");
    const key = reference.string("key");
    const { path } = reference;
    const contents = this.contentsOf(holder, object);
    const entry = contents?.entries.find((candidate) => candidate.key === key.value && !candidate.isFileOnly);
    const held = contents ? { heldBy: { subjects: contents.subjects, key: key.value ?? "" } } : {};
    if (entry) return { ...this.variableFrom(holder, object, name, entry, path), ...held };
    const isWhole = contents !== undefined && contents.missing === undefined && key.value !== undefined;
    const optional = reference.boolean("optional", { whenAbsent: false });
    if (isWhole && optional.value === true) return undefined;
    const called = nameOf(holder, object);
    const why =
      key.value === undefined && key.state.is === "unknown"
        ? UNTIL_UPDATE
        : isWhole
          ? `is key ${key.value} of ${called}, which does not hold it`
          : contents !== undefined || holder.source === "secret"
            ? `comes from ${called}, which is not read`
            : `comes from ${called}, which is not in this stack`;
    return { name, value: Fact.unknown(path, why), source: holder.source, holder: called, ...held };
  }

  private variableFrom(
    holder: Holder,
    object: Fact<string>,
    name: string,
    { value }: ConfigEntry,
    path: Path,
  ): Variable {
    const { state } = value;
    // Absent would be a value that is null, which both objects take for empty text.
    const known: FactState<string> = state.is === "absent" ? { is: "known", value: "" } : state;
    const isHidden = holder.source === "secret" && known.is === "known";
    return {
      name,
      value: new Fact<string>(isHidden ? { ...known, secret: true } : known, path, { fixable: false }),
      source: isSecret(state) ? "secret" : holder.source,
      holder: nameOf(holder, object),
    };
  }

  /** The entries of an object of the stack; undefined for one that is not in it, or not known yet. */
  private contentsOf({ kind }: Holder, name: Fact<string>): Contents | undefined {
    const { state, subjects } = findNamed(kind, { name, namespace: this.namespace }, this.self, this.stack);
    if (state !== "found") return undefined;
    const entries = subjects.flatMap(({ thing }) => thing.entries.items);
    const partial = subjects.find(
      ({ thing, resource }) =>
        thing.entries.missing !== undefined || thing.entries.isUnstated || resource.inputs.isPartial,
    );
    return {
      subjects,
      // `stringData` wins over `data`, which comes first.
      entries: [...new Map(entries.map((entry) => [entry.key, entry])).values()],
      ...(partial ? { missing: whyPartial(name, partial.thing) } : {}),
    };
  }
}

function whyPartial(name: Fact<string>, { identity, entries }: ConfigObject | SecretObject): string {
  const called = `${identity.type} ${name.value ?? ""}`.trim();
  return `may come from ${called}, which ${entries.missing?.why ?? "is set here only in part"}`;
}

function whyUnknown({ state }: Fact<string>): string {
  return state.is === "unknown" ? state.why : UNTIL_UPDATE;
}

function nameOf({ type }: Holder, name: Fact<string>): string {
  return name.value === undefined || isSecret(name.state) ? `a ${type}` : `${type} ${name.value}`;
}

function isSecret(state: FactState<string>): boolean {
  return (state.is === "known" || state.is === "unknown") && state.secret === true;
}
