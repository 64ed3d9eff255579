import type { Fact } from "../evaluation/fact";
import { kind } from "../evaluation/kind";
import type { Listing } from "../evaluation/listing";
import type { Subject } from "../evaluation/resource";
import type { StackView } from "../evaluation/stack";
import type { Workload, WorkloadIdentity } from "./workload";

/** A name under which a cluster reaches pods: a Kubernetes Service. */
export interface Service {
  /** The resource's own name, where others refer to it by name. */
  readonly identity: WorkloadIdentity;
  /** `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`. */
  readonly type: Fact<string>;
  /** The labels that it needs of pods. Empty where something else decides what is behind it. */
  readonly selector: Listing<readonly [label: string, value: Fact<string>]>;
  readonly ports: Listing<ServicePort>;
  /** The address ranges that its load balancer admits. Empty where it admits every address. */
  readonly sourceRanges: Listing<Fact<string>>;
  /** Its own labels, as far as they are known: service monitors select by them. */
  readonly labels: Readonly<Record<string, string>>;
  /** False when some of its labels are not known. */
  readonly labelsComplete: boolean;
  /** An annotation's value. */
  annotation(name: string): Fact<string>;
  /** The workloads of this stack whose pods it selects. Incomplete where it selects none of them, or what cannot be told. */
  workloads(self: Subject<Service>, stack: StackView): Listing<Subject<Workload>>;
}

/** One port of a service. */
export interface ServicePort {
  readonly name: Fact<string>;
  readonly port: Fact<number>;
  /** A number, or the name of a container's port; the port itself unless set. */
  readonly targetPort: Fact<string | number>;
  /** `TCP`, `UDP` or `SCTP`. */
  readonly protocol: Fact<string>;
}

export const service = kind<Service>("service");
