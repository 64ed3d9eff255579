import { advise, notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { database } from "../../kinds/database";
import { databaseAspects, databaseMonitor } from "../../kinds/database-monitor";
import { parseExpression, seriesIn } from "../promql/expression";
import { isKubernetes, kindOf } from "./identity";
import { imageName } from "./image";
import { Lacking } from "./lacking";
import { podOwners } from "./pod-owners";
import { podTemplateOf } from "./pod-template";

/** CloudNativePG exports metrics always, and makes a PodMonitor of its own when told to. The default is not to. */
export function cloudNativePgMetrics(cluster: Inputs): Outcome {
  return advise(
    cluster.boolean("spec.monitoring.enablePodMonitor", { whenAbsent: false }).is(true),
    "Or add a PodMonitor that selects the label cnpg.io/cluster and collects port metrics.",
  );
}

/** Crunchy Data's operator adds the exporter of pgMonitor, or a collector, when told to. */
export function crunchyMetrics(object: Inputs): Outcome {
  if (object.has("spec.instrumentation")) return pass;
  const exporter = object.presence("spec.monitoring.pgmonitor.exporter");
  return (
    exporter.isAbsent
      ? new Lacking<boolean>(exporter.path, { says: "is not set", needs: "the exporter of its metrics" })
      : exporter
  ).isPresent();
}

/** Zalando's operator runs the sidecars of the cluster, and those of its own configuration, which no stack shows. */
export function zalandoMetrics(object: Inputs): Outcome {
  const sidecars = object.list("spec.sidecars");
  return sidecars.items.some((sidecar) => isExporter(sidecar.string("image").value ?? ""))
    ? pass
    : undetermined({
        path: ["spec", "sidecars"],
        why: "lists no exporter of metrics, and the operator's configuration may add one",
      });
}

/** Exporters of PostgreSQL's metrics that run by themselves. */
export const postgresExporter = reader(podOwners, databaseMonitor, (object, { type, name }) => {
  const { items } = podTemplateOf(object, kindOf(type)).at("spec").list("containers");
  if (items.length === 0 || !items.every((it) => isExporter(it.string("image").value ?? "")))
    return undefined;
  return {
    aspects: databaseAspects,
    watches: (target, _self, stack) =>
      // The address that it connects to is a secret, more often than not.
      stack.subjects(database).length === 1 && isKubernetes(target)
        ? pass
        : undetermined({
            why: `which database ${kindOf(type)} ${name} exports the metrics of is not known here`,
          }),
  };
});

/** Alerts on the metrics of PostgreSQL's exporters, which are collected if there is anything to them. */
export const databaseRules = reader(
  ["kubernetes:monitoring.coreos.com/*:PrometheusRule", "kubernetes:operator.victoriametrics.com/*:VMRule"],
  databaseMonitor,
  (object) => ({
    aspects: databaseAspects,
    watches: (target) => {
      const prefixes = PREFIXES[kindOf(target.resource.type)];
      if (prefixes === undefined || !isKubernetes(target)) return notApplicable("it watches others");
      return metricsIn(object).some((metric) => prefixes.some((prefix) => metric.startsWith(prefix)))
        ? pass
        : notApplicable("it watches something else");
    },
  }),
);

/** What the metrics of each kind of database start with. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  Cluster: ["cnpg_"],
  PostgresCluster: ["ccp_", "pg_"],
  postgresql: ["pg_"],
  StatefulSet: ["pg_"],
};

function metricsIn(object: Inputs): readonly string[] {
  const rules = object.list("spec.groups").items.flatMap((group) => group.list("rules").items);
  return rules.flatMap((rule) => {
    const parsed = parseExpression(rule.string("expr").value ?? "");
    return parsed ? seriesIn(parsed).map(({ name }) => name) : [];
  });
}

function isExporter(image: string): boolean {
  return /^(postgres-exporter|postgres_exporter|prometheus-postgres-exporter|crunchy-postgres-exporter|pgmonitor|pgscv|pgwatch\d?|pg_exporter|sql[-_]exporter)$/.test(
    imageName(image),
  );
}
