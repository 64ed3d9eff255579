import { cases, ref, resource, secret, unknown } from "../../kit/cases";
import { alloyDb, cloudSql } from "../gcp/databases";

const user = (props: object) =>
  resource("gcp:sql/user:User", "app", { name: "app", instance: "main-4f2a", ...props });
const literal = (path: string) =>
  `3.1 Database credentials: ${path} is a literal; {profile} needs a secret. Take it from a secret of the program (config.requireSecret, a RandomPassword), or let users sign in with IAM.`;

export default cases({
  requirement: "3.1-database-credentials",
  provider: "gcp",
  valid: {
    "users sign in with a secret, an identity, or a password that is only written": {
      stack: [
        cloudSql({}),
        user({ password: secret("Xy7-planted") }),
        resource("gcp:sql/user:User", "write-only", {
          instance: "main-4f2a",
          passwordWo: secret("Xy7-planted"),
        }),
      ],
    },
    "a password that a resource makes": {
      stack: [
        resource("random:index/randomPassword:RandomPassword", "password", { length: 32 }),
        user({ password: secret(unknown) }),
      ],
    },
    "the administrator's password is a secret": {
      stack: [
        cloudSql({}, { rootPassword: secret("Xy7-planted") }),
        alloyDb({ initialUser: { user: "app", password: secret("Xy7-planted") } }),
      ],
    },
  },
  invalid: {
    "a user's password is a literal": {
      stack: [user({ password: "Xy7-planted" })],
      finds: [literal("password")],
      remediable: false,
    },
    "the administrator's password is a literal": {
      stack: [cloudSql({}, { rootPassword: "Xy7-planted" })],
      finds: [literal("rootPassword")],
      remediable: false,
    },
    "the first user's password of AlloyDB is a literal": {
      stack: [
        alloyDb({ initialUser: { user: "app", password: "Xy7-planted" } }),
        resource("gcp:alloydb/user:User", "app", {
          cluster: "projects/p/locations/europe-west1/clusters/main",
          userId: "app",
          userType: "ALLOYDB_BUILT_IN",
          password: "Xy7-planted",
        }),
      ],
      finds: [literal("initialUser.password"), literal("password")],
      remediable: false,
    },
  },
  unknown: {
    "a password that comes from an output": {
      stack: [
        resource("random:index/randomString:RandomString", "text", { length: 32 }),
        user({ password: ref("text") }),
      ],
      mentions: ["password"],
    },
  },
  notApplicable: {
    "a user that signs in with an identity": {
      stack: [user({ name: "api@project.iam", type: "CLOUD_IAM_SERVICE_ACCOUNT" })],
    },
  },
});
