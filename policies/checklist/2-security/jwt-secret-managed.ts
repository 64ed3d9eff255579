import {
  aboutOther,
  advisory,
  allOf,
  anyOf,
  notApplicable,
  pass,
  undetermined,
  violation,
  type Outcome,
} from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { ConfigObject } from "../../kinds/config-object";
import { isPlaceholder, namesCredential } from "../../kinds/credential";
import type { Environment, Variable } from "../../kinds/environment";
import { secretObject, type SecretObject } from "../../kinds/secret";
import { workload, type Workload } from "../../kinds/workload";
import { eachApplicationContainer } from "../each-container";
import { isProgramSecret, secretAdvice, shownByPlatform } from "../plain-text";

/** 2.3 "JWT secret stored in secrets manager". */
export const jwtSecretManaged = requirement({
  item: "2.3.1",
  name: "2.3-jwt-secret-managed",
  title: "JWT secret",
  description: "The key that signs tokens comes from a secret, and that secret from a secrets manager.",
  why: "Whoever knows the key signs tokens for any user.",
  from: "STANDARD",
  severity: "critical",
  decidedBy: "stack",
  howToFix:
    "Keep the key in a secrets manager, sync it into a Secret (ExternalSecret, SecretProviderClass), and refer to it with secretKeyRef.",
  each: workload,
  check: (_, context) =>
    eachApplicationContainer(context, (environment) => {
      const keys = environment.variables.filter(({ name }) => isSigningKey(name));
      return keys.length === 0
        ? notApplicable("it has no signing key of its own")
        : allOf(...keys.map((variable) => isManaged(variable, environment, context)));
    }),
});

const NEEDS = "a reference to a secret";

/** `JWT_SECRET_KEY`, and what else is a secret by its name and a JWT's. */
function isSigningKey(name: string): boolean {
  return /(?:^|_)JWT(?:_|$)/.test(name) && namesCredential(name);
}

function isManaged(
  variable: Variable,
  environment: Environment,
  { stack, subject }: Context<Workload>,
): Outcome {
  const advice = secretAdvice(subject.thing);
  const { name, source, written, heldBy } = variable;
  const value = environment.value(name);
  const { state } = variable.value;
  if (source === "secret") {
    if (heldBy)
      return anyOf(
        ...heldBy.subjects.map((holder) =>
          heldWell(
            holder,
            { key: heldBy.key, name, advice, sync: subject.thing.advice?.secret ?? SYNC },
            stack,
          ),
        ),
      );
    return written && isProgramSecret(written) ? allOf(pass, shownByPlatform(name, written, advice)) : pass;
  }
  if (state.is === "unknown") return undetermined({ called: name, path: value.path, why: state.why });
  // Empty: 4.1 says that it is not set.
  if (variable.value.value === "") return notApplicable("it is not set");
  return source === "config"
    ? value.violation({ says: "is no secret", needs: NEEDS, advice })
    : variable.value.violation({ says: `sets ${name} to a literal`, needs: NEEDS, advice });
}

/** Where a key stands in the object that holds it, and what to do where it does not stand there well. */
interface Held {
  readonly key: string;
  readonly name: string;
  readonly advice: string;
  readonly sync: string;
}

/** Whether the object that holds the key keeps it well. */
function heldWell(
  subject: Subject<ConfigObject | SecretObject>,
  { key, name, advice, sync }: Held,
  stack: StackView,
): Outcome {
  const holder = `${subject.thing.identity.type} ${subject.resource.name}`;
  const entry = subject.thing.entries.items.find((candidate) => candidate.key === key);
  if (!isSecretObject(subject)) {
    const says = `${holder} shows ${name} in plain text, which is a secret of the program`;
    return allOf(pass, advisory(violation({ says, needs: NEEDS, advice })));
  }
  if (subject.thing.filledBy !== "program") return subject.thing.managed?.(subject, stack) ?? pass;
  if (entry === undefined) return pass;
  const { state, value } = entry.value;
  if (value !== undefined && isPlaceholder(value)) {
    return aboutOther(
      holder,
      entry.value.violation({ says: "holds a placeholder", needs: "a key that nobody knows", advice: sync }),
    );
  }
  if (isProgramSecret(entry.value)) return pass;
  return state.is === "unknown"
    ? undetermined({ path: entry.value.path, why: state.why, part: holder, base: [] })
    : aboutOther(
        holder,
        entry.value.violation({
          says: "is a literal of the program",
          needs: "a managed secret",
          advice: sync,
        }),
      );
}

const SYNC =
  "Fill the Secret from a secrets manager (ExternalSecret, SecretProviderClass), or take the value from config.requireSecret.";

function isSecretObject(subject: Subject<ConfigObject | SecretObject>): subject is Subject<SecretObject> {
  return subject.kind === secretObject;
}
