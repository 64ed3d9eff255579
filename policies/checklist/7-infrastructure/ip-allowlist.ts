import { isIP } from "net";
import type { Fact } from "../../evaluation/fact";
import type { Listing } from "../../evaluation/listing";
import { violation, type Outcome } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { entryPoint } from "../../kinds/entry-point";
import { oneLayer, whenPublic, whenServing } from "../entry-points";

/** 7.3 "Only trusted IPs allowed". */
export const ipAllowlist = requirement({
  item: "7.3.3",
  name: "7.3-ip-allowlist",
  title: "IP allowlist",
  description: "Every public entry point admits only the address ranges that are listed.",
  why: "What only known networks can reach cannot be attacked from all others.",
  from: "RESTRICTED",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["allowlistPrefixLength"],
  howToFix: "List the address ranges of your clients at the entry point, its firewall, or its web firewall.",
  each: entryPoint,
  check: (it, context) =>
    whenPublic(context, () =>
      whenServing(context, () => {
        const { profile, stack, subject } = context;
        const admits = (ranges: Listing<Fact<string>> | undefined) =>
          ranges && admitsListed(ranges, profile.allowlistPrefixLength ?? 0);
        return oneLayer(context, {
          entryPoint: admits(it.allowedRanges?.(subject, stack)),
          firewall: (wall, self) => admits(wall.allowedRanges?.(self, stack)),
          otherwise: {
            says: `this ${it.type} admits every address`,
            needs: "listed address ranges only",
            advice: "Put a firewall with an address list in front of it.",
          },
        });
      }),
    ),
});

function admitsListed(ranges: Listing<Fact<string>>, prefixLength: number): Outcome {
  if (ranges.isEmpty) {
    return violation({
      ...(ranges.path ? { path: ranges.path } : {}),
      says: ranges.path ? "lists no addresses, which admits every one" : "every address is admitted",
      needs: "listed address ranges only",
      advice: "List the address ranges of your clients.",
    });
  }
  return ranges.every((range) =>
    range.satisfies(
      (cidr) => isNarrow(cidr.trim(), prefixLength),
      `listed address ranges, none wider than /${prefixLength}`,
    ),
  );
}

/** False for ranges wider than the prefix, and for text that is no address. */
function isNarrow(cidr: string, prefixLength: number): boolean {
  const [address = "", prefix] = cidr.split("/");
  return isIP(address) !== 0 && (prefix === undefined || Number(prefix) >= prefixLength);
}
