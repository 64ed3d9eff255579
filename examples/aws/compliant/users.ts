// Who signs in: customers and employees, with a second factor.
import { UserPool, UserPoolClient } from "@pulumi/aws/cognito";
import { profile } from "./profile";

const users = new UserPool("shop", {
  mfaConfiguration: "ON",
  softwareTokenMfaConfiguration: { enabled: true },
  accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
  passwordPolicy: { minimumLength: 14, temporaryPasswordValidityDays: 1 },
  deletionProtection: "ACTIVE",
});

new UserPoolClient("shop", {
  userPoolId: users.id,
  explicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
  accessTokenValidity: profile.accessTokenMinutes ?? 60,
  idTokenValidity: profile.accessTokenMinutes ?? 60,
  refreshTokenValidity: 30,
  tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "days" },
  refreshTokenRotation: { feature: "ENABLED" },
});
