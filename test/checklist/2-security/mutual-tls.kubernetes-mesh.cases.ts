import { cases, resource, unknown } from "../../kit/cases";
import { application, otherWorkload, service } from "../kubernetes/gateways";

const FULL = "api.prod.svc.cluster.local";

interface Rule {
  readonly name?: string;
  readonly namespace?: string;
  readonly host?: unknown;
  readonly version?: string;
  readonly subsets?: readonly object[];
}

const destinationRule = (
  trafficPolicy: object,
  { name = "api", namespace = "prod", host = "api", version = "v1", ...spec }: Rule = {},
) =>
  resource(`kubernetes:networking.istio.io/${version}:DestinationRule`, name, {
    metadata: { name, namespace },
    spec: { host, trafficPolicy, ...spec },
  });
const tls = (mode: unknown) => ({ tls: { mode } });
const onPort = (number: number, mode: string) => ({ port: { number }, ...tls(mode) });
const strict = resource("kubernetes:security.istio.io/v1:PeerAuthentication", "default", {
  metadata: { name: "default", namespace: "prod" },
  spec: { mtls: { mode: "STRICT" } },
});
const meshed = [application(), service(), strict];

const NEED = "{profile} needs a certificate of every caller";
const sends = (mode: string, at = "spec.trafficPolicy", rule = "api") =>
  `2.1 Mutual TLS: destination rule ${rule}: ${at}.tls.mode is ${mode}, which means no certificate of the caller; ${NEED}. Set ${at}.tls.mode: "ISTIO_MUTUAL".`;
const REFUSED = " The mesh refuses such callers.";

export default cases({
  requirement: "2.1-mutual-tls",
  provider: "kubernetes",
  valid: {
    "callers present the mesh's certificate": { stack: [...meshed, destinationRule(tls("ISTIO_MUTUAL"))] },
    "callers present certificates of their own": {
      stack: [...meshed, destinationRule(tls("MUTUAL"), { version: "v1beta1" })],
    },
    "a rule that says nothing about TLS": {
      stack: [
        ...meshed,
        destinationRule({ connectionPool: { tcp: { maxConnections: 100 } } }, { version: "v1alpha3" }),
      ],
    },
    "a rule about another host": {
      stack: [...meshed, destinationRule(tls("DISABLE"), { name: "legacy", host: "legacy" })],
    },
    "a rule about a host outside the mesh": {
      stack: [...meshed, destinationRule(tls("SIMPLE"), { name: "payments", host: "api.payments.example" })],
    },
    "a namespace of plain text, and a rule of the Service's own": {
      stack: [
        ...meshed,
        destinationRule(tls("DISABLE"), { name: "all", host: "*.prod.svc.cluster.local" }),
        destinationRule(tls("ISTIO_MUTUAL"), { host: FULL }),
      ],
    },
    "a mesh of plain text, and a rule of the namespace": {
      stack: [
        ...meshed,
        destinationRule(tls("DISABLE"), { name: "all", namespace: "istio-system", host: "*.local" }),
        destinationRule(tls("ISTIO_MUTUAL")),
      ],
    },
    "the Service's port has its own setting": {
      stack: [
        ...meshed,
        destinationRule({ ...tls("DISABLE"), portLevelSettings: [onPort(80, "ISTIO_MUTUAL")] }),
      ],
    },
    "plain text on a port that the Service does not have": {
      stack: [
        ...meshed,
        destinationRule({ ...tls("ISTIO_MUTUAL"), portLevelSettings: [onPort(9090, "DISABLE")] }),
      ],
    },
    "plain text to other pods of the Service": {
      stack: [
        ...meshed,
        destinationRule(tls("ISTIO_MUTUAL"), {
          subsets: [{ name: "legacy", labels: { app: "legacy" }, trafficPolicy: tls("DISABLE") }],
        }),
      ],
    },
  },
  invalid: {
    "plain text": {
      stack: [application(), service(), destinationRule(tls("DISABLE"))],
      remediable: false,
      finds: [sends("DISABLE")],
    },
    "plain text into a strict mesh": {
      stack: [...meshed, destinationRule(tls("DISABLE"), { host: FULL, version: "v1beta1" })],
      remediable: false,
      finds: [sends("DISABLE") + REFUSED],
    },
    "TLS without a certificate of the caller": {
      stack: [...meshed, destinationRule(tls("SIMPLE"), { version: "v1alpha3" })],
      remediable: false,
      finds: [sends("SIMPLE") + REFUSED],
    },
    "plain text on the Service's port": {
      stack: [
        ...meshed,
        destinationRule({ ...tls("ISTIO_MUTUAL"), portLevelSettings: [onPort(80, "DISABLE")] }),
      ],
      remediable: false,
      finds: [sends("DISABLE", "spec.trafficPolicy.portLevelSettings[0]") + REFUSED],
    },
    "plain text to a subset of the pods": {
      stack: [
        ...meshed,
        destinationRule(tls("ISTIO_MUTUAL"), {
          subsets: [{ name: "all", labels: { app: "api" }, trafficPolicy: tls("DISABLE") }],
        }),
      ],
      remediable: false,
      finds: [sends("DISABLE", "spec.subsets[0].trafficPolicy") + REFUSED],
    },
    "plain text in the whole mesh": {
      stack: [
        ...meshed,
        destinationRule(tls("DISABLE"), { name: "all", namespace: "istio-system", host: "*.local" }),
      ],
      remediable: false,
      finds: [sends("DISABLE", "spec.trafficPolicy", "all") + REFUSED],
    },
    "plain text from the gateway's namespace": {
      stack: [
        ...meshed,
        destinationRule(tls("ISTIO_MUTUAL")),
        destinationRule(tls("DISABLE"), { name: "edge", namespace: "istio-ingress", host: FULL }),
      ],
      remediable: false,
      finds: [sends("DISABLE", "spec.trafficPolicy", "edge") + REFUSED],
    },
  },
  unknownIn: {
    "a mode that is not known": {
      of: "callers present the mesh's certificate",
      at: "api: spec.trafficPolicy.tls.mode",
      mentions: ["destination rule api: spec.trafficPolicy.tls.mode is not known until the update"],
    },
    "a host that may be the Service": {
      of: "a rule about another host",
      at: "legacy: spec.host",
      mentions: ["whether destination rule legacy is about its Service is not known until the update"],
    },
    "labels of a subset that may be the application's": {
      of: "plain text to other pods of the Service",
      at: "api: spec.subsets.0.labels.app",
      mentions: ["spec.subsets[0].labels is not known until the update"],
    },
  },
  unknown: {
    "a host that may be nearer": {
      stack: [
        ...meshed,
        destinationRule(tls("DISABLE"), { name: "all", host: "*.prod.svc.cluster.local" }),
        destinationRule(tls("ISTIO_MUTUAL"), { host: unknown }),
      ],
      mentions: ["whether destination rule all is about its Service is not known until the update"],
    },
  },
  notApplicable: {
    "something else behind the Service": {
      stack: [otherWorkload(), service(), destinationRule(tls("DISABLE"))],
    },
    "callers that present certificates prove nothing by themselves": {
      stack: [application(), service(), destinationRule(tls("ISTIO_MUTUAL"))],
    },
  },
});
