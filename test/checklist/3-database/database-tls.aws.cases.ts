import { cases, ref, resource, unknown } from "../../kit/cases";
import { application, secretArn } from "../aws/workloads";
import { attached, cluster, instance, member, parameters } from "../aws/databases";

const proxy = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:rds/proxy:Proxy", "proxy", { engineFamily: "POSTGRESQL", ...props });

export default cases({
  requirement: "3.1-database-tls",
  provider: "aws",
  valid: {
    "PostgreSQL 16 refuses plain text by default": { stack: [instance()] },
    "PostgreSQL 13, in whose group it is set": {
      stack: [
        instance({ engineVersion: "13.16", parameterGroupName: attached }),
        parameters({ "rds.force_ssl": "1", "log_statement": "ddl" }, { family: "postgres13" }),
      ],
    },
    "a group of PostgreSQL 15 that says nothing of it": {
      stack: [
        instance({ engineVersion: unknown, parameterGroupName: attached }),
        parameters({}, { family: "postgres15" }),
      ],
    },
    "a group whose name is not known yet": {
      stack: [
        instance({ engineVersion: "14", parameterGroupName: ref("parameters") }),
        parameters([{ name: "rds.force_ssl", value: 1 }], { family: "postgres14" }),
      ],
    },
    "Aurora 17 by default, and its members": { stack: [cluster({ engineVersion: "17.4" }), member()] },
    "Aurora 16, in whose group it is set": {
      stack: [
        cluster({ dbClusterParameterGroupName: attached }),
        parameters(
          { "rds.force_ssl": "1" },
          { family: "aurora-postgresql16", type: "ClusterParameterGroup" },
        ),
      ],
    },
    "a default group beside one whose name is not known": {
      stack: [
        instance({ parameterGroupName: "default.postgres16" }),
        resource("aws:rds/parameterGroup:ParameterGroup", "another", { name: unknown, family: "postgres14" }),
      ],
    },
    "the default group of a family": {
      stack: [instance({ engineVersion: unknown, parameterGroupName: "default.postgres16" })],
    },
    "a URL that is not known yet, of a cluster that refuses plain text": {
      stack: [
        cluster({ engineVersion: "17.4" }),
        member(),
        application({}, { secrets: [{ name: "DATABASE_URL", valueFrom: secretArn("database") }] }),
      ],
    },
    "a proxy that wants TLS": { stack: [proxy({ requireTls: true })] },
  },
  invalid: {
    "PostgreSQL 14 accepts plain text by default": {
      stack: [instance({ engineVersion: "14.12" })],
      finds: [
        "3.1 Database TLS: parameterGroupName is not set, which means connections in plain text too; {profile} needs connections over TLS only. Attach a parameter group that sets rds.force_ssl to 1.",
      ],
      remediable: false,
    },
    "the default group of PostgreSQL 14, by its name": {
      stack: [instance({ engineVersion: "14.12", parameterGroupName: "default.postgres14" })],
      finds: [
        "3.1 Database TLS: parameterGroupName is default.postgres14, which means connections in plain text too; {profile} needs connections over TLS only. Attach a parameter group that sets rds.force_ssl to 1.",
      ],
      remediable: false,
    },
    "a group switches it off": {
      stack: [instance({ parameterGroupName: attached }), parameters({ "rds.force_ssl": "0" })],
      finds: [
        '3.1 Database TLS: parameter group parameters: rds.force_ssl is 0, which means connections in plain text too; {profile} needs connections over TLS only. Set parameters[0].value: "1".',
      ],
      remediable: false,
    },
    "a group of PostgreSQL 14 that says nothing of it": {
      stack: [instance({ parameterGroupName: attached }), parameters({}, { family: "postgres14" })],
      finds: [
        '3.1 Database TLS: parameter group parameters: rds.force_ssl is not set, which means connections in plain text too; {profile} needs connections over TLS only. Add {"name":"rds.force_ssl","value":"1"} to parameters.',
      ],
      remediable: false,
    },
    "Aurora 16 by default": {
      stack: [cluster(), member()],
      finds: [
        "3.1 Database TLS: dbClusterParameterGroupName is not set, which means connections in plain text too; {profile} needs connections over TLS only. Attach a parameter group that sets rds.force_ssl to 1.",
      ],
      remediable: false,
    },
    "a proxy by default": {
      stack: [proxy({})],
      finds: [
        "3.1 Database TLS: requireTls is not set, which means false; {profile} needs true. Set requireTls: true.",
      ],
    },
  },
  unknown: {
    "no version is set": {
      stack: [instance({ engineVersion: undefined })],
      mentions: ["engineVersion decides rds.force_ssl, and is not set"],
    },
    "a group outside the stack": {
      stack: [instance({ parameterGroupName: "shared-postgres16" })],
      mentions: ["parameterGroupName names a parameter group outside the stack"],
    },
    "a group that is not known yet": {
      stack: [instance({ parameterGroupName: unknown })],
      mentions: ["parameterGroupName is not known until the update"],
    },
    "parameters that are not known yet": {
      stack: [
        instance({ parameterGroupName: attached }),
        resource("aws:rds/parameterGroup:ParameterGroup", "parameters", {
          family: "postgres16",
          parameters: unknown,
        }),
      ],
      mentions: ["parameters is not known until the update"],
    },
    "an engine that is not known yet": { stack: [instance({ engine: unknown })], mentions: ["engine"] },
    "what a snapshot restores": {
      stack: [instance({ engine: undefined, snapshotIdentifier: "rds:db-2026" })],
      mentions: ["engine is not set, so that what it restores decides"],
    },
    "a proxy": { stack: [proxy({ requireTls: unknown })], mentions: ["requireTls"] },
  },
  notApplicable: {
    "MySQL": { stack: [instance({ engine: "mysql", engineVersion: "8.0" })] },
    "a read replica that takes its parameters from its source": {
      stack: [
        instance({ engine: undefined, engineVersion: undefined, replicateSourceDb: "db-source" }, "replica"),
      ],
    },
  },
});
