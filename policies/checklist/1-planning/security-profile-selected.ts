import { pass, violation } from "../../evaluation/outcome";
import { requirement } from "../../evaluation/requirement";
import { wholeStack } from "../../evaluation/stack";

/** 1.1 "STANDARD, REGULATED, or RESTRICTED chosen", "Decision documented with justification". */
export const securityProfileSelected = requirement({
  item: "1.1.3",
  name: "1.1-security-profile-selected",
  title: "Security profile",
  description: "A security profile is chosen explicitly, and the choice is justified.",
  why: "A profile that nobody chose is one that nobody checked against the data it protects.",
  from: "STANDARD",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Set profile and justification in the configuration of this policy, or with pulumi config set fraiseql-checklist:profile and fraiseql-checklist:justification.",
  each: wholeStack,
  check: (_, { settings }) => {
    if (settings.profileSource === "default") {
      return violation({
        says: `no profile is chosen, so that the stack is judged as ${settings.profileName}`,
        needs: "an explicit choice",
        advice:
          "Choose one: pulumi config set fraiseql-checklist:profile STANDARD (or REGULATED, RESTRICTED), or --policy-pack-config profiles/standard.json.",
      });
    }
    return isSentence(settings.justification)
      ? pass
      : violation({
          says: `${settings.profileName} is chosen by the ${settings.profileSource}, without a justification`,
          needs: "a sentence that says why",
          advice:
            'Write it: pulumi config set fraiseql-checklist:justification "Holds no personal data; internal users only."',
        });
  },
});

/** At least three words: enough to say why, too much for a placeholder. */
function isSentence(text: string | undefined): boolean {
  return text !== undefined && text.trim().split(/\s+/).length >= 3;
}
