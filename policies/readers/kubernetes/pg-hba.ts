import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Listing } from "../../evaluation/listing";
import type { Path } from "../../evaluation/path";
import { Lacking } from "./lacking";

/** The rule that refuses every connection without TLS. It has to stand before those that accept. */
export const REFUSE_PLAIN_TEXT = "hostnossl all all all reject";

/** What the rules of a pg_hba.conf do with connections without TLS. */
type PlainText = "refused" | "accepted" | "refused over IPv4" | "undecided";

const EVERY_ADDRESS = ["all"];
const EVERY_IPV4 = ["0.0.0.0/0"];
const EVERY_IPV6 = ["::/0", "::0/0"];
const LOCAL = /^(127\.|::1(\/|$)|localhost$|samehost$)/;

/** What rules do with connections without TLS: the first rule that fits a connection decides. */
export function plainTextIn(rules: readonly string[]): PlainText {
  let refusesIpv4 = false;
  let refusesIpv6 = false;
  for (const rule of rules) {
    const [type = "", databases = "", users = "", address = "", ...rest] = rule
      .replace(/#.*/, "")
      .trim()
      .split(/\s+/)
      .map((field) => field.replace(/^"(.*)"$/, "$1"));
    if (!["host", "hostnossl", "hostnogssenc"].includes(type)) continue;
    // An address may be followed by a mask instead of holding one.
    const method = /^[\d.]+$|:/.test(rest[0] ?? "") ? rest[1] : rest[0];
    if (method !== "reject") {
      // Certificates only come with TLS.
      if (LOCAL.test(address) || method === "cert") continue;
      const isRefused = address.includes(":") ? refusesIpv6 : refusesIpv4;
      if (!isRefused) return "accepted";
      if (!/[.:]/.test(address)) return "refused over IPv4";
    } else if (databases === "all" && users === "all") {
      if (EVERY_ADDRESS.includes(address) || EVERY_IPV4.includes(address)) refusesIpv4 = true;
      if (EVERY_ADDRESS.includes(address) || EVERY_IPV6.includes(address)) refusesIpv6 = true;
      if (refusesIpv4 && refusesIpv6) return "refused";
    }
  }
  return refusesIpv4 ? "refused over IPv4" : "undecided";
}

/** What stands behind the rules that a resource shows. */
export interface PgHba {
  /** What happens to a connection without TLS that no rule fits. */
  readonly otherwise: "refused" | "accepted";
  /** What applies where there are no rules at all. Default: `otherwise`. */
  readonly whenAbsent?: "refused" | "accepted";
  /** Where the rules would stand. */
  readonly path: Path;
}

/** Whether a server whose rules stand in a list of texts refuses connections without TLS. */
export function refusesPlainText(
  rules: Listing<Fact<string>>,
  { otherwise, whenAbsent, path }: PgHba,
): Fact<boolean> {
  const texts = rules.items.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const format = {
    says: tlsOnly,
    ...(texts.length === rules.items.length
      ? { write: () => [REFUSE_PLAIN_TEXT, ...texts] }
      : { fixable: false }),
  };
  if (rules.isUnstated) return new Fact<boolean>({ is: "unstated" }, path, format);
  if (rules.isEmpty) {
    return new Fact<boolean>({ is: "absent", value: (whenAbsent ?? otherwise) === "refused" }, path, format);
  }
  const found = plainTextIn(texts);
  const isWhole = rules.missing === undefined && texts.length === rules.items.length;
  if (!isWhole) return Fact.unknown(path, rules.missing?.why ?? UNTIL_UPDATE);
  const decided = found === "undecided" ? otherwise : found;
  if (decided === "refused over IPv4") {
    return otherwise === "refused"
      ? known(true, path, format)
      : Fact.unknown(
          path,
          "rejects plain text over IPv4 only; hostnossl all all all reject covers IPv6 as well",
        );
  }
  return known(decided === "refused", path, format);
}

const tlsOnly = (only: boolean): string => (only ? "TLS only" : "connections without TLS as well");

function known(value: boolean, path: Path, format: object): Fact<boolean> {
  return new Fact<boolean>(
    { is: "known", value, shown: "without a rule that refuses plain text" },
    path,
    format,
  );
}

/** The same for the text of a whole pg_hba.conf; `path` is what has the server read it. */
export function refusesPlainTextIn(text: Fact<string>, path: Path): Fact<boolean> {
  if (text.value === undefined) {
    return Fact.unknown(
      path,
      text.state.is === "unknown" ? `reads a pg_hba.conf that ${text.state.why}` : UNTIL_UPDATE,
    );
  }
  const found = plainTextIn(text.value.split("\n"));
  return found === "accepted"
    ? new Lacking<boolean>(path, {
        says: "reads a pg_hba.conf with rules that accept plain text",
        needs: `hostssl rules only, or ${REFUSE_PLAIN_TEXT} before the others`,
      })
    : Fact.given(true, path);
}
