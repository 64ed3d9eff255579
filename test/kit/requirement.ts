import { requirements } from "../../policies/checklist";
import type { Requirement } from "../../policies/evaluation/requirement";

/** The requirement of this name. */
export function requirementOf(name: string): Requirement {
  const found = requirements.find((it) => it.name === name);
  if (found === undefined) throw new Error(`there is no requirement ${name}`);
  return found;
}
