import { strict as assert } from "assert";
import { profileNames, profileRank } from "../../profiles";
import { requirements } from "../../policies/checklist";
import { blockers, nonBlocking } from "../../policies/checklist/10-launch/blockers";
import { boxes } from "../../policies/checklist/boxes";
import { providers, type Requirement } from "../../policies/evaluation/requirement";
import { wholeStack } from "../../policies/evaluation/stack";
import { registry } from "../../policies/readers";
import type { Case, CaseTable } from "../kit/cases";
import { allTables } from "../kit/tables";

const launchBoxes = [...blockers, ...nonBlocking];
const PREFIXES = { kubernetes: "kubernetes:", aws: "aws:", gcp: "gcp:", azure: "azure-native:" } as const;
const tables = allTables();
/** Requirements about the stack as a whole depend on no provider; their cells are in their own test file. */
const aboutResources = requirements.filter(({ kinds }) => !kinds.includes(wholeStack));

const kindsOfCase = ["valid", "invalid", "unknown"] as const;

function cellsOf(table: CaseTable, kind: (typeof kindsOfCase)[number]): readonly string[] {
  return Object.values<Case>(table[kind]).flatMap(({ profiles }) => [...(profiles ?? profileNames)]);
}

function readTokens({ kinds }: Requirement, prefix: string): readonly string[] {
  return registry.readers
    .filter((reader) => kinds.includes(reader.kind))
    .flatMap(({ tokens }) => tokens)
    .filter((token) => token.startsWith(prefix));
}

describe("coverage", () => {
  for (const requirement of aboutResources) {
    for (const provider of providers) {
      const silent = requirement.silentOn?.[provider];
      const own = tables.filter((it) => it.requirement === requirement.name && it.provider === provider);
      it(`${requirement.name} on ${provider}: ${silent ? "not applicable" : "a case per profile"}`, () => {
        if (silent) {
          assert.ok(silent.length > 20, "the reason is a sentence");
          assert.ok(
            own.every((it) => Object.keys(it.invalid).length === 0),
            "no case may find anything",
          );
          return;
        }
        assert.ok(readTokens(requirement, PREFIXES[provider]).length > 0, "a reader for one of its kinds");
        const asking = profileNames.filter((name) => profileRank(name) >= profileRank(requirement.from));
        for (const kind of kindsOfCase) {
          const covered = own.flatMap((it) => cellsOf(it, kind));
          for (const profile of asking)
            assert.ok(covered.includes(profile), `${profile} has no ${kind} case`);
        }
      });
    }
  }

  it("knows what tests each requirement on the whole stack: those that are attested share theirs", () => {
    const alone = requirements.filter(({ kinds, evidence }) => kinds.includes(wholeStack) && !evidence);
    assert.deepEqual(
      alone.map(({ name }) => name),
      ["1.1-security-profile-selected", "10.1-launch-decision"],
    );
    assert.ok(requirements.every(({ kinds, evidence }) => !evidence || kinds.includes(wholeStack)));
  });

  it("finds a requirement for every box of the checklist", () => {
    const answered = new Set([
      ...requirements.map(({ item }) => item),
      ...launchBoxes.map(({ item }) => item),
    ]);
    assert.deepEqual(
      boxes.map(({ item }) => item).filter((item) => !answered.has(item)),
      [],
    );
  });

  it("knows every table's requirement", () => {
    const names = requirements.map(({ name }) => name);
    assert.deepEqual(
      tables.map((it) => it.requirement).filter((name) => !names.includes(name)),
      [],
    );
  });

  it("names items and sections alike", () => {
    for (const { item, section, name } of requirements) {
      assert.match(name, /^[\w.-]{1,100}$/);
      // The decision of 10.3 is named for the blockers of 10.1 that it waits for.
      const start = section === "10.1" ? "10." : `${section}.`;
      assert.ok(item.startsWith(start), `${name} is in the section of ${item}`);
    }
    assert.equal(new Set(requirements.map(({ name }) => name)).size, requirements.length);
  });
});
