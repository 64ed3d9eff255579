import { UNTIL_UPDATE, type Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { lookup, type Key } from "../../evaluation/lookup";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { service, type Service, type ServicePort } from "../../kinds/service";
import { workload, type Workload } from "../../kinds/workload";
import { identityOf, isKubernetes, kindOf } from "./identity";
import { keyOf } from "./keys";
import { hasLabels, isSetByControllers, labelsOf } from "./labels";
import { findNamed, type NamedLink } from "./named-object";
import { both, same, type Ternary } from "./ternary";

/** Services. The type is ClusterIP unless set; without a selector, something else decides what is behind it. */
export const kubernetesService = reader("kubernetes:core/v1:Service", service, (object, context) => {
  const labels = labelsOf(object.at("metadata"));
  return {
    identity: { type: kindOf(context.type), ...identityOf(object) },
    get type() {
      return object.string("spec.type", { whenAbsent: "ClusterIP" });
    },
    get selector() {
      return object.entries("spec.selector");
    },
    get ports() {
      return object.list("spec.ports").map(portOf);
    },
    get sourceRanges() {
      return object.strings("spec.loadBalancerSourceRanges");
    },
    labels: labels.known,
    labelsComplete: labels.complete,
    annotation: (name) => object.string(["metadata", "annotations", name]),
    workloads: workloadsBehind,
  };
});

/** The workloads whose pods the service selects. Incomplete where it selects none of the stack, or what cannot be told. */
export function workloadsBehind(self: Subject<Service>, stack: StackView): Listing<Subject<Workload>> {
  let behind = backends.get(stack);
  if (behind === undefined) {
    behind = backendsOf(stack);
    backends.set(stack, behind);
  }
  return behind.get(self.thing) ?? new Listing<Subject<Workload>>([], outside(self.thing));
}

/** The services of a name in a namespace. `from` is what names them: the engine's dependencies tell names not known yet. */
export function servicesNamed(
  namespace: Fact<string>,
  name: Fact<string>,
  stack: StackView,
  from?: Subject<unknown>,
): NamedLink<Service> {
  return findNamed(service, { name, namespace }, from, stack);
}

function portOf(port: Inputs): ServicePort {
  const number = port.number("port");
  return {
    name: port.string("name"),
    port: number,
    targetPort: port.scalar("targetPort").orElse(number.map<string | number>((value) => value)),
    protocol: port.string("protocol", { whenAbsent: "TCP" }),
  };
}

/** Services by the labels that they need of a workload's pods. */
const servicesByPods = lookup(service, ({ thing }) => {
  const { identity, selector, type } = thing;
  // What selects nothing is found by a key that no workload offers.
  if (selector.isEmpty || type.value === "ExternalName") return { every: ["nothing"] };
  const labels: readonly Key[] = selector.items
    .filter(([label]) => !isSetByControllers(label))
    .map(([label, wanted]) =>
      keyOf(
        "label",
        wanted.map((value) => `${label}=${value}`),
      ),
    );
  return { every: [keyOf("namespace", identity.namespace), ...labels] };
});

/** The services that select the workload's pods; where that is not known, they may. */
export function servicesOf(
  target: Subject<Workload>,
  stack: StackView,
): readonly { readonly thing: Service; readonly selects: true | undefined }[] {
  if (!isKubernetes(target)) return [];
  const keys = target.thing.networkKeys?.(target, stack) ?? [undefined];
  return stack.candidates(servicesByPods, keys).flatMap(({ thing }) => {
    const selects = selectsPodsOf(thing, target);
    return selects === false ? [] : [{ thing, selects }];
  });
}

const backends = new WeakMap<StackView, Map<Service, Listing<Subject<Workload>>>>();

/** What is behind every service of a stack, found from the workloads' side. */
function backendsOf(stack: StackView): Map<Service, Listing<Subject<Workload>>> {
  const behind = new Map<Service, Listing<Subject<Workload>>>();
  for (const target of stack.subjects(workload)) {
    for (const { thing, selects } of servicesOf(target, stack)) {
      const { items, missing } = behind.get(thing) ?? new Listing<Subject<Workload>>([]);
      behind.set(
        thing,
        selects
          ? new Listing([...items, target], missing)
          : new Listing(items, missing ?? { path: SELECTOR, why: UNTIL_UPDATE }),
      );
    }
  }
  return behind;
}

const SELECTOR = ["spec", "selector"];

/** What is behind a service that selects no workload of the stack. */
function outside({ selector, type }: Service): Undetermined {
  if (selector.missing) return selector.missing;
  const selects = !selector.isEmpty && !selector.isUnstated && type.value !== "ExternalName";
  return {
    path: SELECTOR,
    why: selects
      ? "selects no workload of this stack"
      : "is not set, so what is behind it is not in this stack",
  };
}

function selectsPodsOf({ identity, selector }: Service, { thing }: Subject<Workload>): Ternary {
  return both(
    same(identity.namespace, thing.identity.namespace),
    hasLabels(selector, { known: thing.podLabels, complete: thing.podLabelsComplete }),
  );
}
