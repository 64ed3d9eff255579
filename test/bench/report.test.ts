import { strict as assert } from "assert";
import { median, type Measurements } from "../../bench/measure";
import { rowsOf, tableOf } from "../../bench/report";
import { applicationResources, syntheticResources } from "../../bench/resources";

const measurements: Measurements = {
  start: { ours: 900, empty: 1000 },
  load: [
    {
      resources: 1_000,
      analyze: { ours: 130, empty: 100 },
      remediate: { ours: 70, empty: 100 },
      findings: 3,
    },
    { resources: 10_000, analyze: { ours: 1300, empty: 1000 }, findings: 30 },
  ],
  stack: [],
  joins: [],
  memory: [],
};

describe("bench", () => {
  it("compares with the targets, where there are any", () => {
    const verdicts = rowsOf(measurements).map(({ what, ratio, passed }) => [what, ratio, passed]);
    assert.deepEqual(verdicts, [
      ["start-up", 0.9, true],
      ["Analyze, 1,000 resources", 1.3, false],
      ["Analyze + Remediate, 1,000 resources", 1, undefined],
      ["Analyze, 10,000 resources", 1.3, undefined],
      ["Analyze, 10,000 to our 1,000", 10, true],
    ]);
  });

  it("prints a line for each", () => {
    const [head, ...lines] = tableOf(rowsOf(measurements)).split("\n");
    assert.match(head ?? "", /ours +empty +ratio +must/);
    assert.match(lines[0] ?? "", /^start-up +900 ms +1000 ms +0\.90 +<= 0\.9 +pass$/);
    assert.match(lines[1] ?? "", /130 ms +100 ms +1\.30 +<= 1\.2 +FAIL$/);
  });

  it("takes the middle value", () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 3, 2]), 2);
    assert.ok(Number.isNaN(median([])));
  });

  it("makes half of its resources Deployments, and gives each a name of its own", () => {
    const resources = syntheticResources(100);
    const deployments = resources.filter(({ type }) => type === "kubernetes:apps/v1:Deployment");
    assert.equal(deployments.length, 50);
    assert.equal(new Set(resources.map(({ name }) => name)).size, 100);
    assert.equal(new Set(applicationResources(99).map(({ name }) => name)).size, 99);
  });
});
