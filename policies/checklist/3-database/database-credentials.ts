import { requirement, type Context } from "../../evaluation/requirement";
import { configObject, type ConfigObject } from "../../kinds/config-object";
import { databaseCredentialIn, namesDatabaseCredential } from "../../kinds/database-credential";
import { workload, type Workload } from "../../kinds/workload";
import { eachContainer } from "../each-container";
import { containerHoldsNone, entryHoldsNone, type CredentialTest } from "../plain-text";

/** 3.1 "Credentials in secrets manager". That databases keep their own passwords managed is judged with them. */
export const databaseCredentials = requirement<Workload | ConfigObject>({
  item: "3.1.2",
  name: "3.1-database-credentials",
  title: "Database credentials",
  description: "No workload or configuration object holds the database's password in plain text.",
  why: "A password in a manifest is known to everyone who may read the manifest, its history or its backups.",
  from: "STANDARD",
  severity: "critical",
  decidedBy: "stack",
  howToFix:
    "Keep the database's URL or password in a secrets manager, and refer to it: valueFrom.secretKeyRef on Kubernetes.",
  each: [workload, configObject],
  check: (it, context) =>
    isWorkload(context)
      ? eachContainer(context.subject.thing, (container) =>
          containerHoldsNone(container, context, ofDatabase),
        )
      : (it as ConfigObject).entries.every((entry) => entryHoldsNone(entry, ofDatabase)),
});

const ofDatabase: CredentialTest = { isNamed: namesDatabaseCredential, find: databaseCredentialIn };

function isWorkload(context: Context<Workload | ConfigObject>): context is Context<Workload> {
  return context.subject.kind === workload;
}
