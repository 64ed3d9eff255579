import { cases, ref, resource, unknown } from "../../kit/cases";
import {
  api,
  appJob,
  application,
  containerApp,
  containerGroup,
  fromKeyVault,
  IN_APP,
  IN_CODE,
  IN_WEB,
  secretRefs,
  unknownContainers,
  webApp,
} from "../azure/workloads";

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" };
const collector = (image: unknown = "otel/opentelemetry-collector-contrib:0.140.0") => ({
  name: "otel",
  image,
});
const environment = (destinations?: unknown) =>
  resource("azure-native:app:ManagedEnvironment", "environment", {
    resourceGroupName: "production",
    ...(destinations === undefined
      ? {}
      : { openTelemetryConfiguration: { tracesConfiguration: { destinations } } }),
  });
const inEnvironment = (id: unknown = ref("environment")) =>
  containerApp({}, {}, { managedEnvironmentId: id });
const siteContainer = (name: unknown = ref("api"), image = "otel/opentelemetry-collector-contrib:0.140.0") =>
  resource("azure-native:web:WebAppSiteContainer", "otel", {
    resourceGroupName: "production",
    name,
    containerName: "otel",
    image,
    isMain: false,
  });
const none = (container: string) =>
  `5.4 Tracing: ${container}OTEL_EXPORTER_OTLP_ENDPOINT is not set; {profile} needs the address of a collector. Set it to the collector's address, such as http://otel-collector:4318. ${IN_CODE}`;

export default cases({
  requirement: "5.4-tracing",
  provider: "azure",
  valid: {
    "an endpoint": { stack: [containerApp(endpoint)] },
    "a collector beside the application": {
      stack: [application({ template: { containers: [api(), collector()] } })],
    },
    "a collector in its group": {
      stack: [
        containerGroup(
          {},
          {},
          {
            containers: [{ name: "fraiseql", image: "ghcr.io/fraiseql/fraiseql:1.2.0" }, collector()],
          },
        ),
      ],
    },
    "the agent of its environment": { stack: [inEnvironment(), environment(["appInsights"])] },
    "an endpoint that Key Vault holds": {
      stack: [
        containerApp(
          {},
          { env: secretRefs("OTEL_EXPORTER_OTLP_ENDPOINT") },
          fromKeyVault("OTEL_EXPORTER_OTLP_ENDPOINT"),
        ),
      ],
    },
    "in App Service": { stack: [webApp(endpoint)] },
    "a collector beside an app of App Service": { stack: [webApp(), siteContainer()] },
    "Application Insights, of code that App Service builds": {
      stack: [
        webApp(
          { FRAISEQL_ENVIRONMENT: "production", ApplicationInsightsAgent_EXTENSION_VERSION: "~3" },
          { linuxFxVersion: "PYTHON|3.13" },
        ),
      ],
    },
  },
  invalid: {
    "nothing takes its traces": { stack: [containerApp()], remediable: false, finds: [none(IN_APP)] },
    "nor does its environment": {
      stack: [inEnvironment(), environment()],
      remediable: false,
      finds: [none(IN_APP)],
    },
    "nothing takes those of an app of App Service": {
      stack: [webApp()],
      remediable: false,
      finds: [none(IN_WEB)],
    },
    "Application Insights does not instrument containers": {
      stack: [webApp({ ApplicationInsightsAgent_EXTENSION_VERSION: "~3" })],
      remediable: false,
      finds: [none(IN_WEB)],
    },
    "a collector beside another app": {
      stack: [webApp(), siteContainer("shop-web")],
      remediable: false,
      finds: [none(IN_WEB)],
    },
    "too few are kept": {
      stack: [
        containerApp({
          ...endpoint,
          OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
          OTEL_TRACES_SAMPLER_ARG: "0.001",
        }),
      ],
      finds: [
        `5.4 Tracing: ${IN_APP}OTEL_TRACES_SAMPLER_ARG does not comply; {profile} needs at least 0.01. Set env[2].value: "0.01". ${IN_CODE}`,
      ],
    },
  },
  unknown: {
    "containers that are not known yet": {
      stack: [unknownContainers],
      mentions: ["template.containers is not known until the update"],
    },
    "an endpoint that is not known yet": {
      stack: [containerApp({ OTEL_EXPORTER_OTLP_ENDPOINT: unknown })],
      mentions: ["OTEL_EXPORTER_OTLP_ENDPOINT is not known until the update"],
    },
    "which app a collector is beside": {
      stack: [webApp(), siteContainer(unknown)],
      mentions: ["whether site container otel is of this app is not known until the update"],
    },
    "an environment outside the stack": {
      stack: [
        inEnvironment("/subscriptions/s/resourceGroups/g/providers/Microsoft.App/managedEnvironments/e"),
      ],
      mentions: ["managedEnvironmentId names an environment outside the stack, whose agent may take traces"],
    },
    "what the agent of its environment takes is not known yet": {
      stack: [inEnvironment(), environment(unknown)],
      mentions: ["whether the agent of environment environment takes traces is not known until the update"],
    },
    "a collector whose configuration is not read": {
      stack: [application({ template: { containers: [api(), collector("datadog/agent:7")] } })],
      mentions: ["template.containers[1].image may take traces, as its configuration says"],
    },
    "what stands beside it is not known yet": {
      stack: [application({ template: { containers: [api(), collector(unknown)] } })],
      mentions: ["template.containers[1].image is not known until the update"],
    },
  },
  unknownIn: {
    "what stands beside an app of App Service": {
      of: "a collector beside an app of App Service",
      at: "otel: image",
      mentions: ["site container: image is not known until the update"],
    },
  },
  notApplicable: { "a migration runs to its end": { stack: [appJob()] } },
});
