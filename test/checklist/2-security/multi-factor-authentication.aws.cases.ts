import { cases, resource, secret, unknown } from "../../kit/cases";

const pool = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:cognito/userPool:UserPool", "users", { name: "users", ...props });
const app = { softwareTokenMfaConfiguration: { enabled: true } };

export default cases({
  requirement: "2.1-multi-factor-authentication",
  provider: "aws",
  valid: {
    "every user needs a second factor": { stack: [pool({ mfaConfiguration: "ON", ...app })] },
    "with text messages beside the app": {
      stack: [
        pool({
          mfaConfiguration: "ON",
          ...app,
          smsConfiguration: { externalId: "x", snsCallerArn: unknown },
        }),
      ],
    },
  },
  invalid: {
    "nothing is said": {
      stack: [pool({})],
      finds: [
        '2.1 Multi-factor authentication: mfaConfiguration is not set, which means users without a second factor; {profile} needs ON. Set mfaConfiguration: "ON".',
        "2.1 Multi-factor authentication: softwareTokenMfaConfiguration.enabled is not set, which means false; {profile} needs true. Set softwareTokenMfaConfiguration.enabled: true.",
      ],
    },
    "each user decides": {
      stack: [pool({ mfaConfiguration: "OPTIONAL", ...app })],
      finds: [
        '2.1 Multi-factor authentication: mfaConfiguration is OPTIONAL, which means users without a second factor; {profile} needs ON. Set mfaConfiguration: "ON".',
      ],
    },
    "text messages alone": {
      stack: [
        pool({
          mfaConfiguration: "ON",
          smsConfiguration: { externalId: "x", snsCallerArn: "arn:aws:iam::1:role/sms" },
        }),
      ],
      finds: [
        "2.1 Multi-factor authentication: softwareTokenMfaConfiguration.enabled is not set, which means false; {profile} needs true. Set softwareTokenMfaConfiguration.enabled: true.",
      ],
    },
    "a secret value is not shown": {
      stack: [pool({ mfaConfiguration: secret("OFF"), ...app })],
      finds: [
        '2.1 Multi-factor authentication: mfaConfiguration is a secret value that does not comply; {profile} needs ON. Set mfaConfiguration: "ON".',
      ],
    },
  },
  unknown: {
    "not known yet": { stack: [pool({ mfaConfiguration: unknown, ...app })], mentions: ["mfaConfiguration"] },
    "the app is not known yet, and MFA is off": {
      stack: [pool({ softwareTokenMfaConfiguration: unknown })],
      mentions: ["softwareTokenMfaConfiguration.enabled"],
      finds: [
        '2.1 Multi-factor authentication: mfaConfiguration is not set, which means users without a second factor; {profile} needs ON. Set mfaConfiguration: "ON".',
      ],
    },
  },
});
