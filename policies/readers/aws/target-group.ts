import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { isApplication } from "../../kinds/application";
import type { HealthCheck } from "../../kinds/entry-point";
import { workload, type Workload } from "../../kinds/workload";
import { borrowed, jointly } from "../borrowed-fact";
import { Lacking } from "../kubernetes/lacking";
import { loadBalancerPart, listenersOf } from "./load-balancer";
import { partOf, uniqueSubjects, urnsOf, type Part } from "./parts";
import { withTask } from "./task-workloads";

export const targetGroupPart = kind<Part>("target group");
const targetAttachmentPart = kind<Part>("target group attachment");

/** `aws:lb/targetGroup:TargetGroup`: where listeners send requests, and how it finds out who can take them. */
export const targetGroup = reader("aws:lb/targetGroup:TargetGroup", targetGroupPart, partOf);

/** `aws:lb/targetGroupAttachment:TargetGroupAttachment`: one target by its id. */
export const targetGroupAttachment = reader(
  "aws:lb/targetGroupAttachment:TargetGroupAttachment",
  targetAttachmentPart,
  partOf,
);

const attachmentsByGroup = lookup(targetAttachmentPart, (self, stack) => ({
  some: urnsOf(self, self.thing.inputs.reference("targetGroupArn"), targetGroupPart, stack),
}));

/** ECS services by the target groups that their tasks register with. */
const servicesByGroup = lookup(workload, (self, stack) => ({
  some: self.resource.type.startsWith("aws:ecs/")
    ? self.resource.inputs
        .list("loadBalancers")
        .items.flatMap((it) => urnsOf(self, it.reference("targetGroupArn"), targetGroupPart, stack))
    : [],
}));

/** True for a group whose one target is an application load balancer. */
export function leadsToLoadBalancer({ thing }: Subject<Part>): boolean {
  return thing.inputs.string("targetType").value === "alb";
}

/** The workloads that register with a target group. */
export function workloadsOfGroup(group: Subject<Part>, stack: StackView): Listing<Subject<Workload>> {
  const { urn, name } = group.resource;
  const services = stack.candidates(servicesByGroup, [urn]).map((service) => withTask(service, stack));
  const attached = stack
    .candidates(attachmentsByGroup, [urn])
    .map((attachment) => attachedWorkloads(attachment, stack));
  const found = [...services, ...attached];
  return found.length > 0
    ? Listing.of(...found)
    : Listing.unknown({ why: `what registers with target group ${name} is not in this stack` });
}

function attachedWorkloads(attachment: Subject<Part>, stack: StackView): Listing<Subject<Workload>> {
  const target = attachment.thing.inputs.reference("targetId");
  const direct = stack.follow(attachment, target, workload).subjects;
  const listeners = stack
    .follow(attachment, target, loadBalancerPart)
    .subjects.flatMap((loadBalancer) => listenersOf(loadBalancer, stack));
  const found = [
    ...direct.map((it) => withTask(it, stack)),
    ...listeners.map((listener) => listener.thing.workloads(listener, stack)),
  ];
  return found.length > 0
    ? Listing.of(...found)
    : Listing.unknown({ why: `what ${attachment.resource.name} registers is no workload of this stack` });
}

/**
 * The health checks of the groups that lead to the application, each of which has to comply; or of all groups, where none
 * is known to lead there. Undefined where there are none, or where their targets are functions, which need none.
 */
export function healthCheckOfGroups(
  groups: readonly Subject<Part>[],
  stack: StackView,
): HealthCheck | undefined {
  const recognised = groups.filter((group) =>
    workloadsOfGroup(group, stack).items.some(looksLikeApplication),
  );
  const chosen = uniqueSubjects(recognised.length > 0 ? recognised : groups).filter(
    ({ thing }) => thing.inputs.string("targetType").value !== "lambda",
  );
  const checks = chosen.map((group) => checkOf(group));
  const together = recognised.length > 0 ? jointly : agreed;
  const path = together(checks.map((check) => check.path));
  const intervalSeconds = together(checks.map((check) => check.intervalSeconds));
  return path && intervalSeconds && { path, intervalSeconds };
}

function looksLikeApplication({ thing }: Subject<Workload>): boolean {
  return isApplication(thing, { applicationLabels: {} });
}

/** What several groups say, where they say the same: some of them may lead to another program. */
function agreed<T>([first, ...others]: readonly Fact<T>[]): Fact<T> | undefined {
  return first === undefined || others.every(({ value, isDecided }) => isDecided && value === first.value)
    ? first
    : Fact.unknown<T>(["defaultActions"], "leads to target groups that are checked in different ways");
}

/** HTTP and `/` unless set, every 30 seconds; TCP for a group of a network load balancer that sets no check at all. */
function checkOf(group: Subject<Part>): HealthCheck {
  const { inputs } = group.thing;
  const check = inputs.at("healthCheck");
  const as = <T>(fact: Fact<T>) => borrowed(`${group.kind.name} ${group.resource.name}`, fact);
  return {
    path: as(pathOf(inputs, check)),
    intervalSeconds: as(check.number("interval", { unit: "seconds", whenAbsent: 30 })),
  };
}

function pathOf(inputs: Inputs, check: Inputs): Fact<string> {
  const enabled = check.boolean("enabled", { whenAbsent: true });
  if (enabled.value === false) return new Lacking<string>(enabled.path, { says: "is false" });
  const protocol = protocolOf(inputs, check);
  if (protocol.state.is === "unknown") return protocol;
  const path = check.string("path");
  if (!path.isAbsent) return path;
  return /^HTTPS?$/.test(protocol.value ?? "")
    ? check.string("path", { whenAbsent: "/" })
    : new Lacking<string>(check.path, {
        says: "only opens a TCP connection",
        advice: "Set its protocol: HTTP, and its path.",
      });
}

function protocolOf(inputs: Inputs, check: Inputs): Fact<string> {
  const own = check.string("protocol");
  if (!own.isAbsent) return own;
  const ofGroup = inputs.string("protocol", { whenAbsent: "HTTP" });
  if (inputs.has("healthCheck")) return check.string("protocol", { whenAbsent: "HTTP" });
  return ofGroup;
}
