import { requirements } from "../../policies/checklist";
import { allTables } from "../../test/kit/tables";
import { readsOfCases } from "./case-reads";
import { evidenceExamples } from "./evidence";
import { indexPage } from "./index-page";
import { pageOf } from "./names";
import { page } from "./page";
import { profilesPage } from "./profiles-page";
import { commonProperties } from "./properties";

/** The folder of the requirements' pages. */
export const REFERENCE = "docs/reference";

/** Every generated page, by its path in the repository. */
export async function generatedPages(): Promise<ReadonlyMap<string, string>> {
  const tables = allTables();
  const reads = readsOfCases(tables);
  const isCommon = commonProperties(reads);
  const pages = new Map([
    [`${REFERENCE}/README.md`, indexPage()],
    ["docs/profiles.md", profilesPage()],
  ]);
  for (const requirement of requirements) {
    const { evidence } = requirement;
    const examples = evidence && (await evidenceExamples({ ...requirement, evidence }));
    pages.set(
      `${REFERENCE}/${pageOf(requirement)}`,
      page(requirement, { tables, reads, isCommon, evidence: examples }),
    );
  }
  return pages;
}
