import { cases, ref, resource, unknown } from "../../kit/cases";
import { attached, cluster, instance, member, parameters } from "../aws/databases";

type Props = Readonly<Record<string, unknown>>;
const trail = (props: Props) =>
  resource("aws:cloudtrail/trail:Trail", "account", { s3BucketName: "trail-logs", ...props });
const eks = (props: Props) =>
  resource("aws:eks/cluster:Cluster", "cluster", { name: "prod", roleArn: unknown, ...props });
const audited = { "shared_preload_libraries": "pgaudit,pg_stat_statements", "pgaudit.log": "write,ddl,role" };
const exported = { enabledCloudwatchLogsExports: ["postgresql", "upgrade"] };
const ofCluster = { family: "aurora-postgresql16", type: "ClusterParameterGroup" };

export default cases({
  requirement: "2.5-audit-logging",
  provider: "aws",
  valid: {
    "pgaudit, whose log is exported": {
      stack: [instance({ ...exported, parameterGroupName: attached }), parameters(audited)],
    },
    "a role whose grants are audited": {
      stack: [
        instance({ ...exported, parameterGroupName: ref("parameters") }),
        parameters({ "shared_preload_libraries": "pgaudit", "pgaudit.role": "rds_pgaudit" }),
      ],
    },
    "Aurora, and its members": {
      stack: [
        cluster({ ...exported, dbClusterParameterGroupName: attached }),
        parameters(audited, ofCluster),
        member(),
      ],
    },
    "a stream of the activity of a cluster": {
      stack: [
        cluster(),
        resource("aws:rds/clusterActivityStream:ClusterActivityStream", "activity", {
          resourceArn: ref("aurora"),
          mode: "async",
          kmsKeyId: unknown,
        }),
      ],
    },
    "a trail of every Region": { stack: [trail({ isMultiRegionTrail: true })] },
    "a trail of every Region, by selectors": {
      stack: [
        trail({
          isMultiRegionTrail: true,
          eventSelectors: [{ readWriteType: "All", includeManagementEvents: true }],
        }),
      ],
    },
    "a trail of data events alone, beside nothing else": {
      stack: [
        trail({
          advancedEventSelectors: [
            { name: "data", fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }] },
          ],
        }),
      ],
    },
    "the audit log of a cluster's control plane": {
      stack: [eks({ enabledClusterLogTypes: ["api", "audit"] })],
    },
  },
  invalid: {
    "nothing is said": {
      stack: [instance()],
      finds: [
        '2.5 Audit logging: enabledCloudwatchLogsExports does not list postgresql; {profile} needs the server\'s log exported to CloudWatch. Set enabledCloudwatchLogsExports[0]: "postgresql".',
        "2.5 Audit logging: parameterGroupName is not set, which means the default group, whose shared_preload_libraries is pg_stat_statements; {profile} needs pgaudit among the preloaded libraries. Attach a parameter group that sets shared_preload_libraries to pg_stat_statements,pgaudit and pgaudit.log to write,ddl,role.",
      ],
      remediable: false,
    },
    "the default group, by its name": {
      stack: [
        instance({ parameterGroupName: "default.postgres16", enabledCloudwatchLogsExports: ["postgresql"] }),
      ],
      finds: [
        "2.5 Audit logging: parameterGroupName is default.postgres16 (the default group, whose shared_preload_libraries is pg_stat_statements); {profile} needs pgaudit among the preloaded libraries. Attach a parameter group that sets shared_preload_libraries to pg_stat_statements,pgaudit and pgaudit.log to write,ddl,role.",
      ],
      remediable: false,
    },
    "pgaudit, whose log stays on the server": {
      stack: [
        instance({ parameterGroupName: "parameters-1a2b", enabledCloudwatchLogsExports: ["upgrade"] }),
        parameters(audited),
      ],
      finds: [
        '2.5 Audit logging: enabledCloudwatchLogsExports does not list postgresql; {profile} needs the server\'s log exported to CloudWatch. Set enabledCloudwatchLogsExports[1]: "postgresql".',
      ],
    },
    "a group without pgaudit": {
      stack: [
        cluster({ ...exported, dbClusterParameterGroupName: attached }),
        parameters({ shared_preload_libraries: "pg_stat_statements" }, ofCluster),
        member(),
      ],
      finds: [
        '2.5 Audit logging: parameter group parameters: pgaudit.log is not set, which means "none"; {profile} needs the classes of statements that are audited. Add {"name":"pgaudit.log","value":"write, ddl, role"} to parameters.',
        '2.5 Audit logging: parameter group parameters: shared_preload_libraries is "pg_stat_statements"; {profile} needs pgaudit among the preloaded libraries. Set parameters[0].value: "pg_stat_statements,pgaudit".',
      ],
      remediable: false,
    },
    "a trail of one Region": {
      stack: [trail({})],
      finds: [
        "2.5 Audit logging: isMultiRegionTrail is not set, which means false; {profile} needs true. Set isMultiRegionTrail: true.",
      ],
    },
    "a trail that is off": {
      stack: [trail({ enableLogging: false, isMultiRegionTrail: true })],
      finds: ["2.5 Audit logging: enableLogging is false; {profile} needs true. Set enableLogging: true."],
    },
    "a cluster by default": {
      stack: [eks({})],
      finds: [
        '2.5 Audit logging: enabledClusterLogTypes does not list audit; {profile} needs the audit log of the control plane. Set enabledClusterLogTypes[0]: "audit".',
      ],
    },
    "a cluster that logs something else": {
      stack: [eks({ enabledClusterLogTypes: ["api"] })],
      finds: [
        '2.5 Audit logging: enabledClusterLogTypes does not list audit; {profile} needs the audit log of the control plane. Set enabledClusterLogTypes[1]: "audit".',
      ],
    },
  },
  unknown: {
    "whose activity a stream holds is not known yet": {
      stack: [
        cluster(),
        resource("aws:rds/clusterActivityStream:ClusterActivityStream", "activity", { resourceArn: unknown }),
      ],
      mentions: ["activity stream activity: resourceArn is not known until the update"],
    },
    "what pgaudit logs is not known yet": {
      stack: [
        instance({ ...exported, parameterGroupName: attached }),
        parameters([
          { name: "shared_preload_libraries", value: "pgaudit" },
          { name: "pgaudit.log", value: unknown },
        ]),
      ],
      mentions: ["pgaudit.log is not known until the update"],
    },
    "which logs are exported is not known yet": {
      stack: [
        instance({ enabledCloudwatchLogsExports: unknown, parameterGroupName: attached }),
        parameters(audited),
      ],
      mentions: ["enabledCloudwatchLogsExports is not known until the update"],
    },
    "a trail": { stack: [trail({ isMultiRegionTrail: unknown })], mentions: ["isMultiRegionTrail"] },
    "a cluster": {
      stack: [eks({ enabledClusterLogTypes: unknown })],
      mentions: ["enabledClusterLogTypes is not known until the update"],
    },
  },
  notApplicable: {
    "MySQL": { stack: [instance({ engine: "mysql" })] },
    "a read replica": { stack: [instance({ replicateSourceDb: "db-source", engine: undefined })] },
  },
});
