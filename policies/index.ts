import { PolicyPack } from "@pulumi/policy";
import { allConfig } from "@pulumi/pulumi/runtime/config";
import { requirements } from "./checklist";
import { onConfigure } from "./crossguard/configure";
import { decodeOnce } from "./crossguard/decode";
import { Judge } from "./crossguard/judge";
import { policyOf } from "./crossguard/policy";
import { checkPackConfig, ConfigurationError, readStackSettings } from "./crossguard/settings";

/** Starts the pack: the checklist's requirements, judged by the profile that the pack's or the stack's configuration sets. */
function main(): void {
  const judge = new Judge(readStackSettings(allConfig()));
  decodeOnce();
  onConfigure((config) => {
    checkPackConfig(config, requirements);
    judge.configure(config, requirements);
  });
  new PolicyPack("fraiseql-checklist", {
    displayName: "FraiseQL Production Deployment Checklist",
    description:
      "Judges a stack by the FraiseQL Production Deployment Checklist, for the profiles STANDARD, REGULATED and RESTRICTED.",
    enforcementLevel: "mandatory",
    tags: ["fraiseql", "production-checklist"],
    policies: requirements.map((requirement) => policyOf(requirement, judge)),
  });
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  // One line, and no stack trace: the engine shows it as it is.
  console.error(`fraiseql-checklist: ${error.message}`);
  process.exit(1);
}
