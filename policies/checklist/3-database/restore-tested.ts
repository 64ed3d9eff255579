import { measured, tested } from "../../evaluation/evidence";
import { pass, violation, type Outcome } from "../../evaluation/outcome";
import type { Context } from "../../evaluation/requirement";
import type { StackView } from "../../evaluation/stack";
import type { Attestation } from "../../kinds/attestation";
import { technicalRequirements } from "../1-planning/technical-requirements";
import { attestationsOf } from "../attestations";
import { attested } from "../attested";

/** 3.3 "Test restore performed successfully", "Restore time meets RTO target", "Backup integrity verified". */
export const restoreTested = attested({
  item: "3.3.2",
  name: "3.3-restore-tested",
  title: "Restore tested",
  description: "A backup was restored lately, within the declared RTO, and its data was whole.",
  why: "A backup that was never restored is a hope.",
  from: "STANDARD",
  severity: "critical",
  howToFix:
    "Restore a backup in staging, take the time, check the data, and attest it. The RTO it is held against is declared with 1.1-technical-requirements.",
  evidence: {
    of: "a restore that succeeded within the RTO",
    about: "database",
    maxAge: "restoreTestAgeDays",
    measurements: {
      restoreMinutes: measured("time the restore took", "minutes"),
      integrity: tested("the restored data is whole"),
    },
  },
  also: meetsRto,
});

/** The RTO is declared with the technical requirements of 1.1. */
function meetsRto(it: Attestation, context: Context<StackView>): Outcome {
  const took = it.number("restoreMinutes", "minutes");
  // What is not given, or no number, is a finding of its own.
  if (took.value === undefined) return pass;
  const declared = attestationsOf(technicalRequirements, context).newest.map((each) =>
    each.number("rtoMinutes", "minutes"),
  );
  const untold = declared.find((rto) => rto.untold !== undefined);
  if (untold) return untold.isPresent();
  const rto = Math.min(...declared.flatMap(({ value }) => value ?? []));
  return rto === Infinity
    ? violation({
        path: took.path,
        says: "has no RTO to be held against",
        needs: "one that is declared",
        advice: 'Declare it: attest "1.1-technical-requirements" with measurements.rtoMinutes.',
      })
    : took.satisfies((minutes) => minutes <= rto, `at most ${rto}, the RTO that is declared`);
}
