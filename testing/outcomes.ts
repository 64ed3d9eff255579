import { judgeResource, type Judgement } from "../policies/evaluation/evaluate";
import { Inputs } from "../policies/evaluation/inputs";
import type { Outcome } from "../policies/evaluation/outcome";
import type { Requirement } from "../policies/evaluation/requirement";
import type { Resource } from "../policies/evaluation/resource";
import { StackView } from "../policies/evaluation/stack";
import { treeOf } from "../policies/crossguard/decode";
import { IDENTIFIERS } from "../policies/crossguard/resource-view";
import { profileOf, resolveSettings } from "../policies/crossguard/settings";
import { registry } from "../policies/readers";
import type { ProfileName } from "../profiles";
import { dependenciesOf, plainProps, urnOf } from "./analyzer";
import type { Case } from "./cases";
import { TEST_MOMENT } from "./moment";
import type { TestResource } from "./resources";

/** A resource of a test stack as evaluation sees it. */
function resourceOf(it: TestResource, stack: readonly TestResource[]): Resource {
  const urns = (names: readonly string[]) =>
    stack.filter(({ name }) => names.includes(name)).map((other) => urnOf(other));
  return {
    urn: urnOf(it),
    type: it.type,
    name: it.name,
    inputs: new Inputs(treeOf(plainProps(it)), [], { partial: registry.isPatch(it.type) }),
    dependencies: Object.fromEntries(
      Object.entries(dependenciesOf(it)).map(([property, names]) => [property, urns(names)]),
    ),
    identifiers: IDENTIFIERS.map((key) => it.props[key]).filter((value) => typeof value === "string"),
  };
}

/** A requirement's outcome on every resource that it speaks about. */
export function outcomesOf(
  requirement: Requirement,
  profile: ProfileName,
  { stack, applicationGeneration = "v1" }: Case,
): readonly Outcome[] {
  const settings = resolveSettings(
    {},
    { profile, justification: "A test stack without data.", applicationGeneration },
    TEST_MOMENT,
  );
  const resources = stack.map((it) => resourceOf(it, stack));
  const identify = (resource: Resource) => registry.identify(resource);
  const view = new StackView(resources, identify);
  const judgement: Judgement = { profile: profileOf(settings), settings, stack: view };
  return resources
    .map((resource) => identify(resource).filter(({ kind }) => requirement.kinds.includes(kind)))
    .filter((subjects) => subjects.length > 0)
    .map((subjects) => judgeResource(requirement, subjects, judgement));
}
