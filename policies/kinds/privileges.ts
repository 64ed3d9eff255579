import type { Fact } from "../evaluation/fact";
import type { Listing } from "../evaluation/listing";

/** What a container may do beyond its own process. Each is left out where the platform has no such setting. */
export interface ContainerPrivileges {
  /** Whether it has the powers of root on its host. */
  readonly privileged?: Fact<boolean> | undefined;
  /** Whether a process may gain more privileges than its parent has. */
  readonly allowsEscalation?: Fact<boolean> | undefined;
  /** Linux capabilities that are taken from it, without the prefix `CAP_`: `ALL`. */
  readonly droppedCapabilities?: Fact<readonly string[]> | undefined;
  /** Linux capabilities that are given to it. */
  readonly addedCapabilities?: Fact<readonly string[]> | undefined;
  /** The filter of its system calls: `RuntimeDefault`, `Localhost`, `Unconfined`. */
  readonly systemCallFilter?: Fact<string> | undefined;
  /** Ports of the host that it takes. */
  readonly hostPorts?: Listing<Fact<number>> | undefined;
}

/** What a workload shares with the host that it runs on. Each is left out where the platform has no such setting. */
export interface HostAccess {
  readonly network?: Fact<boolean> | undefined;
  readonly processes?: Fact<boolean> | undefined;
  readonly interProcess?: Fact<boolean> | undefined;
  /** Directories of the host that are its volumes, but for log files that a log agent does no more than read. */
  readonly paths?: Listing<Fact<string>> | undefined;
}
