import { strict as assert } from "assert";
import type { Verdict } from "../../policies/evaluation/evaluate";
import { exempted, type Exemptible, type Exemption } from "../../policies/evaluation/exemption";
import { exemptionRemarks } from "../../policies/evaluation/exemption-remarks";
import {
  pass,
  undetermined,
  violation,
  notApplicable,
  type Outcome,
} from "../../policies/evaluation/outcome";
import { canonicalToken } from "../../policies/readers/token";
import { requirementOf } from "../kit/requirement";

const today = "2026-11-24";
const requirement = requirementOf("3.3-automated-backups");

const INSTANCE = "aws:rds/instance:Instance";
const resource = (name: string, type = INSTANCE): Exemptible => ({
  urn: `urn:pulumi:prod::shop::${type}::${name}`,
  type,
  name,
});
const exemption = (change: Partial<Exemption> = {}): Exemption => ({
  resource: "db",
  reason: "Rebuilt every night.",
  owner: "data-team",
  expires: "2027-03-31",
  from: "pack configuration",
  called: "exemptions[0]",
  ...change,
});
const inProgram = { from: "program", called: "exemption copy", urn: "urn:copy" } as const;

const violated = violation({ path: ["backupRetentionPeriod"], says: "is 7 days" });
const untold = undetermined({ path: ["backupRetentionPeriod"], why: "is not known until the update" });

/** What is said of exemptions on a stack in which the requirement found this of resources of these names. */
function remarks(
  found: Readonly<Record<string, Outcome>>,
  exemptions: readonly Exemption[],
  others: readonly Exemptible[] = [],
) {
  const verdicts = Object.entries(found).map(([name, outcome]) => {
    const about = resource(name);
    const verdict: Verdict = { requirement, resource: undefined, outcome };
    return {
      resource: about,
      verdict: exempted(verdict, about, exemptions, today, canonicalToken),
    };
  });
  const resources = [...verdicts.map((it) => it.resource), ...others];
  const stackUrn = resources[0]?.urn ?? "";
  return exemptionRemarks({ requirement, exemptions, verdicts, resources, stackUrn, today }, canonicalToken);
}

const START = '3.3 Automated backups: exemptions[0] for "db", by data-team,';

describe("of an exemption", () => {
  const rows: Readonly<
    Record<
      string,
      {
        found: Record<string, Outcome>;
        exemptions?: readonly Exemption[];
        others?: readonly Exemptible[];
        says: readonly string[];
      }
    >
  > = {
    "that is needed, nothing is said": { found: { db: violated }, says: [] },
    "that is needed by one of several, nothing is said": {
      found: { "db-1": pass, "db-2": violated, "db-3": pass },
      exemptions: [exemption({ resource: "db-*" })],
      says: [],
    },
    "that may be needed, nothing is said": { found: { db: untold }, says: [] },
    "whose resource complies, that it is not needed": {
      found: { db: pass },
      says: [`${START} is not needed: nothing that it names violates this requirement. Remove it.`],
    },
    "whose resource the requirement does not concern, that it is not needed": {
      found: { db: notApplicable("a read replica's data is backed up at its source") },
      says: [`${START} is not needed: nothing that it names violates this requirement. Remove it.`],
    },
    "that names nothing, that it matches nothing": {
      found: { shop: violated },
      says: [
        `${START} matches nothing that this requirement judges in this stack. Correct it, or remove it.`,
      ],
    },
    "that names nothing in an empty stack, that it matches nothing": {
      found: {},
      says: [
        `${START} matches nothing that this requirement judges in this stack. Correct it, or remove it.`,
      ],
    },
    "of another type, which type there is": {
      found: { db: violated },
      exemptions: [exemption({ type: "aws:rds/cluster:Cluster" })],
      says: [
        `${START} matches nothing that this requirement judges in this stack: db is of type ${INSTANCE}. Correct it, or remove it.`,
      ],
    },
    "that names another thing, what that is": {
      found: { shop: violated },
      others: [resource("db", "aws:s3/bucket:Bucket")],
      says: [
        `${START} matches nothing that this requirement judges in this stack: of db (aws:s3/bucket:Bucket) it says nothing. Correct it, or remove it.`,
      ],
    },
    "of another stack, nothing is said": {
      found: { db: violated },
      exemptions: [exemption({ resource: `urn:pulumi:dev::shop::${INSTANCE}::db` })],
      says: [],
    },
    "that has expired, the finding says it": {
      found: { db: violated },
      exemptions: [exemption({ expires: "2026-10-31" })],
      says: [],
    },
    "that has expired and matches nothing, both": {
      found: { shop: violated },
      exemptions: [exemption({ expires: "2026-10-31" })],
      says: [
        `${START} expired on 2026-10-31, and matches nothing that this requirement judges in this stack. Correct it, or remove it.`,
      ],
    },
    "that has expired and was replaced, both": {
      found: { db: violated },
      exemptions: [exemption({ expires: "2026-10-31" }), exemption({ called: "exemptions[1]" })],
      says: [`${START} expired on 2026-10-31, and is not needed: another one holds in its place. Remove it.`],
    },
  };
  for (const [what, { found, exemptions = [exemption()], others, says }] of Object.entries(rows)) {
    it(what, () => {
      const said = remarks(found, exemptions, others);
      assert.deepEqual(
        said.map(({ text }) => text),
        says,
      );
      assert.ok(said.every(({ advisory, urn }) => advisory && urn === undefined));
    });
  }

  it("in a program that matches nothing, it is told at the policy's level, on the component", () => {
    assert.deepEqual(remarks({ shop: violated }, [exemption(inProgram)]), [
      {
        text: '3.3 Automated backups: exemption copy for "db", by data-team, matches nothing that this requirement judges in this stack. Correct it, or remove it.',
        advisory: false,
        urn: "urn:copy",
      },
    ]);
  });

  it("in a program, another stack's URN is a mistake like any other", () => {
    const resource_ = `urn:pulumi:dev::shop::${INSTANCE}::db`;
    const [remark] = remarks({ db: violated }, [exemption({ ...inProgram, resource: resource_ })]);
    assert.equal(remark?.advisory, false);
  });

  it("in a program that is not needed, it is told as advice", () => {
    const [remark] = remarks({ db: pass }, [exemption(inProgram)]);
    assert.equal(remark?.advisory, true);
    assert.equal(remark.urn, "urn:copy");
  });
});
