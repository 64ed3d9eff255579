import type { Fact } from "../evaluation/fact";

/** A text as a message may quote it: `"fast"`, or nothing of it where the program marked it secret. */
export function quoted({ state, value }: Fact<string>): string {
  return state.is === "known" && state.secret === true ? "(a secret value)" : JSON.stringify(value ?? "");
}
