// Defender for Cloud: it scans images, and tells when somebody behaves as nobody should.
import { Pricing } from "@pulumi/azure-native/security";
import { subscription } from "./group";

const plans = [
  "Arm",
  "CloudPosture",
  "Containers",
  "KeyVaults",
  "OpenSourceRelationalDatabases",
  "StorageAccounts",
];

for (const pricingName of plans) {
  new Pricing(pricingName, { scopeId: subscription, pricingName, pricingTier: "Standard" });
}
