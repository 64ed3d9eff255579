import { strict as assert } from "assert";
import { TestAnalyzer } from "../../kit/analyzer";
import { resource, unknown, type TestResource } from "../../kit/cases";
import { application, attestation, LINK } from "../../kit/evidence";

const NAME = "1.1-technical-requirements";

async function messages(
  targets: Readonly<Record<string, unknown>>,
  ...databases: readonly TestResource[]
): Promise<readonly string[]> {
  const declared = attestation("targets", {
    item: "1.1.2",
    result: "passed",
    by: "Ada",
    on: "2026-11-20",
    evidence: LINK,
    measurements: { capacity: "4 CPU", topology: "one VPC", recoveryPlan: "runbook", ...targets },
  });
  const found = await new TestAnalyzer("STANDARD", { names: [NAME] }).analyze([
    application,
    declared,
    ...databases,
  ]);
  assert.ok(found.every(({ level }) => level === "advisory"));
  return found.map(({ message }) => message.replace("1.1 Technical requirements: ", ""));
}

const rds = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:rds/instance:Instance", "shop", { engine: "postgres", ...props });
const relaxed = { rpoMinutes: 1440, rtoMinutes: 60 };
const strict = { rpoMinutes: 15, rtoMinutes: 30 };
const RPO = "The RPO of 15 minutes is less than a daily backup keeps.";
const RTO = "The RTO of 30 minutes leaves no time to restore a backup.";

describe(`${NAME} holds what is declared against the databases`, () => {
  it("that daily backups and a restore are enough for", async () => {
    assert.deepEqual(await messages(relaxed, rds({ backupRetentionPeriod: 0 })), []);
  });

  it("of AWS", async () => {
    assert.deepEqual(await messages(strict, rds({ backupRetentionPeriod: 30, multiAz: true })), []);
    assert.deepEqual(await messages(strict, rds({ backupRetentionPeriod: 0 })), [
      `database shop: backupRetentionPeriod is 0, which means no point-in-time recovery; STANDARD needs point-in-time recovery. Set backupRetentionPeriod: 30. ${RPO}`,
      `database shop: multiAz is not set, which means false; STANDARD needs true. Set multiAz: true. ${RTO}`,
    ]);
    assert.deepEqual(await messages(strict, rds({ replicateSourceDb: "other" })), []);
  });

  it("of Google Cloud", async () => {
    const sql = (settings: object) =>
      resource("gcp:sql/databaseInstance:DatabaseInstance", "shop", {
        databaseVersion: "POSTGRES_15",
        settings,
      });
    const recovery = { backupConfiguration: { enabled: true, pointInTimeRecoveryEnabled: true } };
    assert.deepEqual(await messages(strict, sql({ ...recovery, availabilityType: "REGIONAL" })), []);
    assert.deepEqual(await messages(strict, sql(recovery)), [
      `database shop: settings.availabilityType is not set, which means one zone; STANDARD needs a standby in another zone. Set settings.availabilityType: "REGIONAL". ${RTO}`,
    ]);
  });

  it("of Azure", async () => {
    const server = (props: Readonly<Record<string, unknown>>) =>
      resource("azure-native:dbforpostgresql:Server", "shop", props);
    assert.deepEqual(await messages(strict, server({ highAvailability: { mode: "ZoneRedundant" } })), []);
    assert.deepEqual(await messages(strict, server({ highAvailability: { mode: "SameZone" } })), [
      `database shop: highAvailability.mode is SameZone, which means one zone; STANDARD needs a standby in another zone. Set highAvailability.mode: "ZoneRedundant". ${RTO}`,
    ]);
  });

  it("as far as that is known", async () => {
    assert.deepEqual(await messages({ ...strict, rpoMinutes: 1440 }, rds({ multiAz: unknown })), [
      "undetermined, because database shop: multiAz is not known until the update. pulumi up decides it.",
    ]);
  });
});
