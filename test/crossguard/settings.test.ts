import { strict as assert } from "assert";
import { profileNames, profileRank, profiles } from "../../profiles";
import { requirements } from "../../policies/checklist";
import { checkPackConfig, packConfigMistakes } from "../../policies/crossguard/pack-config";
import {
  ConfigurationError,
  readStackSettings,
  resolveSettings,
  SETTINGS_POLICY,
  tightenedProfile,
} from "../../policies/crossguard/settings";
import { moment } from "../kit/moment";
import { requirementOf } from "../kit/requirement";

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
          moment,
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
      () => checkPackConfig({ [SETTINGS_POLICY]: { profile: "HIGH" } }, requirements, moment),
      `${SETTINGS_POLICY}.profile is "HIGH"`,
      "STANDARD, REGULATED, RESTRICTED",
    );
    refuses(() => checkPackConfig({ [SETTINGS_POLICY]: { profile: 3 } }, requirements, moment), "not text");
  });

  it("refuse a key that does not exist, and leave other namespaces alone", () => {
    refuses(
      () => readStackSettings({ "fraiseql-checklist:profil": "STANDARD" }),
      "fraiseql-checklist:profil is not known",
      "pulumi config rm fraiseql-checklist:profil",
    );
    assert.deepEqual(readStackSettings({ "aws:region": "eu-central-1" }), {});
    refuses(
      () => checkPackConfig({ [SETTINGS_POLICY]: { profle: "STANDARD" } }, requirements, moment),
      `${SETTINGS_POLICY}.profle is not known`,
    );
  });

  it("refuse a policy that does not exist", () => {
    refuses(
      () => checkPackConfig({ "automated-backups": {} }, requirements, moment),
      '"automated-backups", which is not a policy',
      "did you mean 3.3-automated-backups?",
    );
  });

  it("refuse odd values of every setting", () => {
    refuses(
      () => checkPackConfig({ [SETTINGS_POLICY]: { justification: 1 } }, requirements, moment),
      "justification is not text",
    );
    refuses(
      () => checkPackConfig({ [SETTINGS_POLICY]: { applicationGeneration: "v3" } }, requirements, moment),
      "v1, v2",
    );
    refuses(
      () => checkPackConfig({ [SETTINGS_POLICY]: { applicationLabels: ["a"] } }, requirements, moment),
      "applicationLabels",
    );
    refuses(
      () => checkPackConfig({ [SETTINGS_POLICY]: { acceptsSharedHsm: "yes" } }, requirements, moment),
      "acceptsSharedHsm is not true or false",
    );
    refuses(
      () => checkPackConfig({ all: { profile: "STANDARD" } }, requirements, moment),
      "all.profile is not known",
    );
  });
});

describe("mistakes in the pack's configuration", () => {
  const config = {
    "all": { level: "advisory" },
    "7.1-nonroot": {},
    [SETTINGS_POLICY]: { profile: "HIGH", justification: 1, acceptSharedHsm: true },
    "3.3-automated-backups": {
      backupRetentionDays: 7,
      exemptions: [{ resource: "db", reason: "short", owner: "data-team" }, "db"],
    },
    "7.1-non-root": { exemptions: { resource: "db" } },
  };

  it("are all told, each by where it stands", () => {
    assert.deepEqual(packConfigMistakes(config, requirements, moment), [
      "policy configuration all.level is not known (did you mean enforcementLevel?); allowed are enforcementLevel",
      'policy configuration names "7.1-nonroot", which is not a policy of this pack (did you mean 7.1-non-root?); fraiseql-checklist requirements lists them',
      `policy configuration ${SETTINGS_POLICY}.acceptSharedHsm is not known (did you mean acceptsSharedHsm?); allowed are enforcementLevel, profile, justification, applicationGeneration, applicationLabels, acceptsSharedHsm, allowsExemptionsInCode, exemptions`,
      `policy configuration ${SETTINGS_POLICY}.profile is "HIGH"; allowed are STANDARD, REGULATED, RESTRICTED`,
      `policy configuration ${SETTINGS_POLICY}.justification is not text`,
      "policy configuration 3.3-automated-backups.backupRetentionDays is 7, which is looser than STANDARD allows (30); it may only be higher",
      "policy configuration 3.3-automated-backups.exemptions[0].reason is too short; write why it is let be, in 10 characters or more",
      "policy configuration 3.3-automated-backups.exemptions[0].expires is missing; write the last day on which it holds, as YYYY-MM-DD",
      "policy configuration 3.3-automated-backups.exemptions[1] is not an object; allowed are resource, type, reason, owner, ticket, expires",
      "policy configuration 7.1-non-root.exemptions is not a list",
    ]);
  });

  it("stop the pack with the first, and the number of them", () => {
    refuses(
      () => checkPackConfig(config, requirements, moment),
      "all.level is not known",
      "(one of 10 mistakes; fraiseql-checklist config validate FILE tells all)",
    );
    refuses(
      () => checkPackConfig({ all: { level: 1 } }, requirements, moment),
      "allowed are enforcementLevel",
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

  it("are the stricter of the configured one and of a profile that the stack has raised", () => {
    const audit = requirementOf("2.5-audit-log-retention");
    const config = { [audit.name]: { auditRetentionDays: 400 } };
    assert.equal(tightenedProfile(profiles.STANDARD, audit, config).auditRetentionDays, null);
    assert.equal(tightenedProfile(profiles.REGULATED, audit, config).auditRetentionDays, 400);
    assert.equal(tightenedProfile(profiles.RESTRICTED, audit, config).auditRetentionDays, 2555);
  });

  it("are never looser than the profile that the configuration asks for", () => {
    const config = {
      [SETTINGS_POLICY]: { profile: "REGULATED" },
      "2.5-audit-log-retention": { auditRetentionDays: 90 },
    };
    refuses(
      () => checkPackConfig(config, requirements, moment),
      "auditRetentionDays is 90",
      "REGULATED allows (365)",
    );
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
