import { reader } from "../../evaluation/reader";
import { onCallSchedule } from "../../kinds/on-call-schedule";

/** `pagerduty:index/schedule:Schedule`: the users of its layers. Those who are not known yet are told apart by place. */
export const pagerDutySchedule = reader("pagerduty:index/schedule:Schedule", onCallSchedule, (inputs) => ({
  get participants() {
    const layers = inputs.list("layers").items.map((layer) => layer.strings("users").items);
    return Math.max(0, ...layers.map((users) => new Set(users.map((user, i) => user.value ?? i)).size));
  },
}));

/** `opsgenie:index/scheduleRotation:ScheduleRotation`: its participants, of which a team is several. */
export const opsgenieRotation = reader(
  "opsgenie:index/scheduleRotation:ScheduleRotation",
  onCallSchedule,
  (inputs) => ({
    get participants() {
      const { items } = inputs.list("participants");
      const groups = items.filter((it) => /^(?:team|escalation)$/.test(it.string("type").value ?? ""));
      return items.length + groups.length;
    },
  }),
);
