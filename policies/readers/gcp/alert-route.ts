import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { alertRoute, type AlertRoute } from "../../kinds/alert-route";

/** What informs, and wakes nobody up. */
const QUIET = ["email", "slack", "google_chat", "hipchat", "campfire"];

/** `gcp:monitoring/notificationChannel:NotificationChannel`: on unless set. */
export const notificationChannel = reader(
  "gcp:monitoring/notificationChannel:NotificationChannel",
  alertRoute,
  (channel): AlertRoute => ({
    carriesAlerts: (self, stack) => isNotified(self, stack),
    criticalDestinations: () => {
      const type = channel.string("type");
      const enabled = channel.boolean("enabled", { whenAbsent: true });
      const unknown = [type, enabled].map(({ path, state }) => ({ path, state }));
      const missing = unknown.flatMap(({ path, state }) =>
        state.is === "unknown" ? [{ path, why: state.why }] : [],
      )[0];
      if (missing) return Listing.unknown(missing);
      if (enabled.value === false || type.value === undefined)
        return new Listing([], undefined, enabled.path);
      const called = type.shownValue ?? "a secret";
      return new Listing([{ path: type.path, pages: !QUIET.includes(type.value), called }]);
    },
    advice: "Add a channel of type pagerduty, webhook_tokenauth or sms to the alert policies.",
  }),
);

/** What alerts are sent to by a policy. */
interface Notifier {
  readonly channels: Listing<Reference>;
}

const notifier = kind<Notifier>("notifier");

/** `gcp:monitoring/alertPolicy:AlertPolicy`, by its channels. */
export const policyChannels = reader("gcp:monitoring/alertPolicy:AlertPolicy", notifier, (policy) => ({
  get channels() {
    return policy.references("notificationChannels");
  },
}));

const notifiersByChannel = lookup(notifier, (self, stack) => {
  const { items, missing } = self.thing.channels;
  const links = items.map((channel) => stack.follow(self, channel, alertRoute));
  const isUntold = missing !== undefined || links.some(({ state }) => state === "unknown");
  return {
    some: [
      ...links.flatMap(({ subjects }) => subjects.map(({ resource }) => resource.urn)),
      ...(isUntold ? [undefined] : []),
    ],
  };
});

/** A channel of a stack whose policies name others is there for something else. */
function isNotified(self: Subject<AlertRoute>, stack: StackView): boolean {
  const policies = stack.subjects(notifier);
  return policies.length === 0 || stack.candidates(notifiersByChannel, [self.resource.urn]).length > 0;
}
