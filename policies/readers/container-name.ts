import type { Inputs } from "../evaluation/inputs";

/** What messages call a container: its name, or its place in the list where the name is not known or a secret. */
export function containerName(container: Inputs, index: number): string {
  const { state } = container.string("name");
  return state.is === "known" && state.secret !== true ? state.value : String(index);
}
