import type { Inputs } from "../../evaluation/inputs";
import {
  aboutOther,
  allOf,
  anyOf,
  notApplicable,
  pass,
  undetermined,
  violation,
  type Outcome,
} from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { logForwarder } from "../../kinds/log-forwarder";
import { environmentOfApp } from "./app-environment";
import { sendsLogs } from "./diagnostic-setting";

/** `azure-native:app:ContainerApp` and jobs: their environment takes what they write. */
export const containerAppLogs = reader(
  ["azure-native:app:ContainerApp", "azure-native:app:Job"],
  logForwarder,
  (inputs) => ({
    forwards: (target, self, stack) =>
      target.resource === self.resource
        ? byEnvironment(inputs, self, stack)
        : notApplicable("it takes its own"),
  }),
);

const NOTHING = ["none", ""];

function byEnvironment(inputs: Inputs, self: Subject<unknown>, stack: StackView): Outcome {
  const environment = environmentOfApp(inputs, self, stack);
  if (environment === undefined) return undetermined({ why: "its environment is not set" });
  const {
    reference,
    link: { state, subjects },
  } = environment;
  if (state !== "found") {
    return undetermined({ path: reference.fact.path, why: "names an environment outside the stack" });
  }
  return allOf(
    ...subjects.map(({ resource, thing: { logDestination } }) =>
      aboutOther(
        `environment ${resource.name}`,
        logDestination.satisfies((to) => !NOTHING.includes(to), '"log-analytics" or "azure-monitor"'),
      ),
    ),
  );
}

/** `azure-native:containerinstance:ContainerGroup`: it keeps what it writes unless it has a workspace. */
export const containerGroupLogs = reader(
  "azure-native:containerinstance:ContainerGroup",
  logForwarder,
  (inputs) => ({
    forwards: (target, self, stack) => {
      if (target.resource !== self.resource) return notApplicable("it takes its own");
      const settings = sendsLogs(self, inputs.string("containerGroupName"), stack, () => true);
      return anyOf(
        ...settings.filter(({ result }) => result !== "violation"),
        inputs.presence("diagnostics.logAnalytics").isPresent("a Log Analytics workspace for its logs"),
      );
    },
  }),
);

/** `azure-native:web:WebApp` and its slots: a diagnostic setting takes what they write. */
export const webAppLogs = reader(
  ["azure-native:web:WebApp", "azure-native:web:WebAppSlot"],
  logForwarder,
  (inputs) => ({
    forwards: (target, self, stack) => {
      if (target.resource !== self.resource) return notApplicable("it takes its own");
      const sent = sendsLogs(self, inputs.string("name"), stack, (name) =>
        /^(AppServiceConsoleLogs|AppServiceAppLogs|allLogs)$/i.test(name),
      );
      return anyOf(
        ...sent.filter(({ result }) => result !== "violation"),
        violation({
          says: "no diagnostic setting in the stack sends the logs of this app on",
          needs: "them in a central store",
          advice:
            "Add an azure-native:monitor:DiagnosticSetting of the app with AppServiceConsoleLogs and a workspaceId.",
        }),
      );
    },
  }),
);

/** `azure-native:containerservice:ManagedCluster` with Container Insights, for workloads of Kubernetes. */
export const aksLogs = reader(
  "azure-native:containerservice:ManagedCluster",
  logForwarder,
  (inputs, { name }) => ({
    forwards: (target) => {
      if (!target.resource.type.startsWith("kubernetes:"))
        return notApplicable("it takes the logs of its pods");
      const enabled = ["omsagent", "omsAgent"].map((addon) =>
        inputs.boolean(["addonProfiles", addon, "enabled"], { whenAbsent: false }),
      );
      const outcomes = enabled.map((it) => it.is(true));
      if (outcomes.some(({ result }) => result === "pass")) return pass;
      const untold = outcomes.find(({ result }) => result === "undetermined");
      // Without the add-on, an agent in the cluster may take them.
      return untold ? aboutOther(`cluster ${name}`, untold) : notApplicable("Container Insights is off");
    },
  }),
);
