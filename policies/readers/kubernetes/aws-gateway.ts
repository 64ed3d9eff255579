import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import type { HealthCheck } from "../../kinds/entry-point";
import { lowestTlsVersion, tlsPolicyFor } from "../aws/tls-policy";
import { borrowed, jointly } from "../borrowed-fact";
import { showTlsVersion } from "../tls-version";
import { backendServices } from "./backend-workloads";
import { gatewayPolicy, policiesOn, titleOf } from "./gateway-attachment";
import type { GatewayAddOns, GatewayInStack } from "./gateway-implementation";
import { backendsOf, routesOf, rulesOf } from "./gateway-routes";
import { identityOf } from "./identity";
import { findNamed } from "./named-object";

const CONFIGURATION = "LoadBalancerConfiguration";
const PARAMETERS = ["spec", "infrastructure", "parametersRef"] as const;
const IDLE_TIMEOUT = "idle_timeout.timeout_seconds";

/** Whether the Gateway names settings of the AWS Load Balancer Controller. */
export function namesAwsConfiguration({ object }: GatewayInStack): boolean {
  return object.string([...PARAMETERS, "kind"]).value === CONFIGURATION;
}

/** The AWS Load Balancer Controller: an application load balancer, set up by objects of its own. */
export function awsGateway(gateway: GatewayInStack): GatewayAddOns {
  const { object } = gateway;
  const className = object.string("spec.gatewayClassName");
  const found = configurationOf(gateway);
  const ofListener = (listener: Inputs) => {
    const place = `${listener.string("protocol").value ?? ""}:${listener.number("port").value ?? ""}`;
    return found?.inputs
      .list("spec.listenerConfigurations")
      .items.find((one) => one.string("protocolPort").value === place);
  };
  return {
    lowestVersion: (listener) => {
      const policy = ofListener(listener)?.string("sslPolicy");
      if (found === undefined || policy === undefined || policy.isAbsent) {
        return Fact.unknown(
          className.path,
          "leads to the AWS Load Balancer Controller, whose own settings choose the TLS policy",
        );
      }
      return borrowed(
        found.title,
        policy.map(lowestTlsVersion, {
          says: showTlsVersion,
          write: tlsPolicyFor,
          why: "is a security policy whose versions are not known here",
        }),
      );
    },
    verifiesClients: (listener) => {
      const mode = ofListener(listener)?.string("mutualAuthentication.mode");
      return found === undefined || mode === undefined || mode.isAbsent
        ? undefined
        : borrowed(
            found.title,
            mode.map((value) => value === "verify", {
              says: (verifies) =>
                verifies ? "client certificates verified" : "client certificates not verified",
              write: () => "verify",
            }),
          );
    },
    healthCheck: () => healthCheckOf(gateway),
    timeoutSeconds: () => {
      const attribute = found?.inputs
        .list("spec.loadBalancerAttributes")
        .items.find((one) => one.string("key").value === IDLE_TIMEOUT);
      return found && attribute
        ? borrowed(
            found.title,
            attribute.number("value", { unit: "seconds", write: (seconds) => `${seconds}` }),
          )
        : undefined;
    },
    allowedRanges: () => {
      const ranges = found?.inputs.strings("spec.sourceRanges");
      return found && ranges && !ranges.isEmpty
        ? ranges.map((range) => borrowed(found.title, range))
        : undefined;
    },
  };
}

/** The settings that the Gateway names, of its own namespace. */
function configurationOf({ object, self, stack }: GatewayInStack) {
  const { namespace } = identityOf(object);
  const name = object.string([...PARAMETERS, "name"]);
  if (name.isAbsent) return undefined;
  const { subjects } = findNamed(gatewayPolicy, { name, namespace }, self, stack);
  const found = subjects.find(({ thing }) => thing.type === CONFIGURATION);
  return found && { title: titleOf(found), inputs: found.thing.inputs };
}

/** The checks of the target groups of Services that have settings for theirs: the path is `/`, every 15 seconds, unless set. */
function healthCheckOf({ object, stack }: GatewayInStack): HealthCheck | undefined {
  const services = backendServices(backendsOf(rulesOf(routesOf(object, stack))), stack).items;
  const checks = services.flatMap(({ thing }) =>
    policiesOn("TargetGroupConfiguration", { ...thing.identity, type: "Service" }, stack).map((policy) => ({
      title: titleOf(policy),
      check: policy.thing.inputs.at("spec.defaultConfiguration.healthCheckConfig"),
    })),
  );
  const path = jointly(
    checks.map(({ title, check }) => borrowed(title, check.string("healthCheckPath", { whenAbsent: "/" }))),
  );
  const intervalSeconds = jointly(
    checks.map(({ title, check }) =>
      borrowed(title, check.number("healthCheckInterval", { unit: "seconds", whenAbsent: 15 })),
    ),
  );
  return path && intervalSeconds ? { path, intervalSeconds } : undefined;
}
