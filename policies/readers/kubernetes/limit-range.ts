import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { ContainerResources } from "../../kinds/workload";
import { identityOf, objectOf } from "./identity";
import { keyOf } from "./keys";
import { quantityAt } from "./quantity";
import { same } from "./ternary";

type Amount = "cpu" | "memory";

/** What a LimitRange gives the containers of its namespace that set nothing themselves. */
interface LimitRange {
  readonly namespace: Fact<string>;
  limit(amount: Amount): Fact<number>;
  request(amount: Amount): Fact<number>;
}

const limitRange = kind<LimitRange>("limit range");

/**
 * LimitRanges, as far as they set defaults for containers. A limit defaults to `max`, a request to the limit, and to
 * `min` where there is none.
 */
export const kubernetesLimitRange = reader("kubernetes:core/v1:LimitRange", limitRange, (object) => {
  const amountOf = (section: string, amount: Amount) => containerDefault(object, section, amount);
  const limit = (amount: Amount) => amountOf("default", amount).orElse(amountOf("max", amount));
  return {
    get namespace() {
      return identityOf(object).namespace;
    },
    limit,
    request: (amount) =>
      amountOf("defaultRequest", amount).orElse(limit(amount)).orElse(amountOf("min", amount)),
  };
});

const byNamespace = lookup(limitRange, ({ thing }) => ({ every: [keyOf("namespace", thing.namespace)] }));

/** A container's resources with what the LimitRanges of its namespace add. */
export function withDefaults(
  own: ContainerResources,
  self: Subject<unknown>,
  stack: StackView,
): ContainerResources {
  const { namespace } = identityOf(objectOf(self));
  const ranges = stack.candidates(byNamespace, [keyOf("namespace", namespace)]);
  if (ranges.length === 0) return own;
  const add = (fact: Fact<number> | undefined, given: (range: LimitRange) => Fact<number>) =>
    fact && ranges.reduce((sum, range) => (sum.isAbsent ? added(sum, range, given, namespace) : sum), fact);
  return {
    ...(own.example === undefined ? {} : { example: own.example }),
    cpuRequest: add(own.cpuRequest, (range) => range.request("cpu")),
    cpuLimit: add(own.cpuLimit, (range) => range.limit("cpu")),
    memoryRequest: add(own.memoryRequest, (range) => range.request("memory")),
    memoryLimit: add(own.memoryLimit, (range) => range.limit("memory")),
  };
}

/** What the LimitRange makes of a fact that is absent. */
function added(
  fact: Fact<number>,
  range: Subject<LimitRange>,
  given: (range: LimitRange) => Fact<number>,
  namespace: Fact<string>,
): Fact<number> {
  const { value, state } = given(range.thing);
  if (value === undefined && state.is !== "unknown") return fact;
  const isNear = same(range.thing.namespace, namespace);
  if (isNear === false) return fact;
  return isNear === undefined || value === undefined
    ? Fact.unknown(fact.path, `may be set by LimitRange ${range.resource.name}, which ${UNTIL_UPDATE}`)
    : Fact.given(value, fact.path);
}

function containerDefault(object: Inputs, section: string, amount: Amount): Fact<number> {
  const limits = object.list("spec.limits");
  const path = ["spec", "limits"];
  for (const item of limits.items) {
    const type = item.string("type");
    const fact = quantityAt(item, [section, amount], amount === "cpu" ? "cores" : "bytes");
    if (fact.isAbsent) continue;
    if (type.value === "Container") return fact;
    if (!type.isDecided) return Fact.unknown(type.path, UNTIL_UPDATE);
  }
  return limits.missing
    ? Fact.unknown(limits.missing.path ?? path, limits.missing.why)
    : new Fact<number>({ is: "absent" }, path);
}
