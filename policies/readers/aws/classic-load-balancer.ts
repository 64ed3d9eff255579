import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import {
  entryPoint,
  type EntryPoint,
  type HealthCheck,
  type PlainText,
  type TlsTermination,
} from "../../kinds/entry-point";
import { workload, type Workload } from "../../kinds/workload";
import { borrowed, jointly } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { showTlsVersion, tlsVersionOf } from "../tls-version";
import { admittedBy, asAllowlist } from "./address-ranges";
import { certificateRenewal } from "./certificate";
import { partOf, urnsOf, type Part } from "./parts";
import { platformFact } from "./platform-fact";
import { withTask } from "./task-workloads";
import { lowestTlsVersion } from "./tls-policy";

const negotiationPolicyPart = kind<Part>("TLS negotiation policy");

/** `aws:elb/sslNegotiationPolicy:SslNegotiationPolicy`: TLS versions of one port of a classic load balancer. */
export const classicNegotiationPolicy = reader(
  "aws:elb/sslNegotiationPolicy:SslNegotiationPolicy",
  negotiationPolicyPart,
  partOf,
);

const listenerPolicyPart = kind<Part>("listener policy");

/** `aws:elb/listenerPolicy:ListenerPolicy`: which policies a port of a classic load balancer follows. */
export const classicListenerPolicy = reader(
  "aws:elb/listenerPolicy:ListenerPolicy",
  listenerPolicyPart,
  partOf,
);

const policiesByBalancer = lookup(negotiationPolicyPart, (self, stack) => ({
  some: urnsOf(self, self.thing.inputs.reference("loadBalancer"), entryPoint, stack),
}));

const listenerPoliciesByBalancer = lookup(listenerPolicyPart, (self, stack) => ({
  some: urnsOf(self, self.thing.inputs.reference("loadBalancerName"), entryPoint, stack),
}));

/** ECS services by the classic load balancers that their tasks register with. */
const servicesByBalancer = lookup(workload, (self, stack) => ({
  some: self.resource.type.startsWith("aws:ecs/")
    ? self.resource.inputs
        .list("loadBalancers")
        .items.flatMap((it) => urnsOf(self, it.reference("elbName"), entryPoint, stack))
    : [],
}));

/** `aws:elb/loadBalancer:LoadBalancer`: the classic load balancer. It knows neither redirects nor TLS 1.3. */
export const classicLoadBalancer = reader("aws:elb/loadBalancer:LoadBalancer", entryPoint, (inputs) => ({
  type: "classic load balancer",
  get isInternal() {
    return inputs.boolean("internal", { whenAbsent: false });
  },
  workloads: workloadsOf,
  plainText: () => plainTextOf(inputs),
  tls: (self: Subject<EntryPoint>, stack: StackView) => tlsOf(inputs, self, stack),
  healthCheck: () => healthCheckOf(inputs),
  timeoutSeconds: () => inputs.number("idleTimeout", { unit: "seconds", whenAbsent: 60 }),
  allowedRanges: (self: Subject<EntryPoint>, stack: StackView) => allowedRangesOf(inputs, self, stack),
}));

function workloadsOf(self: Subject<EntryPoint>, stack: StackView): Listing<Subject<Workload>> {
  const services = stack.candidates(servicesByBalancer, [self.resource.urn]);
  return services.length > 0
    ? Listing.of(...services.map((service) => withTask(service, stack)))
    : Listing.unknown({ why: "what registers with this load balancer is not in this stack" });
}

function protocolOf(listener: Inputs): string {
  return (listener.string("lbProtocol").value ?? "").toLowerCase();
}

function nameOf(listener: Inputs): string {
  const port = listener.number("lbPort").value;
  return port === undefined ? "its port" : `port ${port}`;
}

function plainTextOf(inputs: Inputs): Listing<PlainText> {
  const listeners = inputs.list("listeners");
  const plain = listeners.items.flatMap((listener): PlainText[] => {
    const protocol = listener.string("lbProtocol");
    const name = nameOf(listener);
    if (protocol.state.is === "unknown") {
      return [{ name, path: listener.path, redirects: Fact.unknown(protocol.path, protocol.state.why) }];
    }
    const isTcp80 = protocolOf(listener) === "tcp" && listener.number("lbPort").value === 80;
    if (protocolOf(listener) !== "http" && !isTcp80) return [];
    const redirects = new Lacking<boolean>(protocol.path, {
      says: `is ${protocolOf(listener)}, and serves plain HTTP`,
      advice:
        "A classic load balancer cannot redirect: use an application load balancer, or HTTPS ports alone.",
    });
    return [{ name, path: listener.path, redirects }];
  });
  return new Listing(plain, listeners.missing);
}

function tlsOf(inputs: Inputs, self: Subject<EntryPoint>, stack: StackView): Listing<TlsTermination> {
  const listeners = inputs.list("listeners");
  const untold = listeners.items.map((it) => it.string("lbProtocol")).find(({ isDecided }) => !isDecided);
  const missing = listeners.missing ?? (untold && { path: untold.path, why: untold.says });
  const endings = listeners.items
    .filter((listener) => /^(https|ssl)$/.test(protocolOf(listener)))
    .map((listener) => ({
      path: listener.path,
      name: nameOf(listener),
      get lowestVersion() {
        return lowestVersionOf(listener, self, stack);
      },
      get renewsItself() {
        return certificateRenewal(self, listener.reference("sslCertificateId"), stack);
      },
      verifiesClients: platformFact(false, {
        says: "a classic load balancer asks for no client certificates",
        advice: "Use an application load balancer with mutualAuthentication.",
      }),
    }));
  return new Listing(endings, missing);
}

/** ELBSecurityPolicy-2016-08 unless a policy is given to the port, which accepts TLS 1.0. */
function lowestVersionOf(listener: Inputs, self: Subject<EntryPoint>, stack: StackView): Fact<number> {
  const { path, says, value: port } = listener.number("lbPort");
  if (port === undefined) return Fact.unknown(path, says);
  const isFor = (property: string) => (policy: Subject<Part>) =>
    (policy.thing.inputs.number(property).value ?? port) === port;
  const policies = stack.candidates(policiesByBalancer, [self.resource.urn]).filter(isFor("lbPort"));
  const found = jointly(
    policies.map((policy) =>
      borrowed(`${policy.kind.name} ${policy.resource.name}`, negotiated(policy.thing.inputs)),
    ),
  );
  if (found) return found;
  const [other] = stack
    .candidates(listenerPoliciesByBalancer, [self.resource.urn])
    .filter(isFor("loadBalancerPort"));
  if (other) {
    const why = `names policies whose TLS versions are not read: those of ${other.resource.name}`;
    return Fact.unknown([...listener.path, "lbPort"], why);
  }
  return new Lacking<number>([...listener.path, "lbPort"], {
    says: "has no policy of its own, and accepts TLS 1.0",
    advice:
      "Add an aws.elb.SslNegotiationPolicy with Reference-Security-Policy: ELBSecurityPolicy-TLS-1-2-2017-01.",
  });
}

const VERSIONS = ["SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2"];

/** The versions that attributes switch on, or those of a policy of AWS. */
function negotiated(inputs: Inputs): Fact<number> {
  const attributes = inputs.list("attributes");
  const named = (name: string) => attributes.items.find((it) => it.string("name").value === name);
  const reference = named("Reference-Security-Policy")?.string("value");
  const format = { says: showTlsVersion, fixable: false };
  if (reference) {
    return reference.map(lowestTlsVersion, {
      ...format,
      why: "names a policy whose TLS versions its name does not tell",
    });
  }
  if (attributes.missing) return Fact.unknown(attributes.missing.path ?? [], attributes.missing.why);
  const lowest = VERSIONS.find((version) => named(`Protocol-${version}`)?.boolean("value").value === true);
  const value = lowest === undefined ? undefined : tlsVersionOf(lowest);
  return value === undefined
    ? Fact.unknown(attributes.path ?? ["attributes"], "switch on no version of TLS by name")
    : new Fact({ is: "known", value, shown: lowest ?? "" }, attributes.path ?? ["attributes"], format);
}

/** `HTTP:8000/ready`; TCP unless set, every 30 seconds. */
function healthCheckOf(inputs: Inputs): HealthCheck {
  const check = inputs.at("healthCheck");
  const target = check.string("target");
  return {
    path:
      target.value !== undefined && !/^HTTPS?:/i.test(target.value)
        ? new Lacking<string>(target.path, { says: "only opens a connection" })
        : target.map((value) => /^HTTPS?:\d+(\/.*)$/i.exec(value)?.[1], {
            write: (path) => `HTTP:${/:(\d+)/.exec(target.value ?? "")?.[1] ?? 8000}${path}`,
            ...(target.value === undefined ? { fixable: false } : {}),
          }),
    intervalSeconds: check.number("interval", { unit: "seconds", whenAbsent: 30 }),
  };
}

/** The ranges that its security groups admit to any of its ports. */
function allowedRangesOf(inputs: Inputs, self: Subject<EntryPoint>, stack: StackView): Listing<Fact<string>> {
  const path = ["securityGroups"];
  if (!inputs.has("securityGroups")) {
    return Listing.unknown({
      path,
      why: "is not set, so that the default security group of the VPC decides",
    });
  }
  const groups = inputs.references("securityGroups");
  const each = inputs
    .list("listeners")
    .items.map((listener) => admittedBy(self, groups, listener.number("lbPort"), stack));
  return asAllowlist({
    ranges: Listing.of(...each.map(({ ranges }) => ranges)),
    foreignLists: each.flatMap(({ foreignLists }) => foreignLists),
  });
}
