import { excludedBy, unlessExcluded } from "../../evaluation/exclusion";
import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { allOf, anyOf, notApplicable, pass, type Outcome } from "../../evaluation/outcome";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { Database } from "../../kinds/database";
import { customerKey } from "../data-at-rest";
import { auditsWith, PGAUDIT_LOG } from "../kubernetes/pgaudit";
import { diagnosedMetrics } from "./diagnostic-setting";
import { firewallRulesOf } from "./firewall-rule";
import { parameterOf } from "./server-parameter";

const SUBNET = "network.delegatedSubnetResourceId";
const PUBLIC = "network.publicNetworkAccess";

/** What Azure sets of the parameters that requirements ask for. */
const DEFAULTS = {
  "require_secure_transport": "on",
  "shared_preload_libraries": "pg_cron,pg_stat_statements",
  "azure.extensions": "",
  [PGAUDIT_LOG]: "none",
  "pgaudit.role": "",
  "pg_qs.query_capture_mode": "none",
} as const;

type Parameter = keyof typeof DEFAULTS;

function parameter(name: Parameter, to: string, self: Subject<unknown>, stack: StackView): Fact<string> {
  const advice = `Add an azure-native:dbforpostgresql:Configuration with configurationName ${name} and value ${to}.`;
  return parameterOf(name, { whenAbsent: DEFAULTS[name], advice }, self, stack);
}

type FromSettings = Pick<
  Database,
  | "auditsStatements"
  | "exportsMetrics"
  | "inPrivateSubnets"
  | "isPrivate"
  | "keepsPassword"
  | "keepsStatistics"
  | "refusesPlainText"
  | "storage"
>;

/** What a Flexible Server says beside its backups, in its own properties and in the parameters of the stack. */
export function flexibleServerSettings(inputs: Inputs): FromSettings {
  return {
    refusesPlainText: (self, stack) => secureTransport(inputs, self, stack),
    keepsPassword: () => administratorPassword(inputs, "administratorLoginPassword"),
    isPrivate: (self, stack) => isPrivate(inputs, self, stack),
    inPrivateSubnets: () => inOwnSubnet(inputs),
    storage: () =>
      new Listing([
        {
          encrypted: Fact.given(true),
          get customerManagedKey() {
            return customerKey(inputs, "dataEncryption.primaryKeyURI");
          },
        },
      ]),
    auditsStatements: (self, stack) => ofPrimary(inputs, () => audits(self, stack)),
    keepsStatistics: (self, stack) => ofPrimary(inputs, () => keepsStatistics(self, stack)),
    exportsMetrics: (self, stack) => diagnosedMetrics(self, inputs.string("serverName"), stack),
  };
}

/** Parameters of a replica are those of its source, unless somebody changes them. */
function isReplica(inputs: Inputs): boolean {
  return inputs.string("createMode").value === "Replica";
}

function ofPrimary(inputs: Inputs, check: () => Outcome): Outcome {
  const replica = excludedBy(
    inputs.string("createMode"),
    (mode) => mode === "Replica",
    "a replica takes its parameters from its source",
  );
  return unlessExcluded(replica, check);
}

function secureTransport(
  inputs: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): Fact<boolean> | undefined {
  const fact = parameter("require_secure_transport", "on", self, stack);
  if (isReplica(inputs) && fact.isAbsent) return undefined;
  return new TextFact(fact, (text) => /^(on|true|1|yes)$/i.test(text.trim()), "TLS alone", "on");
}

/** A parameter's text as true or false. */
class TextFact extends Fact<boolean> {
  constructor(
    private readonly text: Fact<string>,
    private readonly means: (text: string) => boolean,
    private readonly needed: string,
    private readonly suggested: string,
  ) {
    const { state } = text.map(means);
    super(state, text.path, { ...(text.format.called === undefined ? {} : { called: text.format.called }) });
  }

  override satisfies(test: (value: boolean) => boolean): Outcome {
    return this.text.satisfies((text) => test(this.means(text)), this.needed, this.suggested);
  }
}

/** In a subnet of its own it has no public address; otherwise it has one unless that is switched off. */
function isPrivate(inputs: Inputs, self: Subject<unknown>, stack: StackView): Outcome {
  const outcome = inOwnSubnet(inputs);
  // Rules play a part only where public access is on.
  return outcome.result === "violation" ? allOf(outcome, firewallRulesOf(self, stack)) : outcome;
}

function inOwnSubnet(inputs: Inputs): Outcome {
  const subnet = inputs.string(SUBNET);
  // An id that is not known yet is one.
  if (inputs.presence(SUBNET).value === true && subnet.value !== "") return pass;
  const open = inputs.string(PUBLIC, { whenAbsent: "Enabled" }).is("Disabled");
  return subnet.state.is === "unknown" && open.result === "violation" ? subnet.isPresent() : open;
}

/** Passes when the program keeps the administrator's password secret, or nobody signs in with one. */
export function administratorPassword(inputs: Inputs, property: string): Outcome {
  const byPassword = inputs.string("authConfig.passwordAuth");
  if (byPassword.value === "Disabled") return pass;
  const password = inputs.string(property);
  const { state } = password;
  switch (state.is) {
    case "known": {
      if (state.secret) return pass;
      const found = password.violation({
        says: "is a literal",
        needs: "a secret",
        advice:
          "Take it from a secret of the program (config.requireSecret, a RandomPassword), or sign in with Entra ID alone: authConfig.passwordAuth: Disabled.",
      });
      return byPassword.state.is === "unknown" ? byPassword.isPresent() : found;
    }
    case "unknown":
      return state.secret ? pass : password.isPresent();
    default:
      return notApplicable("it sets no password");
  }
}

function audits(self: Subject<unknown>, stack: StackView): Outcome {
  const role = parameter("pgaudit.role", "auditor", self, stack);
  return auditsWith(
    parameter(PGAUDIT_LOG, "write,ddl,role", self, stack),
    role.isAbsent ? new Fact<string>({ is: "absent" }, role.path, role.format) : role,
    parameter("shared_preload_libraries", `${DEFAULTS.shared_preload_libraries},pgaudit`, self, stack),
  );
}

const STATISTICS = "pg_stat_statements";

/** Its extension has to be allowed, and preloaded, which it is; the query store needs no extension. */
function keepsStatistics(self: Subject<unknown>, stack: StackView): Outcome {
  const allowed = parameter("azure.extensions", "PG_STAT_STATEMENTS", self, stack);
  const libraries = parameter("shared_preload_libraries", DEFAULTS.shared_preload_libraries, self, stack);
  const store = parameter("pg_qs.query_capture_mode", "top", self, stack);
  return anyOf(
    allOf(
      allowed.satisfies(lists, `${STATISTICS} among the allowed extensions`),
      libraries.satisfies(lists, `${STATISTICS} among the preloaded libraries`),
    ),
    store.satisfies((mode) => /^(top|all)$/i.test(mode.trim()), "top or all"),
  );
}

function lists(text: string): boolean {
  return text.split(",").some((name) => name.trim().toLowerCase() === STATISTICS);
}
