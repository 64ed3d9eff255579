import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { opaqueRelease } from "../../kinds/opaque-release";

/** Helm releases: one resource, whose objects the engine does not see. Those of a Helm Chart resource it does. */
export const helmRelease = reader("kubernetes:helm.sh/v3:Release", opaqueRelease, (release, { name }) => ({
  called: `Helm release ${name}`,
  get chart() {
    return release.string("chart").map(chartName);
  },
}));

/** Flux's releases. */
export const fluxHelmRelease = reader(
  "kubernetes:helm.toolkit.fluxcd.io/*:HelmRelease",
  opaqueRelease,
  (release, { name }) => ({
    called: `HelmRelease ${name}`,
    get chart() {
      return release
        .string("spec.chart.spec.chart")
        .orElse(release.string("spec.chartRef.name"))
        .map(chartName);
    },
  }),
);

/** The releases of the Helm controller of k3s and RKE2. */
export const helmChartResource = reader(
  "kubernetes:helm.cattle.io/v1:HelmChart",
  opaqueRelease,
  (release, { name }) => ({
    called: `HelmChart ${name}`,
    get chart() {
      return release.string("spec.chart").map(chartName);
    },
  }),
);

/** Argo CD's applications, of a chart or of a folder of a repository. */
export const argoApplication = reader(
  "kubernetes:argoproj.io/*:Application",
  opaqueRelease,
  (application, { name }) => ({
    called: `Argo CD application ${name}`,
    get chart() {
      const source = application.list("spec.sources").items[0] ?? application.at("spec.source");
      return sourceName(source).map(chartName);
    },
  }),
);

function sourceName(source: Inputs): Fact<string> {
  return source.string("chart").orElse(source.string("path"));
}

/** `oci://ghcr.io/charts/loki`, `grafana/loki`, `./charts/loki` and `https://example.com/loki-6.1.0.tgz` as `loki`. */
export function chartName(chart: string): string {
  const [path = ""] = chart.split(/[?@]/);
  const last = path.replace(/\/+$/, "").split("/").pop() ?? "";
  return last.replace(/(-v?\d+\.\d+[\w.+-]*)?\.(tgz|tar\.gz)$/, "").replace(/:[\w.+-]+$/, "");
}
