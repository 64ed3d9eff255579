import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { webFirewall } from "../../kinds/web-firewall";
import { no } from "../aws/outcome";
import { eitherOf } from "../borrowed-fact";
import { gatewayOf, protectsGateway } from "./application-gateway-firewall-link";
import { bodyLimit } from "./waf-body-limit";
import {
  announcedLimitOf,
  countsTogether,
  enforced,
  rangesOf,
  rateOf,
  type Enforcement,
  type RateDialect,
} from "./waf-limits";
import { GATEWAY_DIALECT, wafRulesOf } from "./waf-rule";

/** `azure-native:network:WebApplicationFirewallPolicy`, of application gateways: it only detects unless set. */
export const gatewayFirewallPolicy = reader(
  "azure-native:network:WebApplicationFirewallPolicy",
  webFirewall,
  (inputs) => {
    const rules = () => wafRulesOf(inputs, GATEWAY_DIALECT);
    return {
      protects: (target, self, stack) =>
        target.resource.type.endsWith(":ApplicationGateway")
          ? protectsGateway(gatewayOf(target, stack), self)
          : no("it protects application gateways"),
      requestsPerMinute: () => {
        const rate = rateOf(rules(), RATES);
        return rate && enforced(rate, enforcementOf(inputs));
      },
      bodyLimitBytes: () => {
        const announced = announcedLimitOf(rules());
        const limit = bodyLimit(inputs.at("policySettings"));
        return enforced(eitherOf(announced ? [limit, announced] : [limit]) ?? limit, enforcementOf(inputs));
      },
      allowedRanges: () => rangesOf(rules(), enforcementOf(inputs)),
    };
  },
);

function enforcementOf(inputs: Inputs): Enforcement {
  return {
    mode: inputs.string("policySettings.mode", { whenAbsent: "Detection" }),
    state: inputs.string("policySettings.state", { whenAbsent: "Enabled" }),
  };
}

const MINUTES: Readonly<Record<string, number>> = { OneMin: 1, FiveMins: 5 };
const PER_CLIENT = /^ClientAddr/;

const RATES: RateDialect = {
  minutesOf: (rule) =>
    rule
      .string("rateLimitDuration", { whenAbsent: "OneMin" })
      .map((name) => MINUTES[name], { why: "is no duration that is known" }),
  countsTogether: (rule) => {
    const sessions = rule.list("groupByUserSession");
    const variables = sessions.items.map((it) => it.list("groupByVariables"));
    const names = variables.flatMap(({ items }) => items.map((it) => it.string("variableName")));
    if (names.some(({ value }) => PER_CLIENT.test(value ?? ""))) return undefined;
    const path = [...rule.path, "groupByUserSession"];
    const untold =
      sessions.missing ??
      variables.find(({ missing }) => missing)?.missing ??
      names.find((it) => it.untold)?.untold;
    if (untold) return Fact.unknown(untold.path ?? path, untold.why);
    const [name] = names;
    return name === undefined
      ? Fact.unknown(path, "is not set, and what requests are counted by is not known")
      : countsTogether(
          name.path,
          `${name.says}, which counts many clients together`,
          'Set it to "ClientAddr".',
        );
  },
};
