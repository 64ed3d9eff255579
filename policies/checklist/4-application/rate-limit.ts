import { requirement } from "../../evaluation/requirement";
import { applicationRequestsPerMinute } from "../../kinds/application-settings";
import { entryPoint } from "../../kinds/entry-point";
import { oneLayer, whenApplication, whenPublic } from "../entry-points";

/** 4.3 "STANDARD: 100 requests/minute", "REGULATED: 50 requests/minute", "RESTRICTED: 10 requests/minute". */
export const rateLimit = requirement({
  item: "4.3.1",
  name: "4.3-rate-limit",
  title: "Rate limit",
  description: "At one layer of every public entry point, the requests of each client are limited.",
  why: "Without a limit, one client can take the database from all others, or guess passwords at leisure.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  thresholds: ["requestsPerMinute"],
  howToFix:
    "Limit the requests per client at the entry point, in a web firewall in front of it, or in the application.",
  each: entryPoint,
  check: (it, context) =>
    whenPublic(context, () =>
      whenApplication(context, () => {
        const { profile, settings, stack, subject } = context;
        const most = profile.requestsPerMinute;
        return oneLayer(context, {
          entryPoint: it.requestsPerMinute?.(subject, stack)?.atMost(most),
          firewall: (wall, self) => wall.requestsPerMinute?.(self, stack)?.atMost(most),
          application: (environment) => applicationRequestsPerMinute(environment, settings)?.atMost(most),
          otherwise: {
            says: `nothing in the stack limits the requests of this ${it.type}`,
            needs: `at most ${String(most)} requests per minute and client`,
            advice: "Add a rate rule in a web firewall in front of it.",
          },
        });
      }),
    ),
});
