import { unlessExcluded, type Exclusion } from "../../evaluation/exclusion";
import {
  aboutOther,
  advise,
  allOf,
  anyOf,
  notApplicable,
  violation,
  type Outcome,
} from "../../evaluation/outcome";
import type { Listing } from "../../evaluation/listing";
import { requirement, type Context } from "../../evaluation/requirement";
import type { Subject } from "../../evaluation/resource";
import { runsApplication } from "../../kinds/application";
import { networkPoliciesByTarget, type NetworkPolicy, type TrafficRule } from "../../kinds/network-policy";
import { runsToItsEnd, workload, type Workload } from "../../kinds/workload";
import { admitsNamedPeers } from "../traffic";

/** 7.3 "Ingress policies (only allow traffic from load balancer)", "Egress policies (only allow traffic to database)". */
export const networkPolicies = requirement({
  item: "7.3.2",
  name: "7.3-network-policy",
  title: "Network policy",
  description:
    "The application's traffic is restricted in both directions, to named sources and destinations.",
  why: "Without policies, any pod that is taken over reaches the application and its database.",
  from: "REGULATED",
  severity: "high",
  decidedBy: "stack",
  howToFix:
    "Select the application's pods with network policies (or its service with security groups) that name who may call it and what it may call.",
  silentOn: {
    gcp: "Cloud Run takes no network policies; its ingress setting and the VPC's firewall decide.",
    azure:
      "Container Apps and Container Instances take no network policies; the security group of their subnet decides.",
  },
  each: workload,
  check: (it, context) => {
    if (!runsApplication(context)) return notApplicable("it does not run the application");
    if (it.networkDecidedElsewhere) return notApplicable(it.networkDecidedElsewhere);
    const { stack, subject } = context;
    const keys = it.networkKeys?.(subject, stack) ?? [undefined];
    const policies = stack.candidates(networkPoliciesByTarget, keys).map((policy) => ({
      policy,
      selects: policy.thing.selects(subject, policy, stack),
    }));
    return allOf(
      ...directions.map((direction) =>
        unlessExcluded(direction.isUnused(it), () => restricted(direction, it, policies, context)),
      ),
    );
  },
});

interface Direction {
  readonly name: "ingress" | "egress";
  readonly isUnused: (it: Workload) => Exclusion | undefined;
  readonly restricts: (policy: NetworkPolicy) => Outcome;
  readonly rules: (policy: Subject<NetworkPolicy>, context: Context<Workload>) => Listing<TrafficRule>;
  readonly needs: string;
  readonly advice: string;
}

const directions: readonly Direction[] = [
  {
    name: "ingress",
    // A Job that declares no ports takes no connections.
    isUnused: (it) =>
      it.containers.items.some(({ declaresPorts }) => declaresPorts)
        ? undefined
        : runsToItsEnd(it, "it runs to its end, and serves nothing"),
    restricts: (policy) => policy.restrictsIngress.is(true),
    rules: (policy, { stack }) => policy.thing.ingress(policy, stack),
    needs: "ingress from named sources only",
    advice: "Name the ingress controller or load balancer, and monitoring.",
  },
  {
    name: "egress",
    isUnused: () => undefined,
    restricts: (policy) => policy.restrictsEgress.is(true),
    rules: (policy, { stack }) => policy.thing.egress(policy, stack),
    needs: "egress to named destinations only",
    advice: "Name the database, DNS, the cache and telemetry.",
  },
];

/** Some policy restricts the direction; and none of those that apply lets everyone through. */
function restricted(
  direction: Direction,
  it: Workload,
  policies: readonly { readonly policy: Subject<NetworkPolicy>; readonly selects: Outcome }[],
  context: Context<Workload>,
): Outcome {
  const applying = policies.filter(
    ({ policy, selects }) =>
      selects.result === "pass" && direction.restricts(policy.thing).result !== "violation",
  );
  const missing = violation({
    says: `no network policy in the stack restricts the ${direction.name} of this ${it.identity.type}`,
    needs: direction.needs,
    advice: direction.advice,
  });
  return allOf(
    applying.length > 0
      ? anyOf(...applying.map(({ policy }) => direction.restricts(policy.thing)))
      : anyOf(
          missing,
          ...policies.map(({ policy, selects }) => allOf(selects, direction.restricts(policy.thing))),
        ),
    ...applying.map(({ policy }) =>
      aboutOther(
        `${policy.kind.name} ${policy.resource.name}`,
        advise(
          direction.rules(policy, context).every((rule) => admitsNamedPeers(rule, direction.name)),
          direction.advice,
        ),
      ),
    ),
  );
}
