import { strict as assert } from "assert";
import { chartName } from "../../policies/readers/kubernetes/opaque-release";
import { rulesIn } from "../../policies/readers/promql/rule-file";

describe("opaque releases", () => {
  const charts: Readonly<Record<string, string>> = {
    "loki": "loki",
    "grafana/loki": "loki",
    "./charts/monitoring/": "monitoring",
    "oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack": "kube-prometheus-stack",
    "oci://ghcr.io/charts/app:1.2.3": "app",
    "https://example.com/charts/fluent-bit-0.47.1.tgz": "fluent-bit",
    "https://example.com/charts/alloy-v1.0.0-rc.1.tgz?token=x": "alloy",
    "": "",
  };
  for (const [chart, name] of Object.entries(charts)) {
    it(`takes ${JSON.stringify(chart)} for the chart ${JSON.stringify(name)}`, () => {
      assert.equal(chartName(chart), name);
    });
  }
});

describe("rule files", () => {
  it("reads plain, quoted and block texts", () => {
    const text = [
      "groups:",
      "- name: a",
      "  rules:",
      "  - record: r:x",
      "    expr: sum(x)  # all of it",
      "  - alert: A",
      "    expr: >-",
      "      a",
      "      > 1",
      "    for: 5m",
      "  - expr: 'b{c=\"it''s\"} > 2'",
      '    alert: "B"',
      "",
    ].join("\n");
    assert.deepEqual(rulesIn(text), [
      { record: "r:x", expr: "sum(x)" },
      { alert: "A", expr: "a\n> 1" },
      { expr: 'b{c="it\'s"} > 2', alert: "B" },
    ]);
  });

  it("reads nothing where there is nothing", () => {
    assert.deepEqual(rulesIn(""), []);
    assert.deepEqual(rulesIn("scrape_configs:\n- job_name: x\n"), []);
  });
});
