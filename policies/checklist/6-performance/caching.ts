import { allOf } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { workload } from "../../kinds/workload";
import { eachServingApplication } from "../serving-application";

/** 6.1 "Query result caching enabled", "Cache TTL configured appropriately". */
export const caching = requirement({
  item: "6.1.1",
  name: "6.1-caching",
  title: "Caching",
  description: "Results of queries are cached, for a time that is set.",
  why: "Without a cache, the database answers the same question again and again.",
  from: "STANDARD",
  severity: "low",
  advisory: true,
  decidedBy: "stack",
  howToFix:
    "Set up the result cache in the application's code, and say how long it keeps: FRAISEQL_CACHE_TTL: 300.",
  each: workload,
  check: (_, context) =>
    eachServingApplication(context, ({ judge }) =>
      allOf(
        judge("cacheEnabled", (enabled) => enabled.is(true)),
        judge("cacheTtlSeconds", (ttl) =>
          ttl.satisfies((seconds) => seconds > 0, "a time above 0 seconds", 300),
        ),
      ),
    ),
});
