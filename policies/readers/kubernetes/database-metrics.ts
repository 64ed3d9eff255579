import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import { advise, notApplicable, pass, undetermined, type Outcome } from "../../evaluation/outcome";
import type { Inputs } from "../../evaluation/inputs";
import { formatPath } from "../../evaluation/path";
import { reader } from "../../evaluation/reader";
import { isApplication } from "../../kinds/application";
import { database } from "../../kinds/database";
import { databaseAspects, databaseMonitor } from "../../kinds/database-monitor";
import { workload } from "../../kinds/workload";
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

/** Exporters of PostgreSQL's metrics that run by themselves. What has an image that is not known yet may be one. */
export const postgresExporter = reader(podOwners, databaseMonitor, (object, { type, name }) => {
  const containers = podTemplateOf(object, kindOf(type)).at("spec").list("containers");
  const { missing } = containers;
  const images = [
    ...containers.items.map((it) => it.string("image")),
    ...(missing ? [Fact.unknown<string>(missing.path ?? ["spec"], missing.why)] : []),
  ];
  const mayExport = ({ state, value }: Fact<string>) => state.is === "unknown" || isExporter(value ?? "");
  if (images.length === 0 || !images.every(mayExport)) return undefined;
  const untold = images.find(({ state }) => state.is === "unknown");
  return {
    aspects: databaseAspects,
    watches: (target, self, stack) => {
      const { resource } = self;
      if (untold) {
        const isOther =
          resource === target.resource ||
          stack
            .subjects(workload)
            .some((it) => it.resource === resource && isApplication(it.thing, NO_LABELS));
        return isOther
          ? notApplicable("it runs something else")
          : undetermined({
              why: `whether ${kindOf(type)} ${name} exports its metrics, ${formatPath(untold.path)} decides, which ${UNTIL_UPDATE}`,
            });
      }
      // The address that it connects to is a secret, more often than not.
      return stack.subjects(database).length === 1 && isKubernetes(target)
        ? pass
        : undetermined({
            why: `which database ${kindOf(type)} ${name} exports the metrics of is not known here`,
          });
    },
  };
});

const NO_LABELS = { applicationLabels: {} };

/** Alerts on the metrics of PostgreSQL's exporters, which are collected if there is anything to them. */
export const databaseRules = reader(
  ["kubernetes:monitoring.coreos.com/*:PrometheusRule", "kubernetes:operator.victoriametrics.com/*:VMRule"],
  databaseMonitor,
  (object, { name }) => ({
    aspects: databaseAspects,
    watches: (target) => {
      const prefixes = PREFIXES[kindOf(target.resource.type)];
      if (prefixes === undefined || !isKubernetes(target)) return notApplicable("it watches others");
      const { items, missing } = metricsIn(object);
      if (items.some((metric) => prefixes.some((prefix) => metric.startsWith(prefix)))) return pass;
      return missing
        ? undetermined({
            why: `whether alerts of ${name} watch it, ${formatPath(missing.path ?? [])} decides, which ${missing.why}`,
          })
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

/** The metrics in a rule's expressions. */
function metricsIn(object: Inputs): Listing<string> {
  const groups = object.list("spec.groups");
  const rules = Listing.of(
    new Listing<Inputs>([], groups.missing),
    ...groups.items.map((group) => group.list("rules")),
  );
  const texts = rules.where(
    (rule) => rule.string("expr"),
    () => true,
  );
  return new Listing(
    texts.items.flatMap((rule) => {
      const parsed = parseExpression(rule.string("expr").value ?? "");
      return parsed ? seriesIn(parsed).map(({ name }) => name) : [];
    }),
    texts.missing,
  );
}

function isExporter(image: string): boolean {
  return /^(postgres-exporter|postgres_exporter|prometheus-postgres-exporter|crunchy-postgres-exporter|pgmonitor|pgscv|pgwatch\d?|pg_exporter|sql[-_]exporter)$/.test(
    imageName(image),
  );
}
