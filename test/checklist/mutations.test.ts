import { strict as assert } from "assert";
import { IDENTIFIERS } from "../../policies/crossguard/resource-view";
import { profileNames, type ProfileName } from "../../profiles";
import { TestAnalyzer, type Finding } from "../kit/analyzer";
import { secret, unknown, type Case, type CaseTable, type TestResource } from "../kit/cases";
import { placesIn, type Place } from "../kit/mutations";
import { allTables } from "../kit/tables";

const CANARY = "Zq7canary";
/** Of every table, this many of the places in its cases are changed, one after the other. All: MUTATIONS=all. */
const PER_TABLE = process.env["MUTATIONS"] === "all" ? Infinity : 32;
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
const mayBeUnknown = ({ path }: Place): boolean => !IDENTIFIERS.includes(path);

function casesOf(table: CaseTable): readonly (readonly [name: string, Case])[] {
  return [table.valid, table.invalid, table.unknown, table.notApplicable ?? {}].flatMap((group) =>
    Object.entries<Case>(group),
  );
}

/** A case with one place in it. */
interface Chosen {
  readonly each: Case;
  readonly place: Place;
  readonly says: string;
}

/** Places of such a kind in the cases, spread evenly over all. */
function chosenIn(
  all: readonly (readonly [name: string, Case])[],
  isSuch: (place: Place) => boolean,
): readonly Chosen[] {
  const places = all.flatMap(([name, each]) =>
    placesIn(each.stack)
      .filter(isSuch)
      .map((place) => ({ each, place, says: `${name}: ${place.at}` })),
  );
  const step = Math.max(1, places.length / PER_TABLE);
  return places.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

/** The same with the canary in every text. */
function marked(value: unknown): unknown {
  if (typeof value === "string") return value + CANARY;
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== "object" || value === null || "marker" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, marked(child)]));
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

describe("any value, object or list of any case", function () {
  this.timeout(600_000);
  for (const table of allTables()) {
    describe(`of ${table.requirement} on ${table.provider}`, () => {
      it("is not shown when it is secret", async () => {
        for (const { each, place, says } of chosenIn(casesOf(table), () => true)) {
          const found = await analyze(table, each, place.changed((value) => secret(marked(value))) ?? []);
          assert.deepEqual(
            found.filter(({ message }) => message.includes(CANARY)),
            [],
            says,
          );
        }
      });

      it("may be odd", async () => {
        for (const [n, { each, place, says }] of chosenIn(casesOf(table), () => true).entries()) {
          const stack = place.changed(() => ODD_VALUES[n % ODD_VALUES.length]) ?? [];
          const found = await analyze(table, each, stack);
          assert.deepEqual(
            found.filter(({ message }) => message.includes("failed inside")),
            [],
            says,
          );
        }
      });

      it("accuses of nothing when it is unknown, where the case was valid", async () => {
        for (const { each, place, says } of chosenIn(Object.entries<Case>(table.valid), mayBeUnknown)) {
          const found = await analyze(table, each, place.changed(() => unknown) ?? []);
          assert.deepEqual(
            found.filter(({ level }) => level === "mandatory").map(({ message }) => message),
            [],
            `${says} is unknown`,
          );
        }
      });
    });
  }
});
