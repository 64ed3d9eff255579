import { strict as assert } from "assert";
import { REDACTED } from "../../policies/crossguard/decode";
import { IDENTIFIERS } from "../../policies/crossguard/resource-view";
import { profileNames, type ProfileName } from "../../profiles";
import { TestAnalyzer } from "../kit/analyzer";
import { secret, type Case, type TestResource } from "../kit/cases";
import { allTables } from "../kit/tables";

/** Of every case, this many of its values are redacted, one after the other. All of them: MUTATIONS=all. */
const PER_CASE = process.env["MUTATIONS"] === "all" ? Infinity : 2;

type PathTo = readonly (string | number)[];

/**
 * Where values stand in properties, whole objects and lists among them: below the properties themselves. Without those that
 * refer to another resource: a state keeps the dependencies of what is redacted, and a case has no other way to tell them.
 */
function placesIn(value: unknown, path: PathTo = []): readonly PathTo[] {
  if (value === undefined || value === null) return [];
  const own = path.length > 0 && !refers(value) ? [path] : [];
  if (typeof value !== "object" || "marker" in value) return own;
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, child]) =>
      placesIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function refers(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return ("marker" in value && value.marker === "ref") || Object.values(value).some((child) => refers(child));
}

function redacted(value: unknown, [first, ...rest]: PathTo): unknown {
  if (first === undefined) return secret(REDACTED);
  if (Array.isArray(value)) return value.map((it: unknown, i) => (i === first ? redacted(it, rest) : it));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [first]: redacted(object[first], rest) };
}

/** The stack with one value redacted, for as many of its values, spread over all. */
function* redactions(
  stack: readonly TestResource[],
): Iterable<{ stack: readonly TestResource[]; at: string }> {
  const places = stack.flatMap((it, i) =>
    placesIn(it.props)
      // A name by which others refer to a resource as text is known to them.
      .filter(([first, ...rest]) => rest.length > 0 || !IDENTIFIERS.includes(String(first)))
      .map((path) => ({ i, path, name: it.name })),
  );
  const step = Math.max(1, places.length / PER_CASE);
  for (let n = 0; n < places.length; n += step) {
    const place = places[Math.floor(n)];
    if (place === undefined) continue;
    yield {
      at: `${place.name}: ${place.path.join(".")}`,
      stack: stack.map((it, i) =>
        i === place.i ? { ...it, props: redacted(it.props, place.path) as TestResource["props"] } : it,
      ),
    };
  }
}

const strictest = ({ profiles }: Case): ProfileName => (profiles ?? profileNames).at(-1) ?? "RESTRICTED";

describe("what is redacted in a state, of any valid case", function () {
  this.timeout(600_000);
  for (const { requirement, provider, valid } of allTables()) {
    it(`accuses of nothing: ${requirement} on ${provider}`, async () => {
      for (const [name, each] of Object.entries<Case>(valid)) {
        const { applicationGeneration } = each;
        for (const { stack, at } of redactions(each.stack)) {
          const options = { names: [requirement], applicationGeneration };
          const findings = await new TestAnalyzer(strictest(each), options).analyze(stack);
          const accusing = findings.filter(({ level }) => level === "mandatory");
          assert.deepEqual(
            accusing.map(({ message }) => message),
            [],
            `${name}, ${at}`,
          );
        }
      }
    });
  }
});
