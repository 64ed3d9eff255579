import { isIP } from "net";
import type { Fact } from "../../evaluation/fact";
import type { Listing } from "../../evaluation/listing";
import type { Kind } from "../../evaluation/kind";
import { anyOf, notApplicable, violation, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { cluster, type Cluster } from "../../kinds/cluster";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { oneLayer, whenPublic, whenServing } from "../entry-points";
import { isAbout } from "../subject-kind";

/** 7.3 "Only trusted IPs allowed". */
export const ipAllowlist = requirement({
  item: "7.3.3",
  name: "7.3-ip-allowlist",
  title: "IP allowlist",
  description:
    "Every public entry point, and the API of every cluster, admits only the address ranges that are listed.",
  why: "What only known networks can reach cannot be attacked from all others.",
  from: "RESTRICTED",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["allowlistPrefixLength"],
  howToFix:
    "List the address ranges of your clients at the entry point, its firewall, or its web firewall; keep the API of a cluster private, or list who may reach it.",
  each: [entryPoint, cluster] as readonly Kind<EntryPoint | Cluster>[],
  check: (_, context) => {
    if (isAbout(context, cluster)) return clusterAdmitsListed(context);
    return isAbout(context, entryPoint) ? admitsClients(context) : notApplicable("nothing reaches it");
  },
});

/** Nothing stands in front of a cluster's API: its own list decides. */
function clusterAdmitsListed({ profile, subject }: Context<Cluster>): Outcome {
  const { isPrivate, allowedRanges } = subject.thing.endpoint;
  const listed = admitsListed(allowedRanges, profile.allowlistPrefixLength ?? 0);
  if (isPrivate.value === true) return isPrivate.is(true);
  return isPrivate.isDecided ? listed : anyOf(listed, isPrivate.is(true));
}

function admitsClients(context: Context<EntryPoint>): Outcome {
  const it = context.subject.thing;
  return whenPublic(context, () =>
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
  );
}

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
