import { withDerived, type Cases, type WrittenCases } from "../../testing/cases";

export type { Case, InvalidCase, UnknownCase, UnknownValue } from "../../testing/cases";
export { ref, resource, secret, unknown, type TestResource } from "../../testing/resources";

/** The table of a requirement's cases for one provider. */
export interface CaseTable extends Cases {
  /** The requirement's name. */
  readonly requirement: string;
  readonly provider: "kubernetes" | "aws" | "gcp" | "azure";
}

/** A table as it is written. */
export type WrittenTable = CaseTable & WrittenCases;

/** Declares a table. */
export function cases(table: WrittenTable): CaseTable {
  try {
    return withDerived(table);
  } catch (error) {
    throw new Error(`${table.requirement}: ${(error as Error).message}`);
  }
}
