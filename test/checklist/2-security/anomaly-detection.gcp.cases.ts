import { cases, ref, resource, unknown } from "../../kit/cases";
import { application } from "../gcp/workloads";

const armor = (enable: unknown) =>
  resource("gcp:compute/securityPolicy:SecurityPolicy", "armor", {
    adaptiveProtectionConfig: { layer7DdosDefenseConfig: { enable } },
  });
const nothing =
  "Anomaly detection: nothing in the stack detects anomalies around this Service; {profile} needs threat or anomaly detection that is on. Add the account's threat detection, or a detector on the application's metrics or logs; where another stack has it, exempt this one with that reason.";

export default cases({
  requirement: "x-anomaly-detection",
  provider: "gcp",
  valid: {
    "somebody is told of what Security Command Center finds": {
      stack: [
        application(),
        resource("gcp:securitycenter/v2ProjectNotificationConfig:V2ProjectNotificationConfig", "findings", {
          configId: "threats",
          pubsubTopic: ref("topic"),
          streamingConfig: { filter: 'category="THREAT"' },
        }),
        resource("gcp:pubsub/topic:Topic", "topic", {}),
      ],
    },
    "an intrusion detection endpoint": {
      stack: [
        application(),
        resource("gcp:cloudids/endpoint:Endpoint", "ids", { severity: "LOW", network: "main" }),
      ],
    },
    "Cloud Armor's adaptive protection": { stack: [application(), armor(true)] },
  },
  invalid: {
    "there is none": { stack: [application()], finds: [nothing], remediable: false },
    "adaptive protection is off": {
      stack: [application(), armor(false)],
      finds: [nothing],
      remediable: false,
    },
    "a firewall without adaptive protection": {
      stack: [application(), resource("gcp:compute/securityPolicy:SecurityPolicy", "armor", { rules: [] })],
      finds: [nothing],
      remediable: false,
    },
  },
  unknown: {
    "the switch comes from an output": {
      stack: [application(), armor(unknown)],
      mentions: ["adaptiveProtectionConfig.layer7DdosDefenseConfig.enable"],
    },
  },
});
