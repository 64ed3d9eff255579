// What notices what no alert was written for.
import { Detector } from "@pulumi/aws/guardduty";

new Detector("account", { enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" });
