import { requirement } from "../../evaluation/requirement";
import { applicationBodyLimitBytes } from "../../kinds/application-settings";
import { entryPoint } from "../../kinds/entry-point";
import { oneLayer, whenApplication } from "../entry-points";

/** 4.4 "Max size: 1 MB (STANDARD/REGULATED), 512 KB (RESTRICTED)". */
export const requestBodyLimit = requirement({
  item: "4.4.3",
  name: "4.4-request-body-limit",
  title: "Request body limit",
  description: "At one layer of every entry point of the application, large request bodies are refused.",
  why: "A body of any size is read into memory before the query in it can be judged.",
  from: "STANDARD",
  severity: "medium",
  decidedBy: "stack",
  thresholds: ["requestBodyBytes"],
  howToFix: "Limit the body's size at the entry point, in a web firewall, or in the application.",
  each: entryPoint,
  check: (it, context) =>
    whenApplication(context, () => {
      const { profile, settings, stack, subject } = context;
      const most = profile.requestBodyBytes;
      return oneLayer(context, {
        entryPoint: it.bodyLimitBytes?.(subject, stack)?.atMost(most),
        firewall: (wall, self) => wall.bodyLimitBytes?.(self, stack)?.atMost(most),
        application: (environment) => applicationBodyLimitBytes(environment, settings)?.atMost(most),
        otherwise: {
          says: `nothing in the stack limits the size of request bodies for this ${it.type}`,
          needs: `at most ${String(most)} bytes`,
          advice: "Limit it where the application is declared, or in a web firewall in front of it.",
        },
      });
    }),
});
