import { sideBySide } from "../../evaluation/additions";
import { excludedBy, unlessExcluded } from "../../evaluation/exclusion";
import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import {
  about,
  allOf,
  anyOf,
  notApplicable,
  undetermined,
  violation,
  type Outcome,
} from "../../evaluation/outcome";
import type { Database } from "../../kinds/database";
import { customerKey } from "../data-at-rest";
import { auditsWith, PGAUDIT_LOG } from "../kubernetes/pgaudit";

const ADDRESSES = "settings.ipConfiguration";
const FLAGS = "settings.databaseFlags";
const INSIGHTS = "settings.insightsConfig.queryInsightsEnabled";

/** Modes that refuse connections without TLS. */
const TLS_MODES = ["ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"];

type FromSettings = Required<
  Pick<
    Database,
    | "auditsStatements"
    | "exportsMetrics"
    | "inPrivateSubnets"
    | "isPrivate"
    | "keepsStatistics"
    | "refusesPlainText"
    | "storage"
  >
>;

/** What the settings of a Cloud SQL instance say, beside its backups. */
export function cloudSqlSettings(inputs: Inputs): FromSettings {
  return {
    refusesPlainText: () => refusesPlainText(inputs),
    isPrivate: () => managed(inputs, () => isPrivate(inputs)),
    inPrivateSubnets: () => managed(inputs, () => hasPrivateConnection(inputs)),
    storage: () => storageOf(inputs),
    auditsStatements: () => managed(inputs, () => audits(inputs)),
    keepsStatistics: () => managed(inputs, () => keepsStatistics(inputs)),
    exportsMetrics: () => managed(inputs, () => setting(inputs, INSIGHTS, () => insights(inputs)).is(true)),
  };
}

/** The check, for what Cloud SQL runs: a source representation only says where an external server is. */
function managed(inputs: Inputs, check: () => Outcome): Outcome {
  const external = excludedBy(
    inputs.string("instanceType"),
    (type) => type === "ON_PREMISES_INSTANCE",
    "the server runs outside Cloud SQL",
  );
  return unlessExcluded(external, check);
}

/** A setting; of a clone that does not set it, its source's. */
function setting<T>(inputs: Inputs, path: string, read: () => Fact<T>): Fact<T> {
  return inputs.has("clone") && !inputs.has(path)
    ? Fact.unknown(path.split("."), "is not set, so that the clone has that of its source")
    : read();
}

/** Both plain text and TLS are accepted unless set; whoever has to connect by a connector always has TLS. */
function refusesPlainText(inputs: Inputs): Fact<boolean> {
  const connectors = inputs.string("settings.connectorEnforcement");
  const type = inputs.string("instanceType");
  if (connectors.value === "REQUIRED") return Fact.given(true, connectors.path);
  if (type.value === "ON_PREMISES_INSTANCE") return new Fact({ is: "unstated" }, connectors.path);
  const path = `${ADDRESSES}.sslMode`;
  const own = setting(inputs, path, () =>
    inputs
      .string(path, { whenAbsent: "ALLOW_UNENCRYPTED_AND_ENCRYPTED" })
      .map((mode) => TLS_MODES.includes(mode), {
        says: (isStrict) => (isStrict ? "TLS alone" : "plain text as well as TLS"),
        write: () => "ENCRYPTED_ONLY",
      }),
  );
  return own.value === true ? own : (untold(connectors, type) ?? own);
}

/** Of facts that decide whether another one counts, one that is not known. */
function untold(...facts: readonly Fact<string>[]): Fact<never> | undefined {
  return facts.flatMap(({ path, state }) =>
    state.is === "unknown" ? [Fact.unknown<never>(path, state.why)] : [],
  )[0];
}

/** A public address is given out unless it is refused, which needs a private one. */
function isPrivate(inputs: Inputs): Outcome {
  const isPublic = setting(inputs, `${ADDRESSES}.ipv4Enabled`, () =>
    inputs.boolean(`${ADDRESSES}.ipv4Enabled`, { whenAbsent: true }),
  );
  const hasPrivate = hasPrivateConnection(inputs).result === "pass";
  const closed = hasPrivate
    ? isPublic.is(false)
    : withoutFix(
        isPublic.is(false),
        `Set ${ADDRESSES}.privateNetwork to your network, and ${ADDRESSES}.ipv4Enabled: false.`,
      );
  if (isPublic.value === false) return closed;
  return allOf(
    closed,
    ...inputs.list(`${ADDRESSES}.authorizedNetworks`).items.map((network) =>
      about(
        "authorized network",
        network.path,
        network.string("value").satisfies((range) => !range.endsWith("/0"), "an address range of your own"),
      ),
    ),
  );
}

/** A connection that goes by private services access, or Private Service Connect. */
function hasPrivateConnection(inputs: Inputs): Outcome {
  const network = inputs.presence(`${ADDRESSES}.privateNetwork`);
  const endpoints = inputs.list(`${ADDRESSES}.pscConfigs`);
  return anyOf(
    setting(inputs, `${ADDRESSES}.privateNetwork`, () => network).isPresent(
      "a network that the database is reached from by private services access",
    ),
    ...endpoints.items.map((endpoint) => endpoint.boolean("pscEnabled", { whenAbsent: false }).is(true)),
    ...(endpoints.missing ? [undetermined(endpoints.missing)] : []),
  );
}

/** Google encrypts what it stores. A replica beside its source has the source's key. */
function storageOf(inputs: Inputs): ReturnType<FromSettings["storage"]> {
  const type = inputs.string("instanceType");
  const hasKey = inputs.has("encryptionKeyName");
  const isReplica = inputs.has("masterInstanceName") && !hasKey;
  if (type.value === "ON_PREMISES_INSTANCE" || isReplica) return new Listing([]);
  if (type.state.is === "unknown" && !hasKey) {
    return Listing.unknown({ path: type.path, why: type.state.why });
  }
  return new Listing([
    {
      encrypted: Fact.given(true, ["encryptionKeyName"]),
      customerManagedKey: customerKey(inputs, "encryptionKeyName"),
    },
  ]);
}

function audits(inputs: Inputs): Outcome {
  if (inputs.has("masterInstanceName")) return notApplicable("what is written is audited at its source");
  const { path, state, value: version = "" } = inputs.string("databaseVersion");
  if (state.is === "unknown") return undetermined({ path, why: state.why });
  if (version.startsWith("SQLSERVER")) {
    return inputs
      .string("settings.sqlServerAuditConfig.bucket")
      .isPresent("a bucket that audit files are uploaded to");
  }
  if (version.startsWith("MYSQL")) return isOn(flag(inputs, "cloudsql_mysql_audit"));
  return sideBySide(
    allOf(
      isOn(flag(inputs, "cloudsql.enable_pgaudit")),
      auditsWith(flag(inputs, PGAUDIT_LOG), flag(inputs, "pgaudit.role")),
    ),
  );
}

/**
 * Cloud SQL preloads pg_stat_statements, whose extension is then for a migration to create: a flag of it says that
 * somebody means to. Query Insights needs no such thing.
 */
function keepsStatistics(inputs: Inputs): Outcome {
  const tracked = flag(inputs, "pg_stat_statements.track");
  const own = setting(inputs, INSIGHTS, () => insights(inputs)).is(true);
  if (tracked.isAbsent) return own;
  return anyOf(
    own,
    tracked.satisfies((level) => level !== "none", "top or all"),
  );
}

function insights(inputs: Inputs): Fact<boolean> {
  return inputs.boolean(INSIGHTS, { whenAbsent: false });
}

function isOn(fact: Fact<string>): Outcome {
  return fact.satisfies((value) => value.toLowerCase() === "on", '"on"', "on");
}

/** A database flag, which stands in a list of names and values. */
function flag(inputs: Inputs, name: string): Fact<string> {
  const flags = inputs.list(FLAGS);
  const called = `flag ${name}`;
  const set = flags.items.find((it) => it.string("name").value === name);
  if (set) {
    const { state, path } = set.string("value");
    return new Fact(state, path, { called, write: compact });
  }
  const unread = flags.items.find((it) => !it.string("name").isDecided)?.string("name");
  const unknown =
    flags.missing ??
    (unread?.state.is === "unknown" ? { path: unread.path, why: unread.state.why } : undefined);
  if (unknown) return Fact.unknown(unknown.path ?? FLAGS.split("."), unknown.why);
  const path = [...FLAGS.split("."), flags.items.length];
  return setting(inputs, FLAGS, () => {
    return new Fact<string>({ is: "absent" }, path, {
      called,
      write: (value) => ({ name, value: compact(value) }),
    });
  });
}

/** Flags take lists without blanks. */
function compact(value: string): string {
  return value.replace(/\s+/g, "");
}

function withoutFix(outcome: Outcome, advice: string): Outcome {
  if (outcome.result !== "violation") return outcome;
  const [found] = outcome.violations;
  if (found === undefined) return outcome;
  const { fix, ...rest } = found;
  return fix === undefined ? outcome : violation({ ...rest, advice });
}
