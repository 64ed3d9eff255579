import { cases, ref, unknown } from "../../kit/cases";
import { alloyDb, alloyDbPrimary, cloudSql, externalServer } from "../gcp/databases";
import { above, channel, connections, disk, policy } from "../gcp/monitoring";

const INSIGHTS_LATENCY = "cloudsql.googleapis.com/database/postgresql/insights/aggregate/latencies";
const of = (id: string) => ` AND resource.labels.database_id="shop:${id}"`;
const watched = (id?: string) => {
  const labels = id === undefined ? "" : of(id);
  return [connections(180, labels), disk(0.8, labels), above("Queries", INSIGHTS_LATENCY, 1e6, {}, labels)];
};
const insights =
  "3.4 Database monitoring: settings.insightsConfig.queryInsightsEnabled is not set, which means false; {profile} needs true. Set settings.insightsConfig.queryInsightsEnabled: true.";

export default cases({
  requirement: "3.4-database-monitoring",
  provider: "gcp",
  valid: {
    "Query Insights": { stack: [cloudSql({ insightsConfig: { queryInsightsEnabled: true } })] },
    "alerts on connections, latency and disk of all databases": {
      stack: [cloudSql({}), channel(), policy(watched())],
    },
    "alerts on those of this one": { stack: [cloudSql({}), channel(), policy(watched("main-4f2a"))] },
    "AlloyDB, which Query Insights watch from the start": { stack: [alloyDb(), alloyDbPrimary()] },
  },
  invalid: {
    "nothing watches it": { stack: [cloudSql({})], finds: [insights] },
    "alerts on another one": {
      stack: [cloudSql({}), channel(), policy(watched("other"))],
      finds: [insights],
    },
    "alerts on its disk alone": { stack: [cloudSql({}), channel(), policy([disk(0.8)])], finds: [insights] },
    "a policy that is off": {
      stack: [cloudSql({}), channel(), policy(watched(), { enabled: false })],
      finds: [insights],
    },
  },
  unknown: {
    "the switch comes from an output": {
      stack: [cloudSql({ insightsConfig: { queryInsightsEnabled: unknown } })],
      mentions: ["settings.insightsConfig.queryInsightsEnabled"],
    },
    "alerts whose filters name the database by an output": {
      stack: [
        cloudSql({}),
        channel(),
        policy(
          watched().map((condition) => ({
            ...condition,
            conditionThreshold: { filter: ref("main"), comparison: "COMPARISON_GT", duration: "0s" },
          })),
        ),
      ],
      mentions: ["what alert policy policy watches is not known until the update"],
    },
  },
  notApplicable: { "an external server": { stack: [externalServer()] } },
});
