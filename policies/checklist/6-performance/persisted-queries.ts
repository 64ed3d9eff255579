import { requirement } from "../../evaluation/requirement";
import { workload } from "../../kinds/workload";
import { eachServingApplication } from "../serving-application";

/** 6.1 "Automatic Persisted Queries (APQ) Enabled". */
export const persistedQueries = requirement({
  item: "6.1.2",
  name: "6.1-persisted-queries",
  title: "Persisted queries",
  description: "Automatic persisted queries are not switched off.",
  why: "Clients that send a hash instead of a query send less, and are answered sooner.",
  from: "STANDARD",
  severity: "low",
  advisory: true,
  decidedBy: "stack",
  howToFix: "Leave FRAISEQL_APQ_MODE out, or set it to optional or required.",
  each: workload,
  check: (_, context) =>
    eachServingApplication(context, ({ judge }) =>
      judge("persistedQueries", (mode) => mode.isOneOf(["optional", "required"])),
    ),
});
