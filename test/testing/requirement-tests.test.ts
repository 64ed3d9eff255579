import { strict as assert } from "assert";
import { requirement } from "../../policies/evaluation/requirement";
import { database } from "../../policies/kinds/database";
import { requirementTests } from "../../testing/requirement-tests";
import type { WrittenCases } from "../../testing/cases";
import { ref, resource, secret, unknown } from "../kit/cases";

/** A requirement of somebody else's: backups are kept for two months. */
const keptTwoMonths = requirement({
  item: "3.3.9",
  name: "3.3-two-months-of-backups",
  title: "Two months of backups",
  description: "Backups are kept for two months.",
  why: "Our auditors ask for them.",
  from: "REGULATED",
  severity: "high",
  decidedBy: "resource",
  howToFix: "Keep backups for 60 days.",
  each: database,
  check: (db) => db.backupRetentionDays.atLeast(60),
});

const backupVault = (days: unknown) => [
  resource("gcp:sql/databaseInstance:DatabaseInstance", "shop", {
    databaseVersion: "POSTGRES_16",
    settings: {
      tier: "db-custom-2-7680",
      backupConfiguration: {
        enabled: true,
        backupRetentionSettings: { retentionUnit: "COUNT", retainedBackups: days },
      },
    },
  }),
];
const refusal =
  "3.3 Two months of backups: settings.backupConfiguration.backupRetentionSettings.retainedBackups is 30 daily backups; {profile} needs at least 60. Set settings.backupConfiguration.backupRetentionSettings.retainedBackups: 60.";

const table: WrittenCases = {
  valid: { "they are kept for 60 days": { stack: backupVault(60) } },
  invalid: {
    "they are kept for 30": { stack: backupVault(30), finds: [refusal] },
    "the number is a secret": {
      stack: backupVault(secret(30)),
      finds: [refusal.replace("is 30 daily backups", "is a secret value that does not comply")],
    },
  },
  unknown: {
    "another resource gives the number": {
      stack: backupVault(ref("other")).concat(resource("random:index:Integer", "other", {})),
      mentions: ["retainedBackups is not known until the update"],
    },
    "the number is not known": { stack: backupVault(unknown), mentions: ["retainedBackups"] },
  },
  unknownIn: {
    "nobody knows how many": {
      of: "they are kept for 60 days",
      at: "shop: settings.backupConfiguration.backupRetentionSettings.retainedBackups",
      mentions: ["retainedBackups"],
    },
  },
  notApplicable: { "there is no database": { stack: [resource("aws:s3/bucket:Bucket", "logs", {})] } },
};

const testOf = (name: string, written: Partial<WrittenCases>) => {
  const tests = requirementTests(keptTwoMonths, { valid: {}, invalid: {}, unknown: {}, ...written });
  const found = tests.find((it) => it.name === name);
  assert.ok(found, tests.map((it) => it.name).join("\n"));
  return found.run;
};

describe("requirementTests", () => {
  for (const { name, run } of requirementTests(keptTwoMonths, table)) it(name, run);

  it("makes a test of each case for each profile that asks, of remedies, and of profiles that do not ask", () => {
    assert.deepEqual(
      requirementTests(keptTwoMonths, { ...table, unknown: {}, unknownIn: {}, notApplicable: {} }).map(
        ({ name }) => name,
      ),
      [
        "REGULATED accepts: they are kept for 60 days",
        "RESTRICTED accepts: they are kept for 60 days",
        "REGULATED refuses: they are kept for 30",
        "RESTRICTED refuses: they are kept for 30",
        "REGULATED refuses: the number is a secret",
        "RESTRICTED refuses: the number is a secret",
        "REGULATED remediates: they are kept for 30",
        "RESTRICTED remediates: they are kept for 30",
        "REGULATED remediates: the number is a secret",
        "RESTRICTED remediates: the number is a secret",
        "STANDARD does not ask for: they are kept for 30",
        "STANDARD does not ask for: the number is a secret",
      ],
    );
  });

  describe("fails", () => {
    const fails = (title: string, name: string, written: Partial<WrittenCases>, says: RegExp) => {
      it(title, () => assert.rejects(testOf(name, written), { name: "AssertionError", message: says }));
    };
    fails(
      "a valid case with a finding",
      "REGULATED accepts: short",
      { valid: { short: { stack: backupVault(30) } } },
      /retainedBackups is 30 daily backups/,
    );
    fails(
      "a valid case of which nothing is said",
      "REGULATED accepts: nothing",
      { valid: { nothing: { stack: [] } } },
      /silence is not acceptance/,
    );
    fails(
      "an invalid case with another message",
      "REGULATED refuses: short",
      { invalid: { short: { stack: backupVault(31), finds: [refusal] } } },
      /is 31 daily backups/,
    );
    fails(
      "an unknown case that is known",
      "REGULATED cannot tell: known",
      { unknown: { known: { stack: backupVault(60), mentions: [] } } },
      /an advisory finding/,
    );
    fails(
      "a case not spoken of that passes",
      "REGULATED does not speak of: known",
      { notApplicable: { known: { stack: backupVault(60) } } },
      /pass/,
    );
  });

  it("names the value that a derived case does not find", () => {
    const unknownIn = { x: { of: "long", at: "shop: nothing.here", mentions: [] } };
    assert.throws(() => requirementTests(keptTwoMonths, { valid: {}, invalid: {}, unknown: {}, unknownIn }), {
      message: 'there is no valid case "long" with a value at shop: nothing.here',
    });
  });
});
