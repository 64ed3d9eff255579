import { Fact, UNTIL_UPDATE, type FactState } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { borrowed } from "../borrowed-fact";

/** The parameters of RDS servers that are attached to a group. */
interface ParameterGroup {
  /** `postgres16`, `aurora-postgresql16`, `mysql8.0`. */
  readonly family: Fact<string>;
  /** A parameter as the group sets it; absent, without a value, where the engine's default applies. */
  parameter(name: string): Fact<string>;
}

const parameterGroup = kind<ParameterGroup>("parameter group");

/** `aws:rds/parameterGroup:ParameterGroup` and its twin for clusters. */
export const rdsParameterGroup = reader(
  ["aws:rds/parameterGroup:ParameterGroup", "aws:rds/clusterParameterGroup:ClusterParameterGroup"],
  parameterGroup,
  (inputs) => ({
    get family() {
      return inputs.string("family");
    },
    parameter: (name) => parameterIn(inputs, name),
  }),
);

/** Parameters that only a restart applies. */
const STATIC = ["shared_preload_libraries"];

function parameterIn(inputs: Inputs, name: string): Fact<string> {
  const parameters = inputs.list("parameters");
  const own = parameters.items.find((parameter) => parameter.string("name").value === name);
  if (own) return own.string("value", { called: name });
  const { missing } = parameters;
  if (missing) return Fact.unknown(missing.path ?? ["parameters"], missing.why);
  const unread = parameters.items.map((it) => it.string("name")).find(({ isDecided }) => !isDecided);
  if (unread?.state.is === "unknown") return Fact.unknown(unread.path, unread.state.why);
  return new Fact<string>({ is: "absent" }, ["parameters", parameters.items.length], {
    called: name,
    write: (value) => ({ name, value, ...(STATIC.includes(name) ? { applyMethod: "pending-reboot" } : {}) }),
  });
}

/** A PostgreSQL engine and its major version. */
export interface PostgresFamily {
  readonly isAurora: boolean;
  readonly major: number;
}

/** A parameter that requirements ask for. */
export interface ServerParameter<T> {
  readonly name: string;
  /** What the engine applies, as text. Undefined where the family decides, and is not known. */
  readonly defaultOf: (family: PostgresFamily | undefined) => string | undefined;
  /** The fact that its text comes to. */
  readonly read: (fact: Fact<string>) => Fact<T>;
}

/** Where a server says what parameters it has. */
export interface ParameterSource {
  readonly inputs: Inputs;
  /** The property that names its group. */
  readonly group: "parameterGroupName" | "dbClusterParameterGroupName";
  /** True for a read replica, which takes its engine from its source. */
  readonly isReplica: boolean;
}

/** A parameter of a server: as the group that is attached to it says, or by the default of its engine's version. */
export function serverParameter<T>(
  { name, defaultOf, read }: ServerParameter<T>,
  { inputs, group }: ParameterSource,
  self: Subject<unknown>,
  stack: StackView,
): Fact<T> {
  const reference = inputs.reference(group);
  const named = defaultFamily(reference.fact);
  const { state, subjects } = stack.follow(self, reference, parameterGroup);
  const [attached] = subjects;
  if (state === "found" && attached) {
    const holder = `parameter group ${attached.resource.name}`;
    const set = attached.thing.parameter(name);
    if (!set.isAbsent) return borrowed(holder, read(set));
    const { family } = attached.thing;
    const value = defaultOf(parseFamily(family.value ?? ""));
    return borrowed(
      holder,
      value === undefined
        ? Fact.unknown(family.path, `decides ${name}, and ${whyNot(family)}`)
        : read(new Fact({ is: "absent", value }, set.path, set.format)),
    );
  }
  if (named === undefined && state === "unknown") return Fact.unknown([group], UNTIL_UPDATE);
  if (named === undefined && state === "outside") {
    return Fact.unknown([group], "names a parameter group outside the stack");
  }
  const version = inputs.string("engineVersion");
  const family = parseFamily(named ?? `${inputs.string("engine").value ?? ""}${version.value ?? ""}`);
  const value = defaultOf(family);
  return value === undefined
    ? Fact.unknown(version.path, `decides ${name}, and ${whyNot(version)}`)
    : read(
        new Fact(defaultState(value, reference.fact), reference.fact.path, {
          fixable: false,
          says: (text) => `the default group, whose ${name} is ${text}`,
        }),
      );
}

/** The family of a default group that is named, as text: `postgres16` of `default.postgres16`. */
export function defaultFamily({ value }: Fact<string>): string | undefined {
  return /^default\.(.*)$/.exec(value ?? "")?.[1];
}

/** A default group applies where none is named, and where it is named itself. */
function defaultState(value: string, { state }: Fact<string>): FactState<string> {
  if (state.is !== "known") return { is: "absent", value };
  return { is: "known", value, ...(state.secret ? { secret: true } : { shown: state.value }) };
}

function whyNot({ state }: Fact<string>): string {
  return state.is === "unknown" ? state.why : state.is === "absent" ? "is not set" : "cannot be read";
}

/** `postgres16`, `aurora-postgresql16.4`; undefined for other engines, and without a version. */
function parseFamily(text: string): PostgresFamily | undefined {
  const [, engine, major] = /^(aurora-postgresql|postgres)(\d+)/.exec(text) ?? [];
  return major === undefined ? undefined : { isAurora: engine === "aurora-postgresql", major: Number(major) };
}
