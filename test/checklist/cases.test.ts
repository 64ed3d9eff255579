import { strict as assert } from "assert";
import { profileNames, profileRank, type ProfileName } from "../../profiles";
import { requirements } from "../../policies/checklist";
import type { Requirement } from "../../policies/evaluation/requirement";
import { TestAnalyzer, type Finding } from "../kit/analyzer";
import type { Case } from "../kit/cases";
import { allTables } from "../kit/tables";
import { outcomesOf } from "../kit/verdicts";

async function findings(
  requirement: Requirement,
  profile: ProfileName,
  { stack, applicationGeneration }: Case,
): Promise<readonly Finding[]> {
  const found = await new TestAnalyzer(profile, {
    names: [requirement.name],
    applicationGeneration,
  }).analyze(stack);
  return found.filter(({ policy }) => policy === requirement.name);
}

function askingProfiles({ from }: Requirement, { profiles }: Case): readonly ProfileName[] {
  return (profiles ?? profileNames).filter((name) => profileRank(name) >= profileRank(from));
}

const messages = (found: readonly Finding[], level: Finding["level"]) =>
  found.filter((finding) => finding.level === level).map(({ message }) => message);
const sorted = (texts: readonly string[]) => [...texts].sort();

describe("checklist", () => {
  for (const table of allTables()) {
    const requirement = requirements.find(({ name }) => name === table.requirement);
    describe(`${table.requirement} on ${table.provider}`, () => {
      if (requirement === undefined) {
        it("is a requirement", () => assert.fail(`${table.requirement} is not a requirement`));
        return;
      }
      const level = requirement.advisory ? "advisory" : "mandatory";
      const each = (
        kind: string,
        group: Readonly<Record<string, Case>>,
        run: (it: Case, profile: ProfileName) => Promise<void>,
      ) => {
        for (const [name, testCase] of Object.entries(group)) {
          for (const profile of askingProfiles(requirement, testCase)) {
            it(`${profile} ${kind}: ${name}`, () => run(testCase, profile));
          }
        }
      };

      each("accepts", table.valid, async (it, profile) => {
        assert.deepEqual(await findings(requirement, profile, it), []);
        assert.ok(
          outcomesOf(requirement, profile, it).some(({ result }) => result === "pass"),
          "something passes: silence is not acceptance",
        );
      });
      each("does not speak of", table.notApplicable ?? {}, async (it, profile) => {
        assert.deepEqual(await findings(requirement, profile, it), []);
        const outcomes = outcomesOf(requirement, profile, it);
        assert.deepEqual(
          outcomes.filter(({ result }) => result !== "not-applicable"),
          [],
        );
      });
      for (const [name, testCase] of Object.entries(table.invalid)) {
        const { stack, finds, remediable = true, advisory = requirement.advisory, profiles } = testCase;
        for (const profile of askingProfiles(requirement, { stack, ...(profiles ? { profiles } : {}) })) {
          it(`${profile} refuses: ${name}`, async () => {
            const found = await findings(requirement, profile, testCase);
            const blocking = found.filter(({ message }) => !message.includes(": undetermined, "));
            assert.deepEqual(
              sorted(blocking.map(({ message }) => message)),
              sorted(finds.map((text) => text.replaceAll("{profile}", profile))),
            );
            assert.ok(finds.length > 0);
            if (advisory) assert.ok(blocking.every((finding) => finding.level === "advisory"));
            else assert.ok(blocking.some((finding) => finding.level === level));
          });
          if (remediable) {
            it(`${profile} remediates: ${name}`, async () => {
              const remediated = await new TestAnalyzer(profile, {
                remediate: true,
                names: [requirement.name],
                applicationGeneration: testCase.applicationGeneration,
              }).remediated(stack);
              assert.notDeepEqual(remediated, stack);
              assert.deepEqual(
                messages(
                  await findings(requirement, profile, { ...testCase, stack: remediated }),
                  "mandatory",
                ),
                [],
              );
            });
          }
        }
        const lower = profileNames.filter((name) => profileRank(name) < profileRank(requirement.from));
        for (const profile of lower) {
          it(`${profile} does not ask for: ${name}`, async () => {
            assert.deepEqual(await findings(requirement, profile, testCase), []);
          });
        }
      }
      for (const [name, testCase] of Object.entries(table.unknown)) {
        for (const profile of askingProfiles(requirement, testCase)) {
          it(`${profile} cannot tell: ${name}`, async () => {
            const found = await findings(requirement, profile, testCase);
            assert.deepEqual(
              sorted(messages(found, "mandatory")),
              sorted((testCase.finds ?? []).map((text) => text.replaceAll("{profile}", profile))),
            );
            const undetermined = messages(found, "advisory");
            assert.ok(undetermined.length > 0, "an advisory finding that says what cannot be told");
            for (const text of testCase.mentions) {
              assert.ok(
                undetermined.some((message) => message.includes(text)),
                `${undetermined.join("\n")}\nmentions ${text}`,
              );
            }
            const urns = found.filter((finding) => finding.level === "advisory").map(({ urn }) => urn);
            assert.equal(new Set(urns).size, urns.length, "one advisory finding per resource");
          });
        }
      }
    });
  }
});
