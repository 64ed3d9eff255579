import { cases, resource, unknown } from "../../kit/cases";
import { alloyDb, alloyDbPrimary, cloudSql, externalServer, replica } from "../gcp/databases";

const flags = (...databaseFlags: { name: string; value: unknown }[]) => ({ databaseFlags });
const loaded = { name: "cloudsql.enable_pgaudit", value: "on" };
const logged = { name: "pgaudit.log", value: "write,ddl,role" };
const access = (service: unknown, types: unknown) =>
  resource("gcp:projects/iAMAuditConfig:IAMAuditConfig", `access-to-${String(service)}`, {
    project: "shop",
    service,
    auditLogConfigs: Array.isArray(types) ? types.map((logType: unknown) => ({ logType })) : types,
  });
const ALL = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"];

export default cases({
  requirement: "2.5-audit-logging",
  provider: "gcp",
  valid: {
    "access to the data of all services is logged": { stack: [access("allServices", ALL)] },
    "what is logged of all services is logged of each": {
      stack: [access("secretmanager.googleapis.com", ["DATA_READ"]), access("allServices", ALL)],
    },
    "pgaudit is on, and says what it logs": { stack: [cloudSql(flags(loaded, logged)), replica()] },
    "pgaudit logs what a role's grants say": {
      stack: [cloudSql(flags(loaded, { name: "pgaudit.role", value: "auditor" }))],
    },
    "MySQL with its audit log": {
      stack: [
        cloudSql(flags({ name: "cloudsql_mysql_audit", value: "ON" }), { databaseVersion: "MYSQL_8_0" }),
      ],
    },
    "SQL Server with audit files": {
      stack: [
        cloudSql(
          { sqlServerAuditConfig: { bucket: "gs://audit" } },
          { databaseVersion: "SQLSERVER_2022_STANDARD" },
        ),
      ],
    },
    "AlloyDB with pgaudit": {
      stack: [
        alloyDb(),
        alloyDbPrimary({ databaseFlags: { "alloydb.enable_pgaudit": "on", "pgaudit.log": "all" } }),
      ],
    },
  },
  invalid: {
    "who reads data is not logged": {
      stack: [access("allServices", ["DATA_WRITE"])],
      finds: [
        '2.5 Audit logging: auditLogConfigs does not list ADMIN_READ; {profile} needs the logs of who reads and writes data. Add {"logType":"ADMIN_READ"} to auditLogConfigs.',
        '2.5 Audit logging: auditLogConfigs does not list DATA_READ; {profile} needs the logs of who reads and writes data. Add {"logType":"DATA_READ"} to auditLogConfigs.',
      ],
    },
    "there are no flags": {
      stack: [cloudSql({})],
      finds: [
        '2.5 Audit logging: flag cloudsql.enable_pgaudit is not set; {profile} needs "on". Add {"name":"cloudsql.enable_pgaudit","value":"on"} to settings.databaseFlags.',
        '2.5 Audit logging: flag pgaudit.log is not set; {profile} needs the classes of statements that are audited. Add {"name":"pgaudit.log","value":"write,ddl,role"} to settings.databaseFlags.',
      ],
    },
    "pgaudit logs nothing": {
      stack: [cloudSql(flags(loaded))],
      finds: [
        '2.5 Audit logging: flag pgaudit.log is not set; {profile} needs the classes of statements that are audited. Add {"name":"pgaudit.log","value":"write,ddl,role"} to settings.databaseFlags.',
      ],
    },
    "pgaudit is off": {
      stack: [cloudSql(flags({ ...loaded, value: "off" }, logged))],
      finds: [
        '2.5 Audit logging: flag cloudsql.enable_pgaudit is "off"; {profile} needs "on". Set settings.databaseFlags[0].value: "on".',
      ],
    },
    "MySQL without its audit log": {
      stack: [cloudSql({}, { databaseVersion: "MYSQL_8_0" })],
      finds: [
        '2.5 Audit logging: flag cloudsql_mysql_audit is not set; {profile} needs "on". Add {"name":"cloudsql_mysql_audit","value":"on"} to settings.databaseFlags.',
      ],
    },
    "SQL Server without audit files": {
      stack: [cloudSql({}, { databaseVersion: "SQLSERVER_2022_STANDARD" })],
      finds: [
        "2.5 Audit logging: settings.sqlServerAuditConfig.bucket is not set; {profile} needs a bucket that audit files are uploaded to.",
      ],
      remediable: false,
    },
    "AlloyDB without flags": {
      stack: [alloyDb(), alloyDbPrimary()],
      finds: [
        '2.5 Audit logging: databaseFlags["alloydb.enable_pgaudit"] is not set; {profile} needs "on". Set databaseFlags["alloydb.enable_pgaudit"]: "on".',
        '2.5 Audit logging: databaseFlags["pgaudit.log"] is not set; {profile} needs the classes of statements that are audited. Set databaseFlags["pgaudit.log"]: "write,ddl,role".',
      ],
    },
  },
  unknown: {
    "what is logged of access comes from an output": {
      stack: [access("allServices", unknown)],
      mentions: ["auditLogConfigs"],
    },
    "whose access is logged comes from an output": {
      stack: [access(unknown, ["DATA_READ"])],
      mentions: ["service"],
    },
    "the flags come from an output": {
      stack: [cloudSql({ databaseFlags: unknown })],
      mentions: ["settings.databaseFlags"],
    },
    "what is logged comes from an output": {
      stack: [cloudSql(flags(loaded, { ...logged, value: unknown }))],
      mentions: ["flag pgaudit.log"],
    },
    "a flag's name comes from an output": {
      stack: [cloudSql({ databaseFlags: [{ name: unknown, value: "on" }] })],
      mentions: ["settings.databaseFlags[0].name"],
    },
    "the version comes from an output": {
      stack: [cloudSql({}, { databaseVersion: unknown })],
      mentions: ["databaseVersion"],
    },
  },
  notApplicable: {
    "access to something else": { stack: [access("pubsub.googleapis.com", ["DATA_READ"])] },
    "a read replica": { stack: [replica()] },
    "an external server": { stack: [externalServer()] },
    "a read pool of AlloyDB": { stack: [alloyDbPrimary({ instanceType: "READ_POOL" })] },
  },
});
