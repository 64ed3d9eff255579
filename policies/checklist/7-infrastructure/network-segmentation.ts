import type { Kind } from "../../evaluation/kind";
import { allOf, anyOf, notApplicable, violation, type Outcome } from "../../evaluation/outcome";
import { requirement, type Context } from "../../evaluation/requirement";
import type { Subject } from "../../evaluation/resource";
import { runsApplication } from "../../kinds/application";
import { cache, type Cache } from "../../kinds/cache";
import { database, type Database } from "../../kinds/database";
import { networkPoliciesByTarget, type NetworkPolicy } from "../../kinds/network-policy";
import { workload, type Workload } from "../../kinds/workload";
import { isAbout } from "../subject-kind";
import { admitsNamedPeers, type TrafficDirection } from "../traffic";

/** Checklist, RESTRICTED profile summary: "Network segmentation". */
export const networkSegmentation = requirement({
  item: "7.3.3",
  name: "7.3-network-segmentation",
  title: "Network segmentation",
  description:
    "In the application's namespace nothing is let through unless a policy names it; databases and caches stand in private subnets.",
  why: "What is open unless someone closes it stays open for whatever is deployed next.",
  from: "RESTRICTED",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Add a NetworkPolicy with podSelector: {} and policyTypes: [Ingress, Egress] to the application's namespace; place databases and caches in subnets without a route to the internet.",
  each: [workload, database, cache] as readonly Kind<Workload | Database | Cache>[],
  check: (_, context) => {
    if (isAbout(context, workload)) return deniesByDefault(context);
    const { subject, stack } = context as Context<Database | Cache>;
    const { thing } = subject as Subject<Database>;
    return (
      thing.inPrivateSubnets?.(subject as Subject<Database>, stack) ??
      notApplicable("it stands in no subnet of its own")
    );
  },
});

const directions: readonly {
  readonly name: TrafficDirection;
  readonly restricts: (policy: NetworkPolicy) => Outcome;
  readonly isClosed: (policy: Subject<NetworkPolicy>, context: Context<Workload>) => Outcome;
}[] = [
  {
    name: "ingress",
    restricts: (policy) => policy.restrictsIngress.is(true),
    isClosed: (policy, { stack }) =>
      policy.thing.ingress(policy, stack).every((rule) => admitsNamedPeers(rule, "ingress")),
  },
  {
    name: "egress",
    restricts: (policy) => policy.restrictsEgress.is(true),
    isClosed: (policy, { stack }) =>
      policy.thing.egress(policy, stack).every((rule) => admitsNamedPeers(rule, "egress")),
  },
];

/** In each direction, some policy is about every workload of the namespace, and lets nobody in particular through. */
function deniesByDefault(context: Context<Workload>): Outcome {
  const { stack, subject } = context;
  const it = subject.thing;
  if (!runsApplication(context)) return notApplicable("it does not run the application");
  if (it.networkDecidedElsewhere) return notApplicable(it.networkDecidedElsewhere);
  if (!it.reachesNeighbours) return notApplicable("it reaches no neighbour unless a rule names it");
  const candidates = stack.candidates(
    networkPoliciesByTarget,
    it.networkKeys?.(subject, stack) ?? [undefined],
  );
  const judged = directions.map(({ name, restricts, isClosed }) => ({
    name,
    outcome: anyOf(
      violation({ says: `the default of ${name} is to let everything through` }),
      ...candidates.map((policy) =>
        allOf(
          policy.thing.coversNamespaceOf?.(subject, policy, stack) ??
            violation({ says: "it has no namespace" }),
          restricts(policy.thing),
          isClosed(policy, context),
        ),
      ),
    ),
  }));
  const open = judged.filter(({ outcome }) => outcome.result === "violation").map(({ name }) => name);
  const others = judged.filter(({ outcome }) => outcome.result !== "violation").map(({ outcome }) => outcome);
  return allOf(...(open.length > 0 ? [isOpen(it, open)] : []), ...others);
}

function isOpen({ identity }: Workload, open: readonly TrafficDirection[]): Outcome {
  return violation({
    says: `no network policy in the stack denies ${open.join(" and ")} by default in the namespace of this ${identity.type}`,
    needs: "a policy for every pod of it",
    advice: "Add a NetworkPolicy with podSelector: {} and policyTypes: [Ingress, Egress], and no rules.",
  });
}
