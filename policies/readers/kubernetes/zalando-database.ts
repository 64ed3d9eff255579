import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { allOf, pass, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { database } from "../../kinds/database";
import { bucketStorage, cloudStorage } from "./bucket";
import { zalandoMetrics } from "./database-metrics";
import { identityOf } from "./identity";
import { refusesPlainText } from "./pg-hba";
import { auditsBy } from "./pgaudit";
import { privacyOfPods, type SelectedPods } from "./pod-privacy";
import { zalandoStatistics } from "./query-statistics";
import { isEveryone } from "./service-privacy";
import { storageOfClass } from "./storage-class";

/** Zalando's operator takes the backup settings from `spec.env`, or from its own configuration, which no stack shows. */
export const zalandoPostgresql = reader("kubernetes:acid.zalan.do/*:postgresql", database, (object) => {
  const variable = (...names: readonly string[]) =>
    object.list("spec.env").items.find((env) => names.includes(env.string("name").value ?? ""));
  const archive = () => variable("WAL_S3_BUCKET", "WALG_S3_PREFIX", "WALG_GS_PREFIX", "WALG_AZ_PREFIX");
  const decidedByOperator = <T>() =>
    Fact.unknown<T>(["spec", "env"], "says nothing of backups, so that the operator's configuration decides");
  const archives = () => {
    const found = archive();
    return found ? Fact.given(true, found.path) : decidedByOperator<boolean>();
  };
  return {
    get backedUpElsewhere() {
      return object.has("spec.standby") ? "a standby cluster takes its backups from its source" : undefined;
    },
    get backupsEnabled() {
      return archives();
    },
    get backupRetentionDays() {
      const kept = variable("BACKUP_NUM_TO_RETAIN");
      return kept
        ? kept.number("value", { unit: "daily backups", write: String })
        : decidedByOperator<number>();
    },
    get pointInTimeRecovery() {
      return archives();
    },
    refusesPlainText: () => {
      const withoutTls = variable("ALLOW_NOSSL");
      if (withoutTls) {
        return new Fact<boolean>({ is: "known", value: false, shown: "set" }, withoutTls.path, {
          says: () => "connections without TLS as well",
          fixable: false,
        });
      }
      // Spilo's own rules reject plain text from everywhere but the pod itself.
      return refusesPlainText(object.strings("spec.patroni.pg_hba"), {
        otherwise: "refused",
        path: ["spec", "patroni", "pg_hba"],
      });
    },
    isPrivate: (_, stack) =>
      allOf(
        privacyOfPods(podsOf(object), stack),
        ...LOAD_BALANCERS.map((name) => admitsListed(object, name)),
      ),
    storage: (self, stack) =>
      new Listing([storageOfClass(object.string("spec.volume.storageClass"), self, stack)]),
    backupStorage: () => {
      const found = archive();
      if (found === undefined)
        return new Listing([
          { encrypted: decidedByOperator<boolean>(), customerManagedKey: decidedByOperator<boolean>() },
        ]);
      const isS3 = /S3/.test(found.string("name").value ?? "");
      return new Listing([
        isS3
          ? bucketStorage({
              endpoint: object
                .list("spec.env")
                .items.some((env) => env.string("name").value === "AWS_ENDPOINT"),
              path: found.path,
            })
          : cloudStorage(found.path),
      ]);
    },
    keepsStatistics: () => zalandoStatistics(object),
    exportsMetrics: () => zalandoMetrics(object),
    auditsStatements: () =>
      auditsBy(object.at("spec.postgresql"), "parameters", {
        isPreloaded: false,
        libraries: SPILO_LIBRARIES,
      }),
  };
});

/** What the operator's image preloads, and needs. */
const SPILO_LIBRARIES =
  "bg_mon,pg_stat_statements,pgextwlist,pg_auth_mon,set_user,timescaledb,pg_cron,pg_stat_kcache";

const LOAD_BALANCERS = [
  "enableMasterLoadBalancer",
  "enableReplicaLoadBalancer",
  "enableMasterPoolerLoadBalancer",
  "enableReplicaPoolerLoadBalancer",
];

/** The operator's load balancers admit nobody from outside until ranges are listed. */
function admitsListed(object: Inputs, loadBalancer: string): Outcome {
  const enabled = object.boolean(["spec", loadBalancer], { whenAbsent: false });
  const ranges = object.strings("spec.allowedSourceRanges");
  if (enabled.value === false || ranges.isEmpty) return pass;
  const listed = ranges.every((range) =>
    range.satisfies((cidr) => !isEveryone(cidr), "listed address ranges"),
  );
  return enabled.state.is === "unknown" && listed.result !== "pass" ? enabled.is(false) : listed;
}

function podsOf(object: Inputs): SelectedPods {
  const { name, namespace } = identityOf(object);
  const known = { "application": "spilo", "cluster-name": name.value ?? "" };
  return {
    namespace,
    labels: ["master", "replica"].map((role) => ({
      known: { ...known, "spilo-role": role },
      complete: name.value !== undefined,
    })),
  };
}
