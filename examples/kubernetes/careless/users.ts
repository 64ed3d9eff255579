// Who signs in.
import { UserPool, UserPoolClient } from "@pulumi/aws/cognito";

// A second factor is up to the user.
const users = new UserPool("shop", {
  mfaConfiguration: "OPTIONAL",
  softwareTokenMfaConfiguration: { enabled: true },
});

// A day, as in the application.
new UserPoolClient("shop", { userPoolId: users.id, accessTokenValidity: 24 });
