import { cases, unknown } from "../../kit/cases";
import {
  api,
  application,
  appRunnerWith,
  batchJob,
  envOf,
  IN_APP_RUNNER,
  IN_CODE,
  IN_TASK,
  service,
  task,
  unknownTask,
} from "../aws/workloads";

type Props = Readonly<Record<string, unknown>>;
const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" };
const beside = (image: string, variables: Props = {}, props: Props = {}) =>
  task([api({ environment: envOf(variables) }), { name: "collector", image }], props);
const ADOT = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0";
const noEndpoint = (where: string) =>
  `5.4 Tracing: ${where}OTEL_EXPORTER_OTLP_ENDPOINT is not set; {profile} needs the address of a collector. Set it to the collector's address, such as http://otel-collector:4318. ${IN_CODE}`;

export default cases({
  requirement: "5.4-tracing",
  provider: "aws",
  valid: {
    "an endpoint": { stack: [application(endpoint), service()] },
    "a collector beside the application": { stack: [beside(ADOT), service()] },
    "App Runner's own collector": {
      stack: [appRunnerWith({}, undefined, { observabilityConfiguration: { observabilityEnabled: "true" } })],
    },
  },
  invalid: {
    "nothing takes its traces": { stack: [application()], remediable: false, finds: [noEndpoint(IN_TASK)] },
    "a collector that a bridge keeps apart": {
      stack: [beside(ADOT, {}, { networkMode: "bridge", requiresCompatibilities: ["EC2"] })],
      remediable: false,
      finds: [noEndpoint(IN_TASK)],
    },
    "a daemon that takes no OpenTelemetry": {
      stack: [beside("public.ecr.aws/xray/aws-xray-daemon:latest")],
      remediable: false,
      finds: [noEndpoint(IN_TASK)],
    },
    "App Runner that is not observed": {
      stack: [appRunnerWith({ FRAISEQL_ENVIRONMENT: "production" })],
      remediable: false,
      finds: [noEndpoint(IN_APP_RUNNER)],
    },
    "too few are kept": {
      stack: [
        beside(ADOT, { OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.001" }),
      ],
      finds: [
        `5.4 Tracing: ${IN_TASK}OTEL_TRACES_SAMPLER_ARG does not comply; {profile} needs at least 0.01. Set environment[1].value: "0.01". ${IN_CODE}`,
      ],
    },
  },
  unknown: {
    "definitions with an output in them": {
      stack: [unknownTask],
      mentions: ["containerDefinitions is not known until the update"],
    },
    "an agent whose configuration is not read": {
      stack: [beside("public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300051")],
      mentions: ["containerDefinitions[1].image may take traces, as its configuration says"],
    },
    "an endpoint that is not known yet": {
      stack: [appRunnerWith({ OTEL_EXPORTER_OTLP_ENDPOINT: unknown })],
      mentions: ["OTEL_EXPORTER_OTLP_ENDPOINT is not known until the update"],
    },
  },
  notApplicable: { "a migration": { stack: [batchJob({})] } },
});
