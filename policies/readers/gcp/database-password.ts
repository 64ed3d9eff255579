import type { Inputs } from "../../evaluation/inputs";
import { notApplicable, pass, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { databaseUser } from "../../kinds/database-user";

/** Users that sign in with an identity, and have no password. */
const IDENTITIES = /^(CLOUD_IAM_|ALLOYDB_IAM_|ENTRAID_)/;

/** `gcp:sql/user:User`: with a password of its own unless its type is an identity's. */
export const cloudSqlUser = reader("gcp:sql/user:User", databaseUser, (inputs) => ({
  keepsPassword: () => passwordOf(inputs, inputs.string("type", { whenAbsent: "BUILT_IN" }).value),
}));

/** `gcp:alloydb/user:User`. */
export const alloyDbUser = reader("gcp:alloydb/user:User", databaseUser, (inputs) => ({
  keepsPassword: () => passwordOf(inputs, inputs.string("userType").value),
}));

function passwordOf(inputs: Inputs, type: string | undefined): Outcome {
  return type !== undefined && IDENTITIES.test(type)
    ? notApplicable("it signs in with an identity")
    : literalPassword(inputs, "password");
}

/** Passes when the program keeps the password secret; one that is only written stands in no state. */
export function literalPassword(inputs: Inputs, property: string): Outcome {
  const password = inputs.string(property);
  const { state } = password;
  switch (state.is) {
    case "known":
      return state.secret
        ? pass
        : password.violation({
            says: "is a literal",
            needs: "a secret",
            advice:
              "Take it from a secret of the program (config.requireSecret, a RandomPassword), or let users sign in with IAM.",
          });
    case "unknown":
      return state.secret ? pass : password.isPresent();
    default:
      return notApplicable("it sets no password");
  }
}
