import { strict as assert } from "assert";
import { requirements } from "../../policies/checklist";
import { requirementTests } from "../../testing/requirement-tests";
import { allTables } from "../kit/tables";

describe("checklist", () => {
  for (const table of allTables()) {
    const requirement = requirements.find(({ name }) => name === table.requirement);
    describe(`${table.requirement} on ${table.provider}`, () => {
      if (requirement === undefined) {
        it("is a requirement", () => assert.fail(`${table.requirement} is not a requirement`));
        return;
      }
      for (const { name, run } of requirementTests(requirement, table)) it(name, run);
    });
  }
});
