import type { Fact } from "../../evaluation/fact";
import {
  aboutOther,
  advisory,
  allOf,
  notApplicable,
  pass,
  undetermined,
  type Outcome,
} from "../../evaluation/outcome";
import { Listing } from "../../evaluation/listing";
import { requirement, type Context } from "../../evaluation/requirement";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { applicationSetting } from "../../kinds/application-settings";
import { autoscalersByTarget } from "../../kinds/autoscaler";
import { cache, type Cache } from "../../kinds/cache";
import { holdsPassword } from "../../kinds/credential";
import type { Environment } from "../../kinds/environment";
import { workload, type Workload } from "../../kinds/workload";
import { runnersOf } from "../../kinds/workload-runner";
import { eachServingApplication } from "../serving-application";

/** 4.3 "Redis or in-memory store configured": in memory, every replica counts for itself. */
export const rateLimitStore = requirement({
  item: "4.3.2",
  name: "4.3-rate-limit-store",
  title: "Rate limit store",
  description: "Replicas of the application count requests in one store, which asks for a password over TLS.",
  why: "With a counter per replica, the limit grows with every replica that is added.",
  from: "STANDARD",
  severity: "medium",
  decidedBy: "stack",
  howToFix:
    "Take REDIS_URL from a secret, as a rediss:// URL, and give the rate limiter that store; have Redis ask for a password over TLS.",
  each: workload,
  check: (_, context) =>
    forReplicas(
      replicasOf(context),
      eachServingApplication(context, ({ environment }) => sharesStore(environment, context)),
    ),
});

/** The variables that say where Redis is, as a URL; nothing but a convention, as no generation reads one. */
const URLS = ["REDIS_URL", "FRAISEQL_REDIS_URL", "FRAISEQL_RATE_LIMIT_REDIS_URL", "RATE_LIMIT_REDIS_URL"];
const HOSTS = ["REDIS_HOST", "FRAISEQL_REDIS_HOST", "RATE_LIMIT_REDIS_HOST"];

/** Whether there may be several replicas at a time; a clause where that is not known. */
type Replicas = { readonly several: boolean } | { readonly unknown: Fact<number> };

/** The outcome, as information where there is one replica, and as untold where that is not known. */
function forReplicas(replicas: Replicas, outcome: Outcome): Outcome {
  if ("several" in replicas) return replicas.several ? outcome : advisory(outcome);
  const { path, state } = replicas.unknown;
  return outcome.result === "violation" && state.is === "unknown"
    ? undetermined({ path, why: state.why })
    : outcome;
}

/** Where other resources run it, they say how many replicas there are. */
function replicasOf({ stack, subject }: Context<Workload>): Replicas {
  const runners = runnersOf(subject, stack);
  const bounds = (runners.length > 0 ? runners : [subject]).flatMap((it) => boundsOf(it, stack));
  if (bounds.some(({ value }) => value !== undefined && value > 1)) return { several: true };
  const unknown = bounds.find(({ state }) => state.is === "unknown");
  return unknown
    ? { unknown }
    : { several: bounds.some(({ state }) => state.is === "absent" && state.value === undefined) };
}

/** How many replicas there may be, at most. */
function boundsOf(subject: Subject<Workload>, stack: StackView): readonly Fact<number>[] {
  const it = subject.thing;
  const scalers = stack
    .candidates(autoscalersByTarget, it.scalingKeys?.(subject, stack) ?? [undefined])
    .filter((scaler) => scaler.thing.scales(subject, scaler, stack).result === "pass")
    .map(({ thing }) => thing.maxReplicas);
  return it.scaling ? [it.scaling.maxReplicas] : scalers.length > 0 ? scalers : [it.replicas];
}

function sharesStore(environment: Environment, context: Context<Workload>): Outcome {
  const store = applicationSetting("rateLimitStore", environment, context.settings);
  if (store === undefined) return notApplicable("the application keeps no counters");
  if (store.value === "postgresql") return pass;
  const isShared = store.isOneOf(["redis", "postgresql"]);
  if (store.isKnown && isShared.result === "violation") return inMemory(store);
  const url = URLS.find((name) => environment.find(name));
  if (url !== undefined) {
    return allOf(
      reachesByReference(url, environment),
      safeCaches(hostIn(environment.value(url).value), context),
    );
  }
  const host = HOSTS.find((name) => environment.find(name));
  if (host !== undefined) {
    return allOf(
      undetermined({
        called: host,
        path: [host],
        why: "says where Redis is, and not whether it is reached over TLS",
      }),
      safeCaches(environment.value(host).value, context),
    );
  }
  if (isShared.result === "pass") return safeCaches(undefined, context);
  return isShared.result === "violation" ? inMemory(store) : isShared;
}

function inMemory(store: Fact<string>): Outcome {
  return store.violation({
    says: `${store.isAbsent ? "is not set, which means" : "is"} memory, where every replica counts for itself`,
    needs: "one store for all replicas",
    advice:
      "Take REDIS_URL from a secret, as a rediss:// URL, and give the application's rate limiter that store.",
  });
}

/** A URL with a password in it belongs in a secret; and whatever the URL, it has to say that TLS is used. */
function reachesByReference(name: string, environment: Environment): Outcome {
  const url = environment.value(name);
  const isLiteral = environment.find(name)?.source !== "secret";
  return allOf(
    isLiteral && url.value !== undefined && holdsPassword(url.value)
      ? url.violation({ says: "holds a password", needs: "a reference to a secret that holds the URL" })
      : pass,
    url.value === undefined && !isLiteral
      ? pass
      : url.satisfies((text) => /^(rediss|valkeys):\/\//i.test(text), "TLS: a rediss:// URL"),
  );
}

function hostIn(url: string | undefined): string | undefined {
  return url === undefined ? undefined : /^[a-z]+:\/\/(?:[^@/]*@)?([^:/?,]+)/i.exec(url)?.[1];
}

/** The caches of the stack that the application uses ask for a password over TLS. */
function safeCaches(host: string | undefined, { stack, subject }: Context<Workload>): Outcome {
  const caches = stack.subjects(cache).map((it) => ({
    hosts: it.thing.hosts?.(subject, it, stack) ?? new Listing<string>([]),
    isNamed: dependsOn(subject, it),
    isAt: (name: string) => it.thing.isAt?.(name) === true,
    outcome: aboutOther(`cache ${it.resource.name}`, isSafe(it, stack)),
  }));
  const used = caches.filter(
    ({ hosts, isNamed, isAt }) =>
      isNamed || (host !== undefined && (isCalled(hosts.items, host) || isAt(host))),
  );
  // The name that the application calls may be one that is not known.
  const maybe = caches
    .filter((it) => host !== undefined && !used.includes(it))
    .flatMap(({ hosts: { missing }, outcome }) =>
      missing && outcome.result !== "pass" && outcome.result !== "not-applicable"
        ? [undetermined(missing)]
        : [],
    );
  if (host !== undefined || used.length > 0) {
    return allOf(...used.map(({ outcome }) => outcome), ...maybe);
  }
  const all = allOf(...caches.map(({ outcome }) => outcome));
  // A secret does not show which one it is: the only one, where that stands beside the application.
  const [only, ...others] = caches;
  const isOnly = others.length === 0 && only?.hosts.items.some((name) => !name.includes(".")) === true;
  return all.result === "violation" && !isOnly
    ? undetermined({ why: "whether the application uses the caches of this stack is not known here" })
    : all;
}

/** Whether the workload's own properties are made of the cache's: its endpoint is in them. */
function dependsOn(from: Subject<Workload>, it: Subject<Cache>): boolean {
  return Object.values(from.resource.dependencies).some((urns) => urns.includes(it.resource.urn));
}

/** Names are called as they are, or with the cluster's domain behind them. */
function isCalled(names: readonly string[], host: string): boolean {
  return names.some((name) => host === name || (name.includes(".") && host.startsWith(`${name}.svc`)));
}

function isSafe(it: Subject<Cache>, stack: Context["stack"]): Outcome {
  return allOf(
    it.thing.encryptsInTransit?.(it, stack).is(true) ?? notApplicable("it is not read"),
    it.thing.requiresAuth?.(it, stack).is(true) ?? notApplicable("it is not read"),
  );
}
