import { anyOf, violation } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { auditSource, type AuditSource } from "../../kinds/audit-source";
import { diagnosticSetting, sends, sendsLogs } from "./diagnostic-setting";

/** Groups of categories that hold the activity log, and its own categories of who did what. */
const ACTIVITY = /^(administrative|policy|security|audit|alllogs)$/i;

/** The audit log of a cluster's control plane. */
const CLUSTER_AUDIT = /^(kube-audit(-admin)?|audit|alllogs)$/i;

/** `azure-native:monitor:SubscriptionDiagnosticSetting`: where the activity log goes. */
export const activityLog = reader(
  "azure-native:monitor:SubscriptionDiagnosticSetting",
  auditSource,
  (): AuditSource => ({
    records: ({ resource }, stack) => {
      const own = stack.subjects(diagnosticSetting).find((setting) => setting.resource === resource);
      const untold = own && sends(own.thing.logs, (name) => ACTIVITY.test(name));
      return anyOf(
        ...(untold && untold.result !== "violation" ? [untold] : []),
        violation({
          path: ["logs"],
          says: "has no category of who did what that is on",
          needs: "the activity log",
          advice: "Add { category: Administrative, enabled: true }.",
        }),
      );
    },
  }),
);

/** `azure-native:containerservice:ManagedCluster`: its control plane's logs go nowhere without a diagnostic setting. */
export const aksAuditLog = reader(
  "azure-native:containerservice:ManagedCluster",
  auditSource,
  (inputs): AuditSource => ({
    records: (self, stack) => {
      const sent = sendsLogs(self, inputs.string("resourceName"), stack, (name) => CLUSTER_AUDIT.test(name));
      return anyOf(
        ...sent.filter(({ result }) => result !== "violation"),
        violation({
          says: "nothing in the stack sends the audit log of this cluster's control plane anywhere",
          needs: "a diagnostic setting with kube-audit-admin or kube-audit",
          advice:
            "Add an azure-native:monitor:DiagnosticSetting of the cluster with logs: [{ category: kube-audit-admin, enabled: true }] and a workspaceId.",
        }),
      );
    },
  }),
);
