import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { EntryPoint, HealthCheck, Hsts } from "../../kinds/entry-point";
import { borrowed, jointly } from "../borrowed-fact";
import { showTlsVersion } from "../tls-version";
import { awsGateway, namesAwsConfiguration } from "./aws-gateway";
import { backendServices } from "./backend-workloads";
import { envoyGateway, hasEnvoyPolicies } from "./envoy-gateway";
import { gatewayClass, policiesOn, titleOf, untoldPolicyOn } from "./gateway-attachment";
import { backendsOf, routesOf, rulesOf } from "./gateway-routes";
import { identityOf } from "./identity";
import { findInputs, NO_NAMESPACE } from "./named-inputs";

/** A Gateway in its stack. */
export interface GatewayInStack {
  readonly object: Inputs;
  readonly self: Subject<EntryPoint>;
  readonly stack: StackView;
}

/** What an implementation of the Gateway API adds to it. What it has no setting for is left out. */
export interface GatewayAddOns {
  lowestVersion(listener: Inputs): Fact<number>;
  verifiesClients?(listener: Inputs): Fact<boolean> | undefined;
  hsts?(): Hsts | undefined;
  corsOrigins?(): Listing<Fact<string>> | undefined;
  requestsPerMinute?(): Fact<number> | undefined;
  bodyLimitBytes?(): Fact<number> | undefined;
  healthCheck?(): HealthCheck | undefined;
  timeoutSeconds?(): Fact<number> | undefined;
  allowedRanges?(): Listing<Fact<string>> | undefined;
}

/** The add-ons of the implementation that serves the Gateway, by its class. */
export function addOnsOf(gateway: GatewayInStack): GatewayAddOns {
  const { object, self, stack } = gateway;
  const className = object.string("spec.gatewayClassName");
  const found = findInputs(gatewayClass, className, NO_NAMESPACE, self, stack);
  const controller = "inputs" in found ? (found.inputs.string("spec.controllerName").value ?? "") : "";
  const name = className.value ?? "";
  if (controller.startsWith("networking.gke.io/") || name.startsWith("gke-")) return gke(gateway);
  if (controller.startsWith("gateway.envoyproxy.io/") || hasEnvoyPolicies(gateway))
    return envoyGateway(gateway);
  if (controller.startsWith("istio.io/") || /^istio(-|$)/.test(name)) return istio(object);
  if (controller.startsWith("gateway.k8s.aws/") || namesAwsConfiguration(gateway)) return awsGateway(gateway);
  return {
    lowestVersion: () =>
      Fact.unknown(
        className.path,
        className.state.is === "unknown"
          ? className.state.why
          : `is ${JSON.stringify(name)}, and the lowest TLS version of its implementation is not seen`,
      ),
  };
}

/** Istio as an implementation of the Gateway API: the mesh's configuration decides the TLS version. */
function istio(object: Inputs): GatewayAddOns {
  return {
    lowestVersion: () =>
      Fact.presumed(
        1.2,
        object.string("spec.gatewayClassName").path,
        "is Istio, whose lowest TLS version the mesh's configuration sets, which is not in this stack",
      ),
    verifiesClients: (listener) => {
      const mode = listener.string(["tls", "options", "gateway.istio.io/tls-terminate-mode"]);
      return mode.isAbsent
        ? undefined
        : mode.map((value) => value === "MUTUAL" || value === "ISTIO_MUTUAL", { fixable: false });
    },
  };
}

/** Google Kubernetes Engine: GCPGatewayPolicy, and GCPBackendPolicy and HealthCheckPolicy on Services. */
function gke({ object, stack }: GatewayInStack): GatewayAddOns {
  const className = object.string("spec.gatewayClassName");
  const gateway = { type: "Gateway", ...identityOf(object) };
  const services = () => backendServices(backendsOf(rulesOf(routesOf(object, stack))), stack).items;
  const onServices = (type: string) =>
    services().map(({ thing }) => ({
      service: thing.identity.name.value ?? "",
      policy: policiesOn(type, { ...thing.identity, type: "Service" }, stack)[0],
      untold: untoldPolicyOn(type, { ...thing.identity, type: "Service" }, stack),
    }));
  const guarded = () =>
    onServices("GCPBackendPolicy").flatMap(({ policy }) => {
      const security = policy?.thing.inputs.string("spec.default.securityPolicy");
      return policy && security && !security.isAbsent ? [{ title: titleOf(policy), security }] : [];
    });
  return {
    lowestVersion: (listener) => {
      const [policy] = policiesOn("GCPGatewayPolicy", gateway, stack, listener.string("name"));
      const named = policy?.thing.inputs.string("spec.default.sslPolicy");
      if (policy && named && !named.isAbsent) {
        return Fact.unknown(
          className.path,
          `has ${titleOf(policy)}, which names an SSL policy whose versions are not seen`,
        );
      }
      const untold = untoldPolicyOn("GCPGatewayPolicy", gateway, stack);
      if (untold)
        return Fact.unknown(className.path, `may have ${titleOf(untold)}, whose target is not known yet`);
      return new Fact<number>(
        { is: "known", value: 1, shown: `${JSON.stringify(className.value)} without an SSL policy` },
        className.path,
        { says: showTlsVersion, fixable: false },
      );
    },
    requestsPerMinute: () => {
      const [one] = guarded();
      return one && Fact.unknown(className.path, `has ${one.title}, whose Cloud Armor policy is not seen`);
    },
    allowedRanges: () => {
      const [one] = guarded();
      return (
        one &&
        Listing.unknown({
          path: className.path,
          why: `has ${one.title}, whose Cloud Armor policy is not seen`,
        })
      );
    },
    timeoutSeconds: () =>
      jointly(
        onServices("GCPBackendPolicy").flatMap(({ policy }) =>
          policy
            ? [
                borrowed(
                  titleOf(policy),
                  policy.thing.inputs.number("spec.default.timeoutSec", { unit: "seconds", whenAbsent: 30 }),
                ),
              ]
            : [],
        ),
      ),
    healthCheck: () => {
      const checks = onServices("HealthCheckPolicy");
      const unset = checks.find(({ policy }) => policy === undefined);
      if (unset?.untold) {
        const why = `may have ${titleOf(unset.untold)}, whose target is not known until the update`;
        return {
          path: Fact.unknown(className.path, why),
          intervalSeconds: Fact.unknown(className.path, why),
        };
      }
      if (unset) {
        const path = className.path;
        return {
          path: new Fact<string>(
            {
              is: "known",
              value: "/",
              shown: `${JSON.stringify(className.value)} without a HealthCheckPolicy for Service ${unset.service}`,
            },
            path,
            { fixable: false },
          ),
          intervalSeconds: Fact.given(15, path),
        };
      }
      const [first] = checks;
      if (first?.policy === undefined) return undefined;
      const { inputs } = first.policy.thing;
      const title = titleOf(first.policy);
      const type = inputs.string("spec.default.config.type").value ?? "HTTP";
      const place = { HTTPS: "httpsHealthCheck", HTTP2: "http2HealthCheck" }[type] ?? "httpHealthCheck";
      return {
        path: borrowed(
          title,
          inputs.string(
            `spec.default.config.${place}.requestPath`,
            /^(TCP|GRPC)$/.test(type) ? {} : { whenAbsent: "/" },
          ),
        ),
        intervalSeconds: borrowed(
          title,
          inputs.number("spec.default.checkIntervalSec", { unit: "seconds", whenAbsent: 5 }),
        ),
      };
    },
  };
}
