import { strict as assert } from "assert";
import { profileNames, profileRank, profiles } from "../../profiles";
import { requirements } from "../../policies/checklist";
import {
  checkPackConfig,
  ConfigurationError,
  readStackSettings,
  resolveSettings,
  SETTINGS_POLICY,
  tightenedProfile,
} from "../../policies/crossguard/settings";

const refuses = (run: () => unknown, ...says: readonly string[]) => {
  assert.throws(run, (error: unknown) => {
    assert.ok(error instanceof ConfigurationError);
    for (const text of says) assert.ok(error.message.includes(text), error.message);
    assert.ok(!error.message.includes("\n"), "one line");
    return true;
  });
};

describe("settings", () => {
  it("are the strictest of pack and stack configuration", () => {
    for (const pack of [undefined, ...profileNames]) {
      for (const stack of [undefined, ...profileNames]) {
        const { profileName, profileSource } = resolveSettings(
          pack ? { [SETTINGS_POLICY]: { profile: pack } } : {},
          stack ? { profile: stack } : {},
        );
        const ranks = [pack, stack].map((name) => (name ? profileRank(name) : 0));
        assert.equal(profileRank(profileName), Math.max(...ranks));
        assert.equal(profileSource === "default", pack === undefined && stack === undefined);
      }
    }
  });

  it("refuse a profile that does not exist, and say which do", () => {
    refuses(
      () => readStackSettings({ "fraiseql-checklist:profile": "regulated" }),
      'fraiseql-checklist:profile is "regulated"',
      "did you mean REGULATED?",
      "STANDARD, REGULATED, RESTRICTED",
    );
    refuses(
      () => checkPackConfig({ [SETTINGS_POLICY]: { profile: "HIGH" } }, requirements),
      `${SETTINGS_POLICY}.profile is "HIGH"`,
      "STANDARD, REGULATED, RESTRICTED",
    );
    refuses(() => checkPackConfig({ [SETTINGS_POLICY]: { profile: 3 } }, requirements), "not text");
  });

  it("refuse a key that does not exist, and leave other namespaces alone", () => {
    refuses(
      () => readStackSettings({ "fraiseql-checklist:profil": "STANDARD" }),
      "fraiseql-checklist:profil is not known",
      "pulumi config rm fraiseql-checklist:profil",
    );
    assert.deepEqual(readStackSettings({ "aws:region": "eu-central-1" }), {});
    refuses(
      () => checkPackConfig({ [SETTINGS_POLICY]: { profle: "STANDARD" } }, requirements),
      `${SETTINGS_POLICY}.profle is not known`,
    );
  });

  it("refuse a policy that does not exist", () => {
    refuses(
      () => checkPackConfig({ "automated-backups": {} }, requirements),
      '"automated-backups", which is not a policy',
      "did you mean 3.3-automated-backups?",
    );
  });

  it("refuse odd values of every setting", () => {
    refuses(
      () => checkPackConfig({ [SETTINGS_POLICY]: { justification: 1 } }, requirements),
      "justification is not text",
    );
    refuses(
      () => checkPackConfig({ [SETTINGS_POLICY]: { applicationGeneration: "v3" } }, requirements),
      "v1, v2",
    );
    refuses(
      () => checkPackConfig({ [SETTINGS_POLICY]: { applicationLabels: ["a"] } }, requirements),
      "applicationLabels",
    );
    refuses(
      () => checkPackConfig({ [SETTINGS_POLICY]: { acceptsSharedHsm: "yes" } }, requirements),
      "acceptsSharedHsm is not true or false",
    );
    refuses(
      () => checkPackConfig({ all: { profile: "STANDARD" } }, requirements),
      "all.profile is not known",
    );
  });
});

describe("thresholds", () => {
  const backups = requirements.find(({ name }) => name === "3.3-automated-backups");
  assert.ok(backups);

  it("may be tightened by configuration", () => {
    const config = { "3.3-automated-backups": { backupRetentionDays: 35 } };
    assert.equal(tightenedProfile(profiles.STANDARD, backups, config).backupRetentionDays, 35);
    assert.equal(profiles.STANDARD.backupRetentionDays, 30);
  });

  it("are never loosened", () => {
    const config = { "3.3-automated-backups": { backupRetentionDays: 7 } };
    refuses(
      () => tightenedProfile(profiles.STANDARD, backups, config),
      "backupRetentionDays is 7",
      "STANDARD allows (30)",
    );
  });

  it("are numbers", () => {
    const config = { "3.3-automated-backups": { backupRetentionDays: "30 days" } };
    refuses(
      () => tightenedProfile(profiles.STANDARD, backups, config),
      "backupRetentionDays is not a number",
    );
  });
});
