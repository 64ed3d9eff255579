import { cases, unknown } from "../../kit/cases";
import { appSync, appSyncSource } from "../aws/entry-points";
import { lambda } from "../aws/workloads";

const front = (introspectionConfig: unknown) => [
  lambda({ environment: { variables: { FRAISEQL_INTROSPECTION_POLICY: "disabled" } } }),
  appSync({ introspectionConfig }),
  appSyncSource(),
];

export default cases({
  requirement: "4.4-introspection-disabled",
  provider: "aws",
  valid: { "switched off in AppSync as well": { stack: front("DISABLED") } },
  invalid: {
    "on unless set": {
      stack: front(undefined),
      remediable: false,
      finds: [
        '4.4 Introspection: introspectionConfig is not set, which means true; {profile} needs false. Set introspectionConfig: "DISABLED".',
      ],
    },
    "on": {
      stack: front("ENABLED"),
      remediable: false,
      finds: [
        '4.4 Introspection: introspectionConfig is ENABLED, which means true; {profile} needs false. Set introspectionConfig: "DISABLED".',
      ],
    },
  },
  unknown: {
    "it is not known": {
      stack: front(unknown),
      mentions: ["introspectionConfig is not known until the update"],
    },
  },
  notApplicable: { "AppSync for other data": { stack: [appSync()] } },
});
