import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup, type Key } from "../../evaluation/lookup";
import { anyOf, pass, undetermined, violation, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { alertRoute, type AlertRoute } from "../../kinds/alert-route";
import type { Ternary } from "../kubernetes/ternary";

/** An alarm of CloudWatch, by what it does when it goes off. */
interface Alarm {
  /** What composite alarms name it by. */
  readonly name: Fact<string>;
  readonly isEnabled: Fact<boolean>;
  readonly actions: Listing<Reference>;
  /** Of a composite alarm: the rule that names the alarms it is made of. */
  readonly rule?: Reference;
}

const alarm = kind<Alarm>("alarm");

/** What `aws:cloudwatch/metricAlarm:MetricAlarm` does when it goes off. */
export const metricAlarmActions = reader("aws:cloudwatch/metricAlarm:MetricAlarm", alarm, (inputs) => ({
  name: inputs.string("name"),
  ...actionsOf(inputs),
}));

/** `aws:cloudwatch/compositeAlarm:CompositeAlarm`, which tells of the alarms that its rule names. */
export const compositeAlarm = reader("aws:cloudwatch/compositeAlarm:CompositeAlarm", alarm, (inputs) => ({
  name: inputs.string("alarmName"),
  ...actionsOf(inputs),
  rule: inputs.reference("alarmRule"),
}));

/** A rule of EventBridge that takes changes of alarms, and may tell somebody. */
interface AlarmEvents {
  readonly takesAlarms: boolean;
}

const alarmEvents = kind<AlarmEvents>("alarm events");

/** `aws:cloudwatch/eventRule:EventRule` on the events of CloudWatch. */
export const alarmEventRule = reader("aws:cloudwatch/eventRule:EventRule", alarmEvents, (inputs) => {
  const { state } = inputs.string("eventPattern");
  const takesAlarms = state.is === "known" && state.value.includes("aws.cloudwatch");
  return takesAlarms ? { takesAlarms } : undefined;
});

/** Whether somebody is told when an alarm goes off: by its own actions, or by those of a composite alarm. */
export function alarmDestination(self: Subject<unknown>, stack: StackView): Outcome {
  const [own] = stack.candidates(alarmsByUrn, [self.resource.urn]);
  if (own === undefined) return pass;
  const outcome = tells(own, stack);
  if (outcome.result === "pass") return outcome;
  const composites = stack
    .candidates(compositesByChild, [own.resource.urn, own.thing.name.value && nameKey(own.thing.name.value)])
    .map((composite) => tellsOfChild(composite, own, stack));
  const told = anyOf(outcome, ...composites);
  const [event] = stack.subjects(alarmEvents);
  return told.result === "violation" && event
    ? undetermined({ why: `whether event rule ${event.resource.name} tells somebody is not judged` })
    : told;
}

/** Whether an alarm of the stack is sent to a route. */
export function takesAlarms(route: Subject<AlertRoute>, stack: StackView): boolean {
  const { urn } = route.resource;
  return stack
    .candidates(alarmsByRoute, [urn])
    .some((subject) => routesOf(subject, stack).some(({ resource }) => resource.urn === urn));
}

const alarmsByUrn = lookup(alarm, ({ resource }) => ({ some: [resource.urn] }));

const alarmsByRoute = lookup(alarm, (subject, stack) => ({
  some: routesOf(subject, stack).map(({ resource }) => resource.urn),
}));

const compositesByChild = lookup(alarm, (subject) => ({ some: childKeys(subject) }));

function actionsOf(inputs: Inputs): Pick<Alarm, "isEnabled" | "actions"> {
  return {
    get isEnabled() {
      return inputs.boolean("actionsEnabled", { whenAbsent: true });
    },
    get actions() {
      return inputs.references("alarmActions");
    },
  };
}

function tells(subject: Subject<Alarm>, stack: StackView): Outcome {
  const { isEnabled, actions } = subject.thing;
  if (isEnabled.value === false) return isEnabled.is(true);
  const told = actions.items.map((action) => tellsOf(subject, action, stack));
  if (told.includes(true)) return isEnabled.is(true);
  const path = ["alarmActions"];
  if (actions.missing) {
    const whole = new Reference(Fact.unknown<string>(path, UNTIL_UPDATE), "alarmActions");
    return tellsOf(subject, whole, stack) === true ? isEnabled.is(true) : undetermined(actions.missing);
  }
  if (told.includes(undefined)) return undetermined({ path, why: UNTIL_UPDATE });
  return violation({
    path,
    says: actions.items.length === 0 ? "is not set" : "names nothing that tells anybody",
    needs: "an SNS topic, so that somebody is told",
  });
}

/** Services whose ARNs as actions tell somebody; scaling policies, and what is done to an instance, do not. */
const TELLING = /^arn:[\w-]+:(sns|ssm|ssm-incidents|lambda):/;
const TELLING_TYPES = /^aws:(sns|ssmincidents|ssm|lambda|cloudformation)\//;

/** Whether an action tells somebody; undefined where it is not known. */
function tellsOf(from: Subject<Alarm>, action: Reference, stack: StackView): boolean | undefined {
  const { value } = action.fact;
  if (value !== undefined) return TELLING.test(value);
  if (stack.follow(from, action, alertRoute).subjects.length > 0) return true;
  const types = (from.resource.dependencies[action.property] ?? []).map(typeOf);
  if (types.some((type) => TELLING_TYPES.test(type))) return true;
  return types.length > 0 && types.every((type) => type.endsWith("/policy:Policy")) ? false : undefined;
}

function routesOf(subject: Subject<Alarm>, stack: StackView): readonly Subject<AlertRoute>[] {
  const { items, missing } = subject.thing.actions;
  const whole = missing
    ? [new Reference(Fact.unknown<string>(["alarmActions"], UNTIL_UPDATE), "alarmActions")]
    : [];
  return [...items, ...whole].flatMap((action) => stack.follow(subject, action, alertRoute).subjects);
}

/** The alarms that a rule names, `ALARM("errors") OR ALARM(arn:...:alarm:latency)`; its URNs where it is not known. */
function childKeys({ resource, thing: { rule } }: Subject<Alarm>): readonly Key[] {
  if (rule === undefined) return [];
  if (rule.fact.state.is === "unknown") return [undefined];
  const linked = resource.dependencies[rule.property] ?? [];
  return [...linked, ...namesIn(rule).map(nameKey)];
}

/** What a composite alarm tells of an alarm that it may be made of. */
function tellsOfChild(composite: Subject<Alarm>, child: Subject<Alarm>, stack: StackView): Outcome {
  const made = isMadeOf(composite, child);
  if (made === false) return violation({ says: "it is made of other alarms" });
  const outcome = tells(composite, stack);
  return made === undefined && outcome.result === "pass"
    ? undetermined({ why: `whether composite alarm ${composite.resource.name} watches it ${UNTIL_UPDATE}` })
    : outcome;
}

function namesIn({ fact }: Reference): readonly string[] {
  const calls = [...(fact.value ?? "").matchAll(/\bALARM\(\s*["']?([^"')]+)["']?\s*\)/g)];
  // An ARN ends in the name: arn:aws:cloudwatch:eu-west-1:123456789012:alarm:latency.
  return calls.flatMap(([, name]) => name?.replace(/^arn:.*?:alarm:/, "") ?? []);
}

function isMadeOf(composite: Subject<Alarm>, child: Subject<Alarm>): Ternary {
  const { rule } = composite.thing;
  if (rule === undefined) return false;
  const name = child.thing.name.value;
  const linked = composite.resource.dependencies[rule.property] ?? [];
  if (linked.includes(child.resource.urn)) return true;
  if (rule.fact.state.is === "unknown") return undefined;
  const names = namesIn(rule);
  return name === undefined ? (names.length === 0 ? false : undefined) : names.includes(name);
}

function nameKey(name: string): string {
  return `alarm ${name}`;
}

/** The type in a URN: that of the resource itself, after its parents'. */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").pop() ?? "";
}
