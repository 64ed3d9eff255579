import type { Fact } from "../../evaluation/fact";
import type { Resource } from "../../evaluation/resource";

/** Seconds that a Cloud Run service may take for an answer: 300 unless set, as text in the API's second version. */
export function requestTimeout({ type, inputs }: Pick<Resource, "type" | "inputs">): Fact<number> {
  if (type === "gcp:cloudrun/service:Service") {
    return inputs.number("template.spec.timeoutSeconds", { unit: "seconds", whenAbsent: 300 });
  }
  return inputs.string("template.timeout", { whenAbsent: "300s" }).map(secondsOf, {
    unit: "seconds",
    write: (seconds) => `${seconds}s`,
    why: "is not a duration in seconds, so it cannot be judged",
  });
}

function secondsOf(text: string): number | undefined {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(text)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
