import { meaningOf } from "./monitoring-metric";

/** How a condition turns points into one number. */
export interface Aggregation {
  readonly aligner?: string | undefined;
  readonly reducer?: string | undefined;
}

/** The type of the metric that a filter of Cloud Monitoring selects. Undefined where it selects none by its type. */
export function metricTypeIn(filter: string): string | undefined {
  return /metric\.type\s*=\s*"([^"]+)"/.exec(filter)?.[1];
}

/** A filter and its aggregations as PromQL, as far as that says what is measured. Undefined without a metric. */
export function promqlOf(filter: string, aggregations: readonly Aggregation[]): string | undefined {
  const type = metricTypeIn(filter);
  if (type === undefined) return undefined;
  const meaning = meaningOf(type);
  if ("share" in meaning) return meaning.share;
  const labels = `{${matchersIn(filter).join(",")}}`;
  if (!meaning.isDistribution) return `${meaning.series}${labels}`;
  const percentile = percentileOf(aggregations);
  const rate = (part: string) => `rate(${meaning.series}_${part}${labels}[5m])`;
  return percentile === undefined
    ? `${rate("sum")} / ${rate("count")}`
    : `histogram_quantile(${percentile / 100}, ${rate("bucket")})`;
}

/** Without one, a distribution comes down to its mean. */
function percentileOf(aggregations: readonly Aggregation[]): number | undefined {
  const names = aggregations.flatMap(({ aligner = "", reducer = "" }) => [aligner, reducer]);
  const percentile = names.map((name) => /_PERCENTILE_(\d+)$/.exec(name)?.[1]).find((it) => it !== undefined);
  return percentile === undefined ? undefined : Number(percentile);
}

const COMPARISON =
  /\bmetric\.labels?\.(?:"(\w+)"|(\w+))\s*(!=|>=|=~|!~|=|>)\s*(?:(monitoring\.regex\.full_match|starts_with|has_substring|one_of)\s*\(\s*([^)]*)\)|"([^"]*)"|([\w.]+))/g;

/** What a filter says of the metric's labels, as PromQL says it. */
function matchersIn(filter: string): readonly string[] {
  return [...filter.matchAll(COMPARISON)].map((match) => {
    const [, quotedName, name, operator = "=", call, written = "", text, number] = match;
    const isNot = operator.startsWith("!") !== /\bNOT\s+$/i.test(filter.slice(0, match.index));
    const label = quotedName ?? name ?? "";
    const value = text ?? number;
    if (value !== undefined && operator.startsWith(">")) {
      // Codes from 500 on: all that begin with 5, which is the last class there is.
      return `${label}=~"${value.slice(0, 1)}.."`;
    }
    if (value !== undefined) return `${label}${isNot ? "!=" : "="}${JSON.stringify(value)}`;
    const arguments_ = [...written.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, argument = ""]) => argument);
    const pattern =
      call === "starts_with"
        ? `${arguments_[0] ?? ""}.*`
        : call === "has_substring"
          ? `.*${arguments_[0] ?? ""}.*`
          : arguments_.join("|");
    return `${label}${isNot ? "!~" : "=~"}${JSON.stringify(pattern)}`;
  });
}
