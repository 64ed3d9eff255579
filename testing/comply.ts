import { AssertionError } from "assert";
import { Judge } from "../policies/crossguard/judge";
import { readStackSettings, STACK_NAMESPACE, type PackConfig } from "../policies/crossguard/settings";
import { isAskedBy } from "../policies/evaluation/evaluate";
import type { Requirement, Severity } from "../policies/evaluation/requirement";
import { verdictMessages, type VerdictMessage } from "../policies/evaluation/verdict-messages";
import { reviewConfig } from "../tools/cli/config-file";
import { stricterProfile, type ProfileName } from "../profiles";
import { withMore } from "./analyzer";
import { collectResources, type Program, type ProgramOptions, type ProgramResource } from "./collect";

/** What the engine does with a policy's findings. */
export type EnforcementLevel = "advisory" | "mandatory" | "remediate" | "disabled";

/** The content of a file for `--policy-pack-config`. */
export type PackConfigFile = Readonly<
  Record<
    string,
    EnforcementLevel | (Readonly<Record<string, unknown>> & { readonly enforcementLevel?: EnforcementLevel })
  >
>;

/** What a program is held against. */
export interface ComplianceOptions extends ProgramOptions {
  /** The least strict profile to judge by, as the stack's configuration chooses it; a stricter one in `config` wins. */
  readonly profile: ProfileName;
  /** The policy pack's configuration, as in a file for `--policy-pack-config`: levels, thresholds, exemptions. */
  readonly config?: PackConfigFile;
  /** Requirements of your own, judged beside the checklist's. */
  readonly requirements?: readonly Requirement[];
  /** The day that exemptions and evidence are judged by, `2026-11-24`. Default: today, in UTC. */
  readonly today?: string;
}

/** A finding, as the command line shows it. */
export interface ComplianceFinding {
  /** The requirement's name: `3.3-automated-backups`. */
  readonly policy: string;
  /** The checklist's box: `3.3.1`. */
  readonly item: string;
  /** `mandatory` stops an update. */
  readonly level: "mandatory" | "advisory";
  readonly severity: Severity;
  /** One line: the property, its value unless it is secret, what is needed, and what to type. */
  readonly message: string;
  /** The resource it is about; none where it is about the stack. */
  readonly urn?: string;
}

/**
 * What the policy pack says of a program, without the engine: each requirement that the profile asks for, on every
 * resource and on the stack. Values that only an update knows are undetermined, and advisory, as at a preview.
 *
 * @param program the program, or what `collectResources` gave.
 * @throws an Error that names the key for a mistake in the configuration, and what the program throws.
 */
export async function complianceFindings(
  program: Program | readonly ProgramResource[],
  options: ComplianceOptions,
): Promise<readonly ComplianceFinding[]> {
  const resources =
    typeof program === "function" ? await collectResources(program, inStack(options)) : program;
  const { config = {}, today = new Date().toISOString().slice(0, 10) } = options;
  const requirements = withMore(options.requirements ?? []);
  const levels = levelsOf(config, requirements);
  const judge = judgeOf(options, requirements, today);
  const enforced = requirements.filter((it) => levels(it) !== "disabled");
  judge.takeStack(
    remediated(
      judge,
      enforced.filter((it) => levels(it) === "remediate"),
      resources,
    ),
  );
  return enforced.flatMap((requirement) => {
    const profile = judge.profileFor(requirement);
    if (!isAskedBy(requirement, profile)) return [];
    const found = judge
      .stack(requirement)
      .flatMap((verdict) =>
        verdictMessages(verdict, profile.name).map((it) => ({ ...it, urn: verdict.resource?.urn })),
      );
    return [...found, ...judge.remarks(requirement)].map(
      (it: VerdictMessage & { readonly urn?: string | undefined }): ComplianceFinding => ({
        policy: requirement.name,
        item: requirement.item,
        level: it.advisory || levels(requirement) === "advisory" ? "advisory" : "mandatory",
        severity: requirement.severity,
        message: judge.redaction.redacted(it.text),
        ...(it.urn === undefined ? {} : { urn: it.urn }),
      }),
    );
  });
}

/**
 * Asserts that a program complies with a profile: that nothing in it would stop an update. What is advisory, such as what is
 * undetermined or exempt, does not fail it; `complianceFindings` gives that too.
 *
 * @param program the program, or what `collectResources` gave.
 * @throws AssertionError that lists the findings as the command line words them.
 */
export async function assertComplies(
  program: Program | readonly ProgramResource[],
  options: ComplianceOptions,
): Promise<void> {
  const found = await complianceFindings(program, options);
  const blocking = found.filter(({ level }) => level === "mandatory");
  if (blocking.length === 0) return;
  const count = blocking.length === 1 ? "1 finding blocks" : `${blocking.length} findings block`;
  throw new AssertionError({
    message: [`not compliant with ${options.profile}: ${count} it`, ...blocking.map(lineOf)].join("\n"),
    stackStartFn: assertComplies,
  });
}

/** The options with the profile where the stack's configuration leaves it out: programs read it there. */
function inStack({ profile, stackConfig, ...options }: ComplianceOptions): ProgramOptions {
  return { ...options, stackConfig: { [`${STACK_NAMESPACE}:profile`]: profile, ...stackConfig } };
}

/** The finding, as the command line shows it. */
function lineOf({ level, severity, policy, urn, message }: ComplianceFinding): string {
  const where = urn === undefined ? "" : `  (${placeOf(urn)})`;
  return `    - [${level}] [severity: ${severity}]  ${policy}${where}\n      ${message}`;
}

/** `aws:rds/instance:Instance: shop` of a URN. */
function placeOf(urn: string): string {
  const [, , types = "", ...name] = urn.split("::");
  return `${types.split("$").at(-1) ?? ""}: ${name.join("::")}`;
}

/** Reads the level of each requirement, as the engine does: its own, that of `all`, its default. */
function levelsOf(
  config: PackConfigFile,
  requirements: readonly Requirement[],
): (requirement: Requirement) => EnforcementLevel {
  const levelIn = (policy: string) => {
    const value = config[policy];
    return typeof value === "string" ? value : value?.enforcementLevel;
  };
  const levels = new Map(
    requirements.map((it) => [
      it,
      levelIn(it.name) ?? levelIn("all") ?? (it.advisory === true ? "advisory" : "mandatory"),
    ]),
  );
  return (requirement) => levels.get(requirement) ?? "mandatory";
}

function judgeOf(
  { profile, config = {}, stackConfig = {}, preview = true, requirements: own = [] }: ComplianceOptions,
  requirements: readonly Requirement[],
  today: string,
): Judge {
  const isOwn = (policy: string) => own.some(({ name }) => name === policy);
  const known = Object.fromEntries(Object.entries(config).filter(([policy]) => !isOwn(policy)));
  const { mistakes } = reviewConfig(JSON.stringify(known), today);
  if (mistakes.length > 0) throw new Error(mistakes.join("\n"));
  const settings = readStackSettings(stackConfig);
  const judge = new Judge(
    { ...settings, profile: stricterProfile(profile, settings.profile ?? profile) },
    { today, isPreview: preview },
  );
  const properties: PackConfig = Object.fromEntries(
    Object.entries(config).map(([policy, value]) => {
      const { enforcementLevel: _, ...rest } = typeof value === "string" ? {} : value;
      return [policy, rest];
    }),
  );
  judge.configure(properties, requirements);
  return judge;
}

/** The resources as they are after remediation. */
function remediated(
  judge: Judge,
  requirements: readonly Requirement[],
  resources: readonly ProgramResource[],
): readonly ProgramResource[] {
  if (requirements.length === 0) return resources;
  return resources.map((resource) => {
    const props = structuredClone(resource.props) as Record<string, unknown>;
    const args = { ...resource, props } as unknown as Parameters<Judge["remediate"]>[1];
    for (const requirement of requirements) judge.remediate(requirement, args);
    return { ...resource, props };
  });
}
