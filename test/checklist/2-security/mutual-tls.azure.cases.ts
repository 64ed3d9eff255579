import { cases, unknown } from "../../kit/cases";
import { containerApp, frontDoor, gateway, listeners, part, webApp } from "../azure/entry-points";

const NEEDS = "{profile} needs client certificates that are verified.";
const LIST = "Name an sslProfile in it that lists trustedClientCertificates of your own authority.";
const VERIFY =
  "and have the application verify the certificate that it is handed; or end TLS at an application gateway that verifies it.";
const verifying = (profile: object = {}) =>
  gateway({
    trustedClientCertificates: [{ name: "authority", data: "MIIC" }],
    sslProfiles: [
      {
        name: "clients",
        trustedClientCertificates: [part("trustedClientCertificates", "authority")],
        ...profile,
      },
    ],
    ...listeners({ sslProfile: part("sslProfiles", "clients") }),
  });

export default cases({
  requirement: "2.1-mutual-tls",
  provider: "azure",
  valid: {
    "a gateway that verifies clients": { stack: verifying() },
    "a gateway that verifies clients in front of a container app": {
      stack: [...verifying().filter(({ name }) => name !== "api"), ...containerApp({ external: false })],
    },
    "a gateway that verifies clients in front of an app with a private endpoint": {
      stack: [
        ...verifying().filter(({ name }) => name !== "api"),
        webApp({ publicNetworkAccess: "Disabled" }),
      ],
    },
    "a gateway whose listener names its one profile by an id that is not known yet": {
      stack: verifying().map((it) =>
        it.name === "edge"
          ? { ...it, props: { ...it.props, ...listeners({ sslProfile: { id: unknown } }) } }
          : it,
      ),
    },
  },
  invalid: {
    "a gateway without a profile": {
      stack: gateway(),
      remediable: false,
      finds: [`2.1 Mutual TLS: listener https: httpListeners[0].sslProfile is not set; ${NEEDS} ${LIST}`],
    },
    "a profile that lists no authority": {
      stack: verifying({ trustedClientCertificates: [] }),
      remediable: false,
      finds: [
        `2.1 Mutual TLS: listener https: sslProfiles[0].trustedClientCertificates lists none; ${NEEDS} List the certificates of your own authority, from the gateway's trustedClientCertificates.`,
      ],
    },
    "a profile that passes certificates on unverified": {
      stack: verifying({ clientAuthConfiguration: { verifyClientAuthMode: "Passthrough" } }),
      // Remediation sees the gateway alone, and not what is behind it.
      remediable: false,
      finds: [
        `2.1 Mutual TLS: listener https: sslProfiles[0].clientAuthConfiguration.verifyClientAuthMode is Passthrough, which means clients that are let in unverified; ${NEEDS} Set sslProfiles[0].clientAuthConfiguration.verifyClientAuthMode: "Strict".`,
      ],
    },
    "a Front Door": {
      stack: frontDoor(),
      remediable: false,
      finds: [
        `2.1 Mutual TLS: host api.example.com: Front Door asks for no client certificates; ${NEEDS} Use an application gateway whose HTTPS listener has an sslProfile with trustedClientCertificates.`,
      ],
    },
    "an app of App Service": {
      stack: [webApp()],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: its own host: clientCertEnabled is not set; ${NEEDS} Set clientCertEnabled: true and clientCertMode: Required, ${VERIFY}`,
      ],
    },
    "an app of App Service with optional certificates": {
      stack: [webApp({ clientCertEnabled: true, clientCertMode: "Optional" })],
      remediable: false,
      finds: [
        `2.1 Mutual TLS: its own host: clientCertMode is "Optional", which lets clients in without one; ${NEEDS} Set clientCertEnabled: true and clientCertMode: Required, ${VERIFY}`,
      ],
    },
    "a container app": {
      stack: containerApp({ clientCertificateMode: "accept" }),
      remediable: false,
      finds: [
        `2.1 Mutual TLS: its own host: configuration.ingress.clientCertificateMode is "accept", which lets clients in without one; ${NEEDS} Set clientCertificateMode: require, ${VERIFY}`,
      ],
    },
  },
  unknown: {
    "the application verifies what a container app asks for": {
      stack: containerApp({ clientCertificateMode: "require" }),
      mentions: [
        "configuration.ingress.clientCertificateMode has clients asked for a certificate, which only the application can verify",
      ],
    },
    "the application verifies what App Service asks for": {
      stack: [webApp({ clientCertEnabled: true })],
      mentions: [
        "clientCertEnabled has clients asked for a certificate, which only the application can verify",
      ],
    },
    "which profile a listener has is not known yet": {
      stack: gateway({
        sslProfiles: [{ name: "one" }, { name: "two", trustedClientCertificates: [{ id: "authority" }] }],
        ...listeners({ sslProfile: { id: unknown } }),
      }),
      mentions: ["httpListeners[0].sslProfile.id is not known until the update"],
    },
  },
});
