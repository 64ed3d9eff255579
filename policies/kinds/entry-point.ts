import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import type { Path } from "../evaluation/path";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { Workload } from "./workload";

/** What a method of an entry point is given: the entry point itself, and the stack it stands in. */
type InStack<T> = (self: Subject<EntryPoint>, stack: StackView) => T;

/**
 * Where requests from outside the application's network come in: an Ingress, a gateway, a load balancer's listener, a
 * content delivery distribution, an API gateway. What a platform has no setting for is left out or undefined, and then not
 * asked of it.
 */
export interface EntryPoint {
  /** What it is, in the platform's own words: `Ingress`, `listener`. */
  readonly type: string;
  /** Whether only private networks reach it, as far as it says so itself. */
  readonly isInternal: Fact<boolean>;
  /** The same with what other resources of the stack decide. Left out: nothing does. */
  readonly isInternalIn?: InStack<Fact<boolean>>;
  /** The workloads of this stack that its requests go to. Incomplete where a backend is outside the stack. */
  readonly workloads: InStack<Listing<Subject<Workload>>>;
  /** What it serves without TLS: listeners, or hosts without a certificate. Empty where everything is encrypted. */
  readonly plainText: InStack<Listing<PlainText>>;
  /** Where it ends TLS. Empty where it serves plain text only, or passes TLS through. */
  readonly tls: InStack<Listing<TlsTermination>>;
  /** The Strict-Transport-Security header that it adds. */
  readonly hsts?: InStack<Hsts | undefined>;
  /** The origins that browsers may call it from. Undefined where it adds no CORS headers. */
  readonly cors?: InStack<Cors | undefined>;
  /** Requests per minute that it lets through for each client; absent without a value where it does not limit. */
  readonly requestsPerMinute?: InStack<Fact<number> | undefined>;
  /** Bytes of the largest request body that it passes on; infinite where it does not limit. */
  readonly bodyLimitBytes?: InStack<Fact<number> | undefined>;
  /** Its own health check of the workloads. Left out where the workloads' readiness decides. */
  readonly healthCheck?: InStack<HealthCheck | undefined>;
  /** Seconds after which it gives up on a silent connection or an unanswered request. */
  readonly timeoutSeconds?: InStack<Fact<number> | undefined>;
  /** The address ranges that it admits, in CIDR notation. Empty where it admits every address. */
  readonly allowedRanges?: InStack<Listing<Fact<string>> | undefined>;
  /** What web firewalls name it by: resources that they are attached to. */
  readonly firewallKeys?: InStack<readonly string[]>;
  /** Set where another entry point stands behind it and answers for the requests: a clause that says so. */
  readonly servedBehind?: InStack<string | undefined>;
}

/** Something that is served without TLS. */
export interface PlainText {
  readonly path: Path;
  /** What it is, in a few words: `host api.example.com`, `port 80`. */
  readonly name: string;
  /** Whether it does nothing but redirect to HTTPS for good, with status 301 or 308. */
  readonly redirects: Fact<boolean>;
}

/** One place where TLS ends. */
export interface TlsTermination {
  readonly path: Path;
  /** What it is, in a few words: `host api.example.com`, `port 443`. */
  readonly name: string;
  /** The lowest TLS version that it accepts, as a number: 1.2. */
  readonly lowestVersion: Fact<number>;
  /** Whether its certificate is renewed without anybody's doing. */
  readonly renewsItself: Fact<boolean>;
  /** Whether it refuses clients without a valid certificate. */
  readonly verifiesClients: Fact<boolean>;
}

/** A Strict-Transport-Security header. */
export interface Hsts {
  /** Seconds; 0 where the header is not sent. */
  readonly maxAgeSeconds: Fact<number>;
  readonly includesSubDomains: Fact<boolean>;
}

/** Cross-origin resource sharing. */
export interface Cors {
  /** `*` for every origin. */
  readonly origins: Listing<Fact<string>>;
}

/** How a load balancer finds out whether a workload can take requests. */
export interface HealthCheck {
  /** The path of its HTTP request; absent for a check of another kind. */
  readonly path: Fact<string>;
  readonly intervalSeconds: Fact<number>;
}

export const entryPoint = kind<EntryPoint>("entry point");
