// The firewall of the gateway: a limit per client, a look at what they send and, where the profile asks for it, a list of
// who may come.
import { WebApplicationFirewallPolicy } from "@pulumi/azure-native/network";
import { inGroup } from "./group";
import { clientRanges } from "./network";
import { isRestricted, profile } from "./profile";

const others = {
  name: "others",
  priority: 10,
  ruleType: "MatchRule",
  action: "Block",
  matchConditions: [
    {
      matchVariables: [{ variableName: "RemoteAddr" }],
      operator: "IPMatch",
      negationConditon: true,
      matchValues: clientRanges,
    },
  ],
};

const rate = {
  name: "rate",
  priority: 20,
  ruleType: "RateLimitRule",
  action: "Block",
  rateLimitDuration: "OneMin",
  rateLimitThreshold: profile.requestsPerMinute ?? 100,
  groupByUserSession: [{ groupByVariables: [{ variableName: "ClientAddr" }] }],
  matchConditions: [{ matchVariables: [{ variableName: "RequestUri" }], operator: "Any", matchValues: [] }],
};

export const firewall = new WebApplicationFirewallPolicy("shop", {
  ...inGroup,
  policySettings: {
    state: "Enabled",
    mode: "Prevention",
    requestBodyCheck: true,
    requestBodyEnforcement: true,
    maxRequestBodySizeInKb: Math.floor((profile.requestBodyBytes ?? 2 ** 20) / 1024),
  },
  customRules: isRestricted ? [others, rate] : [rate],
  managedRules: {
    managedRuleSets: [{ ruleSetType: "Microsoft_DefaultRuleSet", ruleSetVersion: "2.1" }],
  },
});
