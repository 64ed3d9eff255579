import { cases, ref, resource, unknown } from "../../kit/cases";
import { attached, cluster, instance, member, parameters } from "../aws/databases";

export default cases({
  requirement: "3.4-query-statistics",
  provider: "aws",
  valid: {
    "RDS preloads it": { stack: [instance()] },
    "whatever the version": { stack: [instance({ engineVersion: undefined })] },
    "Aurora preloads it, and its members": { stack: [cluster(), member()] },
    "a group that says nothing of it": {
      stack: [instance({ parameterGroupName: attached }), parameters({ "rds.force_ssl": "1" })],
    },
    "a group that keeps it": {
      stack: [
        instance({ parameterGroupName: ref("parameters") }),
        parameters({ shared_preload_libraries: "pgaudit, pg_stat_statements" }),
      ],
    },
  },
  invalid: {
    "a group replaces it": {
      stack: [
        instance({ parameterGroupName: attached }),
        parameters({ shared_preload_libraries: "pgaudit,auto_explain" }),
      ],
      finds: [
        '3.4 Query statistics: parameter group parameters: shared_preload_libraries is "pgaudit,auto_explain"; {profile} needs pg_stat_statements among the preloaded libraries. Set parameters[0].value: "pg_stat_statements,pgaudit,auto_explain".',
      ],
      remediable: false,
    },
    "a cluster's group empties the list": {
      stack: [
        cluster({ dbClusterParameterGroupName: attached }),
        parameters(
          { shared_preload_libraries: "" },
          { family: "aurora-postgresql16", type: "ClusterParameterGroup" },
        ),
        member(),
      ],
      finds: [
        '3.4 Query statistics: parameter group parameters: shared_preload_libraries is ""; {profile} needs pg_stat_statements among the preloaded libraries. Set parameters[0].value: "pg_stat_statements".',
      ],
      remediable: false,
    },
  },
  unknown: {
    "the list is not known yet": {
      stack: [
        instance({ parameterGroupName: attached }),
        parameters([{ name: "shared_preload_libraries", value: unknown }]),
      ],
      mentions: ["shared_preload_libraries is not known until the update"],
    },
    "a parameter whose name is not known yet": {
      stack: [instance({ parameterGroupName: attached }), parameters([{ name: unknown, value: "pgaudit" }])],
      mentions: ["parameters[0].name"],
    },
    "a group outside the stack": {
      stack: [cluster({ dbClusterParameterGroupName: "shared" })],
      mentions: ["dbClusterParameterGroupName names a parameter group outside the stack"],
    },
  },
  notApplicable: {
    "MySQL": { stack: [instance({ engine: "mysql" })] },
    "a proxy": { stack: [resource("aws:rds/proxy:Proxy", "proxy", { engineFamily: "POSTGRESQL" })] },
  },
});
