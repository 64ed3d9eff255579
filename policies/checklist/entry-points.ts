import {
  aboutOther,
  allOf,
  anyOf,
  notApplicable,
  undetermined,
  violation,
  type Outcome,
} from "../evaluation/outcome";
import type { Context } from "../evaluation/requirement";
import type { Subject } from "../evaluation/resource";
import { runsApplication } from "../kinds/application";
import type { EntryPoint } from "../kinds/entry-point";
import type { Environment } from "../kinds/environment";
import { webFirewall, type WebFirewall } from "../kinds/web-firewall";
import type { Workload } from "../kinds/workload";
import { eachApplicationContainer } from "./each-container";

/** The check, for an entry point that others than private networks reach. */
export function whenPublic({ stack, subject }: Context<EntryPoint>, check: () => Outcome): Outcome {
  const isInternal = subject.thing.isInternalIn?.(subject, stack) ?? subject.thing.isInternal;
  if (isInternal.value === true) return notApplicable("only private networks reach it");
  // Where it cannot be told who reaches it, what fails is not a finding, and what passes passes.
  return isInternal.isDecided ? check() : anyOf(check(), isInternal.is(true));
}

/** The check, for an entry point that answers requests itself, and does more than redirect to HTTPS. */
export function whenServing({ stack, subject }: Context<EntryPoint>, check: () => Outcome): Outcome {
  const behind = subject.thing.servedBehind?.(subject, stack);
  if (behind !== undefined) return notApplicable(behind);
  const plain = subject.thing.plainText(subject, stack);
  const onlyRedirects =
    plain.missing === undefined &&
    plain.items.length > 0 &&
    plain.items.every(({ redirects }) => redirects.value === true) &&
    subject.thing.tls(subject, stack).isEmpty;
  return onlyRedirects ? notApplicable("it only redirects to HTTPS") : check();
}

/** The check, for an entry point of the application. Where it cannot be told where it leads, only a pass counts. */
export function whenApplication(context: Context<EntryPoint>, check: () => Outcome): Outcome {
  const { stack, subject } = context;
  const behind = subject.thing.workloads(subject, stack);
  if (behind.items.some((each) => runsApplication({ ...context, subject: each }))) {
    return whenServing(context, check);
  }
  if (behind.missing === undefined && behind.items.length > 0) {
    return notApplicable("it leads to other workloads than the application");
  }
  const unseen = behind.missing ?? { why: "what it leads to is not in this stack" };
  const outcome = whenServing(context, check);
  return outcome.result === "violation" ? undetermined(unseen) : outcome;
}

/** How each layer of an entry point is judged; a layer without such a setting gives nothing. */
export interface Layers {
  /** The entry point itself. */
  readonly entryPoint: Outcome | undefined;
  /** A web firewall in front of it. */
  readonly firewall: (firewall: WebFirewall, self: Subject<WebFirewall>) => Outcome | undefined;
  /** The application behind it, by its settings. */
  readonly application?: (environment: Environment) => Outcome | undefined;
  /** What is wrong where no layer has the setting at all: a clause. */
  readonly otherwise: { readonly says: string; readonly needs: string; readonly advice: string };
}

/** One layer of the entry point must pass. Otherwise the one nearest to the entry point speaks. */
export function oneLayer(context: Context<EntryPoint>, layers: Layers): Outcome {
  const ways = [
    layers.entryPoint,
    ...firewallWays(context, layers),
    layers.application && applicationWay(context, layers.application),
  ].filter((way): way is Outcome => way !== undefined && way.result !== "not-applicable");
  return anyOf(
    ...ways,
    ...(ways.some(({ result }) => result === "violation") ? [] : [violation(layers.otherwise)]),
  );
}

function firewallWays({ stack, subject }: Context<EntryPoint>, { firewall }: Layers): readonly Outcome[] {
  return stack.subjects(webFirewall).flatMap((wall) => {
    const protects = wall.thing.protects(subject, wall, stack);
    if (protects.result === "violation" || protects.result === "not-applicable") return [];
    const judged = firewall(wall.thing, wall);
    return judged ? [aboutOther(`${wall.kind.name} ${wall.resource.name}`, allOf(protects, judged))] : [];
  });
}

/** Every application workload behind the entry point must pass; one outside the stack leaves it untold. */
function applicationWay(
  context: Context<EntryPoint>,
  check: (environment: Environment) => Outcome | undefined,
): Outcome | undefined {
  const { stack, subject } = context;
  const behind = subject.thing.workloads(subject, stack);
  const judged = behind.items.map((each) => {
    const outcome = eachApplicationContainer(
      { ...context, subject: each },
      (environment) => check(environment) ?? notApplicable("the application has no such setting"),
    );
    const isLeftOut = outcome.result === "not-applicable";
    return ofWorkload(
      `${each.kind.name} ${each.resource.name}`,
      (isLeftOut && mayBeApplication(each.thing)) || outcome,
    );
  });
  const unseen = behind.missing ? [undetermined(behind.missing)] : [];
  return judged.length + unseen.length > 0 ? allOf(...judged, ...unseen) : undefined;
}

/** Why a workload that does not look like the application may be it all the same: one of its images is not known. */
function mayBeApplication({ containers }: Workload): Outcome | undefined {
  const images = containers.items.filter(({ role }) => role === "main").map(({ image }) => image.untold);
  const untold = images.find((image) => image !== undefined);
  return untold && undetermined({ ...untold, why: `${untold.why}, and may be the application's` });
}

/** What is found on a workload's containers, told of the entry point: `workload api, container api`. */
function ofWorkload(name: string, outcome: Outcome): Outcome {
  const within = <T extends { readonly part?: string }>(found: T): T => ({
    ...found,
    part: found.part === undefined ? name : `${name}, ${found.part}`,
  });
  switch (outcome.result) {
    case "violation":
      return {
        ...outcome,
        violations: outcome.violations.map((found) => ({ ...within(found), elsewhere: true })),
        undetermined: outcome.undetermined.map(within),
      };
    case "undetermined":
      return { ...outcome, undetermined: outcome.undetermined.map(within) };
    default:
      return outcome;
  }
}
