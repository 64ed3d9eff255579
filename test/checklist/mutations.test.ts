import { strict as assert } from "assert";
import { IDENTIFIERS } from "../../policies/crossguard/resource-view";
import { profileNames, type ProfileName } from "../../profiles";
import { TestAnalyzer, type Finding } from "../kit/analyzer";
import { secret, unknown, type Case, type CaseTable, type TestResource } from "../kit/cases";
import { mutations } from "../kit/mutations";
import { allTables } from "../kit/tables";

const CANARY = "Zq7canary";
/** Of every case, this many of its values are changed, one after the other. All of them: MUTATIONS=all. */
const PER_CASE = process.env["MUTATIONS"] === "all" ? Infinity : 3;
const ODD_VALUES: readonly unknown[] = [
  null,
  [],
  {},
  "",
  "odd",
  -1,
  [null],
  { odd: [unknown] },
  unknown,
  true,
];

/** A name by which others refer to a resource as text is known: what is unknown is referred to as an output. */
const unlessIdentifier = (_: unknown, path: string) => (IDENTIFIERS.includes(path) ? undefined : unknown);

function casesOf(table: CaseTable): readonly Case[] {
  return [table.valid, table.invalid, table.unknown, table.notApplicable ?? {}].flatMap((group) =>
    Object.values<Case>(group),
  );
}

const strictest = ({ profiles }: Case): ProfileName => (profiles ?? profileNames).at(-1) ?? "RESTRICTED";

async function analyze(
  { requirement }: CaseTable,
  { applicationGeneration, ...testCase }: Case,
  stack: readonly TestResource[],
): Promise<readonly Finding[]> {
  const options = { names: [requirement], ...(applicationGeneration ? { applicationGeneration } : {}) };
  return new TestAnalyzer(strictest(testCase), options).analyze(stack);
}

describe("any value of any case", function () {
  this.timeout(600_000);
  for (const table of allTables()) {
    describe(`of ${table.requirement} on ${table.provider}`, () => {
      it("is not shown when it is secret", async () => {
        const make = (value: unknown) => (typeof value === "string" ? secret(value + CANARY) : undefined);
        for (const each of casesOf(table)) {
          for (const { stack, at } of mutations(each.stack, PER_CASE, make)) {
            const shown = (await analyze(table, each, stack)).filter(({ message }) =>
              message.includes(CANARY),
            );
            assert.deepEqual(shown, [], at);
          }
        }
      });

      it("may be odd", async () => {
        let n = 0;
        const make = () => ODD_VALUES[n++ % ODD_VALUES.length];
        for (const each of casesOf(table)) {
          for (const { stack, at } of mutations(each.stack, PER_CASE, make)) {
            const failed = (await analyze(table, each, stack)).filter(({ message }) =>
              message.includes("failed inside"),
            );
            assert.deepEqual(failed, [], at);
          }
        }
      });

      it("accuses of nothing when it is unknown, where the case was valid", async () => {
        for (const [name, each] of Object.entries<Case>(table.valid)) {
          for (const { stack, at } of mutations(each.stack, PER_CASE, unlessIdentifier)) {
            const found = (await analyze(table, each, stack)).filter(({ level }) => level === "mandatory");
            assert.deepEqual(
              found.map(({ message }) => message),
              [],
              `${name}: ${at} is unknown`,
            );
          }
        }
      });
    });
  }
});
