import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { applyChanges } from "../evaluation/fix";
import {
  judgeResource,
  judgeStack,
  noStack,
  stackOf,
  type Judgement,
  type Verdict,
} from "../evaluation/evaluate";
import { fixesOf, type Outcome } from "../evaluation/outcome";
import type { Requirement } from "../evaluation/requirement";
import type { Resource } from "../evaluation/resource";
import { StackView } from "../evaluation/stack";
import type { Profile } from "../../profiles";
import { registry } from "../readers";
import { behindProxy } from "./decode";
import { Redaction } from "./redaction";
import { stackResource, viewOf, type ResourceView } from "./resource-view";
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
  private readonly stacks = new WeakMap<object, StackView>();
  /** What findings are kept free of. */
  readonly redaction = new Redaction();
  /** What was said of a stack, so that requirements, the launch decision and the report ask but once. */
  private readonly verdicts = new WeakMap<StackView, Map<Requirement, readonly Verdict[]>>();
  private settings;
  private profiles = new Map<Requirement, Profile>();
  private requirements = new Map<string, Requirement>();

  constructor(private readonly stackSettings: StackSettings) {
    this.settings = resolveSettings({}, stackSettings);
  }

  /** Takes over the pack's configuration. It must have been checked. */
  configure(config: PackConfig, requirements: readonly Requirement[]): void {
    const settings = resolveSettings(config, this.stackSettings);
    const base = profileOf(settings);
    this.profiles = new Map(requirements.map((it) => [it, tightenedProfile(base, it, config)]));
    this.requirements = new Map(requirements.map((it) => [it.name, it]));
    this.settings = settings;
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
  resource(requirement: Requirement, args: ResourceValidationArgs): Outcome | undefined {
    const view = this.note(args);
    if (view === undefined || !speaksOf(requirement, view)) return undefined;
    return judgeResource(requirement, view.subjects, this.judgement(requirement, noStack));
  }

  /** The verdicts of a requirement on the whole stack, whatever decides it. */
  stack(requirement: Requirement, args: StackValidationArgs): readonly Verdict[] {
    return this.verdictsOn(this.stackView(args), requirement);
  }

  /** Writes the requirement's fixes into the resource's properties. True when there were any. */
  remediate(requirement: Requirement, args: ResourceValidationArgs): boolean {
    const view = viewOf(args, this.redaction.note);
    if (view === undefined || !speaksOf(requirement, view)) return false;
    const stack = stackOf(view.resource, identify);
    // The stack's own things, so that a check finds the one it is asked about among them.
    const subjects = requirement.kinds.flatMap((kind) => stack.subjects(kind));
    const outcome = judgeResource(requirement, subjects, this.judgement(requirement, stack));
    const changes = fixesOf(outcome);
    applyChanges(behindProxy(args.props), changes);
    return changes.length > 0;
  }

  private verdictsOn(stack: StackView, requirement: Requirement): readonly Verdict[] {
    let known = this.verdicts.get(stack);
    if (known === undefined) {
      known = new Map();
      this.verdicts.set(stack, known);
    }
    let verdicts = known.get(requirement);
    if (verdicts === undefined) {
      verdicts = judgeStack(requirement, {
        ...this.judgement(requirement, stack),
        verdictsOf: (name) => {
          const other = this.requirements.get(name);
          return other === undefined ? [] : this.verdictsOn(stack, other);
        },
      });
      known.set(requirement, verdicts);
    }
    return verdicts;
  }

  private judgement(requirement: Requirement, stack: StackView): Judgement {
    return {
      profile: this.profileFor(requirement),
      settings: this.settings,
      stack,
      onError: reportError,
    };
  }

  /** One view per request, shared by all stack requirements: the SDK decodes the first resource once per request. */
  private stackView({ resources }: StackValidationArgs): StackView {
    const [first] = resources;
    const key = first ? behindProxy(first.props) : resources;
    let view = this.stacks.get(key);
    if (view === undefined) {
      view = new StackView(
        resources
          .filter(({ type }) => registry.reads(type))
          .map((resource) =>
            stackResource(resource, this.inputsByUrn.get(resource.urn), this.redaction.note),
          ),
        identify,
      );
      this.stacks.set(key, view);
    }
    return view;
  }
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
