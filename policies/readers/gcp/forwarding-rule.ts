import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import {
  entryPoint,
  type Cors,
  type EntryPoint,
  type Hsts,
  type PlainText,
  type TlsTermination,
} from "../../kinds/entry-point";
import type { Workload } from "../../kinds/workload";
import { borrowed, jointly } from "../borrowed-fact";
import { addedHeader, backendTimeout, healthCheckOf } from "./backend-service";
import {
  backendsOf,
  knownUrlMapOf,
  servingBackends,
  targetOf,
  urlMapOf,
  workloadsOfBackend,
  type ForwardingRule,
} from "./load-balancer";
import { proxyTls } from "./proxy-tls";
import { foreignPolicy } from "./security-policy-link";
import { headerOf, originsOf, redirectsOf, timeoutOf } from "./url-map";

/**
 * Forwarding rules: one address and port of a load balancer, with what its target, URL map and backend services say.
 * Those of Private Service Connect and of VPN gateways bring no requests in.
 */
export const forwardingRule = reader(
  ["gcp:compute/globalForwardingRule:GlobalForwardingRule", "gcp:compute/forwardingRule:ForwardingRule"],
  entryPoint,
  (inputs): EntryPoint | undefined => {
    if (!bringsRequests(inputs)) return undefined;
    const at = (self: Subject<EntryPoint>, stack: StackView): ForwardingRule => ({ inputs, self, stack });
    return {
      type: "forwarding rule",
      get isInternal() {
        return schemeOf(inputs).map((scheme) => scheme.startsWith("INTERNAL"));
      },
      workloads: (self, stack) => workloadsOf(at(self, stack)),
      plainText: (self, stack) => plainTextOf(at(self, stack)),
      tls: (self, stack) => tlsOf(at(self, stack)),
      hsts: (self, stack) => hstsFacts(at(self, stack)),
      cors: (self, stack) => corsOf(at(self, stack)),
      healthCheck: (self, stack) => healthCheckOf(servingBackends(at(self, stack)), stack),
      timeoutSeconds: (self, stack) => timeoutSeconds(at(self, stack)),
      requestsPerMinute: (self, stack) => foreignPolicy(servingBackends(at(self, stack)).items, stack),
      bodyLimitBytes: (self, stack) => foreignPolicy(servingBackends(at(self, stack)).items, stack),
      allowedRanges: (self, stack) => sourceRanges(at(self, stack)),
      servedBehind: (self, stack) => servedBehind(at(self, stack)),
    };
  },
);

function schemeOf(inputs: Inputs): Fact<string> {
  return inputs.string("loadBalancingScheme", { whenAbsent: "EXTERNAL" });
}

function bringsRequests(inputs: Inputs): boolean {
  const protocol = inputs.string("ipProtocol", { whenAbsent: "TCP" }).value;
  return (
    schemeOf(inputs).value !== "" &&
    (protocol === undefined || /^(TCP|L3_DEFAULT)$/.test(protocol)) &&
    !/^(all-apis|vpc-sc)$|\/serviceAttachments\//.test(inputs.string("target").value ?? "")
  );
}

function workloadsOf(rule: ForwardingRule): Listing<Subject<Workload>> {
  const { items, missing } = backendsOf(rule);
  const found = Listing.of(...items.map((it) => workloadsOfBackend(it, rule.stack)));
  return missing ? Listing.of(found, Listing.unknown(missing)) : found;
}

/** A load balancer that leads to buckets alone, or only redirects, serves no workload. */
function servedBehind(rule: ForwardingRule): string | undefined {
  const { items, missing } = backendsOf(rule);
  const isProxy = targetOf(rule).is === "proxy";
  return isProxy && items.length === 0 && missing === undefined
    ? "it leads to no backend service"
    : undefined;
}

/** `443`, `443-443`; a rule without ports takes every one. */
function portOf({ inputs }: ForwardingRule): { readonly name: string; readonly isHttp: boolean } {
  const range = inputs.string("portRange").shownValue;
  const first = range ?? inputs.strings("ports").items[0]?.shownValue;
  const [from, to] = first?.split("-") ?? [];
  const name =
    from === undefined
      ? "its ports"
      : to === undefined || to === from
        ? `port ${from}`
        : `ports ${from}-${to}`;
  return { name, isHttp: from === "80" && (to === undefined || to === "80") };
}

function plainTextOf(rule: ForwardingRule): Listing<PlainText> {
  const target = targetOf(rule);
  const { name, isHttp } = portOf(rule);
  const plain = (redirects: Fact<boolean>) => new Listing([{ path: [], name, redirects }]);
  if (target.is === "lost") return Listing.unknown(target.missing);
  const protocol = target.is === "proxy" ? target.protocol : "tcp";
  if (protocol === "http" && target.is === "proxy") {
    const map = urlMapOf(target.proxy, rule.stack);
    if (map !== undefined && "resource" in map) return plain(redirectsOf(map));
    const {
      part,
      path = ["target"],
      why,
    }: Undetermined = map ?? {
      why: "leads to a proxy without a URL map",
    };
    const untold = Fact.unknown<boolean>(path, why);
    return plain(part === undefined ? untold : borrowed(part, untold));
  }
  // What passes through is judged where it ends, save on the port that stands for plain HTTP.
  if (protocol !== "tcp" || !isHttp) return new Listing<PlainText>([]);
  const path = rule.inputs.has("portRange") ? ["portRange"] : ["ports"];
  return plain(
    new Fact<boolean>({ is: "known", value: false, shown: "80" }, path, {
      says: () => "plain HTTP",
      fixable: false,
    }),
  );
}

function tlsOf(rule: ForwardingRule): Listing<TlsTermination> {
  const target = targetOf(rule);
  if (target.is === "lost") return Listing.unknown(target.missing);
  return target.is === "proxy" && /^(https|ssl)$/.test(target.protocol)
    ? new Listing([proxyTls(target.proxy, portOf(rule).name, rule.stack)])
    : new Listing<TlsTermination>([]);
}

/** What the URL map adds counts; where it adds no such header, every backend service has to. */
function hstsFacts(rule: ForwardingRule): Hsts | undefined {
  const target = targetOf(rule);
  if (target.is !== "proxy" || target.protocol !== "https") return undefined;
  const map = knownUrlMapOf(rule);
  const ofMap = map && headerOf(map);
  if (ofMap) return ofMap;
  const serving = servingBackends(rule).items;
  // Buckets count where nothing else answers.
  const answering = serving.length > 0 ? serving : backendsOf(rule).items;
  const headers = answering.flatMap((it) => addedHeader(it) ?? []);
  const maxAgeSeconds = jointly(headers.map((header) => header.maxAgeSeconds));
  const includesSubDomains = jointly(headers.map((header) => header.includesSubDomains));
  return maxAgeSeconds && includesSubDomains && { maxAgeSeconds, includesSubDomains };
}

function corsOf(rule: ForwardingRule): Cors | undefined {
  const map = knownUrlMapOf(rule);
  const origins = map && originsOf(map);
  return origins && { origins };
}

function timeoutSeconds(rule: ForwardingRule): Fact<number> | undefined {
  const target = targetOf(rule);
  if (target.is !== "proxy") return undefined;
  const map = knownUrlMapOf(rule);
  return (map && timeoutOf(map)) ?? backendTimeout(servingBackends(rule).items, rule.stack);
}

/** Only rules that pass connections on as they are can list addresses themselves. */
function sourceRanges(rule: ForwardingRule): Listing<Fact<string>> | undefined {
  if (targetOf(rule).is === "passthrough") return rule.inputs.strings("sourceIpRanges");
  const foreign = foreignPolicy<string>(servingBackends(rule).items, rule.stack);
  return foreign && new Listing([foreign]);
}
