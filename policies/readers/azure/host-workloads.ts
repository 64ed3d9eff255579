import { Fact } from "../../evaluation/fact";
import { kind, type Kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { entryPoint, type EntryPoint } from "../../kinds/entry-point";
import { workload, type Workload } from "../../kinds/workload";
import { lostReference, partOf, uniqueSubjects, type Part } from "../aws/parts";
import { followArm } from "./arm-part";

const publicAddressPart = kind<Part>("public address");

/** `azure-native:network:PublicIPAddress`: what a gateway or load balancer is reached by. */
export const publicAddress = reader("azure-native:network:PublicIPAddress", publicAddressPart, partOf);

/** What serves requests to a host: workloads, or entry points of the stack that lead on to some. */
export interface Hosts {
  readonly entryPoints: readonly Subject<EntryPoint>[];
  readonly workloads: Listing<Subject<Workload>>;
}

/** The properties that name what has a host name of its own. */
const NAMES = ["containerAppName", "name", "serviceName"];

/** What a host name, an address or a resource id leads to. */
export function hostsOf(from: Subject<unknown>, reference: Reference, stack: StackView): Hosts {
  const entryPoints = entryPointsAt(from, reference, stack).filter(
    ({ resource }) => resource !== from.resource,
  );
  const direct = [...ofHost(from, reference, workload, stack)];
  const behind = entryPoints
    // What is both a workload and an entry point is found already.
    .filter(({ resource }) => !direct.some((it) => it.resource === resource))
    .map((it) => workloadsBehind(it, stack));
  const found = Listing.of(new Listing(direct), ...behind);
  const nothing = direct.length === 0 && entryPoints.length === 0;
  const missing = nothing ? lostReference(reference, "a host") : found.missing;
  return { entryPoints, workloads: new Listing(uniqueSubjects(found.items), missing) };
}

/** Entry points that are being asked: some lead to themselves. */
const asked = new WeakMap<StackView, Set<string>>();

function workloadsBehind(it: Subject<EntryPoint>, stack: StackView): Listing<Subject<Workload>> {
  const { urn } = it.resource;
  const open = asked.get(stack) ?? new Set<string>();
  asked.set(stack, open);
  if (open.has(urn))
    return Listing.unknown({ why: `what leads to ${it.thing.type} ${it.resource.name} comes from there` });
  open.add(urn);
  try {
    return it.thing.workloads(it, stack);
  } finally {
    open.delete(urn);
  }
}

/** A known host name is told by its first label; otherwise what it was made of is. */
function ofHost<T>(
  from: Subject<unknown>,
  reference: Reference,
  kindOf: Kind<T>,
  stack: StackView,
): readonly Subject<T>[] {
  const { fact, property } = reference;
  const label = labelOf(fact.value);
  if (label !== undefined) {
    const byName = new Reference(new Fact({ is: "known", value: label }, fact.path), property);
    const alone = { ...from, resource: { ...from.resource, dependencies: {} } };
    const named = followArm(alone, byName, kindOf, NAMES, stack);
    if (named.state === "found") return named.subjects;
    // A host of another app, whatever else the property was made of.
    if (named.state === "outside") return [];
  }
  const { state, subjects } = followArm(from, reference, kindOf, NAMES, stack);
  return state === "found" ? subjects : [];
}

/** `api` of `api.azurewebsites.net`, of `api--blue.icyhill-1.westeurope.azurecontainerapps.io` and of `api.azure-api.net`. */
function labelOf(host: string | undefined): string | undefined {
  return /^([\w-]+?)(?:--[\w-]+)?\.(?:[\w.-]+\.)?(?:azurewebsites\.net|azurecontainerapps\.io|azure-api\.net)$/i
    .exec(host ?? "")?.[1]
    ?.toLowerCase();
}

function entryPointsAt(
  from: Subject<unknown>,
  reference: Reference,
  stack: StackView,
): readonly Subject<EntryPoint>[] {
  const own = ofHost(from, reference, entryPoint, stack).filter(({ resource }) =>
    resource.type.startsWith("azure-native"),
  );
  if (own.length > 0) return own;
  return stack
    .follow(from, reference, publicAddressPart)
    .subjects.flatMap(({ resource }) => stack.candidates(entryPointsByAddress, [resource.urn]));
}

const entryPointsByAddress = lookup(entryPoint, (self, stack) => ({
  some: self.resource.inputs
    .list("frontendIPConfigurations")
    .items.flatMap((frontend) =>
      stack
        .follow(self, frontend.reference("publicIPAddress.id"), publicAddressPart)
        .subjects.map(({ resource }) => resource.urn),
    ),
}));
