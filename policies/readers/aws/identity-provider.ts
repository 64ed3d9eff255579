import { reader } from "../../evaluation/reader";
import { identityProvider } from "../../kinds/identity-provider";

/** `aws:cognito/userPool:UserPool`. MFA is OFF unless set; OPTIONAL leaves it to each user. */
export const cognitoUserPool = reader("aws:cognito/userPool:UserPool", identityProvider, (inputs) => ({
  get enforcesMfa() {
    return inputs.string("mfaConfiguration", { whenAbsent: "OFF" }).map((mode) => mode === "ON", {
      says: (on) => (on ? "ON" : "users without a second factor"),
      write: () => "ON",
    });
  },
  get offersAuthenticatorApp() {
    return inputs.boolean("softwareTokenMfaConfiguration.enabled", { whenAbsent: false });
  },
}));
