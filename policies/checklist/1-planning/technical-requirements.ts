import { unlessExcluded } from "../../evaluation/exclusion";
import { measured, told } from "../../evaluation/evidence";
import { about, advise, allOf, anyOf, notApplicable, pass, type Outcome } from "../../evaluation/outcome";
import type { Context } from "../../evaluation/requirement";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { Attestation } from "../../kinds/attestation";
import { database, type Database } from "../../kinds/database";
import { backupRulesFor } from "../3-database/backup-rules";
import { attested } from "../attested";

/** Less data may be lost than a daily backup loses. */
const DAILY_BACKUP_MINUTES = 24 * 60;
/** Restoring a backup takes longer. */
const RESTORE_MINUTES = 60;

/** 1.1 "Technical Requirements Documented". What is declared is held against the databases of the stack. */
export const technicalRequirements = attested({
  item: "1.1.2",
  name: "1.1-technical-requirements",
  title: "Technical requirements",
  description:
    "Capacity, network, RPO, RTO and the recovery plan are written down, and the databases can keep them.",
  why: "A recovery target that the database cannot reach is found out in the outage.",
  from: "STANDARD",
  severity: "low",
  advisory: true,
  howToFix:
    "Write down capacity, network, RPO, RTO and the recovery plan, and attest it with a link. An RPO below 24 hours needs point-in-time recovery, an RTO below an hour a database in several zones.",
  evidence: {
    of: "the technical requirements, written down",
    measurements: {
      capacity: told("CPU, memory and storage"),
      topology: told("the network: VPC, subnets, firewalls"),
      rpoMinutes: measured("data that may be lost", "minutes"),
      rtoMinutes: measured("time that recovery may take", "minutes"),
      recoveryPlan: told("where the disaster recovery plan is"),
    },
  },
  also: (it, context) =>
    allOf(
      pass,
      ...context.stack
        .subjects(database)
        .map((each) => about(`database ${each.resource.name}`, [], keeps(it, each, context))),
    ),
});

function keeps(it: Attestation, db: Subject<Database>, { stack }: Context<StackView>): Outcome {
  const rpo = it.number("rpoMinutes", "minutes").value ?? Infinity;
  const rto = it.number("rtoMinutes", "minutes").value ?? Infinity;
  return unlessExcluded(db.thing.backedUpElsewhere, () =>
    allOf(
      rpo < DAILY_BACKUP_MINUTES
        ? advise(
            recoversToAnyMoment(db, stack),
            `The RPO of ${rpo} minutes is less than a daily backup keeps.`,
          )
        : notApplicable("a daily backup will do"),
      rto < RESTORE_MINUTES
        ? advise(spansZones(db), `The RTO of ${rto} minutes leaves no time to restore a backup.`)
        : notApplicable("there is time to restore a backup"),
    ),
  );
}

function spansZones({ thing }: Subject<Database>): Outcome {
  return thing.spansZones?.is(true) ?? notApplicable("its resource does not show its zones");
}

function recoversToAnyMoment(db: Subject<Database>, stack: StackView): Outcome {
  return anyOf(
    db.thing.pointInTimeRecovery.is(true),
    ...backupRulesFor(db, stack, (rule) => rule.pointInTimeRecovery.is(true)).map(({ outcome }) => outcome),
  );
}
