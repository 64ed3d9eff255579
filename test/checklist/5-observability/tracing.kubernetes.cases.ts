import { cases, resource, unknown } from "../../kit/cases";
import { application, applicationJob, configMap, IN_CODE, IN_CONTAINER } from "../kubernetes/application";

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://otel-collector:4318" };
const asks = (annotations: unknown) => ({ metadata: { labels: { app: "api" }, annotations } });
const PYTHON = "instrumentation.opentelemetry.io/inject-python";
const SIDECAR = "sidecar.opentelemetry.io/inject";
const instrumentation = (spec: object, namespace = "shop") =>
  resource("kubernetes:opentelemetry.io/v1alpha1:Instrumentation", "python", {
    metadata: { name: "python", namespace },
    spec,
  });
const namespace = (annotations: unknown, name: unknown = "shop") =>
  resource("kubernetes:core/v1:Namespace", "shop", { metadata: { name, annotations } });
const exporter = { exporter: { endpoint: "http://otel-collector.telemetry:4318" } };
const finding = (says: string, needs: string, then: string) =>
  `5.4 Tracing: ${IN_CONTAINER}${says}; {profile} needs ${needs}. ${then}`;
const NO_ENDPOINT = finding(
  "OTEL_EXPORTER_OTLP_ENDPOINT is not set",
  "the address of a collector",
  `Set it to the collector's address, such as http://otel-collector:4318. ${IN_CODE}`,
);

export default cases({
  requirement: "5.4-tracing",
  provider: "kubernetes",
  valid: {
    "an endpoint, and the sampler that keeps everything": { stack: [application(endpoint)] },
    "an endpoint of traces, and a ratio": {
      stack: [
        application({
          OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://tempo:4318/v1/traces",
          OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
          OTEL_TRACES_SAMPLER_ARG: "0.01",
        }),
      ],
    },
    "an endpoint that a Secret outside the stack holds": {
      stack: [
        application(
          {},
          {
            container: {
              env: [
                {
                  name: "OTEL_EXPORTER_OTLP_ENDPOINT",
                  valueFrom: { secretKeyRef: { name: "otel", key: "endpoint" } },
                },
              ],
            },
          },
        ),
      ],
    },
    "from a ConfigMap": {
      stack: [
        application({}, { container: { env: [], envFrom: [{ configMapRef: { name: "otel" } }] } }),
        configMap("otel", endpoint),
      ],
    },
    "the instrumentation of the namespace": {
      stack: [application({}, asks({ [PYTHON]: "true" })), instrumentation(exporter)],
    },
    "the namespace asks for its instrumentation": {
      stack: [application(), namespace({ [PYTHON]: "python" }), instrumentation(exporter)],
    },
    "an instrumentation of another namespace": {
      stack: [
        application({}, asks({ [PYTHON]: "telemetry/python" })),
        instrumentation({ ...exporter, sampler: { type: "traceidratio", argument: "0.25" } }, "telemetry"),
      ],
    },
    "a collector beside it": {
      stack: [
        application({}, asks({ [SIDECAR]: "side" })),
        resource("kubernetes:opentelemetry.io/v1beta1:OpenTelemetryCollector", "side", {
          metadata: { name: "side", namespace: "shop" },
          spec: { mode: "sidecar", config: { service: { pipelines: { traces: { exporters: ["otlp"] } } } } },
        }),
      ],
    },
    "v2, which reads the endpoint alone": {
      stack: [application({ ...endpoint, OTEL_TRACES_SAMPLER: "always_off" })],
      applicationGeneration: "v2",
    },
  },
  invalid: {
    "the namespace asks for it, and the pods do not": {
      stack: [
        application({}, asks({ [PYTHON]: "false" })),
        namespace({ [PYTHON]: "python" }),
        instrumentation(exporter),
      ],
      remediable: false,
      finds: [NO_ENDPOINT],
    },
    "another namespace asks for it": {
      stack: [application(), namespace({ [PYTHON]: "python" }, "other"), instrumentation(exporter)],
      remediable: false,
      finds: [NO_ENDPOINT],
    },
    "no tracing": { stack: [application()], finds: [NO_ENDPOINT], remediable: false },
    "an annotation that says no": {
      stack: [application({}, asks({ [PYTHON]: "false" })), instrumentation(exporter)],
      finds: [NO_ENDPOINT],
      remediable: false,
    },
    "an endpoint without an address": {
      stack: [application({ OTEL_EXPORTER_OTLP_ENDPOINT: "" })],
      finds: [NO_ENDPOINT.replace("is not set", "does not comply")],
      remediable: false,
    },
    "one trace in a thousand": {
      stack: [
        application({ ...endpoint, OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.001" }),
      ],
      finds: [
        finding(
          "OTEL_TRACES_SAMPLER_ARG does not comply",
          "at least 0.01",
          `Set env[2].value: "0.01". ${IN_CODE}`,
        ),
      ],
    },
    "a sampler that keeps nothing": {
      stack: [application({ ...endpoint, OTEL_TRACES_SAMPLER: "parentbased_always_off" })],
      finds: [
        finding(
          "OTEL_TRACES_SAMPLER does not comply",
          "a sampler that keeps traces, such as parentbased_traceidratio",
          `Set env[1].value: "parentbased_traceidratio". ${IN_CODE}`,
        ),
      ],
    },
    "telemetry is switched off": {
      stack: [application({ ...endpoint, OTEL_SDK_DISABLED: "true", OTEL_TRACES_EXPORTER: "none" })],
      finds: [
        finding("OTEL_SDK_DISABLED does not comply", "false", 'Set env[1].value: "false".'),
        finding(
          "OTEL_TRACES_EXPORTER does not comply",
          "an exporter, such as otlp",
          `Set env[2].value: "otlp". ${IN_CODE}`,
        ),
      ],
    },
    "an instrumentation that keeps too little": {
      stack: [
        application({}, asks({ [PYTHON]: "python" })),
        instrumentation({ ...exporter, sampler: { type: "parentbased_traceidratio", argument: "0.005" } }),
      ],
      finds: [
        '5.4 Tracing: trace injector python: spec.sampler.argument is 0.005; {profile} needs at least 0.01. Set spec.sampler.argument: "0.01".',
      ],
      remediable: false,
    },
  },
  unknownIn: {
    "a namespace that may ask for it": {
      of: "the namespace asks for its instrumentation",
      at: "shop: metadata.name",
      mentions: ["metadata.namespace is not known until the update"],
    },
  },
  unknown: {
    "annotations of the namespace that are not known yet": {
      stack: [application(), namespace(unknown)],
      mentions: ["metadata.annotations is not known until the update"],
    },
    "an endpoint that is not known yet": {
      stack: [application({ OTEL_EXPORTER_OTLP_ENDPOINT: unknown })],
      mentions: ["OTEL_EXPORTER_OTLP_ENDPOINT is not known until the update"],
    },
    "an instrumentation outside the stack": {
      stack: [application({}, asks({ [PYTHON]: "true" }))],
      mentions: ["names the Instrumentation of its namespace, which is not in this stack"],
    },
    "annotations that are not known yet": {
      stack: [application({}, asks(unknown))],
      mentions: ["spec.template.metadata.annotations is not known until the update"],
    },
    "a sampler that asks another service": {
      stack: [application({ ...endpoint, OTEL_TRACES_SAMPLER: "parentbased_jaeger_remote" })],
      mentions: ["OTEL_TRACES_SAMPLER leaves the ratio to something that is not read"],
    },
  },
  notApplicable: { "what runs to its end": { stack: [applicationJob()] } },
});
