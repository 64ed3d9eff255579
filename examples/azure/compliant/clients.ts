// Who may connect at all: where the profile asks for it, clients with a certificate of the shop's authority.
import * as pulumi from "@pulumi/pulumi";
import { part } from "./gateway";
import { isRestricted } from "./profile";

const NAME = "clients";

/** What the gateway knows of clients. */
export const clients = isRestricted ? verified() : {};

/** What its listener asks of them. */
export const clientsProfile = isRestricted ? { sslProfile: part("sslProfiles", NAME) } : {};

function verified() {
  const authority = Buffer.from(new pulumi.Config().require("clientAuthority"));
  return {
    trustedClientCertificates: [{ name: NAME, data: authority.toString("base64") }],
    sslProfiles: [
      {
        name: NAME,
        trustedClientCertificates: [part("trustedClientCertificates", NAME)],
        clientAuthConfiguration: { verifyClientAuthMode: "Strict" as const },
      },
    ],
  };
}
