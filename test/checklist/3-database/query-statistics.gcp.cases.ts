import { cases, unknown } from "../../kit/cases";
import { alloyDb, alloyDbPrimary, cloudSql, externalServer } from "../gcp/databases";

const needed =
  "3.4 Query statistics: settings.insightsConfig.queryInsightsEnabled is not set, which means false; {profile} needs true. Set settings.insightsConfig.queryInsightsEnabled: true.";

export default cases({
  requirement: "3.4-query-statistics",
  provider: "gcp",
  valid: {
    "Query Insights are on": {
      stack: [cloudSql({ insightsConfig: { queryInsightsEnabled: true, recordApplicationTags: true } })],
    },
    "a flag of the extension says what it tracks": {
      stack: [cloudSql({ databaseFlags: [{ name: "pg_stat_statements.track", value: "all" }] })],
    },
    "AlloyDB, whose Query Insights are on by themselves": { stack: [alloyDb(), alloyDbPrimary()] },
  },
  invalid: {
    "nothing is set": { stack: [cloudSql({})], finds: [needed] },
    "a flag turns the extension off": {
      stack: [cloudSql({ databaseFlags: [{ name: "pg_stat_statements.track", value: "none" }] })],
      finds: [needed],
    },
    "Query Insights are off": {
      stack: [cloudSql({ insightsConfig: { queryInsightsEnabled: false } })],
      finds: [
        "3.4 Query statistics: settings.insightsConfig.queryInsightsEnabled is false; {profile} needs true. Set settings.insightsConfig.queryInsightsEnabled: true.",
      ],
    },
  },
  unknown: {
    "the switch comes from an output": {
      stack: [cloudSql({ insightsConfig: { queryInsightsEnabled: unknown } })],
      mentions: ["settings.insightsConfig.queryInsightsEnabled"],
    },
    "the flags come from an output": {
      stack: [cloudSql({ databaseFlags: unknown })],
      mentions: ["settings.databaseFlags"],
    },
  },
  notApplicable: { "an external server": { stack: [externalServer()] } },
});
