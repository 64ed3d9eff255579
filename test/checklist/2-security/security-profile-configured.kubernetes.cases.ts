import { cases, resource, unknown } from "../../kit/cases";
import {
  application,
  applicationJob,
  applicationPatch,
  configMap,
  IN_CODE,
  IN_CONTAINER,
} from "../kubernetes/application";

const label = (value: unknown) => ({
  metadata: { labels: { "app": "api", "fraiseql.dev/security-profile": value } },
});
const WANTED = {
  STANDARD: "the profile STANDARD or REGULATED or RESTRICTED",
  REGULATED: "the profile REGULATED or RESTRICTED",
  RESTRICTED: "the profile RESTRICTED",
};
const finding = (profile: keyof typeof WANTED, says: string, then: string) =>
  `2.1 Security profile of the application: ${IN_CONTAINER}${says}; ${profile} needs ${WANTED[profile]}. ${then}`;

export default cases({
  requirement: "2.1-security-profile-configured",
  provider: "kubernetes",
  valid: {
    "the strictest profile, by a variable": {
      stack: [application({ FRAISEQL_SECURITY_PROFILE: "RESTRICTED" })],
    },
    "the strictest profile, by a label in small letters": { stack: [application({}, label("restricted"))] },
    "the same profile": {
      stack: [application({ FRAISEQL_SECURITY_PROFILE: "regulated" })],
      profiles: ["REGULATED"],
    },
    "a stricter one than is asked": {
      stack: [application({ FRAISEQL_SECURITY_PROFILE: "REGULATED" })],
      profiles: ["STANDARD"],
    },
    "from a ConfigMap": {
      stack: [
        application({}, { container: { env: [], envFrom: [{ configMapRef: { name: "settings" } }] } }),
        configMap("settings", { FRAISEQL_SECURITY_PROFILE: "RESTRICTED" }),
      ],
    },
    "a label where the environment is not known": {
      stack: [
        application(
          {},
          { ...label("RESTRICTED"), container: { envFrom: [{ secretRef: { name: "outside" } }] } },
        ),
      ],
    },
    "a list of Deployments, with a sidecar beside": {
      stack: [
        resource("kubernetes:apps/v1:DeploymentList", "all", {
          items: [
            {
              metadata: { name: "api" },
              spec: {
                template: {
                  spec: {
                    containers: [
                      {
                        name: "api",
                        image: "registry.example/fraiseql-shop:2",
                        env: [{ name: "FRAISEQL_SECURITY_PROFILE", value: "RESTRICTED" }],
                      },
                      { name: "proxy", image: "envoyproxy/envoy:v1.30" },
                    ],
                  },
                },
              },
            },
          ],
        }),
      ],
    },
  },
  invalid: {
    "nothing is declared": {
      stack: [application({ FRAISEQL_ENVIRONMENT: "production" })],
      finds: [
        finding(
          "STANDARD",
          "FRAISEQL_SECURITY_PROFILE is not set",
          `Add {"name":"FRAISEQL_SECURITY_PROFILE","value":"STANDARD"} to env. ${IN_CODE}`,
        ),
      ],
      profiles: ["STANDARD"],
    },
    "a weaker profile, beside a look-alike": {
      stack: [application({ FRAISEQL_SECURITY_PROFILE: "STANDARD", FRAISEQL_PROFILE: "production" })],
      finds: [
        finding(
          "REGULATED",
          "FRAISEQL_SECURITY_PROFILE does not comply",
          `Set env[0].value: "REGULATED". ${IN_CODE}`,
        ),
      ],
      profiles: ["REGULATED"],
    },
    "only a look-alike": {
      stack: [application({ SECURITY_PROFILE: "RESTRICTED" })],
      finds: [
        finding(
          "RESTRICTED",
          "FRAISEQL_SECURITY_PROFILE is not set",
          `Add {"name":"FRAISEQL_SECURITY_PROFILE","value":"RESTRICTED"} to env. SECURITY_PROFILE is set, which this generation of the application does not read. ${IN_CODE}`,
        ),
      ],
      profiles: ["RESTRICTED"],
    },
    "no profile's name": {
      stack: [application({ FRAISEQL_SECURITY_PROFILE: "paranoid" })],
      finds: [
        finding(
          "RESTRICTED",
          "FRAISEQL_SECURITY_PROFILE is not one of STANDARD, REGULATED, RESTRICTED",
          `Set env[0].value: "RESTRICTED". ${IN_CODE}`,
        ),
      ],
      profiles: ["RESTRICTED"],
    },
    "a label that contradicts the variable": {
      stack: [application({ FRAISEQL_SECURITY_PROFILE: "RESTRICTED" }, label("standard"))],
      finds: [
        finding(
          "REGULATED",
          'the pod label fraiseql.dev/security-profile is "standard"',
          "Change it together with the profile that the application's code is given.",
        ),
      ],
      remediable: false,
      profiles: ["REGULATED"],
    },
  },
  unknown: {
    "a value that is not known yet": {
      stack: [application({ FRAISEQL_SECURITY_PROFILE: unknown })],
      mentions: ["FRAISEQL_SECURITY_PROFILE is not known until the update"],
    },
    "labels that are not known yet": {
      stack: [application({}, { metadata: { labels: unknown } })],
      mentions: ["the label fraiseql.dev/security-profile is not known until the update"],
    },
    "a Secret outside the stack": {
      stack: [application({}, { container: { env: [], envFrom: [{ secretRef: { name: "outside" } }] } })],
      mentions: ["FRAISEQL_SECURITY_PROFILE may come from Secret outside"],
    },
  },
  notApplicable: {
    "a migration runs to its end": { stack: [applicationJob()] },
    "a patch that says nothing of it": { stack: [applicationPatch()] },
    "another workload": {
      stack: [
        resource("kubernetes:apps/v1:Deployment", "cache", {
          spec: { template: { spec: { containers: [{ name: "redis", image: "redis:7" }] } } },
        }),
      ],
    },
  },
});
