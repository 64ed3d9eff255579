import type { Fact } from "../evaluation/fact";
import { advisory, allOf, notApplicable, pass, undetermined, type Outcome } from "../evaluation/outcome";
import type { Context } from "../evaluation/requirement";
import { credentialsInCommand } from "../kinds/command-line";
import type { ConfigEntry } from "../kinds/config-object";
import { credentialsInFile, type Credential } from "../kinds/credential";
import type { Variable } from "../kinds/environment";
import type { Container, Workload } from "../kinds/workload";

/** Which literals a requirement takes for credentials. */
export interface CredentialTest {
  /** Whether a name alone calls its value one. */
  isNamed(name: string): boolean;
  find(name: string, text: string): Credential | undefined;
}

const NEEDS = "a reference to a secret";
const ON_KUBERNETES =
  "Keep it in a Secret that a secrets manager fills, and refer to it with valueFrom.secretKeyRef.";

/** How a workload takes a value from a secret instead of writing it out. */
export function secretAdvice({ advice }: Workload): string {
  return advice?.secret ?? ON_KUBERNETES;
}

/** No variable, no argument and no option of the container writes out a credential. */
export function containerHoldsNone(
  container: Container,
  { subject, stack }: Context<Workload>,
  test: CredentialTest,
): Outcome {
  const advice = secretAdvice(subject.thing);
  const variables = container.environmentIn?.(subject, stack).variables ?? [];
  const command = container.commandLine?.items ?? [];
  const options = container.options?.items ?? [];
  return allOf(
    pass,
    ...[...variables, ...options.map(asVariable)].map((it) => variableHoldsNone(it, test, advice)),
    ...credentialsInCommand(command, test).map(({ argument, name, credential }) =>
      isProgramSecret(argument)
        ? shownByPlatform(name, argument, advice)
        : argument.violation({ says: saysLiteral(name, credential), needs: NEEDS, advice }),
    ),
  );
}

/** No value of the configuration object is a credential, or a file that holds one. */
export function entryHoldsNone({ key, value, advice }: ConfigEntry, test: CredentialTest): Outcome {
  const text = value.value;
  if (text === undefined) {
    return value.state.is === "unknown" && test.isNamed(key)
      ? undetermined({ path: value.path, why: value.state.why })
      : pass;
  }
  const says = text.includes("\n") ? saysFile(key, text, test) : saysValue(test.find(key, text));
  return says === undefined
    ? pass
    : value.violation({
        says,
        needs: "no credentials",
        advice: advice ?? "Move it to a Secret that a secrets manager fills.",
      });
}

function saysValue(credential: Credential | undefined): string | undefined {
  return credential && `holds ${credential.what}`;
}

function saysFile(key: string, text: string, test: CredentialTest): string | undefined {
  const [found] = credentialsInFile(key, text, (name, value) => test.find(name, value));
  if (found === undefined) return undefined;
  const { name, line, credential } = found;
  return name === undefined ? `holds ${credential.what}` : `sets ${name} to a literal on line ${line}`;
}

function asVariable([name, value]: readonly [name: string, value: Fact<string>]): Literal {
  return { name, written: value };
}

/** What names a value that is written out. */
type Literal = Pick<Variable, "name" | "written">;

function variableHoldsNone({ name, written }: Literal, test: CredentialTest, advice: string): Outcome {
  if (written === undefined) return notApplicable("it is no literal");
  const { state } = written;
  const credential = written.value === undefined ? undefined : test.find(name, written.value);
  if (isProgramSecret(written)) {
    return credential || (state.is === "unknown" && test.isNamed(name))
      ? shownByPlatform(name, written, advice)
      : pass;
  }
  if (credential) {
    return written.violation({ says: saysLiteral(name, credential), needs: NEEDS, advice });
  }
  return state.is === "unknown" && test.isNamed(name)
    ? undetermined({ path: written.path, why: `sets ${name} to a value that ${state.why}` })
    : pass;
}

function saysLiteral(name: string | undefined, { known, what }: Credential): string {
  if (name === undefined) return `holds what looks like ${what}`;
  return known === "by name" ? `sets ${name} to a literal` : `sets ${name} to what looks like ${what}`;
}

/** True for a value that the program marked secret, known or not. */
export function isProgramSecret({ state }: Fact<string>): boolean {
  return (state.is === "known" || state.is === "unknown") && state.secret === true;
}

/** The program keeps it secret, and the platform then shows it to whoever may look at the workload. */
export function shownByPlatform(name: string | undefined, written: Fact<string>, advice: string): Outcome {
  return advisory(
    written.violation({
      says: `${name === undefined ? "holds" : `sets ${name} to`} a secret of the program, which the workload then shows in plain text`,
      needs: NEEDS,
      advice,
    }),
  );
}
