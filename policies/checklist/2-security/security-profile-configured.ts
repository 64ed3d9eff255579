import { profileNames, profileRank, type Profile, type ProfileName } from "../../../profiles";
import { allOf, notApplicable, pass, undetermined, violation, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import { wordOf } from "../../kinds/text-format";
import { workload, type Workload } from "../../kinds/workload";
import { eachServingApplication } from "../serving-application";

const VARIABLE = "FRAISEQL_SECURITY_PROFILE";
const LABEL = "fraiseql.dev/security-profile";

/** 2.1 "Security Profile Configured". */
export const securityProfileConfigured = requirement({
  item: "2.1.1",
  name: "2.1-security-profile-configured",
  title: "Security profile of the application",
  description: "The application declares a security profile that is at least as strict as the stack's.",
  why: "An application that enforces a weaker profile than its platform undoes what the platform proves.",
  from: "STANDARD",
  severity: "critical",
  decidedBy: "stack",
  howToFix: `Set ${VARIABLE}, or the pod label ${LABEL}, to the profile that the application's code is given.`,
  each: workload,
  check: (_, context) =>
    eachServingApplication(context, ({ judge, environment }) => {
      const variable = judge("securityProfile", (declared) =>
        declared.satisfies(
          (name) => isStrictEnough(name, context.profile),
          strictEnough(context.profile),
          context.profile.name,
        ),
      );
      const label = judgeLabel(context);
      const labelTells = label.result === "pass" || label.result === "violation";
      // One declaration is enough, and where there are two, neither may be weaker.
      if (environment.find(VARIABLE)) return labelTells ? allOf(variable, label) : variable;
      return labelTells || (label.result === "undetermined" && !environment.isPartial) ? label : variable;
    }),
});

function judgeLabel({ profile, subject }: Context<Workload>): Outcome {
  const { podLabels, podLabelsComplete } = subject.thing;
  const label = podLabels[LABEL];
  if (label === undefined) {
    return podLabelsComplete
      ? notApplicable("the pods have no such label")
      : undetermined({ why: `whether the pods have the label ${LABEL} is not known until the update` });
  }
  const declared = wordOf(profileNames).parse(label);
  return declared !== undefined && isStrictEnough(declared, profile)
    ? pass
    : violation({
        says: `the pod label ${LABEL} is ${JSON.stringify(label)}`,
        needs: strictEnough(profile),
        advice: "Change it together with the profile that the application's code is given.",
      });
}

function isStrictEnough(name: ProfileName, profile: Profile): boolean {
  return profileRank(name) >= profileRank(profile.name);
}

function strictEnough(profile: Profile): string {
  const stricter = profileNames.filter((name) => name !== profile.name && isStrictEnough(name, profile));
  return `the profile ${[profile.name, ...stricter].join(" or ")}`;
}
