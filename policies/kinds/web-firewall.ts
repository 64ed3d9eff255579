import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { EntryPoint } from "./entry-point";

/** Rules on requests that stand in front of entry points: a web ACL, a security policy. */
export interface WebFirewall {
  /** Passes when the entry point's requests go through it. */
  protects(target: Subject<EntryPoint>, self: Subject<WebFirewall>, stack: StackView): Outcome;
  /** Requests per minute that it lets through for each client; absent without a value where no rule limits them. */
  requestsPerMinute?(self: Subject<WebFirewall>, stack: StackView): Fact<number> | undefined;
  /** Bytes of the largest request body that it passes on; absent without a value where no rule limits it. */
  bodyLimitBytes?(self: Subject<WebFirewall>, stack: StackView): Fact<number> | undefined;
  /** The address ranges that it admits. Empty where it admits every address. */
  allowedRanges?(self: Subject<WebFirewall>, stack: StackView): Listing<Fact<string>>;
}

export const webFirewall = kind<WebFirewall>("web firewall");
