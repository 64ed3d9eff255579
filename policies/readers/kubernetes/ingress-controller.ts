import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Path } from "../../evaluation/path";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { ingressClass } from "./ingress-companions";
import { findInputs, NO_NAMESPACE } from "./named-inputs";

/** The controllers whose annotations are understood. */
export type ControllerName = "nginx" | "alb" | "gke" | "traefik" | "azure";

/** Which controller serves an Ingress. */
export type ControllerChoice =
  | { readonly name: ControllerName; readonly path: Path }
  /** None of those: `why` follows the path. `isUntold` where it may be one, which the update tells. */
  | { readonly name: undefined; readonly path: Path; readonly why: string; readonly isUntold?: boolean };

const CLASS_PATH: Path = ["spec", "ingressClassName"];
const OLD_CLASS_PATH: Path = ["metadata", "annotations", "kubernetes.io/ingress.class"];

/** Controllers by what an IngressClass names in `spec.controller`. */
const BY_CONTROLLER: Readonly<Record<string, ControllerName>> = {
  "k8s.io/ingress-nginx": "nginx",
  "ingress.k8s.aws/alb": "alb",
  "eks.amazonaws.com/alb": "alb",
  "traefik.io/ingress-controller": "traefik",
  "azure/application-gateway": "azure",
};

/** Controllers by the usual names of their classes. */
const BY_CLASS: Readonly<Record<string, ControllerName>> = {
  "nginx": "nginx",
  "alb": "alb",
  "gce": "gke",
  "gce-internal": "gke",
  "traefik": "traefik",
  "azure-application-gateway": "azure",
  "azure/application-gateway": "azure",
};

/** Controllers by the prefix of annotations that only they read. */
const BY_ANNOTATION: readonly (readonly [prefix: string, name: ControllerName | undefined])[] = [
  ["nginx.ingress.kubernetes.io/", "nginx"],
  ["alb.ingress.kubernetes.io/", "alb"],
  ["traefik.ingress.kubernetes.io/", "traefik"],
  ["appgw.ingress.kubernetes.io/", "azure"],
  ["networking.gke.io/", "gke"],
  ["ingress.gcp.kubernetes.io/", "gke"],
  ["nginx.org/", undefined],
  ["haproxy.org/", undefined],
  ["haproxy-ingress.github.io/", undefined],
  ["konghq.com/", undefined],
  ["projectcontour.io/", undefined],
];

/** The class that an Ingress names: the property, then the older annotation. */
export function classOf(object: Inputs): Fact<string> {
  return object.string(CLASS_PATH).orElse(object.string(OLD_CLASS_PATH));
}

/** The controllers whose annotations an Ingress has. */
export function controllersByAnnotation(object: Inputs): readonly (ControllerName | undefined)[] {
  const keys = object.entries("metadata.annotations").items.map(([key]) => key);
  const found = BY_ANNOTATION.filter(([prefix]) => keys.some((key) => key.startsWith(prefix)));
  return [...new Set(found.map(([, name]) => name))];
}

/** The controller of the class that an Ingress names; where it names none, the one whose annotations it has. */
export function controllerOf(object: Inputs, self: Subject<unknown>, stack: StackView): ControllerChoice {
  const named = classOf(object);
  const { path } = named;
  if (named.state.is === "unknown") return { name: undefined, path, why: named.state.why, isUntold: true };
  const annotated = controllersByAnnotation(object);
  const [only] = annotated;
  if (named.value === undefined) {
    const { name: byDefault, isUntold } = defaultClass(stack);
    if (byDefault !== undefined) return { name: byDefault, path };
    if (isUntold) {
      const why = "is not set, and which class of the stack is the default is not known until the update";
      return { name: undefined, path, why, isUntold };
    }
    if (annotated.length === 1 && only !== undefined) return { name: only, path };
    return {
      name: undefined,
      path,
      why: "is not set, so that the cluster decides which controller serves it",
    };
  }
  const found = findInputs(ingressClass, named, NO_NAMESPACE, self, stack);
  if ("missing" in found) {
    const name = BY_CLASS[named.value] ?? (/(^|-)nginx(-|$)/.test(named.value) ? "nginx" : undefined);
    // F5's controller has the same usual class, and annotations of its own.
    if (name !== undefined && (annotated.length === 0 || annotated.includes(name))) return { name, path };
    // A class of any name, whose Ingresses carry one controller's annotations.
    if (name === undefined && annotated.length === 1 && only !== undefined) return { name: only, path };
    return { name: undefined, path, why: unknownClass(named) };
  }
  const controller = found.inputs.string("spec.controller");
  if (controller.state.is === "unknown") {
    return {
      name: undefined,
      path,
      why: `names IngressClass ${found.name}, whose controller ${controller.state.why}`,
      isUntold: true,
    };
  }
  const name = BY_CONTROLLER[controller.value ?? ""];
  return name === undefined ? { name, path, why: unknownClass(named) } : { name, path };
}

/** The controller of the class of the stack that the cluster takes where an Ingress names none. */
function defaultClass(stack: StackView): {
  readonly name?: ControllerName | undefined;
  readonly isUntold: boolean;
} {
  const classes = stack.subjects(ingressClass).map(({ thing: { inputs } }) => ({
    controller: inputs.string("spec.controller"),
    isDefault: inputs.boolean(DEFAULT_CLASS, { whenAbsent: false }),
  }));
  const found = classes.find(({ isDefault }) => isDefault.value === true);
  const isUntold = found
    ? found.controller.untold !== undefined
    : classes.some(({ isDefault }) => isDefault.untold !== undefined);
  return { name: BY_CONTROLLER[found?.controller.value ?? ""], isUntold };
}

const DEFAULT_CLASS: Path = ["metadata", "annotations", "ingressclass.kubernetes.io/is-default-class"];

function unknownClass(named: Fact<string>): string {
  const name =
    named.state.is === "known" && !named.state.secret ? `is ${JSON.stringify(named.value)}` : "names a class";
  return `${name}, whose controller is not one that is judged here`;
}
