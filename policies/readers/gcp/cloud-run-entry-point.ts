import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import { reader } from "../../evaluation/reader";
import { entryPoint, type EntryPoint, type TlsTermination } from "../../kinds/entry-point";
import { ownWorkload } from "../aws/own-workload";
import { platformFact } from "../aws/platform-fact";
import { requestTimeout } from "./cloud-run-timeout";

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

/**
 * The URL of its own that a Cloud Run service has: always HTTPS, plain HTTP is redirected. Everybody reaches it unless
 * `ingress` limits it or the URL is switched off.
 */
export const cloudRunUrl = reader("gcp:cloudrunv2/service:Service", entryPoint, (inputs) =>
  serviceUrl(() => ({
    ingress: inputs.string("ingress", { whenAbsent: "INGRESS_TRAFFIC_ALL" }),
    behindLoadBalancer: "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
    all: "INGRESS_TRAFFIC_ALL",
    disabled: inputs.boolean("defaultUriDisabled", { whenAbsent: false }),
  })),
);

/** The same of the first version of the API, where annotations say so. */
export const cloudRunUrlV1 = reader("gcp:cloudrun/service:Service", entryPoint, (inputs) =>
  serviceUrl(() => ({
    ingress: inputs.string(annotation("ingress"), { whenAbsent: "all" }),
    behindLoadBalancer: "internal-and-cloud-load-balancing",
    all: "all",
    disabled: inputs.boolean(annotation("default-url-disabled"), { whenAbsent: false }),
  })),
);

function annotation(name: string): Parameters<Inputs["string"]>[0] {
  return ["metadata", "annotations", `run.googleapis.com/${name}`];
}

function serviceUrl(reach: () => Reach): EntryPoint {
  return {
    type: "Cloud Run service",
    get isInternal() {
      const { ingress, all, disabled } = reach();
      const limited = ingress.map((value) => value !== all);
      if (limited.value === true) return limited;
      return disabled.value === true || !disabled.isDecided ? disabled : limited;
    },
    workloads: (self, stack) => {
      const { ingress, disabled } = reach();
      for (const { path, state } of [ingress, disabled]) {
        // What serves behind something else is not asked for what an entry point is asked for.
        if (state.is === "unknown") return Listing.unknown({ path, why: state.why });
      }
      return ownWorkload(self, stack);
    },
    plainText: () => new Listing([]),
    tls: () => new Listing(reach().disabled.value === true ? [] : [platformTermination]),
    timeoutSeconds: ({ resource }) => requestTimeout(resource),
    servedBehind: () => {
      const { ingress, behindLoadBalancer, disabled } = reach();
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
