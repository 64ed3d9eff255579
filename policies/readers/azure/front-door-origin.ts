import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { Listing } from "../../evaluation/listing";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import type { EntryPoint, HealthCheck } from "../../kinds/entry-point";
import type { Workload } from "../../kinds/workload";
import { uniqueSubjects, type Part } from "../aws/parts";
import { borrowed } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { followFrontDoor, originGroupPart, originsOf, profilePart } from "./front-door-part";
import { hostsOf } from "./host-workloads";

/** The workloads of the stack that the origins of a route are. */
export function workloadsOfRoute(
  inputs: Inputs,
  self: Subject<EntryPoint>,
  stack: StackView,
): Listing<Subject<Workload>> {
  const group = followFrontDoor(self, inputs, "originGroup.id", originGroupPart, stack);
  if (group.is === "unset") return Listing.unknown({ path: ["originGroup"], why: "is not set" });
  if (group.is === "lost") return Listing.unknown(group.missing);
  const found = Listing.of(...group.parts.map((it) => workloadsOfGroup(it, stack)));
  return new Listing(uniqueSubjects(found.items), found.missing);
}

function workloadsOfGroup(group: Subject<Part>, stack: StackView): Listing<Subject<Workload>> {
  const origins = originsOf(group, stack);
  const found = origins.items.map((origin) => {
    const { inputs } = origin.thing;
    const byId = inputs.reference("azureOrigin.id");
    const { workloads } = hostsOf(origin, byId.isSet ? byId : inputs.reference("hostName"), stack);
    const { missing } = workloads;
    return missing
      ? new Listing(workloads.items, { part: `origin ${origin.resource.name}`, ...missing })
      : workloads;
  });
  const holder = `${group.kind.name} ${group.resource.name}`;
  const none = origins.isEmpty ? { part: holder, why: "has no origin in this stack" } : origins.missing;
  return none ? Listing.of(...found, Listing.unknown<Subject<Workload>>(none)) : Listing.of(...found);
}

/** Probes of an origin group: of `/` every 240 seconds where they are set, and none where they are not. */
export function healthCheckOfRoute(
  inputs: Inputs,
  self: Subject<EntryPoint>,
  stack: StackView,
): HealthCheck | undefined {
  const group = followFrontDoor(self, inputs, "originGroup.id", originGroupPart, stack);
  if (group.is === "unset") return undefined;
  if (group.is === "lost") {
    const { path = [], why } = group.missing;
    return { path: Fact.unknown(path, why), intervalSeconds: Fact.unknown(path, why) };
  }
  const [only] = group.parts;
  return only && healthCheckOfGroup(only, stack);
}

const PROBE = "healthProbeSettings";

function healthCheckOfGroup(group: Subject<Part>, stack: StackView): HealthCheck | undefined {
  const as = <T>(fact: Fact<T>) => borrowed(`${group.kind.name} ${group.resource.name}`, fact);
  const { inputs } = group.thing;
  const present = inputs.presence(PROBE);
  if (present.untold) {
    const { path = [], why } = present.untold;
    return { path: as(Fact.unknown(path, why)), intervalSeconds: as(Fact.unknown(path, why)) };
  }
  const protocol = inputs.string(`${PROBE}.probeProtocol`, { whenAbsent: "Http" });
  if (present.value !== true || protocol.value === "NotSet") {
    const origins = originsOf(group, stack);
    // Where there is no other origin to turn to, Azure itself advises against probes.
    if (origins.items.length < 2 && origins.missing === undefined) return undefined;
    return {
      path: as(
        new Lacking<string>([PROBE], {
          says: "is not set, so that dead origins are not noticed",
          needs: "an HTTP health check",
          advice: 'Set its probePath to "/ready" and its probeIntervalInSeconds to 30.',
        }),
      ),
      intervalSeconds: Fact.given(0),
    };
  }
  return {
    path: as(inputs.string(`${PROBE}.probePath`, { whenAbsent: "/" })),
    intervalSeconds: as(
      inputs.number(`${PROBE}.probeIntervalInSeconds`, { unit: "seconds", whenAbsent: 240 }),
    ),
  };
}

/** Seconds that origins have to answer: 60 unless the profile sets it. */
export function timeoutOfRoute(
  inputs: Inputs,
  self: Subject<EntryPoint>,
  stack: StackView,
): Fact<number> | undefined {
  const profile = followFrontDoor(self, inputs, "profileName", profilePart, stack);
  if (profile.is === "unset") return undefined;
  if (profile.is === "lost") return Fact.unknown(profile.missing.path ?? [], profile.missing.why);
  const [found] = profile.parts;
  return (
    found &&
    borrowed(
      `${found.kind.name} ${found.resource.name}`,
      found.thing.inputs.number("originResponseTimeoutSeconds", { unit: "seconds", whenAbsent: 60 }),
    )
  );
}
