import type { ResourceValidationArgs } from "@pulumi/policy";
import { launchReport } from "../checklist/10-launch/launch";
import { evidenceReport, withEvidence } from "../checklist/evidence";
import { applyChanges } from "../evaluation/fix";
import {
  isAskedBy,
  judgeResource,
  judgeStack,
  noStack,
  stackOf,
  type Judgement,
  type Verdict,
} from "../evaluation/evaluate";
import type { Remark } from "../evaluation/exemption-remarks";
import { fixesOf, undetermined } from "../evaluation/outcome";
import type { Requirement } from "../evaluation/requirement";
import type { Resource } from "../evaluation/resource";
import type { EvidenceReport, LaunchReport } from "../evaluation/report";
import type { Moment, Settings } from "../evaluation/settings";
import { StackView } from "../evaluation/stack";
import type { Profile } from "../../profiles";
import { registry } from "../readers";
import { behindProxy } from "./decode";
import { Exemptions } from "./exemptions";
import { checkPackConfig } from "./pack-config";
import { Redaction } from "./redaction";
import { stackResource, viewOf, type ResourceView } from "./resource-view";
import type { StackResource } from "./stack-request";
import {
  profileOf,
  resolveSettings,
  tightenedProfile,
  type PackConfig,
  type StackSettings,
} from "./settings";

const identify = (resource: Resource) => registry.identify(resource);

/**
 * Judges resources and stacks by the configuration that holds. What it keeps between calls are caches, and the inputs of
 * each resource, which the engine does not send again with the stack.
 */
export class Judge {
  private readonly inputsByUrn = new Map<string, Resource>();
  private readonly views = new WeakMap<object, ResourceView | "unread">();
  private current = noStack;
  /** Why there is only a part of the stack, where there is. */
  private missing: string | undefined;
  /** What findings are kept free of. */
  readonly redaction = new Redaction();
  /** What was said of a stack, so that requirements, the launch decision and the report ask but once. */
  private readonly verdicts = new Map<Requirement, readonly Verdict[]>();
  private profiles = new Map<Requirement, Profile>();
  private requirements = new Map<string, Requirement>();
  private all: readonly Requirement[] = [];
  /** What holds for the pack as a whole. */
  settings: Settings;
  /** What lets findings be. */
  exemptions: Exemptions;

  constructor(
    private stackSettings: StackSettings,
    private moment: Moment,
  ) {
    this.settings = resolveSettings({}, stackSettings, moment);
    this.exemptions = new Exemptions({}, [], this.settings);
  }

  /** Takes over what the engine tells of the run, where it does so only after the start. */
  begin(stackSettings: StackSettings, moment: Moment): void {
    this.stackSettings = stackSettings;
    this.moment = moment;
    this.settings = resolveSettings({}, stackSettings, moment);
  }

  /**
   * Takes over the pack's configuration.
   *
   * @throws ConfigurationError for a mistake in it.
   */
  configure(config: PackConfig, requirements: readonly Requirement[]): void {
    checkPackConfig(config, requirements, this.moment);
    const settings = resolveSettings(config, this.stackSettings, this.moment);
    const base = profileOf(settings);
    this.profiles = new Map(requirements.map((it) => [it, tightenedProfile(base, it, config)]));
    this.requirements = new Map(requirements.map((it) => [it.name, it]));
    this.all = requirements;
    this.settings = settings;
    this.exemptions = new Exemptions(config, requirements, settings);
  }

  /** The profile a requirement is judged by. */
  profileFor(requirement: Requirement): Profile {
    return this.profiles.get(requirement) ?? profileOf(this.settings);
  }

  /** Remembers a resource's inputs for the stack's requirements. */
  note(args: ResourceValidationArgs): ResourceView | undefined {
    const key = behindProxy(args.props);
    let view = this.views.get(key);
    if (view === undefined) {
      view = viewOf(args, this.redaction.note) ?? "unread";
      this.views.set(key, view);
      if (view !== "unread") this.inputsByUrn.set(args.urn, view.resource);
    }
    return view === "unread" ? undefined : view;
  }

  /** The verdict of a requirement that the resource alone decides. */
  resource(requirement: Requirement, args: ResourceValidationArgs): Verdict | undefined {
    const view = this.note(args);
    if (view === undefined || !speaksOf(requirement, view)) return undefined;
    const outcome = judgeResource(requirement, view.subjects, this.judgement(requirement, noStack));
    return this.exemptions.applied({ requirement, resource: view.resource, outcome });
  }

  /** Takes the resources of the stack, for all requirements that are asked next. */
  readonly takeStack = (resources: readonly StackResource[]): void => {
    this.current = new StackView(
      resources.map((resource) =>
        stackResource(resource, this.inputsByUrn.get(resource.urn), this.redaction.note),
      ),
      identify,
    );
    this.missing = undefined;
    this.exemptions.takeStack(this.current);
    this.verdicts.clear();
  };

  /**
   * Takes the resources that were judged so far, because the rest will not come. What the stack decides cannot be told then;
   * `why` is a clause.
   */
  takePart(why: string): void {
    this.current = new StackView([...this.inputsByUrn.values()], identify);
    this.missing = why;
    this.exemptions.takeStack(this.current);
    this.verdicts.clear();
  }

  /** The verdicts of a requirement on the whole stack, whatever decides it. */
  stack(requirement: Requirement): readonly Verdict[] {
    let verdicts = this.verdicts.get(requirement);
    if (verdicts === undefined) {
      const judgement = this.judgement(requirement, this.current);
      verdicts = this.judged(requirement, judgement)
        .map((verdict) => withEvidence(verdict, judgement))
        .map((verdict) => this.exemptions.applied(verdict));
      this.verdicts.set(requirement, verdicts);
    }
    return verdicts;
  }

  /** Findings on the exemptions of a requirement themselves, of the stack that was taken. */
  remarks(requirement: Requirement): readonly Remark[] {
    return isAskedBy(requirement, this.profileFor(requirement)) && this.missing === undefined
      ? this.exemptions.remarks(requirement, () => this.stack(requirement))
      : [];
  }

  /** Writes the requirement's fixes into the resource's properties. True when there were any. */
  remediate(requirement: Requirement, args: ResourceValidationArgs): boolean {
    const view = viewOf(args, this.redaction.note);
    if (view === undefined || !speaksOf(requirement, view)) return false;
    const stack = stackOf(view.resource, identify);
    // The stack's own things, so that a check finds the one it is asked about among them.
    const subjects = requirement.kinds.flatMap((kind) => stack.subjects(kind));
    const outcome = judgeResource(requirement, subjects, this.judgement(requirement, stack));
    const { exemption } = this.exemptions.applied({ requirement, resource: view.resource, outcome });
    const changes = exemption ? [] : fixesOf(outcome);
    applyChanges(behindProxy(args.props), changes);
    return changes.length > 0;
  }

  /** What attests a requirement in the stack. */
  evidenceOf(requirement: Requirement): EvidenceReport | undefined {
    return evidenceReport(requirement, this.judgement(requirement, this.current));
  }

  /** Whether the stack may be launched. */
  launch(): LaunchReport {
    return launchReport({
      profile: profileOf(this.settings),
      settings: this.settings,
      stack: this.current,
      requirements: this.all,
      verdictsOf: this.verdictsOf,
    });
  }

  private judged(requirement: Requirement, judgement: Judgement): readonly Verdict[] {
    const { missing } = this;
    return missing === undefined || requirement.decidedBy === "resource"
      ? judgeStack(requirement, judgement)
      : [{ requirement, resource: undefined, outcome: undetermined({ why: missing }) }];
  }

  private judgement(requirement: Requirement, stack: StackView): Judgement {
    return {
      profile: this.profileFor(requirement),
      settings: this.settings,
      stack,
      onError: reportError,
      ...(stack === noStack ? {} : { verdictsOf: this.verdictsOf, requirements: this.all }),
    };
  }

  private readonly verdictsOf = (name: string): readonly Verdict[] => {
    const requirement = this.requirements.get(name);
    return requirement === undefined ? [] : this.stack(requirement);
  };
}

function speaksOf(requirement: Requirement, view: ResourceView): boolean {
  return view.subjects.some(({ kind }) => requirement.kinds.includes(kind));
}

/** Where the exception was thrown, without its message, which may hold a value of the resource. */
function reportError({ name }: Requirement, error: unknown): void {
  if (process.env["FRAISEQL_CHECKLIST_DEBUG"] !== "1" || !(error instanceof Error)) return;
  const frames = (error.stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at "));
  console.error(`${name}: ${error.name}\n${frames.join("\n")}`);
}
