import { cases, ref, resource, unknown } from "../../kit/cases";
import { citus, diagnostics, named, parameter, postgres } from "../azure/databases";

const loaded = named("libraries", parameter("shared_preload_libraries", "pg_stat_statements,pgaudit"));
const logged = named("audited", parameter("pgaudit.log", "write,ddl,role"));
const aks = resource("azure-native:containerservice:ManagedCluster", "aks", {
  resourceName: "aks",
  resourceGroupName: "production",
});
const ofAks = (logs: unknown, uri: unknown = ref("aks")) =>
  diagnostics(uri, { logs, workspaceId: "/subscriptions/s/workspaces/logs" });
const activity = (logs: unknown) =>
  resource("azure-native:monitor:SubscriptionDiagnosticSetting", "activity", {
    name: "activity",
    logs,
    workspaceId: "/subscriptions/s/workspaces/logs",
  });

export default cases({
  requirement: "2.5-audit-logging",
  provider: "azure",
  valid: {
    "pgaudit is loaded, and says what it logs": { stack: [postgres(), loaded, logged] },
    "pgaudit logs what a role's grants say": {
      stack: [postgres(), loaded, named("role", parameter("pgaudit.role", "auditor"))],
    },
    "the audit log of a cluster": {
      stack: [
        aks,
        ofAks([
          { category: "kube-audit-admin", enabled: true },
          { category: "guard", enabled: false },
        ]),
      ],
    },
    "all logs of a cluster": { stack: [aks, ofAks([{ categoryGroup: "allLogs", enabled: true }])] },
    "the activity log": { stack: [activity([{ category: "Administrative", enabled: true }])] },
  },
  invalid: {
    "a server with no parameters": {
      stack: [postgres()],
      remediable: false,
      finds: [
        '2.5 Audit logging: shared_preload_libraries is not set, which means "pg_cron,pg_stat_statements"; {profile} needs pgaudit among the preloaded libraries. Add an azure-native:dbforpostgresql:Configuration with configurationName shared_preload_libraries and value pg_cron,pg_stat_statements,pgaudit.',
        '2.5 Audit logging: pgaudit.log is not set, which means "none"; {profile} needs the classes of statements that are audited. Add an azure-native:dbforpostgresql:Configuration with configurationName pgaudit.log and value write,ddl,role.',
      ],
    },
    "it logs nothing": {
      stack: [postgres(), loaded],
      remediable: false,
      finds: [
        '2.5 Audit logging: pgaudit.log is not set, which means "none"; {profile} needs the classes of statements that are audited. Add an azure-native:dbforpostgresql:Configuration with configurationName pgaudit.log and value write,ddl,role.',
      ],
    },
    "it is not loaded": {
      stack: [postgres(), logged],
      remediable: false,
      finds: [
        '2.5 Audit logging: shared_preload_libraries is not set, which means "pg_cron,pg_stat_statements"; {profile} needs pgaudit among the preloaded libraries. Add an azure-native:dbforpostgresql:Configuration with configurationName shared_preload_libraries and value pg_cron,pg_stat_statements,pgaudit.',
      ],
    },
    "a cluster": {
      stack: [aks],
      remediable: false,
      finds: [
        "2.5 Audit logging: nothing in the stack sends the audit log of this cluster's control plane anywhere; {profile} needs a diagnostic setting with kube-audit-admin or kube-audit. Add an azure-native:monitor:DiagnosticSetting of the cluster with logs: [{ category: kube-audit-admin, enabled: true }] and a workspaceId.",
      ],
    },
    "other logs of a cluster": {
      stack: [aks, ofAks([{ category: "kube-scheduler", enabled: true }])],
      remediable: false,
      finds: [
        "2.5 Audit logging: nothing in the stack sends the audit log of this cluster's control plane anywhere; {profile} needs a diagnostic setting with kube-audit-admin or kube-audit. Add an azure-native:monitor:DiagnosticSetting of the cluster with logs: [{ category: kube-audit-admin, enabled: true }] and a workspaceId.",
      ],
    },
    "the activity log without who did what": {
      stack: [activity([{ category: "Autoscale", enabled: true }])],
      remediable: false,
      finds: [
        "2.5 Audit logging: logs has no category of who did what that is on; {profile} needs the activity log. Add { category: Administrative, enabled: true }.",
      ],
    },
  },
  unknown: {
    "what is loaded": {
      stack: [postgres(), named("libraries", parameter("shared_preload_libraries", unknown)), logged],
      mentions: ["shared_preload_libraries is not known until the update"],
    },
    "whose logs are sent": {
      stack: [aks, ofAks([{ category: "kube-audit", enabled: true }], unknown)],
      mentions: ["diagnostic setting diagnostics"],
    },
    "whether they are on": {
      stack: [aks, ofAks([{ category: "kube-audit", enabled: unknown }])],
      mentions: ["logs[0].enabled"],
    },
    "the logs": { stack: [activity(unknown)], mentions: ["logs"] },
  },
  notApplicable: {
    "a replica": { stack: [postgres({ createMode: "Replica" })] },
    "Cosmos DB for PostgreSQL": { stack: [citus()] },
  },
});
