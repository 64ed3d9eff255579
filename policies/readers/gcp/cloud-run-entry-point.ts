import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint, type PlainText, type TlsTermination } from "../../kinds/entry-point";
import { workload, type Workload } from "../../kinds/workload";
import { ownWorkload } from "../aws/own-workload";
import { platformFact } from "../aws/platform-fact";
import { borrowed } from "../borrowed-fact";
import { requestTimeout } from "./cloud-run-timeout";
import { followName } from "./resource-name";

/** Who reaches the URL of its own that a Cloud Run service has. */
interface Reach {
  readonly ingress: Fact<string>;
  /** The value that lets load balancers and the project's own networks through. */
  readonly behindLoadBalancer: string;
  /** The value that lets everybody through. */
  readonly all: string;
  /** Whether there is no such URL. */
  readonly disabled: Fact<boolean>;
}

type Setting = (inputs: Inputs) => Reach;

const reach: Setting = (inputs) => ({
  ingress: inputs.string("ingress", { whenAbsent: "INGRESS_TRAFFIC_ALL" }),
  behindLoadBalancer: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
  all: "INGRESS_TRAFFIC_ALL",
  disabled: inputs.boolean("defaultUriDisabled", { whenAbsent: false }),
});

const reachV1: Setting = (inputs) => ({
  ingress: inputs.string(annotation("ingress"), { whenAbsent: "all" }),
  behindLoadBalancer: "internal-and-cloud-load-balancing",
  all: "all",
  disabled: inputs.boolean(annotation("default-url-disabled"), { whenAbsent: false }),
});

/**
 * The URL of its own that a Cloud Run service has: always HTTPS, plain HTTP is redirected. Everybody reaches it unless
 * `ingress` limits it or the URL is switched off.
 */
export const cloudRunUrl = reader("gcp:cloudrunv2/service:Service", entryPoint, (inputs) =>
  serviceUrl(() => reach(inputs)),
);

/** The same of the first version of the API, where annotations say so. */
export const cloudRunUrlV1 = reader("gcp:cloudrun/service:Service", entryPoint, (inputs) =>
  serviceUrl(() => reachV1(inputs)),
);

/** `gcp:cloudrun/domainMapping:DomainMapping`: a domain of one's own for a service, with a certificate of Google's. */
export const cloudRunDomain = reader(
  "gcp:cloudrun/domainMapping:DomainMapping",
  entryPoint,
  (inputs): EntryPoint => ({
    type: "domain mapping",
    isInternal: Fact.unknown(["spec", "routeName"], "names the service, whose ingress decides"),
    isInternalIn: (self, stack) => mappedIsInternal(self, stack),
    workloads: (self, stack) => {
      const services = mappedServices(self, stack);
      return services.length > 0
        ? new Listing(services)
        : Listing.unknown({ path: ["spec", "routeName"], why: "names a service outside the stack" });
    },
    plainText: () => new Listing(certificateOf(inputs).value === "NONE" ? [plainDomain(inputs)] : []),
    tls: () => new Listing(certificateOf(inputs).value === "NONE" ? [] : [domainTermination]),
    timeoutSeconds: (self, stack) => {
      const [service] = mappedServices(self, stack);
      return service && borrowed(`workload ${service.resource.name}`, requestTimeout(service.resource));
    },
  }),
);

function certificateOf(inputs: Inputs): Fact<string> {
  return inputs.string("spec.certificateMode", { whenAbsent: "AUTOMATIC" });
}

function plainDomain(inputs: Inputs): PlainText {
  return {
    path: [],
    name: "the domain",
    redirects: certificateOf(inputs).map((mode) => mode !== "NONE", {
      says: (encrypted) => (encrypted ? "TLS" : "plain HTTP"),
      write: () => "AUTOMATIC",
    }),
  };
}

function mappedServices(self: Subject<unknown>, stack: StackView): readonly Subject<Workload>[] {
  const reference = self.resource.inputs.reference("spec.routeName");
  return followName(self, reference, workload, ["name"], stack).subjects.filter(({ resource }) =>
    /^gcp:cloudrun(v2)?\/service:/.test(resource.type),
  );
}

/** Mapped domains answer to whom the service's ingress lets through. */
function mappedIsInternal(self: Subject<unknown>, stack: StackView): Fact<boolean> {
  const [service] = mappedServices(self, stack);
  if (service === undefined) {
    const { path, state } = self.resource.inputs.string("spec.routeName");
    const isUnknown = state.is === "unknown";
    return Fact.unknown(
      path,
      isUnknown ? state.why : "names a service outside the stack, whose ingress decides",
    );
  }
  const { type, inputs } = service.resource;
  const { ingress, all } = (type.startsWith("gcp:cloudrunv2/") ? reach : reachV1)(inputs);
  return borrowed(
    `workload ${service.resource.name}`,
    ingress.map((value) => value !== all),
  );
}

function annotation(name: string): Parameters<Inputs["string"]>[0] {
  return ["metadata", "annotations", `run.googleapis.com/${name}`];
}

function serviceUrl(readReach: () => Reach): EntryPoint {
  return {
    type: "Cloud Run service",
    get isInternal() {
      const { ingress, all, disabled } = readReach();
      const limited = ingress.map((value) => value !== all);
      if (limited.value === true) return limited;
      return disabled.value === true || !disabled.isDecided ? disabled : limited;
    },
    workloads: (self, stack) => {
      const { ingress, disabled } = readReach();
      for (const { path, state } of [ingress, disabled]) {
        // What serves behind something else is not asked for what an entry point is asked for.
        if (state.is === "unknown") return Listing.unknown({ path, why: state.why });
      }
      return ownWorkload(self, stack);
    },
    plainText: () => new Listing([]),
    tls: () => new Listing(readReach().disabled.value === true ? [] : [platformTermination]),
    timeoutSeconds: ({ resource }) => requestTimeout(resource),
    servedBehind: () => {
      const { ingress, behindLoadBalancer, disabled } = readReach();
      if (disabled.value === true) return "its own URL is switched off";
      return ingress.value === behindLoadBalancer
        ? "a load balancer answers for it: nobody else outside its networks reaches it"
        : undefined;
    },
  };
}

const BEHIND =
  "Put an application load balancer in front of it, and set ingress: INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER and defaultUriDisabled: true.";

const platformTermination: TlsTermination = {
  path: [],
  name: "its own URL",
  lowestVersion: platformFact(1.2, {
    says: "the lowest TLS version of a Cloud Run URL cannot be chosen; it is 1.2 or later",
    isLeast: true,
  }),
  renewsItself: platformFact(true, { says: "Cloud Run renews its certificate" }),
  verifiesClients: platformFact(false, {
    says: "Cloud Run asks for no client certificates",
    advice: BEHIND,
  }),
};

const domainTermination: TlsTermination = { ...platformTermination, name: "the domain" };
