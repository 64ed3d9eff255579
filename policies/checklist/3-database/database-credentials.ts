import { notApplicable } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { configObject, type ConfigObject } from "../../kinds/config-object";
import { database, type Database } from "../../kinds/database";
import { databaseCredentialIn, namesDatabaseCredential } from "../../kinds/database-credential";
import { databaseUser, type DatabaseUser } from "../../kinds/database-user";
import { workload, type Workload } from "../../kinds/workload";
import { eachContainer } from "../each-container";
import { containerHoldsNone, entryHoldsNone, type CredentialTest } from "../plain-text";
import { isAbout } from "../subject-kind";

/** 3.1 "Credentials in secrets manager". */
export const databaseCredentials = requirement<Workload | ConfigObject | Database | DatabaseUser>({
  item: "3.1.2",
  name: "3.1-database-credentials",
  title: "Database credentials",
  description:
    "Neither a database nor a workload nor a configuration object holds a database's password in plain text.",
  why: "A password in a manifest is known to everyone who may read the manifest, its history or its backups.",
  from: "STANDARD",
  severity: "critical",
  decidedBy: "stack",
  howToFix:
    "Keep the database's URL or password in a secrets manager, and refer to it: valueFrom.secretKeyRef on Kubernetes.",
  each: [workload, configObject, database, databaseUser],
  check: (it, context) => {
    if (isAbout(context, workload)) {
      return eachContainer(context.subject.thing, (container) =>
        containerHoldsNone(container, context, ofDatabase),
      );
    }
    if (isAbout(context, databaseUser)) {
      return context.subject.thing.keepsPassword(context.subject, context.stack);
    }
    return isAbout(context, database)
      ? (context.subject.thing.keepsPassword?.(context.subject, context.stack) ??
          notApplicable("where its password is kept is not read"))
      : (it as ConfigObject).entries.every((entry) => entryHoldsNone(entry, ofDatabase));
  },
});

const ofDatabase: CredentialTest = { isNamed: namesDatabaseCredential, find: databaseCredentialIn };
