import { aboutOther, allOf, notApplicable, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { backupAssignment } from "../../kinds/backup-plan";
import type { DataAtRest } from "../../kinds/data-at-rest";
import { database, type Database } from "../../kinds/database";
import { eachStore } from "../each-store";

/** 3.3 "Backup storage location secured and encrypted". */
export const backupEncryption = requirement({
  item: "3.3.1",
  name: "3.3-backup-encryption",
  title: "Backup encryption",
  description: "Every database's storage is encrypted, and so are the places its backups go to.",
  why: "A backup is the whole database in one file, in a place that few people watch.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Encrypt the database's storage and the place its backups go to, with the platform's key or one of your own.",
  silentOn: {
    azure:
      "Azure always encrypts the storage of PostgreSQL servers and their backups, and no setting turns that off.",
    gcp: "Google Cloud encrypts whatever it stores, backups included, and has no setting that turns it off.",
  },
  each: database,
  check: (db, context) => {
    const { stack, subject } = context;
    return allOf(
      eachStore(db.storage?.(subject, stack), isEncrypted),
      eachStore(db.backupStorage?.(subject, stack), isEncrypted),
      ...plansOf(context),
    );
  },
});

const isEncrypted = ({ encrypted }: DataAtRest): Outcome => encrypted.is(true);

/** The places that backup plans keep the database's backups in. */
function plansOf({ stack, subject }: Context<Database>): readonly Outcome[] {
  return stack.subjects(backupAssignment).flatMap((assignment) => {
    const { thing } = assignment;
    if (thing.covers(subject, assignment, stack).result !== "pass")
      return [notApplicable("it does not cover it")];
    return thing
      .plan(assignment, stack)
      .subjects.map((plan) =>
        aboutOther(
          `${plan.kind.name} ${plan.resource.name}`,
          eachStore(plan.thing.storage?.(plan, stack), isEncrypted),
        ),
      );
  });
}
