import { Fact } from "../../evaluation/fact";
import { reader } from "../../evaluation/reader";
import { anomalyDetector } from "../../kinds/anomaly-detector";

/** Somebody is told of what Security Command Center finds, or networks are watched for intruders. */
export const findingsAndIntrusions = reader(
  [
    "gcp:securitycenter/v2ProjectNotificationConfig:V2ProjectNotificationConfig",
    "gcp:securitycenter/v2FolderNotificationConfig:V2FolderNotificationConfig",
    "gcp:securitycenter/v2OrganizationNotificationConfig:V2OrganizationNotificationConfig",
    "gcp:securitycenter/projectNotificationConfig:ProjectNotificationConfig",
    "gcp:securitycenter/folderNotificationConfig:FolderNotificationConfig",
    "gcp:securitycenter/notificationConfig:NotificationConfig",
    "gcp:cloudids/endpoint:Endpoint",
  ],
  anomalyDetector,
  () => ({ enabled: Fact.given(true) }),
);

/** Event Threat Detection with a module of one's own. */
export const threatDetection = reader(
  [
    "gcp:securitycenter/managementOrganizationEventThreatDetectionCustomModule:ManagementOrganizationEventThreatDetectionCustomModule",
    "gcp:securitycenter/eventThreatDetectionCustomModule:EventThreatDetectionCustomModule",
  ],
  anomalyDetector,
  (inputs) => ({
    get enabled() {
      return inputs.string("enablementState").map((state) => state === "ENABLED");
    },
  }),
);

/** Cloud Armor's adaptive protection, which learns what traffic is usual. */
export const adaptiveProtection = reader(
  "gcp:compute/securityPolicy:SecurityPolicy",
  anomalyDetector,
  (inputs) =>
    inputs.has("adaptiveProtectionConfig")
      ? {
          get enabled() {
            return inputs.boolean("adaptiveProtectionConfig.layer7DdosDefenseConfig.enable", {
              whenAbsent: false,
            });
          },
        }
      : undefined,
);
