import type { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { alertRoute, type AlertDestination, type AlertRoute } from "../../kinds/alert-route";
import { keysOfLinks, keysOfTarget, relationTo } from "./arm-link";

/** Receivers that reach a person at any hour, or a service that does. */
const PAGING = [
  ["webhookReceivers", "a webhook"],
  ["smsReceivers", "a text message"],
  ["voiceReceivers", "a call"],
  ["azureAppPushReceivers", "the Azure app"],
  ["azureFunctionReceivers", "a function"],
  ["logicAppReceivers", "a logic app"],
  ["automationRunbookReceivers", "a runbook"],
  ["itsmReceivers", "a ticket system"],
  ["incidentReceivers", "an incident service"],
] as const;

/** On-call services that take their alerts by mail. */
const ON_CALL_SERVICES =
  /pagerduty\.com|opsgenie\.(com|net)|victorops\.com|incident\.io|squadcast|zenduty|xmatters|betterstack|betteruptime|ilert/i;

/** `azure-native:monitor:ActionGroup`: on unless set. */
export const actionGroup = reader("azure-native:monitor:ActionGroup", alertRoute, (inputs): AlertRoute => ({
  carriesAlerts: (self, stack) => isTold(self, inputs.string("actionGroupName"), stack),
  criticalDestinations: () => receivers(inputs),
  advice: "Add webhookReceivers with the URL of your on-call service, or smsReceivers or voiceReceivers.",
}));

function receivers(inputs: Inputs): Listing<AlertDestination> {
  const enabled = inputs.boolean("enabled", { whenAbsent: true });
  if (enabled.state.is === "unknown") return Listing.unknown({ path: enabled.path, why: enabled.state.why });
  if (enabled.value === false) return new Listing([], undefined, enabled.path);
  const paging = PAGING.map(([property, called]) =>
    inputs.list(property).map(({ path }): AlertDestination => ({ path, pages: true, called })),
  );
  const mails = inputs.list("emailReceivers").map((mail): AlertDestination => {
    const address = mail.string("emailAddress");
    return { path: mail.path, pages: ON_CALL_SERVICES.test(address.value ?? ""), called: "email" };
  });
  const unsaid = inputs
    .list("emailReceivers")
    .items.map((mail) => mail.string("emailAddress"))
    .find(({ state }) => state.is === "unknown");
  const roles = inputs
    .list("armRoleReceivers")
    .map(({ path }): AlertDestination => ({ path, pages: false, called: "email" }));
  const all = Listing.of(...paging, mails, roles);
  const why = unsaid?.state.is === "unknown" ? { path: unsaid.path, why: unsaid.state.why } : undefined;
  return new Listing(all.items, all.missing ?? why, undefined, all.isUnstated);
}

/** What tells action groups: a rule that alerts. */
interface Notifier {
  readonly groups: Listing<Reference>;
}

const notifier = kind<Notifier>("action group user");

const notifying = (groups: (inputs: Inputs) => Listing<Reference>) => (inputs: Inputs) => ({
  get groups() {
    return groups(inputs);
  },
});

/** The action groups of rules on metrics. */
export const metricAlertGroups = reader(
  "azure-native:monitor:MetricAlert",
  notifier,
  notifying((rule) => rule.list("actions").map((action) => action.reference("actionGroupId"))),
);

/** The action groups of rules on queries. */
export const queryAlertGroups = reader(
  "azure-native:monitor:ScheduledQueryRule",
  notifier,
  notifying((rule) => rule.references("actions.actionGroups")),
);

/** The action groups of rules on the activity log. */
export const activityAlertGroups = reader(
  "azure-native:monitor:ActivityLogAlert",
  notifier,
  notifying((rule) => rule.list("actions.actionGroups").map((group) => group.reference("actionGroupId"))),
);

/** The action groups of rules in PromQL. */
export const ruleGroupGroups = reader(
  "azure-native:alertsmanagement:PrometheusRuleGroup",
  notifier,
  notifying((group) => {
    const rules = group.list("rules");
    const actions = rules.items.map((rule) =>
      rule.list("actions").map((action) => action.reference("actionGroupId")),
    );
    const all = Listing.of(...actions);
    return new Listing(all.items, rules.missing ?? all.missing);
  }),
);

const notifiersByGroup = lookup(notifier, (self, stack) => {
  const { items, missing } = self.thing.groups;
  const links = items.map((reference) => ({ link: stack.follow(self, reference, alertRoute), reference }));
  return missing ? { some: [undefined] } : keysOfLinks(links);
});

/** A group of a stack whose rules name others is there for something else. */
function isTold(self: Subject<unknown>, name: Fact<string>, stack: StackView): boolean {
  if (stack.subjects(notifier).length === 0) return true;
  return stack
    .candidates(notifiersByGroup, keysOfTarget(self, name))
    .some(
      (user) =>
        user.thing.groups.missing !== undefined ||
        user.thing.groups.items.some(
          (reference) =>
            relationTo(stack.follow(user, reference, alertRoute), reference, self, name) !== "is not",
        ),
    );
}
