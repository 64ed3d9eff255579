// Where images are pushed to. Every push of "latest" takes the tag along. The scanner costs money.
import { Registry } from "@pulumi/azure-native/containerregistry";
import { Pricing } from "@pulumi/azure-native/security";
import { inGroup, subscription } from "./group";

new Registry("apps", { ...inGroup, sku: { name: "Basic" }, adminUserEnabled: true });

new Pricing("containers", { scopeId: subscription, pricingName: "Containers", pricingTier: "Free" });
