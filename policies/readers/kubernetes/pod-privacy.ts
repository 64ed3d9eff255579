import type { Fact } from "../../evaluation/fact";
import { UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { allOf, aboutOther, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { service, type Service } from "../../kinds/service";
import { identityOf, isKubernetes, objectOf, type ObjectIdentity } from "./identity";
import { keyOf, labelKeys } from "./keys";
import { isSetByControllers, labelsOf, labelValue, type Labels } from "./labels";
import { privacyOfService } from "./service-privacy";
import { both, either, same, type Ternary } from "./ternary";

/** Pods, by what Services find them by. An operator's pods differ in some labels: then there are several sets. */
export interface SelectedPods {
  readonly namespace: Fact<string>;
  readonly labels: readonly Labels[];
}

const byPods = lookup(service, ({ thing: { identity, selector } }) => ({
  every: [
    keyOf("namespace", identity.namespace),
    ...selector.items
      .filter(([label]) => !isSetByControllers(label))
      .map(([label, value]) =>
        keyOf(
          "label",
          value.map((text) => `${label}=${text}`),
        ),
      ),
  ],
}));

/** The pods of a controller with a template. */
export function podsOfTemplate(object: Inputs): SelectedPods {
  return {
    namespace: identityOf(object).namespace,
    labels: [labelsOf(object.at("spec.template.metadata"))],
  };
}

/** A Service that selects pods, or may. */
export interface SelectingService {
  readonly subject: Subject<Service>;
  /** Undefined where it is not known before the update. */
  readonly selects: true | undefined;
}

/** The Services of the stack that select the pods. */
export function servicesSelecting(pods: SelectedPods, stack: StackView): readonly SelectingService[] {
  const keys = [keyOf("namespace", pods.namespace), ...pods.labels.flatMap(labelKeys)];
  return stack.candidates(byPods, keys).flatMap((subject) => {
    if (!isKubernetes(subject)) return [];
    const { identity } = subject.thing;
    const selects = both(
      same(identity.namespace, pods.namespace),
      either(...pods.labels.map((labels) => selectorFits(subject.thing, labels))),
    );
    return selects === false ? [] : [{ subject, selects }];
  });
}

/** Without a selector, a Service selects no pods. */
function selectorFits({ selector }: Service, labels: Labels): Ternary {
  if (selector.isUnstated || selector.missing) return undefined;
  if (selector.items.length === 0) return false;
  return both(
    ...selector.items.map(([label, wanted]): Ternary => {
      const { value, unknown } = labelValue(labels, label);
      if (unknown || wanted.value === undefined) return unknown || value !== undefined ? undefined : false;
      return value === wanted.value;
    }),
  );
}

/** Passes when no Service of the stack, and no route to one, opens the pods to others than private networks. */
export function privacyOfPods(pods: SelectedPods, stack: StackView): Outcome {
  return allOf(
    pass,
    ...servicesSelecting(pods, stack).map(({ subject, selects }) => {
      const name = `service ${subject.thing.identity.name.value ?? subject.resource.name}`;
      const privacy = allOf(privacyOfService(objectOf(subject)), routesTo(subject, stack));
      if (selects === undefined && privacy.result !== "pass" && privacy.result !== "not-applicable") {
        return undetermined({ why: `whether ${name} selects its pods ${UNTIL_UPDATE}` });
      }
      return selects ? aboutOther(name, privacy) : pass;
    }),
  );
}

/** The names that a workload may call the Services of pods by. Incomplete where it is not known which those are. */
export function hostsOf(pods: SelectedPods, from: Subject<unknown>, stack: StackView): Listing<string> {
  return Listing.of(
    ...servicesSelecting(pods, stack).map(({ subject, selects }) => {
      const { name, resource, thing } = { name: subject.thing.identity.name, ...subject };
      return selects
        ? hostNames(thing.identity, from)
        : Listing.unknown<string>({
            why: `whether service ${name.shownValue ?? resource.name} selects its pods ${UNTIL_UPDATE}`,
          });
    }),
  );
}

/** The names of a Service: its own beside it, and with its namespace from everywhere. */
export function hostNames({ name, namespace }: ObjectIdentity, from: Subject<unknown>): Listing<string> {
  const untold = name.untold ?? namespace.untold;
  if (name.value === undefined || namespace.value === undefined) {
    return untold
      ? Listing.unknown({ why: "the name of its service is not known until the update" })
      : new Listing([]);
  }
  const full = `${name.value}.${namespace.value}`;
  const isBeside = isKubernetes(from) ? same(identityOf(objectOf(from)).namespace, namespace) : false;
  const names = isBeside === false ? [full] : [name.value, full];
  return new Listing(names);
}

/** A route of a gateway that passes connections on as they are. */
interface ConnectionRoute {
  readonly identity: ObjectIdentity;
  /** What it is, with its name: `TCPRoute db`. */
  readonly shown: string;
  /** The Services that it leads to. */
  readonly backends: readonly ObjectIdentity[];
}

const connectionRoute = kind<ConnectionRoute>("connection route");

export const gatewayConnectionRoute = reader(
  ["kubernetes:gateway.networking.k8s.io/*:TCPRoute", "kubernetes:gateway.networking.k8s.io/*:TLSRoute"],
  connectionRoute,
  (object, { type, name }) =>
    routeOf(object, `${type.slice(type.lastIndexOf(":") + 1)} ${name}`, "backendRefs", "rules"),
);

export const traefikConnectionRoute = reader(
  ["kubernetes:traefik.io/*:IngressRouteTCP", "kubernetes:traefik.containo.us/*:IngressRouteTCP"],
  connectionRoute,
  (object, { name }) => routeOf(object, `IngressRouteTCP ${name}`, "services", "routes"),
);

function routeOf(object: Inputs, shown: string, backends: string, rules: string): ConnectionRoute {
  const identity = identityOf(object);
  return {
    identity,
    shown,
    get backends() {
      return object.list(["spec", rules]).items.flatMap((rule) =>
        rule.list(backends).items.map((backend) => ({
          name: backend.string("name"),
          namespace: backend.string("namespace").orElse(identity.namespace),
        })),
      );
    },
  };
}

const byBackend = lookup(connectionRoute, ({ thing: { backends } }) => ({
  some: backends.map(({ name }) => keyOf("name", name)),
}));

/** Whether a route's gateway is open to the world, the gateway decides, which may not even be in the stack. */
function routesTo({ thing: { identity } }: Subject<Service>, stack: StackView): Outcome {
  const routes = stack
    .candidates(byBackend, [keyOf("name", identity.name)])
    .filter(({ thing }) =>
      thing.backends.some(
        ({ name, namespace }) =>
          both(same(name, identity.name), same(namespace, identity.namespace)) === true,
      ),
    );
  return allOf(
    pass,
    ...routes.map(({ thing }) =>
      undetermined({ why: `${thing.shown} leads to it, and who reaches its gateway is not known here` }),
    ),
  );
}
