import { strict as assert } from "assert";
import type { Requirement } from "../policies/evaluation/requirement";
import { profileNames, profileRank, type ProfileName } from "../profiles";
import { TestAnalyzer, type Finding } from "./analyzer";
import { withDerived, type Case, type InvalidCase, type UnknownCase, type WrittenCases } from "./cases";
import { outcomesOf } from "./outcomes";

/** A test for any runner: `it(name, run)`. */
export interface RequirementTest {
  readonly name: string;
  /** Rejects with an AssertionError when it fails. */
  readonly run: () => Promise<void>;
}

/**
 * The tests of a requirement: each case under each profile that asks. They go through the SDK of Pulumi, with its own
 * handling of values that are not known. What is invalid is also remediated, and silent under profiles that do not ask.
 */
export function requirementTests(
  requirement: Requirement,
  written: WrittenCases,
): readonly RequirementTest[] {
  const { valid, invalid, unknown, notApplicable = {} } = withDerived(written);
  return [
    ...each(requirement, "accepts", valid, accepts),
    ...each(requirement, "does not speak of", notApplicable, isSilentOn),
    ...each(requirement, "refuses", invalid, refuses),
    ...each(requirement, "remediates", remediable(invalid), remediates),
    ...Object.entries(invalid).flatMap(([name, it]) =>
      profileNames
        .filter((profile) => profileRank(profile) < profileRank(requirement.from))
        .map((profile) => ({
          name: `${profile} does not ask for: ${name}`,
          run: async () => assert.deepEqual(await findings(requirement, profile, it), []),
        })),
    ),
    ...each(requirement, "cannot tell", unknown, cannotTell),
  ];
}

type Check<T> = (requirement: Requirement, profile: ProfileName, it: T) => Promise<void>;

function each<T extends Case>(
  requirement: Requirement,
  kind: string,
  group: Readonly<Record<string, T>>,
  check: Check<T>,
): readonly RequirementTest[] {
  return Object.entries(group).flatMap(([name, it]) =>
    (it.profiles ?? profileNames)
      .filter((profile) => profileRank(profile) >= profileRank(requirement.from))
      .map((profile) => ({
        name: `${profile} ${kind}: ${name}`,
        run: () => check(requirement, profile, it),
      })),
  );
}

const remediable = (invalid: Readonly<Record<string, InvalidCase>>) =>
  Object.fromEntries(Object.entries(invalid).filter(([, it]) => it.remediable ?? true));

const accepts: Check<Case> = async (requirement, profile, it) => {
  assert.deepEqual(await findings(requirement, profile, it), []);
  assert.ok(
    outcomesOf(requirement, profile, it).some(({ result }) => result === "pass"),
    "something passes: silence is not acceptance",
  );
};

const isSilentOn: Check<Case> = async (requirement, profile, it) => {
  assert.deepEqual(await findings(requirement, profile, it), []);
  const spoken = outcomesOf(requirement, profile, it).filter(({ result }) => result !== "not-applicable");
  assert.deepEqual(spoken, []);
};

const refuses: Check<InvalidCase> = async (requirement, profile, it) => {
  const found = await findings(requirement, profile, it);
  const violations = found.filter(({ message }) => !message.includes(": undetermined, "));
  assert.deepEqual(
    sorted(violations.map(({ message }) => message)),
    sorted(it.finds.map((text) => text.replaceAll("{profile}", profile))),
  );
  assert.ok(it.finds.length > 0, "an invalid case finds something");
  if (it.advisory ?? requirement.advisory) assert.ok(violations.every(({ level }) => level === "advisory"));
  else assert.ok(violations.some(({ level }) => level === "mandatory"));
};

const remediates: Check<InvalidCase> = async (requirement, profile, it) => {
  const stack = await analyzerOf(requirement, profile, it, { remediate: true }).remediated(it.stack);
  assert.notDeepEqual(
    stack,
    it.stack,
    "the remediation changes something; if it cannot, remediable is false",
  );
  assert.deepEqual(messages(await findings(requirement, profile, { ...it, stack }), "mandatory"), []);
};

const cannotTell: Check<UnknownCase> = async (requirement, profile, it) => {
  const found = await findings(requirement, profile, it);
  assert.deepEqual(
    sorted(messages(found, "mandatory")),
    sorted((it.finds ?? []).map((text) => text.replaceAll("{profile}", profile))),
  );
  const undetermined = messages(found, "advisory");
  assert.ok(undetermined.length > 0, "an advisory finding that says what cannot be told");
  for (const text of it.mentions) {
    assert.ok(
      undetermined.some((message) => message.includes(text)),
      `${undetermined.join("\n")}\nmentions ${text}`,
    );
  }
  const urns = found.filter(({ level }) => level === "advisory").map(({ urn }) => urn);
  assert.equal(new Set(urns).size, urns.length, "one advisory finding per resource");
};

async function findings(
  requirement: Requirement,
  profile: ProfileName,
  it: Case,
): Promise<readonly Finding[]> {
  const found = await analyzerOf(requirement, profile, it).analyze(it.stack);
  return found.filter(({ policy }) => policy === requirement.name);
}

function analyzerOf(
  requirement: Requirement,
  profile: ProfileName,
  { applicationGeneration }: Case,
  options: { readonly remediate?: boolean } = {},
): TestAnalyzer {
  const names = [requirement.name];
  return new TestAnalyzer(profile, { ...options, names, more: [requirement], applicationGeneration });
}

const messages = (found: readonly Finding[], level: Finding["level"]) =>
  found.filter((finding) => finding.level === level).map(({ message }) => message);
const sorted = (texts: readonly string[]) => [...texts].sort();
