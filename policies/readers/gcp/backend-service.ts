import { Fact } from "../../evaluation/fact";
import { kind } from "../../evaluation/kind";
import type { Path } from "../../evaluation/path";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { HealthCheck, Hsts } from "../../kinds/entry-point";
import { partOf, type Part } from "../aws/parts";
import { borrowed, jointly } from "../borrowed-fact";
import { hstsHeaderIn, hstsOf } from "../hsts-header";
import { Lacking } from "../kubernetes/lacking";
import { requestTimeout } from "./cloud-run-timeout";
import { isBucket, isServerless, workloadsOfBackend, type Backends } from "./load-balancer";
import { followPart } from "./part";

const healthCheckPart = kind<Part>("health check");

/** Health checks of load balancers, the older kinds among them. */
export const loadBalancerHealthCheck = reader(
  [
    "gcp:compute/healthCheck:HealthCheck",
    "gcp:compute/regionHealthCheck:RegionHealthCheck",
    "gcp:compute/httpHealthCheck:HttpHealthCheck",
    "gcp:compute/httpsHealthCheck:HttpsHealthCheck",
  ],
  healthCheckPart,
  partOf,
);

/** The Strict-Transport-Security header that a backend service or a bucket adds; regional services cannot. */
export function addedHeader(service: Subject<Part>): Hsts | undefined {
  if (service.resource.type === "gcp:compute/regionBackendService:RegionBackendService") return undefined;
  const holder = isBucket(service) ? "backend bucket" : "backend service";
  const as = <T>(fact: Fact<T>) => borrowed(`${holder} ${service.resource.name}`, fact);
  const headers = service.thing.inputs.strings("customResponseHeaders");
  const header = headers.items.find(({ value }) => value !== undefined && hstsHeaderIn(value) !== undefined);
  if (header) return hstsOf(header, as);
  const unknown = headers.items.find(({ isDecided }) => !isDecided);
  const missing = headers.missing ?? (unknown && { path: unknown.path, why: unknown.says });
  if (missing) {
    const untold = <T>() => as(Fact.unknown<T>(missing.path ?? [], missing.why));
    return { maxAgeSeconds: untold(), includesSubDomains: untold() };
  }
  const { length } = headers.items;
  const path = length === 0 ? ["customResponseHeaders"] : ["customResponseHeaders", length];
  const write = (seconds: number) => {
    const value = `Strict-Transport-Security: max-age=${seconds}; includeSubDomains`;
    return length === 0 ? [value] : value;
  };
  return {
    maxAgeSeconds: as(new Fact<number>({ is: "absent" }, path, { unit: "seconds", write })),
    // Where there is no header, its age speaks for both.
    includesSubDomains: Fact.given(true, path),
  };
}

/**
 * The health checks of the backend services that lead to the application, each of which has to comply; or of all services,
 * where none is known to lead there. Undefined where there are none: of serverless ones.
 */
export function healthCheckOf({ items, areRecognised }: Backends, stack: StackView): HealthCheck | undefined {
  // Services may share a check, which is spoken of once.
  const checks = [...new Map(items.flatMap((it) => checkOfService(it, stack))).values()];
  const together = areRecognised
    ? jointly
    : <T>(facts: readonly Fact<T>[]) =>
        agreed(facts, ["target"], "leads to backend services that are checked in different ways");
  const path = together(checks.map((check) => check.path));
  const intervalSeconds = together(checks.map((check) => check.intervalSeconds));
  return path && intervalSeconds && { path, intervalSeconds };
}

/** What several checks say, where they say the same. */
function agreed<T>([first, ...others]: readonly Fact<T>[], path: Path, why: string): Fact<T> | undefined {
  return first === undefined || others.every(({ value, isDecided }) => isDecided && value === first.value)
    ? first
    : Fact.unknown<T>(path, why);
}

/** The health check of a service, by what tells it from others; none for serverless ones. */
function checkOfService(
  service: Subject<Part>,
  stack: StackView,
): readonly (readonly [key: string, HealthCheck])[] {
  const { name, urn } = service.resource;
  const reference = service.thing.inputs.reference("healthChecks");
  const found = followPart(service, reference, healthCheckPart, "a health check", stack);
  switch (found.is) {
    case "unset":
      return [];
    case "lost": {
      const { path = [], why } = found.missing;
      const untold = <T>() => borrowed(`backend service ${name}`, Fact.unknown<T>(path, why));
      return [[urn, { path: untold(), intervalSeconds: untold() }]];
    }
    case "found": {
      const [only, ...others] = found.parts;
      if (only && others.length === 0) return [[only.resource.urn, checkOf(only)]];
      const checks = found.parts.map(checkOf);
      const told = <T>(facts: readonly Fact<T>[]) =>
        agreed(facts, ["healthChecks"], `of backend service ${name} may be one of several health checks`);
      const path = told(checks.map((check) => check.path));
      const intervalSeconds = told(checks.map((check) => check.intervalSeconds));
      return path && intervalSeconds ? [[urn, { path, intervalSeconds }]] : [];
    }
  }
}

const HTTP = ["httpHealthCheck", "httpsHealthCheck", "http2HealthCheck"];

/** `/` every five seconds, unless set. */
function checkOf({ resource, thing: { inputs } }: Subject<Part>): HealthCheck {
  const as = <T>(fact: Fact<T>) => borrowed(`health check ${resource.name}`, fact);
  return {
    path: as(pathOf(resource.type, inputs)),
    intervalSeconds: as(inputs.number("checkIntervalSec", { unit: "seconds", whenAbsent: 5 })),
  };
}

function pathOf(type: string, inputs: Part["inputs"]): Fact<string> {
  // The older kinds are of HTTP by their names.
  if (/Https?HealthCheck$/.test(type)) return inputs.string("requestPath", { whenAbsent: "/" });
  const http = HTTP.find((name) => inputs.has(name));
  if (http !== undefined) return inputs.string([http, "requestPath"], { whenAbsent: "/" });
  return new Lacking<string>(["httpHealthCheck"], {
    says: "is not set",
    needs: "an HTTP health check",
    advice: "Set httpHealthCheck.requestPath to /ready.",
  });
}

/** Seconds until backend services are given up on: 30 unless set; serverless ones have timeouts of their own. */
export function backendTimeout(
  services: readonly Subject<Part>[],
  stack: StackView,
): Fact<number> | undefined {
  return jointly(
    services.flatMap((service) => {
      if (isServerless(service, stack)) {
        return workloadsOfBackend(service, stack).items.map(({ resource }) =>
          borrowed(`workload ${resource.name}`, requestTimeout(resource)),
        );
      }
      return [
        borrowed(
          `backend service ${service.resource.name}`,
          service.thing.inputs.number("timeoutSec", { unit: "seconds", whenAbsent: 30 }),
        ),
      ];
    }),
  );
}
