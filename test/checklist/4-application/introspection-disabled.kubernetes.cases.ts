import { cases, unknown } from "../../kit/cases";
import { application, applicationJob, configMap, IN_CONTAINER, told } from "../kubernetes/application";

const finding = (says: string, needs: string, fix: string) =>
  `4.4 Introspection: ${IN_CONTAINER}${says}; {profile} needs ${needs}. ${told(fix)}`;
const PRODUCTION = 'env[0]: {"name":"FRAISEQL_ENVIRONMENT","value":"production"}';

export default cases({
  requirement: "4.4-introspection-disabled",
  provider: "kubernetes",
  valid: {
    "production switches it off": { stack: [application({ FRAISEQL_ENVIRONMENT: "production" })] },
    "production, even where it is public": {
      stack: [application({ FRAISEQL_ENVIRONMENT: "production", FRAISEQL_INTROSPECTION_POLICY: "public" })],
    },
    "it is switched off by itself": { stack: [application({ FRAISEQL_INTROSPECTION_POLICY: "disabled" })] },
    "from a ConfigMap, by key": {
      stack: [
        application(
          {},
          {
            container: {
              env: [
                {
                  name: "FRAISEQL_ENVIRONMENT",
                  valueFrom: { configMapKeyRef: { name: "settings", key: "env" } },
                },
              ],
            },
          },
        ),
        configMap("settings", { env: "production" }),
      ],
    },
    "v2 has it off by default": { stack: [application()], applicationGeneration: "v2" },
  },
  invalid: {
    "development by default": {
      stack: [application()],
      finds: [
        finding('FRAISEQL_ENVIRONMENT is not set, which means "development"', '"production"', PRODUCTION),
      ],
    },
    "a look-alike": {
      stack: [application({ ENVIRONMENT: "production" })],
      finds: [
        `${finding('FRAISEQL_ENVIRONMENT is not set, which means "development"', '"production"', PRODUCTION.replace("0", "1"))} ENVIRONMENT is set, which this generation of the application does not read.`,
      ],
    },
    "an environment that the application does not know": {
      stack: [application({ FRAISEQL_ENVIRONMENT: "staging" })],
      finds: [
        finding(
          "FRAISEQL_ENVIRONMENT is not one of development, production, testing, and the application does not start with it",
          '"production"',
          'env[0].value: "production"',
        ),
      ],
    },
    "those who are authenticated keep it in production": {
      stack: [
        application({ FRAISEQL_ENVIRONMENT: "production", FRAISEQL_INTROSPECTION_POLICY: "authenticated" }),
      ],
      finds: [
        finding("FRAISEQL_INTROSPECTION_POLICY does not comply", '"disabled"', 'env[1].value: "disabled"'),
      ],
    },
    "v2 with it on": {
      stack: [application({ FRAISEQL_INTROSPECTION_ENABLED: "yes" })],
      applicationGeneration: "v2",
      finds: [finding("FRAISEQL_INTROSPECTION_ENABLED does not comply", "false", 'env[0].value: "false"')],
    },
  },
  unknown: {
    "an environment that is not known yet": {
      stack: [application({ FRAISEQL_ENVIRONMENT: unknown })],
      mentions: ["FRAISEQL_ENVIRONMENT is not known until the update"],
    },
    "a policy that is not known yet": {
      stack: [application({ FRAISEQL_ENVIRONMENT: "production", FRAISEQL_INTROSPECTION_POLICY: unknown })],
      mentions: ["FRAISEQL_INTROSPECTION_POLICY is not known until the update"],
    },
  },
  notApplicable: { "what runs to its end": { stack: [applicationJob()] } },
});
