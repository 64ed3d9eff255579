import { Fact } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { database } from "../../kinds/database";
import { advised } from "../advised-fact";
import { borrowed } from "../borrowed-fact";
import { keysOfLinks, keysOfTarget, relationTo } from "./arm-link";

/** One parameter of a PostgreSQL server. */
interface ServerParameter {
  readonly server: Reference;
  readonly name: Fact<string>;
  /** Its value, called by the parameter's name in messages. */
  value(called: string): Fact<string>;
}

const serverParameter = kind<ServerParameter>("server parameter");

/** `azure-native:dbforpostgresql:Configuration`: one parameter of a server. */
export const flexibleServerConfiguration = reader(
  "azure-native:dbforpostgresql:Configuration",
  serverParameter,
  (inputs) => ({
    get server() {
      return inputs.reference("serverName");
    },
    get name() {
      return inputs.string("configurationName");
    },
    value: (called) => inputs.string("value", { called }),
  }),
);

const parametersByServer = lookup(serverParameter, (self, stack) => {
  const reference = self.thing.server;
  return keysOfLinks([{ link: stack.follow(self, reference, database), reference }]);
});

/**
 * A parameter of a server, as a configuration of the stack sets it, or as Azure does. What it is to be set to, the advice
 * says.
 */
export function parameterOf(
  name: string,
  { whenAbsent, advice }: { readonly whenAbsent: string; readonly advice: string },
  server: Subject<unknown>,
  stack: StackView,
): Fact<string> {
  const own = server.resource.inputs.string("serverName");
  const judged = stack.candidates(parametersByServer, keysOfTarget(server, own)).map((parameter) => {
    const { server: reference, name: called } = parameter.thing;
    const relation = relationTo(stack.follow(parameter, reference, database), reference, server, own);
    const isNamed = called.state.is === "unknown" ? undefined : called.value?.toLowerCase() === name;
    return {
      parameter,
      isSo: relation !== "is not" && isNamed !== false,
      isSure: relation === "is" && isNamed,
    };
  });
  const set = judged.find(({ isSure }) => isSure)?.parameter;
  if (set) {
    const fact = set.thing.value(name);
    const held = fact.isAbsent ? new Fact({ is: "absent", value: whenAbsent }, fact.path, fact.format) : fact;
    return borrowed(`configuration ${set.resource.name}`, held);
  }
  const possible = judged.find(({ isSo }) => isSo)?.parameter;
  if (possible) {
    const untold = Fact.unknown<string>([], `may be set by configuration ${possible.resource.name}`);
    return new Fact(untold.state, untold.path, { called: name });
  }
  return advised(
    new Fact<string>({ is: "absent", value: whenAbsent }, [], { called: name, fixable: false }),
    advice,
  );
}
