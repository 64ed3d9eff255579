import { Fact } from "../../evaluation/fact";
import { Listing } from "../../evaluation/listing";
import type { Inputs } from "../../evaluation/inputs";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { cluster } from "../../kinds/cluster";
import { entryPoint, type EntryPoint, type PlainText, type TlsTermination } from "../../kinds/entry-point";
import { unknownReference } from "../aws/outcome";
import { jointly } from "../borrowed-fact";
import { healthCheckOf, timeoutOf, workloadsOf } from "./application-gateway-backend";
import { corsOfGateway, hstsOfGateway } from "./application-gateway-headers";
import {
  isOfListener,
  protocolOf,
  redirectsOf,
  routesOf,
  serves,
  type Gateway,
} from "./application-gateway-route";
import { listenerTls } from "./application-gateway-tls";
import { bodyLimitOfGateway, foreignPolicyOf } from "./application-gateway-firewall-link";
import { followArm } from "./arm-part";
import { childOf, factOfChild } from "./gateway-child";
import { admittedToSubnet, isClosed } from "./network-security-group";

/**
 * `azure-native:network:ApplicationGateway`: what its listeners, its rules and its backend settings say. Of a gateway that
 * an ingress controller configures, the Ingresses say it.
 */
export const applicationGateway = reader(
  "azure-native:network:ApplicationGateway",
  entryPoint,
  (inputs): EntryPoint => {
    const at = (self: Subject<EntryPoint>, stack: StackView): Gateway => ({ inputs, self, stack });
    return {
      type: "application gateway",
      get isInternal() {
        return isInternal(inputs);
      },
      isInternalIn: (self, stack) => scopeOf(at(self, stack)),
      workloads: (self, stack) => workloadsOf(at(self, stack)),
      plainText: (self, stack) =>
        isConfiguredByCluster(self, stack) ? new Listing([]) : plainTextOf(inputs),
      tls: (self, stack) => (isConfiguredByCluster(self, stack) ? new Listing([]) : tlsOf(inputs, self)),
      hsts: () => hstsOfGateway(inputs),
      cors: () => corsOfGateway(inputs),
      healthCheck: (self, stack) => healthCheckOf(at(self, stack)),
      timeoutSeconds: (self, stack) => timeoutOf(at(self, stack)),
      requestsPerMinute: (self, stack) => foreignPolicyOf(at(self, stack)),
      bodyLimitBytes: (self, stack) => foreignPolicyOf(at(self, stack)) ?? bodyLimitOfGateway(inputs),
      allowedRanges: (self, stack) => allowedRanges(at(self, stack)),
      servedBehind: (self, stack) =>
        isConfiguredByCluster(self, stack)
          ? "the ingress controller of a cluster configures it, and its Ingresses are judged"
          : undefined,
    };
  },
);

const CONTROLLER = "addonProfiles.ingressApplicationGateway.config.applicationGatewayId";

const clustersByGateway = lookup(cluster, (self, stack) => {
  if (!self.resource.type.startsWith("azure-native")) return { some: [] };
  const reference = self.resource.inputs.reference(CONTROLLER);
  const { subjects } = followArm(self, reference, entryPoint, ["applicationGatewayName"], stack);
  return { some: subjects.map(({ resource }) => resource.urn) };
});

/** Whether a cluster of the stack has the add-on that makes Ingresses into rules of this gateway. */
function isConfiguredByCluster({ resource }: Subject<unknown>, stack: StackView): boolean {
  return stack.candidates(clustersByGateway, [resource.urn]).length > 0;
}

/** A frontend without a public address is reached from the virtual network alone. */
function hasPublicAddress(frontend: Inputs): Fact<boolean> {
  const address = frontend.presence("publicIPAddress");
  return address.isAbsent ? Fact.given(false, address.path) : address;
}

function scopeOfListener(inputs: Inputs, listener: Inputs): Fact<boolean> {
  const frontend = childOf(inputs, listener, "frontendIPConfiguration.id", "frontendIPConfigurations");
  return (
    factOfChild(frontend, hasPublicAddress) ??
    Fact.unknown(
      [...listener.path, "frontendIPConfiguration"],
      "is not set, so that who reaches it is not known",
    )
  );
}

function isInternal(inputs: Inputs): Fact<boolean> {
  const listeners = inputs.list("httpListeners");
  const scopes = listeners.items.map((listener) => scopeOfListener(inputs, listener));
  const open = scopes.find(({ value }) => value === true);
  if (open) return open.map((isOpen) => !isOpen);
  const untold = scopes.find((scope) => scope.untold)?.untold ?? listeners.missing;
  if (untold) return Fact.unknown(untold.path ?? [], untold.why);
  return Fact.given(scopes.length > 0, ["frontendIPConfigurations"]);
}

function plainTextOf(inputs: Inputs): Listing<PlainText> {
  const listeners = inputs.list("httpListeners");
  const untold = listeners.items.map((it) => protocolOf(it).untold).find((it) => it !== undefined);
  const isPrivate = isInternal(inputs).value === true;
  const plain = listeners.items
    .filter((listener) => protocolOf(listener).value === "Http")
    .flatMap((listener) => plainTextOfListener(inputs, listener, isPrivate) ?? []);
  return new Listing(plain, listeners.missing ?? untold);
}

/** A listener that no rule names takes no requests; one that only private networks reach is not asked beside others. */
function plainTextOfListener(inputs: Inputs, listener: Inputs, isPrivate: boolean): PlainText | undefined {
  const isPublic = scopeOfListener(inputs, listener);
  if (isPublic.value === false && !isPrivate) return undefined;
  const { items, missing } = routesOf({ inputs });
  const own = items.filter((route) => isOfListener(route, listener) === true);
  const maybe = items.filter((route) => isOfListener(route, listener) === undefined);
  const facts = own.map((route) => redirectsOf(inputs, route));
  const [first] = maybe.filter(serves);
  const untold = first?.listener.untold ?? missing ?? maybe[0]?.listener.untold;
  if (untold && facts.every(({ value }) => value === true)) {
    facts.push(Fact.unknown(untold.path ?? [], untold.why));
  }
  const failing = (fact: Fact<boolean>) => fact.value !== true;
  const redirects = jointly([...facts.filter(failing), ...facts.filter((fact) => !failing(fact))]);
  const name = `listener ${listener.string("name").shownValue ?? ""}`.trim();
  if (redirects === undefined) return undefined;
  const { untold: who } = isPublic;
  const judged = who && redirects.value !== true ? Fact.unknown<boolean>(who.path ?? [], who.why) : redirects;
  return { path: [], name, redirects: judged };
}

function tlsOf(inputs: Inputs, { resource }: Subject<EntryPoint>): Listing<TlsTermination> {
  const listeners = inputs.list("httpListeners");
  const untold = listeners.items.map((it) => protocolOf(it).untold).find((it) => it !== undefined);
  const encrypted = listeners.items
    .filter((listener) => protocolOf(listener).value === "Https")
    .map((listener) => listenerTls(inputs, listener, resource.type));
  return new Listing(encrypted, listeners.missing ?? untold);
}

/** A public address that its subnet's security group lets nobody connect to is none. */
function scopeOf(gateway: Gateway): Fact<boolean> {
  const own = isInternal(gateway.inputs);
  const admitted = own.value === false ? admittedTo(gateway) : undefined;
  if (admitted === undefined || isClosed(admitted) === false) return own;
  const path = ["gatewayIPConfigurations"];
  return isClosed(admitted) === true
    ? Fact.given(true, path)
    : Fact.unknown(path, "name a subnet whose network security group lets in what is not judged");
}

/** The addresses that the security group of its subnet lets in. Undefined where nothing limits them. */
function admittedTo({ inputs, self, stack }: Gateway): Listing<Fact<string>> | undefined {
  const { items, missing } = inputs.list("gatewayIPConfigurations");
  const ports = inputs.list("frontendPorts").items.flatMap((it) => it.number("port").value ?? []);
  const subnet = missing ? unknownReference(["gatewayIPConfigurations"]) : items[0]?.reference("subnet.id");
  return subnet && admittedToSubnet(self, subnet, ports, stack);
}

/** The security group of its subnet decides, where no firewall does. */
function allowedRanges(gateway: Gateway): Listing<Fact<string>> | undefined {
  const foreign = foreignPolicyOf(gateway)?.untold;
  const admitted = admittedTo(gateway);
  return foreign && (admitted === undefined || admitted.missing) ? Listing.unknown(foreign) : admitted;
}
