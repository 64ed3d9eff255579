import type { Fact } from "../evaluation/fact";
import type { Undetermined } from "../evaluation/outcome";

/** Whether what has this restart policy keeps running: always restarted unless set. */
export function restarts(policy: Fact<string>): boolean | Undetermined {
  if (policy.state.is === "unknown") return { path: policy.path, why: policy.state.why };
  return !["Never", "OnFailure"].includes(policy.value ?? "Always");
}
