import { Fact, type FactFormat } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { configObject } from "../../kinds/config-object";
import { isKubernetes, objectOf } from "./identity";
import { helmRelease } from "./ingress-companions";
import { labelsOf } from "./labels";
import { setElsewhere } from "./set-elsewhere";

/** The configuration of the ingress-nginx controller, which holds for all of its Ingresses. */
export type NginxConfiguration =
  | {
      readonly is: "found";
      /** The object in which the keys stand. */
      readonly inputs: Inputs;
      /** `ConfigMap ingress-nginx-controller`. */
      readonly name: string;
      /** True when more of it may stand elsewhere. */
      readonly isPartial: boolean;
    }
  | { readonly is: "outside" }
  | { readonly is: "several" };

/** Names of the ConfigMap in the charts and manifests of the project. Releases of other names put theirs in front. */
const NAMES = /(?:^|-)(?:ingress-nginx-controller|nginx-ingress-controller|nginx-configuration)$/;
/** ConfigMaps of the controller that hold something else. */
const OTHERS = /(?:^|-)(?:tcp|udp|tcp-services|udp-services|headers)$/;

const configurations = new WeakMap<StackView, NginxConfiguration>();

/** The controller's configuration, as far as it is in the stack: its ConfigMap, or the values of its Helm release. */
export function nginxConfiguration(stack: StackView): NginxConfiguration {
  let found = configurations.get(stack);
  if (found === undefined) {
    found = findConfiguration(stack);
    configurations.set(stack, found);
  }
  return found;
}

function findConfiguration(stack: StackView): NginxConfiguration {
  const maps = stack.subjects(configObject).filter(isNginxConfigMap).map(configurationIn);
  const releases = stack.subjects(helmRelease).flatMap(({ thing: { inputs }, resource }) =>
    inputs.string("chart").value?.split("/").pop() === "ingress-nginx"
      ? [
          {
            is: "found" as const,
            inputs: inputs.at("values.controller.config"),
            name: `Release ${resource.name}`,
            isPartial: inputs.has("valueYamlFiles"),
          },
        ]
      : [],
  );
  const [first, ...others] = [...maps, ...releases];
  if (first === undefined) return { is: "outside" };
  return others.length > 0 ? { is: "several" } : first;
}

function isNginxConfigMap(subject: Subject<{ readonly identity: { readonly type: string } }>): boolean {
  if (!isKubernetes(subject) || subject.thing.identity.type !== "ConfigMap") return false;
  const object = objectOf(subject);
  const name = object.string("metadata.name").value ?? subject.resource.name;
  const label = labelsOf(object.at("metadata")).known["app.kubernetes.io/name"];
  return NAMES.test(name) || (label === "ingress-nginx" && !OTHERS.test(name));
}

function configurationIn(subject: Subject<unknown>): NginxConfiguration & { readonly is: "found" } {
  const object = objectOf(subject);
  const name = object.string("metadata.name").value ?? subject.resource.name;
  return { is: "found", inputs: object.at("data"), name: `ConfigMap ${name}`, isPartial: object.isPartial };
}

/** How one setting of the controller is read. */
export interface NginxSetting<T> {
  readonly key: string;
  /** The value of the text; undefined when it cannot be read. */
  readonly parse: (text: string) => T | undefined;
  /** What the controller applies when nothing sets it. */
  readonly whenAbsent: T;
  readonly format?: FactFormat<T>;
}

/**
 * A setting of the controller. `own` is the annotation by which an Ingress overrides it. Where the configuration is not in
 * the stack, the controller's default is presumed.
 */
export function nginxSetting<T>(stack: StackView, setting: NginxSetting<T>, own?: Fact<T>): Fact<T> {
  if (own?.state.is === "unstated") return own;
  const general = generalSetting(nginxConfiguration(stack), setting, own);
  return own ? own.orElse(general) : general;
}

function generalSetting<T>(
  configuration: NginxConfiguration,
  { key, parse, whenAbsent, format = {} }: NginxSetting<T>,
  own: Fact<T> | undefined,
): Fact<T> {
  if (configuration.is !== "found") {
    const where =
      configuration.is === "several"
        ? "several configurations of it are in this stack"
        : "its configuration is not in this stack";
    return own
      ? Fact.presumed(
          whenAbsent,
          own.path,
          `is not set here, and may be set for all of ingress-nginx: ${where}`,
          format,
        )
      : Fact.presumed(whenAbsent, [], `is a setting of ingress-nginx, and ${where}`, {
          ...format,
          called: key,
        });
  }
  const { inputs, name, isPartial } = configuration;
  const set = inputs.string(key).map(parse, { ...format, why: "cannot be read, so that it is not judged" });
  if (!set.isAbsent && set.state.is !== "unstated") return setElsewhere(set, name, own);
  // What neither sets is best written where the Ingress itself can.
  const isDefault = isPartial
    ? Fact.presumed(whenAbsent, set.path, "may be set elsewhere", format)
    : new Fact<T>({ is: "absent", value: whenAbsent }, set.path, set.format);
  return own ? isDefault : setElsewhere(isDefault, name);
}
