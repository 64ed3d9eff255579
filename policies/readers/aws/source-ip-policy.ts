import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";

/**
 * The address ranges that a resource policy admits, by its conditions on `aws:SourceIp`: an allow of these addresses, or
 * a denial of all others. Empty where it admits every address.
 */
export function sourceRanges(inputs: Inputs, property = "policy"): Listing<Fact<string>> {
  const { inputs: document, problem } = inputs.json(property);
  if (problem) return Listing.unknown(problem);
  const statements = document.list("Statement").items;
  const withEffect = (effect: string) =>
    statements.filter((statement) => statement.string("Effect").value === effect);
  const excepted = withEffect("Deny").flatMap((statement) => rangesIn(statement, "NotIpAddress"));
  if (excepted.length > 0) return new Listing(excepted);
  const allows = withEffect("Allow").map((statement) => rangesIn(statement, "IpAddress"));
  const isOpen = allows.length === 0 || allows.some((ranges) => ranges.length === 0);
  return new Listing(isOpen ? [] : allows.flat(), undefined, [...inputs.path, property]);
}

/** Condition keys are spelt in any case. */
function rangesIn(statement: Inputs, operator: string): readonly Fact<string>[] {
  const condition = statement.at("Condition").at([operator]);
  return condition
    .entries([])
    .items.map(([key]) => key)
    .filter((key) => key.toLowerCase() === "aws:sourceip")
    .flatMap((key) => {
      const listed = condition.strings([key]);
      return listed.missing ? [condition.string([key])] : listed.items;
    });
}
