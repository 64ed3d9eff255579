import { allOf } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { logLevels } from "../../kinds/text-format";
import { workload } from "../../kinds/workload";
import { eachServingApplication } from "../serving-application";

/** 5.2 "JSON log format configured", "Log level set to INFO (or WARN for production)", "PII sanitization enabled". */
export const structuredLogging = requirement({
  item: "5.2.1",
  name: "5.2-structured-logging",
  title: "Structured logging",
  description: "The application logs JSON, from level INFO on, with personal data masked.",
  why: "Logs that cannot be searched explain no incident, and logs that hold personal data cause one.",
  from: "STANDARD",
  severity: "medium",
  decidedBy: "stack",
  howToFix:
    "Log JSON from level INFO on and mask personal data, and say so: FRAISEQL_LOG_FORMAT: json, FRAISEQL_LOG_LEVEL: INFO (RUST_LOG for FraiseQL v2), FRAISEQL_LOG_SANITIZE_PII: true.",
  each: workload,
  check: (_, context) =>
    eachServingApplication(context, ({ judge }) =>
      allOf(
        judge("logFormat", (format) => format.is("json")),
        judge("logLevel", (level) =>
          level.satisfies(
            (it) => logLevels.indexOf(it) >= logLevels.indexOf("INFO"),
            "INFO or a level above it",
            "INFO",
          ),
        ),
        judge("logSanitizesPii", (sanitizes) => sanitizes.is(true)),
      ),
    ),
});
