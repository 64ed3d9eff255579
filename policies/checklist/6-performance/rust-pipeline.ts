import { requirement } from "../../evaluation/requirement";
import { workload } from "../../kinds/workload";
import { eachServingApplication } from "../serving-application";

/** 6.2 "Rust Pipeline Enabled". */
export const rustPipeline = requirement({
  item: "6.2.1",
  name: "6.2-rust-pipeline",
  title: "Rust pipeline",
  description: "The Rust pipeline, which writes JSON, is not left out.",
  why: "Without it, the application writes JSON several times slower.",
  from: "STANDARD",
  severity: "low",
  advisory: true,
  decidedBy: "stack",
  howToFix: "Remove FRAISEQL_SKIP_RUST: the pipeline is on by default.",
  each: workload,
  check: (_, context) =>
    eachServingApplication(context, ({ judge }) => judge("rustSkipped", (skipped) => skipped.is(false))),
});
