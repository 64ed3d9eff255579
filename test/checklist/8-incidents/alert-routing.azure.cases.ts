import { cases, ref, resource, secret, unknown } from "../../kit/cases";
import { application } from "../azure/workloads";

const group = (props: object, name = "oncall") =>
  resource("azure-native:monitor:ActionGroup", name, {
    resourceGroupName: "production",
    actionGroupName: name,
    groupShortName: name,
    enabled: true,
    ...props,
  });
const alert = (actions: unknown = [{ actionGroupId: ref("oncall") }], name = "failing") =>
  resource("azure-native:monitor:MetricAlert", name, {
    enabled: true,
    scopes: ["/subscriptions/s/x"],
    severity: 1,
    evaluationFrequency: "PT1M",
    windowSize: "PT5M",
    actions,
    criteria: { odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria", allOf: [] },
  });
const pager = {
  webhookReceivers: [
    { name: "pager", serviceUri: secret("https://events.pagerduty.com/integration/0123/enqueue") },
  ],
};
const mail = (emailAddress: unknown = "team@example.com") => ({
  emailReceivers: [{ name: "team", emailAddress }],
});

export default cases({
  requirement: "8.2-alert-routing",
  provider: "azure",
  valid: {
    "a webhook": { stack: [application(), alert(), group(pager)] },
    "a text message, and the group by its id": {
      stack: [
        application(),
        alert([
          {
            actionGroupId:
              "/subscriptions/s/resourceGroups/production/providers/Microsoft.Insights/actionGroups/OnCall",
          },
        ]),
        group({ smsReceivers: [{ name: "me", countryCode: "49", phoneNumber: "15550100" }] }),
      ],
    },
    "mail to an on-call service": {
      stack: [application(), alert(), group(mail("api@example.pagerduty.com"))],
    },
    "a group for warnings beside one that pages": {
      stack: [
        application(),
        alert(),
        group(pager),
        alert([{ actionGroupId: ref("team") }], "late"),
        group(mail(), "team"),
      ],
    },
    "an old token": {
      stack: [
        application(),
        resource("azure-native:insights:ActionGroup", "oncall", {
          actionGroupName: "oncall",
          groupShortName: "oncall",
          enabled: true,
          ...pager,
        }),
      ],
    },
  },
  invalid: {
    "nobody": {
      stack: [application(), alert(), group({})],
      remediable: false,
      finds: [
        "8.2 Alert routing: nobody hears of the alerts that are sent to it; {profile} needs a pager or a webhook that calls whoever is on call. Add webhookReceivers with the URL of your on-call service, or smsReceivers or voiceReceivers.",
      ],
    },
    "it is off": {
      stack: [application(), alert(), group({ ...pager, enabled: false })],
      remediable: false,
      finds: [
        "8.2 Alert routing: enabled has no integration that critical alerts reach; {profile} needs a pager or a webhook that calls whoever is on call. Add webhookReceivers with the URL of your on-call service, or smsReceivers or voiceReceivers.",
      ],
    },
    "mail alone": {
      stack: [application(), alert(), group(mail())],
      remediable: false,
      advisory: true,
      finds: [
        "8.2 Alert routing: emailReceivers[0] is all that critical alerts reach, and email wakes nobody; {profile} needs a pager or a webhook that calls whoever is on call. Add webhookReceivers with the URL of your on-call service, or smsReceivers or voiceReceivers.",
      ],
    },
  },
  unknown: {
    "no group": { stack: [application()], mentions: ["nothing in the stack routes alerts"] },
    "a group outside the stack": {
      stack: [application(), alert([{ actionGroupId: "/subscriptions/s/actionGroups/x" }])],
      mentions: ["nothing in the stack routes alerts"],
    },
    "the receivers": {
      stack: [application(), alert(), group({ webhookReceivers: unknown })],
      mentions: ["webhookReceivers is not known until the update"],
    },
    "whether it is on": {
      stack: [application(), alert(), group({ ...pager, enabled: unknown })],
      mentions: ["enabled is not known until the update"],
    },
    "an address": {
      stack: [application(), alert(), group(mail(unknown))],
      mentions: ["emailAddress is not known until the update"],
    },
  },
});
