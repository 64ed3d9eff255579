import { cases, ref, resource, unknown } from "../../kit/cases";

type Props = Readonly<Record<string, unknown>>;
const client = (props: Props) =>
  resource("aws:cognito/userPoolClient:UserPoolClient", "web", { userPoolId: ref("users"), ...props });
const users = resource("aws:cognito/userPool:UserPool", "users", { name: "users" });
const managed = (props: Props) =>
  resource("aws:cognito/managedUserPoolClient:ManagedUserPoolClient", "search", {
    userPoolId: ref("users"),
    namePrefix: "AmazonOpenSearchService-search",
    ...props,
  });
const rotating = { refreshTokenRotation: { feature: "ENABLED", retryGracePeriodSeconds: 10 } };
const fiveMinutes = { accessTokenValidity: 5, tokenValidityUnits: { accessToken: "minutes" } };

export default cases({
  requirement: "2.3-token-lifetime",
  provider: "aws",
  valid: {
    "an hour by default": { stack: [users, client(rotating)], profiles: ["STANDARD"] },
    "an hour by its number alone": {
      stack: [users, client({ ...rotating, accessTokenValidity: 1 })],
      profiles: ["STANDARD"],
    },
    "15 minutes": {
      stack: [
        users,
        client({ ...rotating, accessTokenValidity: "15", tokenValidityUnits: { accessToken: "minutes" } }),
      ],
      profiles: ["STANDARD", "REGULATED"],
    },
    "5 minutes": { stack: [users, client({ ...rotating, ...fiveMinutes })] },
    "300 seconds of a client that AWS made": {
      stack: [
        users,
        managed({ ...rotating, accessTokenValidity: 300, tokenValidityUnits: { accessToken: "seconds" } }),
      ],
    },
    "machines get no refresh tokens": {
      stack: [
        users,
        client({ ...fiveMinutes, allowedOauthFlows: ["client_credentials"], generateSecret: true }),
      ],
    },
  },
  invalid: {
    "an hour is too long": {
      stack: [users, client(rotating)],
      profiles: ["REGULATED"],
      finds: [
        '2.3 Token lifetime: accessTokenValidity is not set, which means 60 minutes; {profile} needs at most 15. Set accessTokenValidity: 15, tokenValidityUnits.accessToken: "minutes".',
      ],
    },
    "a day": {
      stack: [
        users,
        client({ ...rotating, accessTokenValidity: 1, tokenValidityUnits: { accessToken: "days" } }),
      ],
      finds: [
        '2.3 Token lifetime: accessTokenValidity is 1 (1440 minutes); {profile} needs at most 5. Set accessTokenValidity: 5, tokenValidityUnits.accessToken: "minutes".',
      ],
      profiles: ["RESTRICTED"],
    },
    "30 minutes": {
      stack: [
        users,
        client({ ...rotating, accessTokenValidity: 30, tokenValidityUnits: { accessToken: "minutes" } }),
      ],
      finds: [
        "2.3 Token lifetime: accessTokenValidity is 30 minutes; {profile} needs at most 5. Set accessTokenValidity: 5.",
      ],
      profiles: ["RESTRICTED"],
    },
    "refresh tokens stay the same": {
      stack: [users, client(fiveMinutes)],
      finds: [
        '2.3 Token lifetime: refreshTokenRotation.feature is not set, which means refresh tokens that stay the same; {profile} needs ENABLED. Set refreshTokenRotation.feature: "ENABLED".',
      ],
    },
    "refresh tokens stay the same, by a flow that forbids rotation": {
      stack: [
        users,
        client({ ...fiveMinutes, explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] }),
      ],
      finds: [
        "2.3 Token lifetime: refreshTokenRotation.feature is not set, which means refresh tokens that stay the same; {profile} needs ENABLED. Set refreshTokenRotation.feature: ENABLED, and take ALLOW_REFRESH_TOKEN_AUTH out of explicitAuthFlows.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "the unit is not known yet": {
      stack: [
        users,
        client({ ...rotating, accessTokenValidity: 5, tokenValidityUnits: { accessToken: unknown } }),
      ],
      mentions: ["tokenValidityUnits.accessToken"],
    },
    "the lifetime is not known yet": {
      stack: [users, client({ ...rotating, accessTokenValidity: unknown })],
      mentions: ["accessTokenValidity is not known until the update"],
    },
    "a client that AWS made keeps its own": {
      stack: [users, managed({})],
      mentions: ["refreshTokenRotation are not set, so that the client that AWS made keeps its own"],
    },
  },
});
