import { cases, unknown } from "../../kit/cases";
import {
  containerApp,
  frontDoor,
  gateway,
  header,
  managedApi,
  part,
  rules,
  webApp,
} from "../azure/entry-points";

const GOOD = "max-age=63072000; includeSubDomains";
const NAME = "Strict-Transport-Security";
const SECONDS = "{profile} needs at least 63072000.";
const SETTING = "FRAISEQL_HSTS_MAX_AGE_SECONDS";
const unset = (container: string, list: string) =>
  `2.2 HSTS: workload api, container ${container}: ${SETTING} is not set; {profile} needs at least 63072000 seconds. Add {"name":"${SETTING}","value":"63072000"} to ${list}.`;
const rewriting = (headerValue: unknown, rule: object = {}, headerName: unknown = NAME) =>
  gateway({
    rewriteRuleSets: [
      {
        name: "security",
        rewriteRules: [
          {
            name: "hsts",
            ruleSequence: 100,
            actionSet: { responseHeaderConfigurations: [{ headerName, headerValue }] },
            ...rule,
          },
        ],
      },
    ],
    ...rules({ rewriteRuleSet: part("rewriteRuleSets", "security") }),
  });
const xml = (value: string) =>
  `<policies><inbound><base /></inbound><outbound><set-header name="${NAME}" exists-action="override"><value>${value}</value></set-header></outbound></policies>`;

export default cases({
  requirement: "2.2-hsts",
  provider: "azure",
  valid: {
    "a gateway that rewrites the header": { stack: rewriting(GOOD) },
    "a Front Door that sets the header": { stack: frontDoor(header(NAME, GOOD)) },
    "the application sets the header": { stack: gateway({}, [{ name: SETTING, value: "63072000" }]) },
    "API Management that sets the header": { stack: managedApi(xml(GOOD)) },
  },
  invalid: {
    "a gateway without rewrite rules": {
      stack: gateway(),
      remediable: false,
      finds: [unset("fraiseql (containers[0])", "environmentVariables")],
    },
    "a gateway with a short age": {
      stack: rewriting("max-age=31536000; includeSubDomains"),
      remediable: false,
      finds: [
        `2.2 HSTS: rewriteRuleSets[0].rewriteRules[0].actionSet.responseHeaderConfigurations[0].headerValue is 31536000 seconds; ${SECONDS}`,
      ],
    },
    "a Front Door without rules": {
      stack: frontDoor(),
      remediable: false,
      finds: [unset("fraiseql (containers[0])", "environmentVariables")],
    },
    "a Front Door with a header that leaves subdomains out": {
      stack: frontDoor(header(NAME, "max-age=63072000")),
      remediable: false,
      finds: [
        "2.2 HSTS: Front Door rule header: actions[0].parameters.value is a header without includeSubDomains; {profile} needs includeSubDomains.",
      ],
    },
    "an app of App Service": {
      stack: [webApp()],
      remediable: false,
      finds: [unset("app (siteConfig)", "appSettings")],
    },
    "a container app": {
      stack: containerApp(),
      remediable: false,
      finds: [unset("fraiseql (template.containers[0])", "env")],
    },
    "API Management with a short age": {
      stack: managedApi(xml("max-age=300; includeSubDomains")),
      remediable: false,
      finds: [`2.2 HSTS: API Management policy policy: value is 300 seconds; ${SECONDS}`],
    },
  },
  unknown: {
    "what the application sets is not known yet": {
      stack: gateway({}, [{ name: SETTING, value: unknown }]),
      mentions: [`${SETTING} is not known until the update`],
    },
    "the header's value is not known yet": {
      stack: rewriting(unknown),
      mentions: ["responseHeaderConfigurations[0].headerValue is not known until the update"],
    },
    "the header's name is not known yet": {
      stack: rewriting(GOOD, {}, unknown),
      mentions: ["responseHeaderConfigurations[0].headerName is not known until the update"],
    },
    "the header is set on a condition": {
      stack: rewriting(GOOD, { conditions: [{ variable: "http_resp_Content-Type", pattern: "text/html" }] }),
      mentions: ["conditions narrows the header to some responses"],
    },
    "a Front Door sets the header on a condition": {
      stack: frontDoor(header(NAME, GOOD, { conditions: [{ name: "RequestScheme" }] })),
      mentions: ["Front Door rule header: conditions narrows the header to some responses"],
    },
    "a rule set that is elsewhere": {
      stack: frontDoor({ route: { ruleSets: [{ id: "shared" }] } }),
      mentions: ["ruleSets[0].id names a rule set outside the stack"],
    },
    "a policy with conditions": {
      stack: managedApi("<policies><outbound><choose></choose></outbound></policies>"),
      mentions: ["API Management policy policy: value is a policy that is not read as a whole"],
    },
  },
  unknownIn: {
    "the action of a Front Door's rule": {
      of: "a Front Door that sets the header",
      at: "header: actions.0.name",
      mentions: ["actions[0].name is not known until the update"],
    },
  },
  notApplicable: {
    "a container app in a network of its own": {
      stack: containerApp({}, { vnetConfiguration: { internal: true } }),
    },
  },
});
