// Who may connect at all: where the profile asks for it, clients with a certificate of the shop's authority.
import * as pulumi from "@pulumi/pulumi";
import { TrustConfig } from "@pulumi/gcp/certificatemanager";
import { ServerTlsPolicy } from "@pulumi/gcp/networksecurity";
import { profile } from "./profile";

export const serverTlsPolicy = profile.name === "RESTRICTED" ? verified() : undefined;

function verified(): ServerTlsPolicy {
  const trust = new TrustConfig("clients", {
    location: "global",
    trustStores: [{ trustAnchors: [{ pemCertificate: new pulumi.Config().require("clientAuthority") }] }],
  });
  return new ServerTlsPolicy("clients", {
    mtlsPolicy: { clientValidationMode: "REJECT_INVALID", clientValidationTrustConfig: trust.id },
  });
}
