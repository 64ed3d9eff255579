import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import type { Outcome } from "../evaluation/outcome";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { Workload } from "./workload";

/** What a service mesh asks of connections to workloads inside it. */
export interface MeshPolicy {
  /** How narrowly it names workloads: of several that apply, the narrowest counts. 2 by labels, 1 by namespace, 0 all. */
  readonly precedence: number;
  /** Passes when it applies to the workload. */
  appliesTo(target: Subject<Workload>, self: Subject<MeshPolicy>, stack: StackView): Outcome;
  /** Whether it refuses callers without a certificate of the mesh: in general, and for single ports. */
  readonly verifiesCallers: Listing<Fact<boolean>>;
}

export const meshPolicy = kind<MeshPolicy>("mesh policy");

/** What a service mesh has those do who call workloads inside it. */
export interface MeshCallerRule {
  /** Passes when callers of the workload follow it. */
  appliesTo(target: Subject<Workload>, self: Subject<MeshCallerRule>, stack: StackView): Outcome;
  /** Whether callers present a certificate: in general, on single ports, and to single groups of its replicas. */
  presentsCertificates(
    target: Subject<Workload>,
    self: Subject<MeshCallerRule>,
    stack: StackView,
  ): Listing<Fact<boolean>>;
}

export const meshCallerRule = kind<MeshCallerRule>("destination rule");
