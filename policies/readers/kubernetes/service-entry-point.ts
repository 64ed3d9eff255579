import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { notApplicable, undetermined, type Undetermined } from "../../evaluation/outcome";
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
import { service, type Service } from "../../kinds/service";
import { webFirewall } from "../../kinds/web-firewall";
import type { Workload } from "../../kinds/workload";
import { lowestTlsVersion, tlsPolicyFor } from "../aws/tls-policy";
import { showTlsVersion } from "../tls-version";
import { isControllerImage, isControllerPods } from "./controller-pods";
import { commaList } from "./ingress-object";
import { Lacking } from "./lacking";
import { isInternalByAnnotations, isPrivateAddress } from "./load-balancer-scope";
import { workloadsBehind } from "./service";

const ANNOTATIONS = ["metadata", "annotations"] as const;
const AWS = "service.beta.kubernetes.io/aws-load-balancer-";
const AZURE = "service.beta.kubernetes.io/azure-";
/** Classes of network load balancers that AWS's own controller makes: internal unless a scheme is set. */
const AWS_CLASS = /^(service\.k8s\.aws|eks\.amazonaws\.com)\/nlb$/;

/**
 * Services of type LoadBalancer and NodePort. A load balancer passes connections through, unless AWS annotations give it a
 * certificate; it admits every address unless ranges are listed. Of a NodePort, what leads to the nodes is not known.
 */
export const serviceEntryPoint = reader("kubernetes:core/v1:Service", entryPoint, (object) => {
  const type = object.string("spec.type");
  switch (type.state.is === "unknown" ? "unknown" : type.value) {
    case "unknown":
      return unseen("Service", Fact.unknown(type.path, type.says), { path: type.path, why: type.says });
    case "NodePort": {
      const why = "is NodePort, and what leads to the ports of the nodes is not in this stack";
      return unseen("Service of type NodePort", Fact.unknown(type.path, why), { path: type.path, why });
    }
    case "LoadBalancer":
      return loadBalancer(object);
    default:
      return undefined;
  }
});

/**
 * A Service that lists address ranges for an ingress controller restricts the controller's Ingresses as well. Which ones
 * are behind it is not told, so that it accuses none of them and clears none.
 */
export const controllerServiceFirewall = reader("kubernetes:core/v1:Service", webFirewall, (object) => {
  const annotation = (name: string) => object.string([...ANNOTATIONS, name]);
  if (object.string("spec.type").value !== "LoadBalancer" || rangesOf(object, annotation).isEmpty)
    return undefined;
  return {
    protects: (target, self, stack) => {
      const isBehind = !target.thing.type.startsWith("Service") && target.thing.type !== "Gateway";
      const same = serviceOf(self, stack);
      if (!isBehind || same === undefined || !leadsToController(same, stack)) {
        return notApplicable("it is no Service of an ingress controller in front of it");
      }
      return undetermined({ why: "whether its requests come through this Service is not told here" });
    },
    allowedRanges: () => rangesOf(object, annotation),
  };
});

/** An entry point of which only what is behind it can be told. */
function unseen(type: string, isInternal: Fact<boolean>, missing: Undetermined): EntryPoint {
  const { path = [], why } = missing;
  return {
    type,
    isInternal,
    workloads: workloadsOf,
    plainText: () => Listing.unknown(missing),
    tls: () => Listing.unknown(missing),
    bodyLimitBytes: () => Fact.unknown(path, why),
    servedBehind: (self, stack) => controllerBehind(self, stack) ?? otherEntryPoint(self, stack),
  };
}

function loadBalancer(object: Inputs): EntryPoint {
  const annotation = (name: string) => object.string([...ANNOTATIONS, name]);
  const certificate = annotation(`${AWS}ssl-cert`);
  const isControllers = (self: Subject<EntryPoint>, stack: StackView) =>
    controllerBehind(self, stack) !== undefined;
  return {
    type: "Service of type LoadBalancer",
    get isInternal() {
      return scopeOf(object);
    },
    workloads: workloadsOf,
    plainText: (self, stack) =>
      isControllers(self, stack) ? new Listing<PlainText>([]) : plainPorts(object, certificate),
    tls: () =>
      portsWith(object, (port) => endsTls(object, certificate, port)).map((port) =>
        terminationAt(object, certificate, port),
      ),
    hsts: (self, stack) =>
      isControllers(self, stack)
        ? {
            maxAgeSeconds: Fact.unknown(["spec", "selector"], CONTROLLER),
            includesSubDomains: Fact.unknown(["spec", "selector"], CONTROLLER),
          }
        : undefined,
    healthCheck: () => healthCheckOf(annotation),
    timeoutSeconds: () => timeoutOf(object, annotation),
    allowedRanges: () => rangesOf(object, annotation),
    servedBehind: controllerBehind,
  };
}

function scopeOf(object: Inputs): Fact<boolean> {
  const annotated = isInternalByAnnotations(object, ANNOTATIONS);
  if (!annotated.isAbsent || annotated.value === true) return annotated;
  const loadBalancerClass = object.string("spec.loadBalancerClass");
  const scheme = object.string([...ANNOTATIONS, `${AWS}scheme`]);
  if (AWS_CLASS.test(loadBalancerClass.value ?? "") && scheme.isAbsent) {
    return new Fact<boolean>({ is: "absent", value: true }, scheme.path);
  }
  const address = object.string("spec.loadBalancerIP");
  if (address.value !== undefined && isPrivateAddress(address.value)) return Fact.given(true, address.path);
  return annotated;
}

/** The ports of the service for which `test` holds. */
function portsWith(object: Inputs, test: (port: Inputs) => boolean): Listing<Inputs> {
  return object.list("spec.ports").filter(test);
}

/** True where the load balancer ends TLS: AWS, with a certificate, on every port or on those that are listed. */
function endsTls(object: Inputs, certificate: Fact<string>, port: Inputs): boolean {
  if (certificate.state.is !== "known" && certificate.state.is !== "unknown") return false;
  const listed = object.string([...ANNOTATIONS, `${AWS}ssl-ports`]).value ?? "*";
  const names = listed.split(",").map((name) => name.trim());
  return (
    names.includes("*") ||
    names.includes(String(port.number("port").value)) ||
    names.includes(port.string("name").value ?? "")
  );
}

const TLS_PORTS = [443, 8443, 6443, 9443];
const HTTP_PORTS = [80, 3000, 5000, 8000, 8008, 8080, 8081, 8888, 9000];
/** Ports of well-known protocols other than HTTP. */
const OTHER_PORTS = [
  22, 25, 53, 123, 465, 587, 636, 993, 1433, 1883, 3306, 4222, 5432, 5671, 5672, 6379, 6432,
].concat([8883, 9042, 9092, 9094, 11211, 27017]);

/** The ports that serve plain HTTP, or may: by number, name or application protocol. */
function plainPorts(object: Inputs, certificate: Fact<string>): Listing<PlainText> {
  const ports = portsWith(object, (port) => !endsTls(object, certificate, port));
  const found = ports.items.flatMap((port) => {
    const redirects = plainness(port);
    return redirects ? [{ path: port.path, name: nameOf(port), redirects }] : [];
  });
  return new Listing(found, ports.missing, ports.path, ports.isUnstated);
}

/** What a port serves, where that is or may be plain HTTP. */
function plainness(port: Inputs): Fact<boolean> | undefined {
  const number = port.number("port");
  const named = [port.string("appProtocol").value, port.string("name").value];
  const protocol = named.find((name) => name !== undefined && name !== "") ?? "";
  if ((port.string("protocol").value ?? "TCP") !== "TCP") return undefined;
  if (number.value === undefined) return Fact.unknown(number.path, number.says);
  if (/https|tls|ssl|wss/i.test(protocol) || TLS_PORTS.includes(number.value)) return undefined;
  if (/http|web|graphql|^ws$|kubernetes\.io\/(h2c|ws)/i.test(protocol) || HTTP_PORTS.includes(number.value)) {
    return new Fact<boolean>({ is: "known", value: false, shown: String(number.value) }, number.path, {
      says: () => "plain HTTP",
      fixable: false,
    });
  }
  if (protocol !== "" || OTHER_PORTS.includes(number.value)) return undefined;
  return Fact.unknown(
    number.path,
    "does not say what is spoken on it: name the port, or set its appProtocol",
  );
}

function nameOf(port: Inputs): string {
  const { value } = port.number("port");
  return value === undefined ? "port" : `port ${value}`;
}

function terminationAt(object: Inputs, certificate: Fact<string>, port: Inputs): TlsTermination {
  return {
    path: port.path,
    name: nameOf(port),
    lowestVersion: object
      .string([...ANNOTATIONS, `${AWS}ssl-negotiation-policy`], { whenAbsent: "ELBSecurityPolicy-2016-08" })
      .map(lowestTlsVersion, {
        says: showTlsVersion,
        write: tlsPolicyFor,
        why: "is a security policy whose versions are not known here",
      }),
    renewsItself: certificate.map((arn) => (/^arn:[^:]*:iam:/.test(arn) ? false : undefined), {
      says: () => "a certificate of IAM, which nothing renews",
      why: "names a certificate, and whether it was issued or imported is not told here",
      fixable: false,
    }),
    verifiesClients: new Lacking<boolean>(certificate.path, {
      says: "ends TLS at a load balancer, which asks for no client certificates",
    }),
  };
}

/** Its own health check, where annotations set one: the path, and seconds between checks. */
function healthCheckOf(annotation: (name: string) => Fact<string>): HealthCheck | undefined {
  const aws = annotation(`${AWS}healthcheck-path`);
  const azure = annotation(`${AZURE}load-balancer-health-probe-request-path`);
  const seconds = (fact: Fact<string>, whenAbsent: number) =>
    fact.isAbsent
      ? new Fact<number>({ is: "absent", value: whenAbsent }, fact.path, { unit: "seconds" })
      : fact.map<number>((value) => Number(value), { unit: "seconds", write: text });
  if (!aws.isAbsent)
    return { path: aws, intervalSeconds: seconds(annotation(`${AWS}healthcheck-interval`), 10) };
  if (azure.isAbsent) return undefined;
  return {
    path: azure,
    intervalSeconds: seconds(annotation(`${AZURE}load-balancer-health-probe-interval`), 5),
  };
}

const text = (value: number): string => String(value);

/** The idle timeout, where the annotations tell whose load balancer it is: AWS classic 60, network 350, Azure 4 minutes. */
function timeoutOf(object: Inputs, annotation: (name: string) => Fact<string>): Fact<number> | undefined {
  const annotations = object.entries(ANNOTATIONS).items.map(([name]) => name);
  const isNetwork =
    AWS_CLASS.test(object.string("spec.loadBalancerClass").value ?? "") ||
    /^(nlb|external|nlb-ip)$/.test(annotation(`${AWS}type`).value ?? "");
  if (isNetwork) return undefined;
  if (annotations.some((name) => name.startsWith(AWS))) {
    return secondsOf(annotation(`${AWS}connection-idle-timeout`), 60, 1);
  }
  const azure = annotation(`${AZURE}load-balancer-tcp-idle-timeout`);
  return azure.isAbsent ? undefined : secondsOf(azure, 240, 60);
}

function secondsOf(fact: Fact<string>, whenAbsent: number, secondsPerUnit: number): Fact<number> {
  if (fact.isAbsent) {
    return new Fact<number>({ is: "absent", value: whenAbsent }, fact.path, {
      unit: "seconds",
      write: text,
    });
  }
  return fact.map(
    (value) => (/^\d+$/.test(value.trim()) ? Number(value) * secondsPerUnit : undefined),
    secondsPerUnit === 1 ? { unit: "seconds", write: text } : { unit: "seconds", fixable: false },
  );
}

/** The ranges in the spec, which win, or in annotations. */
function rangesOf(object: Inputs, annotation: (name: string) => Fact<string>): Listing<Fact<string>> {
  const ranges = object.strings("spec.loadBalancerSourceRanges");
  if (!ranges.isEmpty) return ranges;
  for (const name of [
    "service.beta.kubernetes.io/load-balancer-source-ranges",
    `${AZURE}allowed-ip-ranges`,
  ]) {
    const listed = annotation(name);
    if (listed.value !== undefined || listed.untold) return commaList(listed);
  }
  for (const name of [`${AWS}security-groups`, `${AZURE}allowed-service-tags`]) {
    const elsewhere = annotation(name);
    if (!elsewhere.isAbsent) {
      return Listing.unknown({
        path: elsewhere.path,
        why: "decides who is admitted, and is not judged here",
      });
    }
  }
  return ranges;
}

/** The service that the same object is. */
function serviceOf(self: Subject<unknown>, stack: StackView): Subject<Service> | undefined {
  const base = JSON.stringify(self.part?.base ?? []);
  return servicesByUrn(stack)
    .get(self.resource.urn)
    ?.find(({ part }) => JSON.stringify(part?.base ?? []) === base);
}

function workloadsOf(self: Subject<EntryPoint>, stack: StackView): Listing<Subject<Workload>> {
  const same = serviceOf(self, stack);
  return same
    ? workloadsBehind(same, stack)
    : Listing.unknown({ path: ["spec", "selector"], why: "leads to pods that are not in this stack" });
}

const CONTROLLER = "selects the pods of an ingress controller, whose own settings decide it";

/** Set where the pods are those of an ingress controller or gateway. */
function controllerBehind(self: Subject<EntryPoint>, stack: StackView): string | undefined {
  const same = serviceOf(self, stack);
  return same !== undefined && leadsToController(same, stack)
    ? "it leads to an ingress controller, whose Ingresses and gateways answer for it"
    : undefined;
}

function leadsToController(same: Subject<Service>, stack: StackView): boolean {
  const selector = Object.fromEntries(same.thing.selector.items.map(([key, { value = "" }]) => [key, value]));
  const behind = workloadsBehind(same, stack).items;
  const isController = (it: Workload) =>
    it.containers.items.some(({ image, role }) => role === "main" && isControllerImage(image.value ?? ""));
  return behind.length > 0 ? behind.every(({ thing }) => isController(thing)) : isControllerPods(selector);
}

/** Set where other entry points lead to all the workloads behind it: a NodePort that an Ingress's load balancer needs. */
function otherEntryPoint(self: Subject<EntryPoint>, stack: StackView): string | undefined {
  const reached = reachedIn(stack);
  const behind = workloadsOf(self, stack).items;
  return behind.length > 0 && behind.every(({ thing }) => reached.has(thing))
    ? "another entry point of the stack leads to its workloads"
    : undefined;
}

const reachedWorkloads = new WeakMap<StackView, ReadonlySet<Workload>>();
const services = new WeakMap<StackView, Map<string, Subject<Service>[]>>();

/** The workloads that entry points other than NodePorts lead to. */
function reachedIn(stack: StackView): ReadonlySet<Workload> {
  let reached = reachedWorkloads.get(stack);
  if (reached === undefined) {
    reached = new Set(
      stack
        .subjects(entryPoint)
        .filter(({ thing }) => !thing.type.startsWith("Service"))
        .flatMap((other) => other.thing.workloads(other, stack).items.map(({ thing }) => thing)),
    );
    reachedWorkloads.set(stack, reached);
  }
  return reached;
}

function servicesByUrn(stack: StackView): Map<string, Subject<Service>[]> {
  let byUrn = services.get(stack);
  if (byUrn === undefined) {
    byUrn = new Map();
    for (const subject of stack.subjects(service)) {
      const { urn } = subject.resource;
      byUrn.set(urn, [...(byUrn.get(urn) ?? []), subject]);
    }
    services.set(stack, byUrn);
  }
  return byUrn;
}
