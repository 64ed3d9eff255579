import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import { logStore } from "../../kinds/log-store";
import { goDurationDays } from "../schedule";
import { labelsOf } from "./labels";

/**
 * The Loki operator's stacks. Nothing is deleted unless a retention is set; OpenShift's tenants have a retention of
 * their own for audit logs.
 */
export const lokiStack = reader("kubernetes:loki.grafana.com/*:LokiStack", logStore, (object) => {
  const hasAuditTenant = object.string("spec.tenants.mode").value === "openshift-logging";
  const all = (): Fact<number> =>
    object.number("spec.limits.global.retention.days", { unit: "days", whenAbsent: Infinity });
  return {
    purpose: () => (hasAuditTenant || saysAudit(object) ? "audit" : "any"),
    retentionDays: () =>
      hasAuditTenant && object.has("spec.limits.tenants.audit.retention.days")
        ? object.number("spec.limits.tenants.audit.retention.days", { unit: "days" })
        : all(),
  };
});

/** Loki from its Helm chart. Without the compactor's retention, nothing is ever deleted. */
export const lokiRelease = reader("kubernetes:helm.sh/v3:Release", logStore, (object) => {
  if (!/(^|\/)loki(-distributed|-simple-scalable)?$/.test(object.string("chart").value ?? ""))
    return undefined;
  // The chart takes Loki's own configuration under `loki`, and some charts under `loki.config`.
  const config = object.has("values.loki.config")
    ? object.at("values.loki.config")
    : object.at("values.loki");
  return {
    purpose: () => (saysAudit(object) || /audit/i.test(object.string("name").value ?? "") ? "audit" : "any"),
    retentionDays: () => {
      if (object.has("valueYamlFiles")) {
        return Fact.unknown<number>(["valueYamlFiles"], "may set the retention, and is not read");
      }
      const period = config
        .string("limits_config.retention_period")
        .map(lokiDays, { unit: "days", write: (days) => `${days * 24}h` });
      const enabled = config.boolean("compactor.retention_enabled", { whenAbsent: false });
      if (enabled.state.is === "unknown") return enabled.map<number>(() => undefined);
      return enabled.value === true && !period.isAbsent
        ? period
        : enabled.map(() => Infinity, { unit: "days", says: () => "no end", fixable: false });
    },
  };
});

/** A period as Loki writes it: `8760h`, `365d`, `1y`; `0s` never ends. */
function lokiDays(text: string): number | undefined {
  const [, amount, unit] = /^(\d+)(d|w|y)$/.exec(text) ?? [];
  if (unit !== undefined) return Number(amount) * ({ d: 1, w: 7, y: 365 }[unit] ?? NaN);
  const days = goDurationDays(text);
  return days === 0 ? Infinity : days;
}

/** Whether an object's name, namespace or labels say that it is about audit logs. */
function saysAudit(object: Inputs): boolean {
  const metadata = object.at("metadata");
  return [
    metadata.string("name").value,
    metadata.string("namespace").value,
    ...Object.values(labelsOf(metadata).known),
  ].some((text) => /audit/i.test(text ?? ""));
}
