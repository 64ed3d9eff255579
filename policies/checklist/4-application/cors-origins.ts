import { notApplicable, type Outcome } from "../../evaluation/outcome";
import type { Fact } from "../../evaluation/fact";
import { requirement, type Context } from "../../evaluation/requirement";
import { applicationCorsOrigins } from "../../kinds/application-settings";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { workload, type Workload } from "../../kinds/workload";
import { eachApplicationContainer } from "../each-container";
import { whenApplication } from "../entry-points";

/** 4.2 "Allowed origins explicitly listed", "No wildcard (`*`) origins in production". */
export const corsOrigins = requirement<Workload | EntryPoint>({
  item: "4.2.1",
  name: "4.2-cors-origins",
  title: "CORS origins",
  description: "Browsers may call the application only from origins that are listed, over HTTPS.",
  why: "With a wildcard, any web page may call the application with its visitors' cookies.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  howToFix: "List the origins of your own front ends, each with https://, wherever CORS headers are set.",
  each: [workload, entryPoint],
  check: (_, context) =>
    isEntryPoint(context)
      ? whenApplication(context, () => atEntryPoint(context))
      : eachApplicationContainer(context as Context<Workload>, (environment) =>
          applicationCorsOrigins(environment, context.settings).every(isListedOrigin),
        ),
});

function isEntryPoint(context: Context<Workload | EntryPoint>): context is Context<EntryPoint> {
  return context.subject.kind === entryPoint;
}

function atEntryPoint({ subject, stack }: Context<EntryPoint>): Outcome {
  const cors = subject.thing.cors?.(subject, stack);
  return cors ? cors.origins.every(isListedOrigin) : notApplicable("it adds no CORS headers");
}

function isListedOrigin(origin: Fact<string>): Outcome {
  return origin.satisfies(
    (value) => /^https:\/\/[^*\s/]+$/.test(value),
    "an origin such as https://app.example.com",
  );
}
