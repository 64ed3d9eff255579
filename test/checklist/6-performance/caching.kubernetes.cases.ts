import { cases, unknown } from "../../kit/cases";
import { application, applicationJob, IN_CODE, IN_CONTAINER, told } from "../kubernetes/application";

const finding = (says: string, fix: string, then = "") =>
  `6.1 Caching: ${IN_CONTAINER}${says}; {profile} needs a time above 0 seconds. ${told(fix)}${then} ${IN_CODE}`;

export default cases({
  requirement: "6.1-caching",
  provider: "kubernetes",
  valid: {
    "results are kept five minutes": { stack: [application({ FRAISEQL_CACHE_TTL: "300" })] },
    "v2 caches by default": { stack: [application()], applicationGeneration: "v2" },
  },
  invalid: {
    "nothing is declared but a look-alike": {
      stack: [application({ CACHE_TTL: "300" })],
      finds: [
        finding(
          "FRAISEQL_CACHE_TTL is not set",
          'env[1]: {"name":"FRAISEQL_CACHE_TTL","value":"300"}',
          " CACHE_TTL is set, which this generation of the application does not read.",
        ),
      ],
    },
    "results are not kept": {
      stack: [application({ FRAISEQL_CACHE_TTL: "0" })],
      finds: [finding("FRAISEQL_CACHE_TTL does not comply", 'env[0].value: "300"')],
    },
  },
  unknown: {
    "a time that is not known yet": {
      stack: [application({ FRAISEQL_CACHE_TTL: unknown })],
      mentions: ["FRAISEQL_CACHE_TTL is not known until the update"],
    },
  },
  notApplicable: { "what runs to its end": { stack: [applicationJob()] } },
});
