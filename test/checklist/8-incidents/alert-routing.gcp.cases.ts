import { cases, ref, unknown } from "../../kit/cases";
import { channel, disk, policy } from "../gcp/monitoring";
import { application } from "../gcp/workloads";

const mail = channel({ type: "email", labels: { email_address: "team@example.com" } }, "mail");
const ADVICE = "Add a channel of type pagerduty, webhook_tokenauth or sms to the alert policies.";
const NEEDS = "{profile} needs a pager or a webhook that calls whoever is on call";

export default cases({
  requirement: "8.2-alert-routing",
  provider: "gcp",
  valid: {
    "a pager": { stack: [application(), channel(), policy([disk(0.8)])] },
    "a webhook, with no policy in the stack": {
      stack: [application(), channel({ type: "webhook_tokenauth" })],
    },
    "mail and text messages": {
      stack: [
        application(),
        mail,
        channel({ type: "sms" }),
        policy([disk(0.8)], { notificationChannels: [ref("mail"), ref("pager")] }),
      ],
    },
  },
  invalid: {
    "mail alone": {
      stack: [application(), mail, policy([disk(0.8)], { notificationChannels: [ref("mail")] })],
      finds: [
        `8.2 Alert routing: type is all that critical alerts reach, and email wakes nobody; ${NEEDS}. ${ADVICE}`,
      ],
      advisory: true,
      remediable: false,
    },
    "a pager that no policy names": {
      stack: [application(), mail, channel(), policy([disk(0.8)], { notificationChannels: [ref("mail")] })],
      finds: [
        `8.2 Alert routing: type is all that critical alerts reach, and email wakes nobody; ${NEEDS}. ${ADVICE}`,
      ],
      advisory: true,
      remediable: false,
    },
    "a pager that is off": {
      stack: [application(), channel({ enabled: false }), policy([disk(0.8)])],
      finds: [
        `8.2 Alert routing: enabled has no integration that critical alerts reach; ${NEEDS}. ${ADVICE}`,
      ],
      remediable: false,
    },
  },
  unknown: {
    "the type comes from an output": {
      stack: [application(), channel({ type: unknown }), policy([disk(0.8)])],
      mentions: ["type"],
    },
    "nothing routes alerts": {
      stack: [application()],
      mentions: ["nothing in the stack routes alerts"],
    },
  },
});
