import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind, type Kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup } from "../../evaluation/lookup";
import { aboutOther, allOf, anyOf, undetermined, violation, type Outcome } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { auditSource } from "../../kinds/audit-source";
import { database } from "../../kinds/database";
import { entryPoint } from "../../kinds/entry-point";
import { logStore } from "../../kinds/log-store";
import { workload } from "../../kinds/workload";
import { appEnvironment } from "./app-environment";
import { keysOfLinks, keysOfTarget, relationTo, type Relation } from "./arm-link";

/** One category of logs or metrics, or a group of them, and whether it is sent. */
export interface DiagnosedCategory {
  readonly name: Fact<string>;
  readonly enabled: Fact<boolean>;
}

/** What sends logs and metrics of a resource, or of a subscription, to a store. */
export interface DiagnosticSetting {
  /** The resource; left out for the activity log of a subscription. */
  readonly source?: Reference;
  readonly logs: Listing<DiagnosedCategory>;
  readonly metrics: Listing<DiagnosedCategory>;
  /** Where they go. */
  readonly stores: readonly Reference[];
}

export const diagnosticSetting = kind<DiagnosticSetting>("diagnostic setting");

const DESTINATIONS = ["workspaceId", "storageAccountId"];

/** `azure-native:monitor:DiagnosticSetting`, of one resource. */
export const resourceDiagnostics = reader(
  "azure-native:monitor:DiagnosticSetting",
  diagnosticSetting,
  (inputs) => ({
    ...sent(inputs),
    get source() {
      return inputs.reference("resourceUri");
    },
    get metrics() {
      return inputs.list("metrics").map((metric) => category(metric, metric.string("category")));
    },
  }),
);

/** `azure-native:monitor:SubscriptionDiagnosticSetting`, of the activity log, which has no metrics. */
export const activityLogDiagnostics = reader(
  "azure-native:monitor:SubscriptionDiagnosticSetting",
  diagnosticSetting,
  (inputs) => ({ ...sent(inputs), metrics: new Listing<DiagnosedCategory>([]) }),
);

function sent(inputs: Inputs): Pick<DiagnosticSetting, "logs" | "stores"> {
  return {
    get logs() {
      return inputs
        .list("logs")
        .map((log) => category(log, log.string("categoryGroup").orElse(log.string("category"))));
    },
    get stores() {
      return DESTINATIONS.map((property) => inputs.reference(property));
    },
  };
}

function category(of: Inputs, name: Fact<string>): DiagnosedCategory {
  return { name, enabled: of.boolean("enabled") };
}

/** What a setting may be of; one of something else is of none that is asked about. */
const SOURCES: readonly Kind<unknown>[] = [
  database,
  auditSource,
  workload,
  entryPoint,
  logStore,
  appEnvironment,
];

function linksOf({ source }: DiagnosticSetting, self: Subject<unknown>, stack: StackView) {
  if (source === undefined) return [];
  const links = SOURCES.map((of) => stack.follow(self, source, of));
  const found = links.filter(({ state }) => state === "found");
  return (found.length > 0 ? found : links.slice(0, 1)).map((link) => ({ link, reference: source }));
}

const settingsBySource = lookup(diagnosticSetting, (self, stack) =>
  keysOfLinks(linksOf(self.thing, self, stack)),
);

/** The diagnostic settings of a resource with this name, and those that may be. */
export function diagnosticsOf(
  target: Subject<unknown>,
  name: Fact<string>,
  stack: StackView,
): readonly { readonly setting: Subject<DiagnosticSetting>; readonly relation: Relation }[] {
  return stack.candidates(settingsBySource, keysOfTarget(target, name)).flatMap((setting) => {
    const relations = linksOf(setting.thing, setting, stack).map(({ link, reference }) =>
      relationTo(link, reference, target, name),
    );
    const relation = relations.includes("is") ? "is" : relations.includes("may be") ? "may be" : undefined;
    return relation ? [{ setting, relation }] : [];
  });
}

/** Some diagnostic setting sends categories that `isSuch` of a resource's logs. */
export function sendsLogs(
  target: Subject<unknown>,
  name: Fact<string>,
  stack: StackView,
  isSuch: (category: string) => boolean,
): readonly Outcome[] {
  return diagnosticsOf(target, name, stack).map(({ setting, relation }) =>
    toldOf(setting, relation, sends(setting.thing.logs, isSuch)),
  );
}

/** Metrics that a diagnostic setting sends somewhere are there to be watched. */
export function diagnosedMetrics(target: Subject<unknown>, name: Fact<string>, stack: StackView): Outcome {
  const settings = diagnosticsOf(target, name, stack).map(({ setting, relation }) =>
    toldOf(
      setting,
      relation,
      sends(setting.thing.metrics, () => true),
    ),
  );
  return anyOf(
    ...settings.filter(({ result }) => result !== "violation"),
    violation({
      says: "nothing in the stack sends the metrics of this server on",
      needs: "a diagnostic setting with its metrics, or alerts on its connections, latency and disk",
      advice:
        "Add an azure-native:monitor:DiagnosticSetting of the server with metrics: [{ category: AllMetrics, enabled: true }] and a workspaceId.",
    }),
  );
}

/** One category passes: it is such, and on. */
export function sends(
  categories: Listing<DiagnosedCategory>,
  isSuch: (category: string) => boolean,
): Outcome {
  return categories.some(
    ({ name, enabled }) => allOf(name.satisfies(isSuch, "the category"), enabled.is(true)),
    "sends nothing",
  );
}

function toldOf(setting: Subject<DiagnosticSetting>, relation: Relation, outcome: Outcome): Outcome {
  const called = `diagnostic setting ${setting.resource.name}`;
  return relation === "is" || outcome.result === "violation"
    ? aboutOther(called, outcome)
    : undetermined({ why: `whether ${called} is of this resource is not known until the update` });
}

/** A setting's stores by what they lead to. */
const settingsByStore = lookup(diagnosticSetting, (self, stack) =>
  keysOfLinks(
    self.thing.stores
      .filter(({ isSet }) => isSet)
      .map((reference) => ({ link: stack.follow(self, reference, logStore), reference })),
  ),
);

/** The diagnostic settings that certainly send logs to a store. */
export function diagnosticsInto(
  store: Subject<unknown>,
  name: Fact<string>,
  stack: StackView,
): readonly Subject<DiagnosticSetting>[] {
  return stack
    .candidates(settingsByStore, keysOfTarget(store, name))
    .filter((setting) =>
      setting.thing.stores.some(
        (reference) =>
          relationTo(stack.follow(setting, reference, logStore), reference, store, name) === "is",
      ),
    );
}
