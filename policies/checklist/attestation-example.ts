import type { Evidence, Measurement } from "../evaluation/evidence";

/** The line of a program that attests a requirement, with places to fill in. */
export function attestationExample(
  { name, evidence }: { readonly name: string; readonly evidence: Evidence },
  today: string,
): string {
  const short = name.slice(name.indexOf("-") + 1);
  const measurements = Object.entries(evidence.measurements ?? {}).filter(([, { optional }]) => !optional);
  const measured =
    measurements.length === 0
      ? ""
      : `, measurements: { ${measurements.map(([key, it]) => `${key}: ${placeholder(it)}`).join(", ")} }`;
  return (
    `new Attestation("${short}", { item: "${name}", result: "passed", by: "...", on: "${today}", ` +
    `evidence: "https://..."${measured} })`
  );
}

function placeholder(measurement: Measurement): string {
  switch (measurement.form) {
    case "number":
      return "...";
    case "result":
      return '"passed"';
    case "text":
      return '"..."';
  }
}
