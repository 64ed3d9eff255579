import type { Provider } from "../../policies/evaluation/requirement";

/**
 * Cells of the matrix that no reader covers yet: on these providers the requirement says nothing. The list only shrinks;
 * a cell that has cases may not stand here.
 */
export const pending: Readonly<Record<string, readonly Provider[]>> = {
};
