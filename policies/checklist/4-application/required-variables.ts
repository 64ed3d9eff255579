import { profileRank } from "../../../profiles";
import { excludedBy, unlessExcluded, type Exclusion } from "../../evaluation/exclusion";
import { advise, allOf, anyOf, pass, type Outcome } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { requiredVariables, type RequiredVariable } from "../../kinds/application-variables";
import type { Environment, Variable } from "../../kinds/environment";
import { runsToItsEnd, workload } from "../../kinds/workload";
import { eachApplicationContainer } from "../each-container";

/** 4.1 "Required Variables Set": `DATABASE_URL`, `JWT_SECRET_KEY`, `FRAISEQL_ENVIRONMENT=production`, key management, audit. */
export const requiredVariablesSet = requirement({
  item: "4.1.2",
  name: "4.1-required-variables",
  title: "Required variables",
  description:
    "The application has its database, its signing key and its environment, and from REGULATED on its key management and audit settings.",
  why: "Without them the application does not start, or starts in development mode with defaults that everyone knows.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Set DATABASE_URL and JWT_SECRET_KEY from secrets, FRAISEQL_ENVIRONMENT to production, and from REGULATED on FRAISEQL_KMS_PROVIDER and FRAISEQL_AUDIT_ENABLED.",
  each: workload,
  check: (it, context) => {
    const ends = runsToItsEnd(it, "what runs to its end serves nobody");
    return eachApplicationContainer(context, (environment) =>
      allOf(
        ...requiredVariables[context.settings.applicationGeneration]
          .filter(({ from }) => profileRank(context.profile.name) >= profileRank(from))
          .map((required) =>
            unlessExcluded(required.isForServing ? ends : undefined, () => isSet(required, environment)),
          ),
      ),
    );
  },
});

function isSet(required: RequiredVariable, environment: Environment): Outcome {
  const { unless } = required;
  return unless
    ? unlessExcluded(unnecessaryBy(environment, unless), () => holds(required, environment))
    : holds(required, environment);
}

function holds(required: RequiredVariable, environment: Environment): Outcome {
  const { names, value, whenAbsent } = required;
  const [suggested = ""] = names;
  if (value !== undefined) {
    return called(environment, required, environment.value(suggested, whenAbsent).is(value));
  }
  const set = environment.variables.filter(({ name }) => names.includes(name) || required.alike?.test(name));
  if (set.length > 0)
    return anyOf(...set.map((variable) => holdsValue(variable, environment, required.needs)));
  return called(environment, required, environment.value(suggested).isPresent(required.needs));
}

/** A variable that a secret holds is set, whatever its value. */
function holdsValue({ name, source }: Variable, environment: Environment, needs: string): Outcome {
  if (source === "secret") return pass;
  return environment
    .value(name)
    .satisfies((text) => !/^(?:\s*|false|off|none|disabled|0)$/i.test(text), needs);
}

/** Why another variable makes it unnecessary, where it does. */
function unnecessaryBy(
  environment: Environment,
  { name, value, why }: NonNullable<RequiredVariable["unless"]>,
): Exclusion | undefined {
  if (value === undefined && environment.find(name)) return why;
  return excludedBy(environment.value(name), (text) => value === undefined || text === value, why);
}

/** The finding, with the names that were set in place of the right one. */
function called(environment: Environment, { misnomers, names }: RequiredVariable, outcome: Outcome): Outcome {
  const wrong = misnomers.filter((name) => environment.find(name) !== undefined);
  if (wrong.length === 0) return outcome;
  const are = wrong.length > 1 ? "are" : "is";
  return advise(outcome, `${wrong.join(", ")} ${are} set, and not read: the name is ${names.join(" or ")}.`);
}
