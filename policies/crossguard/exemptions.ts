import { isOfBlocker } from "../checklist/10-launch/blockers";
import type { Verdict } from "../evaluation/evaluate";
import { exempted, type Exemptible, type Exemption } from "../evaluation/exemption";
import { exemptionRemarks, type Remark } from "../evaluation/exemption-remarks";
import { file } from "../evaluation/lookup";
import { heading } from "../evaluation/message";
import type { Requirement } from "../evaluation/requirement";
import type { Subject } from "../evaluation/resource";
import type { Settings } from "../evaluation/settings";
import type { StackView } from "../evaluation/stack";
import { suggestion } from "../evaluation/suggestion";
import {
  exemptionDeclaration,
  readExemption,
  unreadableIn,
  type ExemptionDeclaration,
} from "../kinds/exemption";
import { canonicalToken } from "../readers/token";
import { configuredExemptions, EXEMPTIONS, termOf } from "./exemption-config";
import { SETTINGS_POLICY, type PackConfig } from "./settings";

/** The exemptions that hold for a stack: those of the pack's configuration, and those that the program declares. */
export class Exemptions {
  private readonly configured: ReadonlyMap<string, readonly Exemption[]>;
  private declared = new Map<string, Exemption[]>();
  /** What is wrong with what the program declares. */
  private refused: readonly Remark[] = [];
  private resources: readonly Exemptible[] = [];

  /** The configuration must have been checked. */
  constructor(
    config: PackConfig,
    private readonly requirements: readonly Requirement[],
    private readonly settings: Settings,
  ) {
    this.configured = new Map(
      requirements
        .filter(({ name }) => config[name]?.[EXEMPTIONS] !== undefined)
        .map((requirement) => [requirement.name, configuredExemptions(requirement, config)]),
    );
  }

  /**
   * True for what waits for the end of the preview although the resource alone decides it: the program may exempt it
   * after it has made the resource.
   */
  isAwaited(requirement: Requirement): boolean {
    return this.settings.allowsExemptionsInCode && !isOfBlocker(requirement);
  }

  /** Takes over what the program of the stack declares. */
  takeStack(stack: StackView): void {
    this.declared = new Map();
    this.resources = stack.resources;
    this.refused = stack.subjects(exemptionDeclaration).flatMap((it) => this.take(it));
  }

  /** The verdict with the exemption that holds for it. */
  applied(verdict: Verdict): Verdict {
    const exemptions = this.of(verdict.requirement);
    return exemptions.length === 0
      ? verdict
      : exempted(verdict, this.subjectOf(verdict), exemptions, this.settings.today, canonicalToken);
  }

  /**
   * Findings on the requirement's exemptions themselves, and on those that count for none. `verdicts`, what it says of the
   * stack, is asked only where there are exemptions.
   */
  remarks(requirement: Requirement, verdicts: () => readonly Verdict[]): readonly Remark[] {
    const refused = requirement.name === SETTINGS_POLICY ? this.refused : [];
    const exemptions = this.of(requirement);
    if (exemptions.length === 0) return refused;
    return [
      ...exemptionRemarks(
        {
          requirement,
          exemptions,
          verdicts: verdicts().map((verdict) => ({ verdict, resource: this.subjectOf(verdict) })),
          resources: this.resources,
          stackUrn: this.resources[0]?.urn ?? "",
          today: this.settings.today,
        },
        canonicalToken,
      ),
      ...refused,
    ];
  }

  private of({ name }: Requirement): readonly Exemption[] {
    return [...(this.configured.get(name) ?? []), ...(this.declared.get(name) ?? [])];
  }

  /** What a verdict is about; the stack's own resource for the stack as a whole. */
  private subjectOf({ resource }: Verdict): Exemptible {
    return resource ?? rootOf(this.resources[0]?.urn ?? "");
  }

  /** Files a declared exemption, or tells why it counts for nothing. */
  private take(subject: Subject<ExemptionDeclaration>): readonly Remark[] {
    const { requirement: named } = subject.thing;
    const requirement = this.requirements.find(({ name }) => name === named.shownValue);
    const refuse = (says: string): Remark => ({
      text: `${requirement ? heading(requirement) : "Exemptions"}: exemption ${subject.resource.name} exempts nothing: ${says}.`,
      advisory: false,
      urn: subject.resource.urn,
    });
    if (requirement === undefined) return [refuse(this.unknownRequirement(subject.thing))];
    if (isOfBlocker(requirement)) {
      return [
        refuse(
          `what blocks a launch can be exempt in the pack's configuration alone, under ${requirement.name}`,
        ),
      ];
    }
    if (!this.settings.allowsExemptionsInCode) {
      return [
        refuse(
          `the pack's configuration does not allow exemptions in code. Write it there, under ${requirement.name}, or set allowsExemptionsInCode: true under ${SETTINGS_POLICY}`,
        ),
      ];
    }
    const read = readExemption(subject, termOf(requirement, this.settings.today));
    if ("mistakes" in read) return read.mistakes.map(refuse);
    file(this.declared, requirement.name, read);
    return [];
  }

  private unknownRequirement({ requirement: named }: ExemptionDeclaration): string {
    const name = named.shownValue;
    if (name === undefined) {
      return `requirement ${unreadableIn(named) ?? "is missing"}; write a policy's name, such as 3.3-automated-backups`;
    }
    const names = this.requirements.map((it) => it.name);
    return `requirement is ${JSON.stringify(name)}, which is not a policy of this pack${suggestion(name, names)}`;
  }
}

/** The resource that stands for the stack itself, from the URN of any of its resources. */
function rootOf(urn: string): Exemptible {
  const type = "pulumi:pulumi:Stack";
  const [stack = "", project = ""] = urn.split("::");
  const name = `${project}-${stack.replace(/^urn:pulumi:/, "")}`;
  return { urn: `${stack}::${project}::${type}::${name}`, type, name };
}
