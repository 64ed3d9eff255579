import { cases, resource, unknown } from "../../kit/cases";
import { application, containerApp, IN_APP, IN_WEB, unknownContainers, webApp } from "../azure/workloads";

const registry = resource("azure-native:containerregistry:Registry", "images", {
  resourceGroupName: "production",
  registryName: "shopprod",
  sku: { name: "Premium" },
});
const plan = (pricingName: unknown, pricingTier: unknown = "Standard", props: object = {}) =>
  resource("azure-native:security:Pricing", "defender", {
    scopeId: "subscriptions/11111111-2222-3333-4444-555555555555",
    pricingName,
    pricingTier,
    ...props,
  });
const assessments = (isEnabled: unknown) => ({
  extensions: [
    { name: "AgentlessDiscoveryForKubernetes", isEnabled: "True" },
    { name: "ContainerRegistriesVulnerabilityAssessments", isEnabled },
  ],
});

export default cases({
  requirement: "7.1-image-scanning",
  provider: "azure",
  valid: {
    "Defender for Containers, and a tag": { stack: [registry, plan("Containers"), containerApp()] },
    "its extension says so": { stack: [registry, plan("Containers", "Standard", assessments("True"))] },
    "the older plan of registries": { stack: [registry, plan("ContainerRegistry")] },
    "the plan of posture management": { stack: [registry, plan("CloudPosture")] },
    "an app of App Service": { stack: [webApp()] },
  },
  invalid: {
    "the free tier": {
      stack: [registry, plan("Containers", "Free")],
      remediable: false,
      finds: [
        '7.1 Image scanning: Defender plan defender: pricingTier is Free, which means no scanning; {profile} needs scanning. Set pricingTier: "Standard".',
      ],
    },
    "scanning is switched off": {
      stack: [registry, plan("containers", "Standard", assessments("False"))],
      remediable: false,
      finds: [
        '7.1 Image scanning: Defender plan defender: extensions[1].isEnabled is False, which means no scanning; {profile} needs scanning. Set extensions[1].isEnabled: "True".',
      ],
    },
    "no tag": {
      stack: [containerApp({}, { image: "shopprod.azurecr.io/fraiseql" })],
      remediable: false,
      finds: [
        `7.1 Image scanning: ${IN_APP}image is "shopprod.azurecr.io/fraiseql"; {profile} needs a tag other than latest, or a digest.`,
      ],
    },
    "the latest, in App Service": {
      stack: [webApp({}, { linuxFxVersion: "DOCKER|shopprod.azurecr.io/fraiseql:latest" })],
      remediable: false,
      finds: [
        `7.1 Image scanning: ${IN_WEB}linuxFxVersion is "shopprod.azurecr.io/fraiseql:latest"; {profile} needs a tag other than latest, or a digest.`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "no plan in the stack": {
      stack: [registry],
      mentions: ["Defender for Containers is of the whole subscription, and not in this stack"],
    },
    "a plan of something else": {
      stack: [registry, plan("KeyVaults"), plan("CloudPosture", "Free")],
      mentions: ["Defender for Containers is of the whole subscription, and not in this stack"],
    },
    "the tier is not known yet": {
      stack: [registry, plan("Containers", unknown)],
      mentions: ["Defender plan defender: pricingTier is not known until the update"],
    },
    "which plan it is": {
      stack: [registry, plan(unknown)],
      mentions: ["Defender for Containers may be on, as plan defender says once it is known"],
    },
  },
  unknownIn: {
    "whether its extension is on": {
      of: "its extension says so",
      at: "defender: extensions.1.isEnabled",
      mentions: ["extensions[1].isEnabled is not known until the update"],
    },
  },
  notApplicable: {
    "an image that something else fills in": {
      stack: [application({ template: { containers: [{ image: "" }] } })],
    },
  },
});
