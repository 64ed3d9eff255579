import { Fact, UNTIL_UPDATE } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { alertRoute, type AlertDestination, type AlertRoute } from "../../kinds/alert-route";
import { takesAlarms } from "./alarm-actions";

/** Something that takes what is sent to topics. */
interface Subscription {
  readonly topics: Listing<Reference>;
  readonly protocol: Fact<string>;
  readonly endpoint?: Fact<string>;
}

const subscription = kind<Subscription>("subscription");

/** `aws:sns/topicSubscription:TopicSubscription`. Whether it was confirmed, no program shows. */
export const topicSubscription = reader(
  "aws:sns/topicSubscription:TopicSubscription",
  subscription,
  (inputs) => ({
    topics: new Listing([inputs.reference("topic")]),
    protocol: inputs.string("protocol"),
    endpoint: inputs.string("endpoint"),
  }),
);

/** Chat channels that take what is sent to topics. */
export const chatSubscription = reader(
  [
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
  ],
  subscription,
  (inputs, { type }) => ({
    topics: inputs.references("snsTopicArns"),
    protocol: Fact.given(type.includes("slack") ? "slack" : "teams"),
  }),
);

/** `aws:sns/topic:Topic` that alarms are sent to: who hears of them is who subscribes. */
export const alarmTopic = reader("aws:sns/topic:Topic", alertRoute, (): AlertRoute => ({
  carriesAlerts: (self, stack) => takesAlarms(self, stack) || isNamedByAlertmanager(self, stack),
  criticalDestinations: topicDestinations,
  advice:
    "Add an aws.sns.TopicSubscription with the https endpoint of your on-call service, or with protocol sms.",
}));

/** `aws:ssmincidents/responsePlan:ResponsePlan`: it engages contacts of Incident Manager, and posts to a chat. */
export const responsePlan = reader("aws:ssmincidents/responsePlan:ResponsePlan", alertRoute, (inputs) => ({
  criticalDestinations: () => {
    const engaged = inputs.strings("engagements");
    const chats = inputs.strings("chatChannels");
    const destinations = Listing.of(
      engaged.map(({ path }): AlertDestination => ({ path, pages: true, called: "Incident Manager" })),
      chats.map(({ path }): AlertDestination => ({ path, pages: false, called: "chat" })),
    );
    return new Listing(destinations.items, destinations.missing, ["engagements"]);
  },
  advice: "Set engagements to the ARNs of contacts or of an escalation plan.",
}));

/** The Alertmanager of a workspace of Amazon Managed Service for Prometheus, which sends to topics and to PagerDuty. */
interface ManagedAlertmanager {
  readonly definition: Reference;
}

const managedAlertmanager = kind<ManagedAlertmanager>("managed alertmanager");

/** What `aws:amp/alertManagerDefinition:AlertManagerDefinition` names. */
export const alertmanagerTopics = reader(
  "aws:amp/alertManagerDefinition:AlertManagerDefinition",
  managedAlertmanager,
  (inputs) => ({ definition: inputs.reference("definition") }),
);

/** `aws:amp/alertManagerDefinition:AlertManagerDefinition`: YAML text, of which the kinds of receivers are read. */
export const managedAlertmanagerRoute = reader(
  "aws:amp/alertManagerDefinition:AlertManagerDefinition",
  alertRoute,
  (inputs): AlertRoute => ({ criticalDestinations: (self, stack) => receiversIn(inputs, self, stack) }),
);

const alertmanagersByTopic = lookup(managedAlertmanager, (self, stack) => ({
  some: topicsNamedBy(self, self.thing.definition, stack).map(({ resource }) => resource.urn),
}));

function isNamedByAlertmanager(topic: Subject<AlertRoute>, stack: StackView): boolean {
  return stack.candidates(alertmanagersByTopic, [topic.resource.urn]).length > 0;
}

/** The topics of the stack that a text names: by the engine's dependencies, or by an ARN in it. */
function topicsNamedBy(
  from: Subject<unknown>,
  text: Reference,
  stack: StackView,
): readonly Subject<AlertRoute>[] {
  const { value } = text.fact;
  const linked = new Set(from.resource.dependencies[text.property] ?? []);
  return stack
    .subjects(alertRoute)
    .filter(
      ({ resource }) =>
        resource.type === "aws:sns/topic:Topic" &&
        (linked.has(resource.urn) ||
          resource.identifiers.some((id) => id.startsWith("arn:") && value?.includes(id) === true)),
    );
}

function receiversIn(inputs: Inputs, self: Subject<AlertRoute>, stack: StackView): Listing<AlertDestination> {
  const definition = inputs.reference("definition");
  const { path, state, value } = definition.fact;
  const topics = topicsNamedBy(self, definition, stack);
  const reached = topics.map((topic) => topicDestinations(topic, stack));
  if (state.is === "unknown") {
    const told = reached.flatMap(({ items }) => items);
    return new Listing(told, told.some(({ pages }) => pages) ? undefined : { path, why: state.why }, path);
  }
  const text = value ?? "";
  const pager = /^\s*-?\s*["']?pagerduty_configs["']?\s*:/m.test(text)
    ? [{ path, pages: true, called: "PagerDuty" }]
    : [];
  const namesOthers = /^\s*-?\s*["']?sns_configs["']?\s*:/m.test(text) && topics.length === 0;
  const missing: Undetermined | undefined = namesOthers
    ? { path, why: "sends to a topic whose subscriptions are not in this stack" }
    : undefined;
  return Listing.of(new Listing<AlertDestination>(pager, missing, path), ...reached);
}

const subscriptionsByTopic = lookup(subscription, (self, stack) => {
  const { items, missing } = self.thing.topics;
  const followed = items.map((topic) => stack.follow(self, topic, alertRoute));
  const isUntold = missing !== undefined || followed.some(({ state }) => state === "unknown");
  const urns = followed.flatMap(({ subjects }) => subjects.map(({ resource }) => resource.urn));
  return { some: [...urns, ...(isUntold ? [undefined] : [])] };
});

function topicDestinations(topic: Subject<AlertRoute>, stack: StackView): Listing<AlertDestination> {
  const lists = stack.candidates(subscriptionsByTopic, [topic.resource.urn]).map((self) => {
    const { items, missing } = self.thing.topics;
    const links = items.map((it) => stack.follow(self, it, alertRoute));
    const takes = links.some(({ subjects }) =>
      subjects.some(({ resource }) => resource.urn === topic.resource.urn),
    );
    if (takes) return destinationOf(self);
    const isUntold = missing !== undefined || links.some(({ state }) => state === "unknown");
    return isUntold
      ? Listing.unknown<AlertDestination>({
          why: `whether ${calledOf(self)} takes the alerts ${UNTIL_UPDATE}`,
        })
      : new Listing<AlertDestination>([]);
  });
  return Listing.of(...lists);
}

/** Protocols that reach a person who sleeps, or a service that wakes one. */
const PAGING = ["https", "http", "sms", "lambda", "application"];
/** Protocols that hand the message on to something that no stack shows. */
const HANDED_ON = ["sqs"];
/** On-call services that take their alerts by mail. */
const ON_CALL_SERVICES =
  /pagerduty\.com|opsgenie\.(com|net)|victorops\.com|incident\.io|squadcast|zenduty|xmatters|betterstack|betteruptime|ilert/i;

function destinationOf(self: Subject<Subscription>): Listing<AlertDestination> {
  const { protocol, endpoint } = self.thing;
  const holder = calledOf(self);
  const untold = (why: string) => Listing.unknown<AlertDestination>({ why: `${holder} ${why}` });
  if (protocol.state.is === "unknown") return untold(`has a protocol that ${UNTIL_UPDATE}`);
  const called = protocol.value ?? "";
  if (called === "firehose") return new Listing<AlertDestination>([]);
  if (HANDED_ON.includes(called))
    return untold("hands alerts to a queue, and who reads it is not known here");
  const isMail = called.startsWith("email");
  if (isMail && endpoint?.state.is === "unknown") return untold(`mails to an address that ${UNTIL_UPDATE}`);
  const pages = PAGING.includes(called) || (isMail && ON_CALL_SERVICES.test(endpoint?.value ?? ""));
  return new Listing([{ path: protocol.path, holder, pages, called: isMail ? "email" : called }]);
}

function calledOf({ resource }: Subject<Subscription>): string {
  return `subscription ${resource.name}`;
}
