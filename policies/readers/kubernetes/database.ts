import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { allOf, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { database } from "../../kinds/database";
import { storageOfPods } from "./claim";
import { environmentOf } from "./environment";
import { kindOf } from "./identity";
import { isPostgres } from "./image";
import { Lacking } from "./lacking";
import { mountedTexts } from "./mounted-text";
import { auditsWith, PGAUDIT_LOG } from "./pgaudit";
import { refusesPlainTextIn } from "./pg-hba";
import { podsOfTemplate, privacyOfPods } from "./pod-privacy";
import { privacyOfPorts } from "./port-privacy";
import { settingIn, type Setting } from "./postgres-setting";
import { postgresStatistics } from "./query-statistics";

/**
 * PostgreSQL in pods of one's own, a StatefulSet or a Deployment that mounts a claim: nothing backs it up, unless a
 * backup plan of the stack does.
 */
export const postgresPods = reader(
  [
    "kubernetes:apps/v1:StatefulSet",
    "kubernetes:apps/v1beta1:StatefulSet",
    "kubernetes:apps/v1beta2:StatefulSet",
    "kubernetes:apps/v1:Deployment",
    "kubernetes:apps/v1beta1:Deployment",
    "kubernetes:apps/v1beta2:Deployment",
  ],
  database,
  (object, { type }) => {
    const pod = object.at("spec.template.spec");
    // A Deployment without a claim keeps nothing: a database for a test.
    const keepsData =
      kindOf(type) === "StatefulSet" ||
      pod.list("volumes").items.some((volume) => volume.has("persistentVolumeClaim"));
    if (!keepsData) return undefined;
    const server = pod
      .list("containers")
      .items.find((container) => isPostgres(container.string("image").value ?? ""));
    return (
      server && {
        get backupsEnabled() {
          const path = [...server.path, "image"];
          if (object.isPartial) return new Fact<boolean>({ is: "unstated" }, path);
          return new Lacking<boolean>(path, {
            says: "runs PostgreSQL, which nothing in the stack backs up",
            needs:
              "a backup plan, such as a Velero Schedule of its namespace, or an operator that takes backups",
          });
        },
        // Nothing is kept where nothing is taken: one finding is enough.
        backupRetentionDays: new Fact<number>({ is: "unstated" }, server.path),
        get pointInTimeRecovery() {
          return archiveMode(object, server);
        },
        refusesPlainText: (self, stack) => refusesPlainText(pod, server, self, stack),
        isPrivate: (_, stack) =>
          allOf(privacyOfPods(podsOfTemplate(object), stack), privacyOfPorts(pod, server)),
        storage: (self, stack) => storageOfPods(pod, object.list("spec.volumeClaimTemplates"), self, stack),
        keepsStatistics: (self, stack) => postgresStatistics(pod, server, self, stack),
        auditsStatements: (self, stack) => audits(pod, server, self, stack),
      }
    );
  },
);

/** Bitnami's image takes settings from variables. */
function bitnami(server: Inputs, self: Subject<unknown>, stack: StackView) {
  const image = server.string("image").value ?? "";
  return /\bbitnami(legacy|secure)?\b/.test(image) ? environmentOf(server, self, stack) : undefined;
}

/** PostgreSQL speaks TLS when told to, and its image's own rules accept plain text all the same. */
function refusesPlainText(
  pod: Inputs,
  server: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): Fact<boolean> {
  const files = mountedTexts(pod, self, stack);
  const rules = files.texts.find(({ key }) => key === "pg_hba.conf");
  if (rules) return refusesPlainTextIn(rules.text, [...server.path, "args"]);
  const path = [...server.path, "args"];
  const tls = settingIn(pod, server, "ssl", self, stack);
  const byVariable = bitnami(server, self, stack)?.value("POSTGRESQL_ENABLE_TLS", "no");
  const isOn = /^(on|true|yes|1)$/i.test(tls.value ?? "") || /^(yes|true|1)$/i.test(byVariable?.value ?? "");
  if (!isOn && tls.state.is === "unknown") return Fact.unknown(tls.path, tls.state.why);
  if (!isOn && byVariable?.state.is === "unknown") return Fact.unknown(byVariable.path, byVariable.state.why);
  if (!isOn) {
    return new Lacking<boolean>(path, {
      says: "does not set ssl, which is off unless set",
      needs: "ssl=on, and a pg_hba.conf of hostssl rules",
    });
  }
  return files.isWhole && byVariable === undefined
    ? new Lacking<boolean>(path, {
        says: "sets ssl and no hba_file, so that the image's rules accept plain text as well",
        needs: "a pg_hba.conf of hostssl rules",
      })
    : Fact.unknown(path, "sets ssl, and the rules on plain text are not in this stack");
}

function audits(pod: Inputs, server: Inputs, self: Subject<unknown>, stack: StackView): Outcome {
  const environment = bitnami(server, self, stack);
  const at = (name: string, variable: string): Setting => {
    const setting = settingIn(pod, server, name, self, stack);
    const byVariable = environment?.value(variable);
    return byVariable && !byVariable.isAbsent ? byVariable : setting;
  };
  return auditsWith(
    at(PGAUDIT_LOG, "POSTGRESQL_PGAUDIT_LOG"),
    settingIn(pod, server, "pgaudit.role", self, stack),
    at("shared_preload_libraries", "POSTGRESQL_SHARED_PRELOAD_LIBRARIES"),
  );
}

/** Whether the server's command line turns WAL archiving on. PostgreSQL's default is off. */
function archiveMode(object: Inputs, server: Inputs): Fact<boolean> {
  const args = ["command", "args"].map((name) => server.strings(name));
  const path = [...server.path, "args"];
  const text = args.flatMap(({ items }) => items.map(({ value }) => value ?? "")).join(" ");
  const mode = /\barchive[_-]mode\s*=\s*['"]?(on|always|off)\b/.exec(text)?.[1];
  if (mode !== undefined) return Fact.given(mode !== "off", path);
  if (args.some(({ missing, items }) => missing !== undefined || items.some((arg) => !arg.isDecided))) {
    return Fact.unknown(path, UNTIL_UPDATE);
  }
  const configured = object
    .list("spec.template.spec.volumes")
    .items.some((volume) => volume.has("configMap") || volume.has("secret") || volume.has("projected"));
  return configured
    ? Fact.unknown(path, "does not set archive_mode, which a mounted configuration file may do")
    : new Lacking<boolean>(path, {
        says: "does not set archive_mode, which is off unless set",
        needs: "archive_mode=on with an archive_command",
      });
}
