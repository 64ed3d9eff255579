import type { Inputs } from "../../evaluation/inputs";
import { notApplicable, pass, type Outcome } from "../../evaluation/outcome";

const ADVICE =
  "Set manageMasterUserPassword: true instead, or take the password from a secret of the program (config.requireSecret).";

/**
 * Passes when RDS keeps the administrator's password, or the program keeps it secret. What is restored, or joins others,
 * may have none of its own.
 */
export function rdsPassword(inputs: Inputs, property: "password" | "masterPassword"): Outcome {
  const managed = inputs.boolean("manageMasterUserPassword");
  if (managed.value === true) return pass;
  const password = inputs.string(property);
  const { state } = password;
  // A write-only value is in no state.
  if (password.isAbsent && inputs.presence(`${property}Wo`).value === true) return pass;
  if (managed.state.is === "unknown") return managed.is(true);
  switch (state.is) {
    case "known":
      return state.secret
        ? pass
        : password.violation({ says: "is a literal", needs: "a secret", advice: ADVICE });
    case "unknown":
      return state.secret ? pass : password.isPresent();
    default:
      return notApplicable("it sets no password");
  }
}
