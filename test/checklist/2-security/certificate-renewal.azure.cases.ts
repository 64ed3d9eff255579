import { cases, ref, resource, unknown } from "../../kit/cases";
import { apiManagement, containerApp, frontDoor, gateway, listeners, webApp } from "../azure/entry-points";

const NEEDS = "{profile} needs a certificate that renews itself.";
const certificate = (props: object) => ({ sslCertificates: [{ name: "edge", ...props }] });
const inVault = (more = "") => `https://keys.vault.azure.net/secrets/edge${more}`;
const customer = (useLatestVersion: unknown) => [
  ...frontDoor({
    domain: { tlsSettings: { certificateType: "CustomerCertificate", secret: { id: ref("secret") } } },
  }),
  resource("azure-native:cdn:Secret", "secret", {
    resourceGroupName: "production",
    profileName: "edge",
    parameters: { type: "CustomerCertificate", secretSource: { id: "shared" }, useLatestVersion },
  }),
];
const bound = (props: object) => [
  webApp(),
  resource("azure-native:web:WebAppHostNameBinding", "binding", {
    resourceGroupName: "production",
    name: ref("api", "api"),
    hostName: "api.example.com",
    sslState: "SniEnabled",
    thumbprint: ref("certificate"),
  }),
  resource("azure-native:web:Certificate", "certificate", {
    resourceGroupName: "production",
    name: "api.example.com",
    ...props,
  }),
];
const withDomain = (type: string, props: object) => [
  ...containerApp({
    customDomains: [
      { name: "api.example.com", bindingType: "SniEnabled", certificateId: ref("certificate") },
    ],
  }),
  resource(`azure-native:app:${type}`, "certificate", {
    resourceGroupName: "production",
    environmentName: "environment",
    ...props,
  }),
];
const host = (props: object) =>
  apiManagement({ hostnameConfigurations: [{ type: "Proxy", hostName: "api.example.com", ...props }] });

export default cases({
  requirement: "2.2-certificate-renewal",
  provider: "azure",
  valid: {
    "a certificate of Key Vault": { stack: gateway() },
    "a Front Door with Azure's certificate": { stack: frontDoor() },
    "a Front Door with the newest certificate of one's own": { stack: customer(true) },
    "the host of an app of App Service": { stack: [webApp()] },
    "a managed certificate of App Service": { stack: bound({ canonicalName: "api.example.com" }) },
    "a certificate of Key Vault for App Service": {
      stack: bound({ keyVaultId: "shared", keyVaultSecretName: "edge" }),
    },
    "the host of a container app": { stack: containerApp() },
    "a managed certificate of Container Apps": {
      stack: withDomain("ManagedCertificate", { managedCertificateName: "certificate" }),
    },
    "a certificate of Key Vault for Container Apps": {
      stack: withDomain("Certificate", {
        certificateName: "certificate",
        properties: { certificateKeyVaultProperties: { keyVaultUrl: inVault(), identity: "system" } },
      }),
    },
    "API Management with a certificate of Key Vault": { stack: [host({ keyVaultId: inVault() })] },
  },
  invalid: {
    "one version of a certificate": {
      stack: gateway(certificate({ keyVaultSecretId: inVault("/0123456789abcdef") })),
      remediable: false,
      finds: [
        `2.2 Certificate renewal: listener https: sslCertificates[0].keyVaultSecretId is ${inVault("/0123456789abcdef")}, which means one version, which is never replaced; ${NEEDS}`,
      ],
    },
    "an uploaded certificate": {
      stack: gateway(certificate({ data: "MIIK", password: "x" })),
      remediable: false,
      finds: [
        `2.2 Certificate renewal: listener https: sslCertificates[0].data is uploaded, and nothing renews it; ${NEEDS} Keep the certificate in Key Vault, and name it in keyVaultSecretId without a version.`,
      ],
    },
    "a fixed certificate of a Front Door": {
      stack: customer(undefined),
      remediable: false,
      finds: [
        `2.2 Certificate renewal: Front Door secret secret: parameters.useLatestVersion is not set, which means one version, which is never replaced; ${NEEDS}`,
      ],
    },
    "an uploaded certificate of App Service": {
      stack: bound({ pfxBlob: "MIIK" }),
      remediable: false,
      finds: [
        `2.2 Certificate renewal: certificate certificate: pfxBlob is uploaded, and nothing renews it; ${NEEDS} Use a free managed certificate (canonicalName), or one of Key Vault.`,
      ],
    },
    "an uploaded certificate of Container Apps": {
      stack: withDomain("Certificate", { properties: { value: "MIIK", password: "x" } }),
      remediable: false,
      finds: [
        `2.2 Certificate renewal: certificate certificate: properties.value is uploaded, and nothing renews it; ${NEEDS} Use a ManagedCertificate, or one of Key Vault (certificateKeyVaultProperties).`,
      ],
    },
    "an uploaded certificate of API Management": {
      stack: [host({ encodedCertificate: "MIIK" })],
      remediable: false,
      finds: [
        `2.2 Certificate renewal: host api.example.com: hostnameConfigurations[0].encodedCertificate is uploaded, and nothing renews it; ${NEEDS} Keep the certificate in Key Vault, and name it in keyVaultId without a version.`,
      ],
    },
  },
  unknown: {
    "the id of the secret is not known yet": {
      stack: gateway(certificate({ keyVaultSecretId: unknown })),
      mentions: ["sslCertificates[0].keyVaultSecretId is not known until the update"],
    },
    "which certificate a listener has is not known yet": {
      stack: gateway({
        sslCertificates: [
          { name: "edge", keyVaultSecretId: inVault() },
          { name: "other", data: "MIIK" },
        ],
        ...listeners({ sslCertificate: { id: unknown } }),
      }),
      mentions: ["httpListeners[0].sslCertificate.id is not known until the update"],
    },
    "the certificate of a container app is elsewhere": {
      stack: containerApp({ customDomains: [{ name: "api.example.com", certificateId: "shared" }] }),
      mentions: [
        "configuration.ingress.customDomains[0].certificateId names a certificate outside the stack",
      ],
    },
    "the secret of a Front Door is elsewhere": {
      stack: frontDoor({
        domain: { tlsSettings: { certificateType: "CustomerCertificate", secret: { id: "shared" } } },
      }),
      mentions: ["custom domain domain: tlsSettings.secret.id names a secret outside the stack"],
    },
  },
});
