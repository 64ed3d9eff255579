import { cases, ref, resource, secret, unknown } from "../../kit/cases";
import { api, task } from "../aws/workloads";

type Props = Readonly<Record<string, unknown>>;

const app = task([api()]);
const topic = (name = "oncall") => resource("aws:sns/topic:Topic", name, { name: `${name}-77aa` });
const alarm = (props: Props = {}, name = "errors") =>
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", name, {
    namespace: "AWS/ApplicationELB",
    metricName: "HTTPCode_Target_5XX_Count",
    statistic: "Sum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 10,
    evaluationPeriods: 1,
    alarmActions: [ref("oncall")],
    ...props,
  });
const onCall: unknown = ref("oncall");
const subscribed = (protocol: unknown, endpoint: unknown, { to = onCall, name = "pager" } = {}) =>
  resource("aws:sns/topicSubscription:TopicSubscription", name, { topic: to, protocol, endpoint });
const pager = subscribed(
  "https",
  secret("https://events.pagerduty.com/integration/0123456789abcdef/enqueue"),
);
const slack = resource("aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration", "chat", {
  configurationName: "alerts",
  slackChannelId: "C0123456789",
  slackTeamId: "T0123456789",
  iamRoleArn: ref("role"),
  snsTopicArns: [ref("oncall")],
});
const role = resource("aws:iam/role:Role", "role", { assumeRolePolicy: "{}" });
const alertmanager = (definition: unknown) =>
  resource("aws:amp/alertManagerDefinition:AlertManagerDefinition", "routes", {
    workspaceId: "ws-0123",
    definition,
  });
const plan = (props: Props) =>
  resource("aws:ssmincidents/responsePlan:ResponsePlan", "outage", {
    name: "outage",
    incidentTemplate: { title: "outage", impact: 1 },
    ...props,
  });

const ADVICE =
  "Add an aws.sns.TopicSubscription with the https endpoint of your on-call service, or with protocol sms.";
const PAGER = "{profile} needs a pager or a webhook that calls whoever is on call.";

export default cases({
  requirement: "8.2-alert-routing",
  provider: "aws",
  valid: {
    "an alarm, a topic and a pager": { stack: [app, alarm(), topic(), pager] },
    "a text message, and a topic by its ARN": {
      stack: [app, alarm(), topic(), subscribed("sms", "+15550100")],
    },
    "mail to an on-call service": {
      stack: [app, alarm(), topic(), subscribed("email", "api@example.pagerduty.com")],
    },
    "a topic for warnings beside one that pages": {
      stack: [
        app,
        alarm(),
        topic(),
        pager,
        topic("warnings"),
        alarm({ alarmActions: [ref("warnings")] }, "late"),
        subscribed("email", "team@example.com", { to: ref("warnings"), name: "mail" }),
      ],
    },
    "a composite alarm, and a list of actions that is not known": {
      stack: [
        app,
        topic(),
        pager,
        resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "api", {
          alarmName: "api",
          alarmRule: "ALARM(errors)",
          alarmActions: ref("oncall"),
        }),
      ],
    },
    "Incident Manager": {
      stack: [
        app,
        plan({ engagements: [ref("contact")] }),
        resource("aws:ssmcontacts/contact:Contact", "contact", { alias: "oncall", type: "PERSONAL" }),
      ],
    },
    "managed Alertmanager with PagerDuty": {
      stack: [
        app,
        alertmanager(
          "alertmanager_config: |\n  route:\n    receiver: default\n  receivers:\n    - name: default\n      pagerduty_configs:\n        - routing_key: x\n",
        ),
      ],
    },
    "managed Alertmanager with a topic of the stack": {
      stack: [app, alertmanager(ref("oncall")), topic(), pager],
    },
  },
  invalid: {
    "nobody subscribes": {
      stack: [app, alarm(), topic()],
      remediable: false,
      finds: [`8.2 Alert routing: nobody hears of the alerts that are sent to it; ${PAGER} ${ADVICE}`],
    },
    "what subscribes takes another topic": {
      stack: [
        app,
        alarm(),
        topic(),
        topic("orders"),
        subscribed("https", "https://x.example", { to: ref("orders") }),
      ],
      remediable: false,
      finds: [`8.2 Alert routing: nobody hears of the alerts that are sent to it; ${PAGER} ${ADVICE}`],
    },
    "mail alone": {
      stack: [app, alarm(), topic(), subscribed("email", "team@example.com", { name: "mail" })],
      remediable: false,
      advisory: true,
      finds: [
        `8.2 Alert routing: subscription mail is all that critical alerts reach, and email wakes nobody; ${PAGER} ${ADVICE}`,
      ],
    },
    "a chat alone": {
      stack: [app, alarm(), topic(), slack, role],
      remediable: false,
      advisory: true,
      finds: [
        `8.2 Alert routing: subscription chat is all that critical alerts reach, and slack wakes nobody; ${PAGER} ${ADVICE}`,
      ],
    },
    "a plan that engages nobody": {
      stack: [app, plan({ engagements: [] })],
      remediable: false,
      finds: [
        `8.2 Alert routing: engagements has no integration that critical alerts reach; ${PAGER} Set engagements to the ARNs of contacts or of an escalation plan.`,
      ],
    },
  },
  unknown: {
    "no alarms": {
      stack: [app],
      mentions: ["nothing in the stack routes alerts"],
    },
    "a topic that no alarm is sent to": {
      stack: [app, topic("orders"), subscribed("https", "https://x.example", { to: ref("orders") })],
      mentions: ["nothing in the stack routes alerts"],
    },
    "a topic outside the stack": {
      stack: [app, alarm({ alarmActions: ["arn:aws:sns:eu-west-1:123456789012:oncall"] })],
      mentions: ["nothing in the stack routes alerts"],
    },
    "a subscription of something that is not known": {
      stack: [app, alarm(), topic(), subscribed("https", "https://x.example", { to: unknown })],
      mentions: ["whether subscription pager takes the alerts is not known until the update"],
    },
    "a protocol": {
      stack: [app, alarm(), topic(), subscribed(unknown, "https://x.example")],
      mentions: ["subscription pager has a protocol that is not known until the update"],
    },
    "a queue": {
      stack: [app, alarm(), topic(), subscribed("sqs", "arn:aws:sqs:eu-west-1:123456789012:alerts")],
      mentions: ["subscription pager hands alerts to a queue"],
    },
    "managed Alertmanager with a topic elsewhere": {
      stack: [
        app,
        alertmanager(
          "alertmanager_config: |\n  receivers:\n    - name: default\n      sns_configs:\n        - topic_arn: arn:aws:sns:eu-west-1:123456789012:oncall\n",
        ),
      ],
      mentions: ["definition sends to a topic whose subscriptions are not in this stack"],
    },
  },
  notApplicable: {
    "a topic of the application's own": {
      stack: [topic("orders"), subscribed("email", "shop@example.com", { to: ref("orders") })],
    },
  },
});
