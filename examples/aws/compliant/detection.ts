// What notices what no alarm was written for.
import { Detector, DetectorFeature } from "@pulumi/aws/guardduty";

const detector = new Detector("account", { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" });

// What the tasks on Fargate do, and who signs in to the database.
new DetectorFeature("tasks", {
  detectorId: detector.id,
  name: "RUNTIME_MONITORING",
  status: "ENABLED",
  additionalConfigurations: [{ name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "ENABLED" }],
});
new DetectorFeature("database", { detectorId: detector.id, name: "RDS_LOGIN_EVENTS", status: "ENABLED" });
