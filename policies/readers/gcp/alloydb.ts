import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { about, allOf, notApplicable, pass, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { database, type Database } from "../../kinds/database";
import { customerKey } from "../data-at-rest";
import { auditsWith, PGAUDIT_LOG } from "../kubernetes/pgaudit";
import { literalPassword } from "./database-password";

const BY_CLUSTER = "an AlloyDB instance is backed up by its cluster";
const ADDRESSES = "networkConfig";

/** What a cluster decides beside its backups. Its instances, which are resources of their own, decide the rest. */
export function alloyDbStorage(
  inputs: Inputs,
): Required<Pick<Database, "exportsMetrics" | "inPrivateSubnets" | "keepsPassword" | "storage">> {
  return {
    storage: () =>
      new Listing([
        {
          encrypted: Fact.given(true, ["encryptionConfig"]),
          customerManagedKey: customerKey(inputs, "encryptionConfig.kmsKeyName"),
        },
      ]),
    // It stands in a network that is peered, or is reached by Private Service Connect: there is no third way.
    inPrivateSubnets: () => pass,
    keepsPassword: () => literalPassword(inputs, "initialUser.password"),
    exportsMetrics: () => notApplicable("its instances are watched"),
  };
}

/**
 * `gcp:alloydb/instance:Instance`, a server of a cluster: it refuses plain text and has no public address unless set,
 * and Query Insights watch it from the start.
 */
export const alloyDbInstance = reader("gcp:alloydb/instance:Instance", database, (inputs): Database => ({
  backedUpElsewhere: BY_CLUSTER,
  backupsEnabled: Fact.unknown([], BY_CLUSTER),
  backupRetentionDays: Fact.unknown([], BY_CLUSTER),
  pointInTimeRecovery: Fact.unknown([], BY_CLUSTER),
  refusesPlainText: () => refusesPlainText(inputs),
  isPrivate: () => isPrivate(inputs),
  auditsStatements: () => audits(inputs),
  keepsStatistics: () => pass,
  exportsMetrics: () => pass,
}));

function refusesPlainText(inputs: Inputs): Fact<boolean> {
  const connectors = inputs.boolean("clientConnectionConfig.requireConnectors");
  if (connectors.value === true) return connectors;
  const own = inputs
    .string("clientConnectionConfig.sslConfig.sslMode", { whenAbsent: "ENCRYPTED_ONLY" })
    .map((mode) => mode === "ENCRYPTED_ONLY", {
      says: (isStrict) => (isStrict ? "TLS alone" : "plain text as well as TLS"),
      write: () => "ENCRYPTED_ONLY",
    });
  return own.value === true || connectors.state.is !== "unknown" ? own : connectors;
}

function isPrivate(inputs: Inputs): Outcome {
  const isPublic = inputs.boolean(`${ADDRESSES}.enablePublicIp`, { whenAbsent: false });
  if (isPublic.value === false) return pass;
  return allOf(
    isPublic.is(false),
    ...inputs.list(`${ADDRESSES}.authorizedExternalNetworks`).items.map((network) =>
      about(
        "authorized network",
        network.path,
        network
          .string("cidrRange")
          .satisfies((range) => !range.endsWith("/0"), "an address range of your own"),
      ),
    ),
  );
}

function audits(inputs: Inputs): Outcome {
  const isPrimary = inputs.string("instanceType");
  if (isPrimary.isKnown && isPrimary.value !== "PRIMARY") {
    return notApplicable("what is written is audited at the primary instance");
  }
  const flag = (name: string) => inputs.string(["databaseFlags", name]);
  const enabled = flag("alloydb.enable_pgaudit");
  return allOf(
    enabled.satisfies((value) => value.toLowerCase() === "on", '"on"', "on"),
    auditsWith(
      new Fact(flag(PGAUDIT_LOG).state, flag(PGAUDIT_LOG).path, {
        write: (value) => value.replace(/\s+/g, ""),
      }),
      flag("pgaudit.role"),
    ),
  );
}
