import { cases, ref, resource, secret, unknown } from "../../kit/cases";
import { cluster, instance, member } from "../aws/databases";

const parameter = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:ssm/parameter:Parameter", "password", { name: "/prod/api/DB_PASSWORD", ...props });

export default cases({
  requirement: "3.1-database-credentials",
  provider: "aws",
  valid: {
    "RDS keeps the password": { stack: [instance({ username: "app", manageMasterUserPassword: true })] },
    "a secret of the program": { stack: [instance({ username: "app", password: secret("s3cr3t-of-mine") })] },
    "a secret that is not known yet": { stack: [instance({ password: secret(unknown) })] },
    "a write-only password": {
      stack: [cluster({ masterPasswordWo: secret(unknown), masterPasswordWoVersion: 1 })],
    },
    "an Aurora cluster and its members": { stack: [cluster({ manageMasterUserPassword: "true" }), member()] },
    "a parameter that holds no password": {
      stack: [parameter({ name: "/prod/api/LOG_LEVEL", type: "String", value: secret("INFO") })],
    },
  },
  invalid: {
    "a literal": {
      stack: [instance({ username: "app", password: "hunter2hunter2" })],
      finds: [
        "3.1 Database credentials: password is a literal; {profile} needs a secret. Set manageMasterUserPassword: true instead, or take the password from a secret of the program (config.requireSecret).",
      ],
      remediable: false,
    },
    "a literal of a cluster": {
      stack: [cluster({ masterUsername: "app", masterPassword: "hunter2hunter2" }), member()],
      finds: [
        "3.1 Database credentials: masterPassword is a literal; {profile} needs a secret. Set manageMasterUserPassword: true instead, or take the password from a secret of the program (config.requireSecret).",
      ],
      remediable: false,
    },
    "a parameter that is no SecureString": {
      stack: [parameter({ type: "String", value: secret("hunter2hunter2") })],
      finds: [
        "3.1 Database credentials: value holds a credential; {profile} needs no credentials. Move it to a Secret that a secrets manager fills.",
      ],
      remediable: false,
    },
    "an insecure value": {
      stack: [parameter({ type: "String", insecureValue: "postgres://app:hunter2hunter2@db/app" })],
      finds: [
        "3.1 Database credentials: insecureValue holds a database URL with its password; {profile} needs no credentials. Move it to a Secret that a secrets manager fills.",
      ],
      remediable: false,
    },
  },
  unknown: {
    "a password that is not known yet, and no secret": {
      stack: [instance({ password: unknown })],
      mentions: ["password is not known until the update"],
    },
    "whether RDS keeps it is not known yet": {
      stack: [cluster({ manageMasterUserPassword: unknown, masterPassword: undefined })],
      mentions: ["manageMasterUserPassword"],
    },
    "a plain parameter whose value is not known yet": {
      stack: [parameter({ type: "String", value: secret(unknown) })],
      mentions: ["value is not known until the update"],
    },
  },
  notApplicable: {
    "a read replica": { stack: [instance({ replicateSourceDb: "db-source" })] },
    "what a snapshot restores": { stack: [instance({ snapshotIdentifier: "rds:db-2026" })] },
    "a SecureString": {
      stack: [parameter({ type: "SecureString", value: secret("hunter2hunter2"), keyId: ref("password") })],
    },
  },
});
