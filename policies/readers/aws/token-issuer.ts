import { Fact, type FactFormat } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { tokenIssuer } from "../../kinds/token-issuer";
import { advised } from "../advised-fact";

const MINUTES: Readonly<Record<string, number>> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1440 };

const rotation: FactFormat<boolean> = {
  says: (rotates) => (rotates ? "ENABLED" : "refresh tokens that stay the same"),
  write: () => "ENABLED",
};

/** `aws:cognito/userPoolClient:UserPoolClient`. An access token lives an hour unless set, in hours unless a unit is. */
export const cognitoClient = reader("aws:cognito/userPoolClient:UserPoolClient", tokenIssuer, (inputs) => ({
  get accessTokenMinutes() {
    return lifetime(inputs);
  },
  get refreshRotation() {
    return issuesOnlyToMachines(inputs) ? undefined : refreshRotation(inputs);
  },
}));

/** `aws:cognito/managedUserPoolClient:ManagedUserPoolClient`: a client that AWS made, and keeps what is not set. */
export const cognitoManagedClient = reader(
  "aws:cognito/managedUserPoolClient:ManagedUserPoolClient",
  tokenIssuer,
  (inputs) => ({
    get accessTokenMinutes() {
      return inputs.has("accessTokenValidity") ? lifetime(inputs) : kept<number>("accessTokenValidity");
    },
    get refreshRotation() {
      if (issuesOnlyToMachines(inputs)) return undefined;
      return inputs.has("refreshTokenRotation")
        ? refreshRotation(inputs)
        : kept<boolean>("refreshTokenRotation");
    },
  }),
);

function kept<T>(property: string): Fact<T> {
  return Fact.unknown([property], "is not set, so that the client that AWS made keeps its own");
}

function lifetime(inputs: Inputs): Fact<number> {
  const unit = inputs.string("tokenValidityUnits.accessToken", { whenAbsent: "hours" });
  const factor = MINUTES[unit.value ?? ""];
  if (factor === undefined) {
    return Fact.unknown(unit.path, unit.state.is === "unknown" ? unit.state.why : "is no unit of time");
  }
  const validity = inputs.number("accessTokenValidity");
  if (validity.isAbsent) return new Fact({ is: "absent", value: 60 }, validity.path, inMinutes(unit));
  // Zero stands for the default.
  return validity.map((amount) => (amount === 0 ? 60 : amount * factor), inMinutes(unit));
}

/** Lifetimes are written in minutes, and their unit with them. */
function inMinutes(unit: Fact<string>): FactFormat<number> {
  return {
    unit: "minutes",
    write: (minutes) => minutes,
    beside: unit.value === "minutes" ? [] : [{ path: unit.path, value: "minutes" }],
  };
}

function refreshRotation(inputs: Inputs): Fact<boolean> {
  const { items: grants, missing } = inputs.strings("allowedOauthFlows");
  const untold = missing ?? grants.find((grant) => grant.untold !== undefined)?.untold;
  // It may be a client of machines alone.
  if (untold && grants.every(({ value }) => value === undefined || value === "client_credentials")) {
    return Fact.unknown<boolean>(untold.path ?? ["allowedOauthFlows"], untold.why);
  }
  const feature = inputs.string("refreshTokenRotation.feature", { whenAbsent: "DISABLED" });
  const flows = inputs.strings("explicitAuthFlows");
  return flows.items.some(({ value }) => value === "ALLOW_REFRESH_TOKEN_AUTH")
    ? advised(
        feature.map((text) => text === "ENABLED", { ...rotation, fixable: false }),
        "Set refreshTokenRotation.feature: ENABLED, and take ALLOW_REFRESH_TOKEN_AUTH out of explicitAuthFlows.",
      )
    : feature.map((text) => text === "ENABLED", rotation);
}

/** A client of machines alone gets no refresh tokens. */
function issuesOnlyToMachines(inputs: Inputs): boolean {
  const flows = inputs.strings("allowedOauthFlows");
  return (
    flows.missing === undefined &&
    flows.items.length > 0 &&
    flows.items.every(({ value }) => value === "client_credentials") &&
    inputs.strings("explicitAuthFlows").isEmpty
  );
}
