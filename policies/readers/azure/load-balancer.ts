import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import { entryPoint, type EntryPoint, type HealthCheck } from "../../kinds/entry-point";
import type { Workload } from "../../kinds/workload";
import { platformFact } from "../aws/platform-fact";
import { jointly } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { agreed } from "./agreed";
import { childOf, factOfChild } from "./gateway-child";
import { portsAsPlainText } from "./plain-port";

/**
 * `azure-native:network:LoadBalancer`: connections are passed on as they are, so that TLS and requests are judged where
 * they end.
 */
export const azureLoadBalancer = reader(
  "azure-native:network:LoadBalancer",
  entryPoint,
  (inputs): EntryPoint | undefined => {
    const rules = inputs.list("loadBalancingRules");
    // One that only lets out what is inside takes no connections.
    if (rules.isEmpty) return undefined;
    return {
      type: "load balancer",
      get isInternal() {
        return isInternal(inputs);
      },
      workloads: () => Listing.unknown<Subject<Workload>>({ path: ["backendAddressPools"], why: POOLS }),
      plainText: () => portsAsPlainText(rules, "frontendPort"),
      tls: () => new Listing([]),
      healthCheck: () => healthCheckOf(inputs, rules),
      timeoutSeconds: () => idleTimeoutOf(rules),
      allowedRanges: () =>
        Listing.unknown<Fact<string>>({
          path: ["backendAddressPools"],
          why: "are of machines whose network security groups decide which addresses reach them",
        }),
    };
  },
);

const POOLS = "are filled by machines and clusters, which are not seen from here";

/** A frontend has a public address, or one of a subnet. */
function isInternal(inputs: Inputs): Fact<boolean> {
  const frontends = inputs.list("frontendIPConfigurations");
  const open = frontends.items
    .flatMap((it) => [it.presence("publicIPAddress"), it.presence("publicIPPrefix")])
    .find(({ value }) => value === true);
  if (open) return Fact.given(false, open.path);
  const untold =
    frontends.missing ??
    frontends.items.find((it) => it.presence("subnet").untold)?.presence("subnet").untold;
  if (untold) return Fact.unknown(untold.path ?? [], untold.why);
  return Fact.given(frontends.items.length > 0, ["frontendIPConfigurations"]);
}

function healthCheckOf(inputs: Inputs, rules: Listing<Inputs>): HealthCheck | undefined {
  const differ = { path: ["loadBalancingRules"], why: "are checked in different ways" };
  const untold = rules.missing && [Fact.unknown<never>(rules.missing.path ?? [], rules.missing.why)];
  const ofProbes = <T>(factOf: (probe: Inputs) => Fact<T>, otherwise: (rule: Inputs) => Fact<T>) =>
    agreed<T>(
      [
        ...rules.items.map(
          (rule) => factOfChild(childOf(inputs, rule, "probe.id", "probes"), factOf) ?? otherwise(rule),
        ),
        ...(untold ?? []),
      ],
      differ,
    );
  const path = ofProbes(pathOf, (rule) => new Lacking<string>([...rule.path, "probe"], LACKING));
  const intervalSeconds = ofProbes(
    (probe) => probe.number("intervalInSeconds", { unit: "seconds", whenAbsent: 15 }),
    () => Fact.given(0),
  );
  return path && intervalSeconds && { path, intervalSeconds };
}

const LACKING = {
  says: "is not set",
  needs: "an HTTP health check",
  advice: "Name a probe of protocol Https with requestPath /ready.",
};

function pathOf(probe: Inputs): Fact<string> {
  const protocol = probe.string("protocol");
  if (protocol.untold) return Fact.unknown(protocol.path, protocol.untold.why);
  return protocol.value === "Tcp"
    ? new Lacking<string>(protocol.path, { ...LACKING, says: 'is "Tcp", which only connects' })
    : probe.string("requestPath");
}

const SECONDS_A_MINUTE = 60;

/** Four minutes unless set, and never less. */
function idleTimeoutOf(rules: Listing<Inputs>): Fact<number> | undefined {
  const facts = rules.items.map((rule) => {
    const minutes = rule.number("idleTimeoutInMinutes", { whenAbsent: 4 });
    return minutes.untold
      ? Fact.unknown<number>(minutes.path, minutes.untold.why)
      : platformFact((minutes.value ?? 4) * SECONDS_A_MINUTE, {
          says: `a load balancer of Azure keeps idle connections for at least 4 minutes (here ${minutes.shownValue ?? "some"})`,
          advice: "Put an application gateway in front of the application in its place.",
        });
  });
  return jointly(facts.slice(0, 1));
}
