import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { configObject } from "../../kinds/config-object";
import type { DataAtRest } from "../../kinds/data-at-rest";
import { dataStore } from "../../kinds/data-store";
import { customerKey } from "../data-at-rest";

/** `aws:secretsmanager/secret:Secret`: always encrypted, with the key aws/secretsmanager unless one is named. */
export const secretsManagerSecret = reader("aws:secretsmanager/secret:Secret", dataStore, (inputs) => ({
  storage: () => new Listing([encryptedWith(inputs, "kmsKeyId")]),
}));

/** `aws:ssm/parameter:Parameter` of type SecureString: always encrypted, with the key aws/ssm unless one is named. */
export const ssmSecureString = reader("aws:ssm/parameter:Parameter", dataStore, (inputs) =>
  isSecure(inputs) ? { storage: () => new Listing([encryptedWith(inputs, "keyId")]) } : undefined,
);

/** `aws:ssm/parameter:Parameter` of another type, which whoever may read parameters sees. */
export const ssmPlainParameter = reader("aws:ssm/parameter:Parameter", configObject, (inputs) => {
  if (isSecure(inputs)) return undefined;
  const name = inputs.string("name");
  const property = inputs.has("insecureValue") ? "insecureValue" : "value";
  return {
    identity: { type: "Parameter", name, namespace: Fact.given("") },
    get entries() {
      return new Listing([{ key: lastOf(name.value ?? ""), value: plainly(inputs.string(property)) }]);
    },
  };
});

function encryptedWith(inputs: Inputs, key: string): DataAtRest {
  return {
    encrypted: Fact.given(true),
    get customerManagedKey() {
      return customerKey(inputs, key);
    },
  };
}

/** A type that is not known yet is taken for the one that nothing is found about. */
function isSecure(inputs: Inputs): boolean {
  const type = inputs.string("type");
  return type.value === undefined ? !inputs.has("insecureValue") : type.value === "SecureString";
}

/** The SDK marks every value secret; that the program does not say so, and that the parameter shows it. */
function plainly(value: Fact<string>): Fact<string> {
  const { state } = value;
  if (!("secret" in state && state.secret)) return value;
  return new Fact({ ...state, secret: false }, value.path, { ...value.format, hidden: true });
}

/** `/prod/api/DB_PASSWORD` as what it is called by. */
function lastOf(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
