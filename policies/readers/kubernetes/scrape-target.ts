import type { Inputs } from "../../evaluation/inputs";
import type { Kind } from "../../evaluation/kind";
import type { Subject } from "../../evaluation/resource";
import { database } from "../../kinds/database";
import { workload } from "../../kinds/workload";
import { identityOf, isKubernetes, kindOf, objectOf } from "./identity";
import { labelsOf, type Labels } from "./labels";
import type { SelectedPods } from "./pod-privacy";
import { podTemplateOf } from "./pod-template";
import type { Ternary } from "./ternary";

/** Pods that metrics may be collected from. */
export interface ScrapeTarget {
  readonly pods: SelectedPods;
  /** Whether a container of theirs has a port of this name. Ports that are numbers need not be declared. */
  hasPort(name: string): Ternary;
}

/** The pods that a workload or a database runs in; undefined where it runs in none that are known. */
export function scrapeTargetOf(target: Subject<unknown>): ScrapeTarget | undefined {
  if (!isKubernetes(target)) return undefined;
  const object = objectOf(target);
  const type = kindOf(target.resource.type);
  if (target.kind === (database as Kind<unknown>) && !OF_TEMPLATES.includes(type)) {
    return operatorPods(object, type);
  }
  if (target.kind !== (workload as Kind<unknown>) && target.kind !== (database as Kind<unknown>))
    return undefined;
  const template = podTemplateOf(object, type);
  return {
    pods: { namespace: identityOf(object).namespace, labels: [labelsOf(template.at("metadata"))] },
    hasPort: (name) => hasPort(template.at("spec"), name),
  };
}

const OF_TEMPLATES = ["StatefulSet", "Deployment", "DaemonSet"];

function hasPort(pod: Inputs, name: string): Ternary {
  const lists = [pod.list("containers"), pod.list("initContainers")];
  let isUntold = lists.some(({ missing }) => missing !== undefined);
  for (const container of lists.flatMap(({ items }) => items)) {
    const ports = container.list("ports");
    if (ports.missing) isUntold = true;
    for (const port of ports.items) {
      const { state, value } = port.string("name");
      if (value === name) return true;
      if (state.is === "unknown") isUntold = true;
    }
  }
  return isUntold ? undefined : false;
}

/** What operators put on the pods of their databases. They may pass on the labels of the resource too. */
const OPERATORS: Readonly<
  Record<
    string,
    { readonly ports: readonly string[]; labels(name: string): readonly Record<string, string>[] }
  >
> = {
  Cluster: {
    ports: ["metrics", "postgresql", "status"],
    labels: (name) =>
      ["primary", "replica"].map((role) => ({
        "cnpg.io/cluster": name,
        "cnpg.io/podRole": "instance",
        "cnpg.io/instanceRole": role,
        role,
        "postgresql": name,
        "app.kubernetes.io/managed-by": "cloudnative-pg",
        "app.kubernetes.io/name": "postgresql",
        "app.kubernetes.io/component": "database",
        "app.kubernetes.io/instance": name,
      })),
  },
  postgresql: {
    ports: ["metrics", "exporter", "postgresql", "patroni"],
    labels: (name) =>
      ["master", "replica"].map((role) => ({
        "application": "spilo",
        "cluster-name": name,
        "spilo-role": role,
      })),
  },
  PostgresCluster: {
    ports: ["exporter", "postgres"],
    labels: (name) =>
      ["master", "replica"].map((role) => ({
        "postgres-operator.crunchydata.com/cluster": name,
        "postgres-operator.crunchydata.com/role": role,
        "postgres-operator.crunchydata.com/data": "postgres",
        "postgres-operator.crunchydata.com/crunchy-postgres-exporter": "true",
      })),
  },
};

function operatorPods(object: Inputs, type: string): ScrapeTarget | undefined {
  const operator = OPERATORS[type];
  const { name, namespace } = identityOf(object);
  if (operator === undefined) return undefined;
  const own = labelsOf(object.at("metadata"));
  const inherited = labelsOf(object.at("spec.inheritedMetadata"));
  const labels: readonly Labels[] =
    name.value === undefined
      ? [{ known: {}, complete: false }]
      : operator.labels(name.value).map((known) => ({
          known: { ...own.known, ...inherited.known, ...known },
          complete: own.complete && inherited.complete,
        }));
  return { pods: { namespace, labels }, hasPort: (port) => operator.ports.includes(port) };
}
