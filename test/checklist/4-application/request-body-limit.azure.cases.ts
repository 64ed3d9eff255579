import { cases, unknown } from "../../kit/cases";
import { gateway, guardedFrontDoor, guardedGateway, hiddenApp } from "../azure/entry-points";

const prevention = (more: object) => ({ mode: "Prevention", ...more });

const refusing = (bytes: unknown) => ({
  name: "large",
  priority: 1,
  ruleType: "MatchRule",
  action: "Block",
  matchConditions: [
    {
      matchVariable: "RequestHeader",
      selector: "Content-Length",
      operator: "GreaterThan",
      matchValue: [bytes],
    },
  ],
});
const ownFirewall = (more: object) =>
  gateway({
    webApplicationFirewallConfiguration: {
      enabled: true,
      firewallMode: "Prevention",
      ruleSetType: "OWASP",
      ruleSetVersion: "3.2",
      ...more,
    },
  });

export default cases({
  requirement: "4.4-request-body-limit",
  provider: "azure",
  valid: {
    "a firewall's own limit": { stack: guardedGateway([]) },
    "a limit of 512 KB": { stack: guardedGateway([], prevention({ maxRequestBodySizeInKb: 512 })) },
    "a firewall in the gateway": {
      stack: ownFirewall({ requestBodyCheck: true, maxRequestBodySizeInKb: 256 }),
    },
    "a Front Door that refuses announced sizes": { stack: guardedFrontDoor([refusing("524288")]) },
  },
  invalid: {
    "a limit that is too high": {
      stack: guardedGateway([], prevention({ maxRequestBodySizeInKb: 2000 })),
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        "4.4 Request body limit: web firewall firewall: policySettings.maxRequestBodySizeInKb is 2000 (2048000 bytes); {profile} needs at most 1048576. Set policySettings.maxRequestBodySizeInKb: 1024.",
      ],
    },
    "a limit that is switched off": {
      stack: guardedGateway([], prevention({ requestBodyEnforcement: false })),
      remediable: false,
      profiles: ["STANDARD"],
      finds: [
        "4.4 Request body limit: web firewall firewall: policySettings.requestBodyEnforcement is false (no limit); {profile} needs at most 1048576.",
      ],
    },
    "a firewall that only detects": {
      stack: guardedGateway([], {}),
      remediable: false,
      finds: [
        '4.4 Request body limit: web firewall firewall: policySettings.mode is not set, which means "Detection"; {profile} needs a firewall that blocks what it finds. Set policySettings.mode: "Prevention".',
      ],
    },
  },
  unknown: {
    "the limit is not known yet": {
      stack: guardedGateway([], prevention({ maxRequestBodySizeInKb: unknown })),
      mentions: ["policySettings.maxRequestBodySizeInKb is not known until the update"],
    },
    "bodies are not inspected": {
      stack: guardedGateway([], prevention({ requestBodyCheck: false })),
      mentions: [
        "policySettings.requestBodyCheck is false, and whether bodies are limited then depends on the rule set",
      ],
    },
    "which firewall a gateway has is not known yet": {
      stack: gateway({ firewallPolicy: { id: unknown } }),
      mentions: ["firewallPolicy.id is not known until the update"],
    },
    "the size that a Front Door refuses is not known yet": {
      stack: guardedFrontDoor([refusing(unknown)]),
      mentions: ["customRules.rules[0].matchConditions[0].matchValue[0] is not known until the update"],
    },
  },
  notApplicable: {
    "the application behind no entry point": { stack: [hiddenApp()] },
  },
});
