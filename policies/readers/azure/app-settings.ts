import { Fact } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { kind } from "../../evaluation/kind";
import { Listing } from "../../evaluation/listing";
import { lookup, type Key } from "../../evaluation/lookup";
import type { Undetermined } from "../../evaluation/outcome";
import { reader } from "../../evaluation/reader";
import type { Reference } from "../../evaluation/reference";
import type { Subject } from "../../evaluation/resource";
import type { Link, StackView } from "../../evaluation/stack";
import { configObject, type ConfigObject } from "../../kinds/config-object";
import { Environment, type Variable } from "../../kinds/environment";
import { borrowed } from "../borrowed-fact";
import { keysOfLinks, keysOfTarget, relationTo, type Relation } from "./arm-link";
import { appServiceAdvice } from "./advice";
import { appLink, isSlot } from "./app-link";
import { isSecret, kept, literal } from "./environment";

type Entry = readonly [name: string, value: Fact<string>];

/** Settings or connection strings of an app of App Service that are a resource of their own. */
interface SettingsOfApp {
  readonly app: Reference;
  /** Undefined for the app itself. */
  readonly slot: Reference | undefined;
  /** True for settings, which replace those of the app. */
  readonly areSettings: boolean;
  /** By the names of the variables that they come to. */
  readonly entries: Listing<Entry>;
}

const settingsOfApp = kind<SettingsOfApp>("app settings");

const SETTINGS = [
  "azure-native:web:WebAppApplicationSettings",
  "azure-native:web:WebAppApplicationSettingsSlot",
];
const CONNECTIONS = [
  "azure-native:web:WebAppConnectionStrings",
  "azure-native:web:WebAppConnectionStringsSlot",
];

/** `azure-native:web:WebAppApplicationSettings`, and those of a slot. */
export const webAppSettings = reader(SETTINGS, settingsOfApp, (inputs, { type }) => ({
  ...ofApp(inputs, type),
  areSettings: true,
  get entries() {
    return inputs.entries("properties");
  },
}));

/** `azure-native:web:WebAppConnectionStrings`, and those of a slot. */
export const webAppConnectionStrings = reader(CONNECTIONS, settingsOfApp, (inputs, { type }) => ({
  ...ofApp(inputs, type),
  areSettings: false,
  get entries() {
    return mappedConnections(inputs);
  },
}));

/** The same settings, as the portal shows them to whoever may look at the app. */
export const shownWebAppSettings = reader(SETTINGS, configObject, (inputs) =>
  shown(inputs, "WebAppApplicationSettings", inputs.entries("properties")),
);

/** The same connection strings. */
export const shownConnectionStrings = reader(CONNECTIONS, configObject, (inputs) =>
  shown(inputs, "WebAppConnectionStrings", mappedConnections(inputs)),
);

function ofApp(inputs: Inputs, type: string): Pick<SettingsOfApp, "app" | "slot"> {
  return {
    app: inputs.reference("name"),
    slot: type.endsWith("Slot") ? inputs.reference("slot") : undefined,
  };
}

/** What the program keeps secret is told of where the app is judged. */
function shown(inputs: Inputs, type: string, entries: Listing<Entry>): ConfigObject {
  return {
    identity: { type, name: inputs.string("name"), namespace: inputs.string("resourceGroupName") },
    entries: entries
      .filter(([, value]) => !isSecret(value))
      .map(([key, value]) => ({ key, value, advice: appServiceAdvice.secret })),
  };
}

/** What App Service puts before the name of a connection string, by its type. */
const PREFIXES: Readonly<Record<string, string>> = {
  apihub: "APIHUBCONNSTR_",
  custom: "CUSTOMCONNSTR_",
  docdb: "DOCDBCONNSTR_",
  eventhub: "EVENTHUBCONNSTR_",
  mysql: "MYSQLCONNSTR_",
  notificationhub: "NOTIFICATIONHUBCONNSTR_",
  postgresql: "POSTGRESQLCONNSTR_",
  rediscache: "REDISCACHECONNSTR_",
  servicebus: "SERVICEBUSCONNSTR_",
  sqlazure: "SQLAZURECONNSTR_",
  sqlserver: "SQLCONNSTR_",
};

function connection(name: string, type: Fact<string>, value: Fact<string>): Entry {
  return [`${PREFIXES[(type.value ?? "custom").toLowerCase()] ?? ""}${name}`, value];
}

function mappedConnections(inputs: Inputs): Listing<Entry> {
  return inputs.entries("properties").map(([name]) => {
    const it = inputs.at(["properties", name]);
    return connection(name, it.string("type"), it.string("value"));
  });
}

function listedConnections(site: Inputs): Listing<Entry> {
  return site.list("connectionStrings").map((it) => {
    const { value } = it.string("name");
    return connection(value ?? "", it.string("type"), it.string("connectionString"));
  });
}

/**
 * The environment of an app of App Service: its settings and connection strings, and those that are resources of their
 * own.
 */
export function appServiceEnvironment(inputs: Inputs, self: Subject<unknown>, stack: StackView): Environment {
  const site = inputs.at("siteConfig");
  const settings = site.list("appSettings");
  const apart = settingsOf(inputs, self, stack);
  const sure = apart.filter(({ relation }) => relation === "is").map(({ settings: it }) => it);
  const maybe = apart.find(({ relation }) => relation === "may be");
  const variables = [
    ...settings.items.flatMap((it) => own(it.string("name").value ?? "", valueOf(it))),
    ...listedConnections(site).items.flatMap(([name, value]) => own(name, value)),
    ...sure.flatMap((it) => it.thing.entries.items.map(([name, value]) => from(it, name, value))),
  ];
  return new Environment(
    variables,
    {
      path: [...site.path, "appSettings"],
      length: settings.items.length,
      // What is written in the app is replaced by settings that are a resource of their own.
      ...(sure.some(({ thing }) => thing.areSettings) ? { fixable: false } : {}),
    },
    missingOf(settings, sure) ??
      (inputs.has("cloningInfo") ? { why: "may come from the app that it is cloned from" } : undefined) ??
      (maybe && {
        why: `may come from settings ${maybe.settings.resource.name}, which may be of this app`,
      }),
  );
}

/** A value that is left out is empty. */
function valueOf(it: Inputs): Fact<string> {
  return it.string("value", { whenAbsent: "" });
}

function missingOf(
  settings: Listing<Inputs>,
  apart: readonly Subject<SettingsOfApp>[],
): Undetermined | undefined {
  const list = [settings, ...apart.map(({ thing }) => thing.entries)].find(({ missing }) => missing);
  if (list?.missing) return { why: list.missing.why };
  const untold = settings.items.map((it) => it.string("name").untold).find((it) => it !== undefined);
  return untold && { why: untold.why };
}

function own(name: string, value: Fact<string>): readonly Variable[] {
  return name === "" ? [] : [referred(name, value) ?? literal(name, value)];
}

/** A variable that another resource holds. */
function from({ resource }: Subject<SettingsOfApp>, name: string, value: Fact<string>): Variable {
  const holder = `settings ${resource.name}`;
  const reference = referred(name, value);
  if (reference) return reference;
  const unfixable = new Fact(value.state, value.path, { fixable: false });
  return isSecret(value)
    ? { name, value: unfixable, source: "secret", written: borrowed(holder, value), holder }
    : { name, value: unfixable, source: "config", holder };
}

/** A variable whose value App Service fetches when the app starts. */
function referred(name: string, value: Fact<string>): Variable | undefined {
  const text = value.isKnown ? (value.value ?? "") : "";
  if (/^@Microsoft\.KeyVault\(/i.test(text)) return kept(name, value, "Key Vault");
  return /^@Microsoft\.AppConfiguration\(/i.test(text)
    ? { ...kept(name, value, "App Configuration"), source: "config" }
    : undefined;
}

const settingsByApp = lookup(settingsOfApp, (self, stack) => {
  const reference = self.thing.app;
  return keysOfLinks([{ link: appLink(self, reference, stack), reference }]);
});

/** The settings of this app or slot that are resources of their own, and those that may be. */
function settingsOf(
  inputs: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): readonly { readonly settings: Subject<SettingsOfApp>; readonly relation: Relation }[] {
  const name = inputs.string("name");
  const slot = isSlot(self) ? inputs.reference("name") : undefined;
  const app = slot && appLink(self, slot, stack);
  const keys: readonly Key[] = app
    ? [...keysOfTarget(self, name), ...app.subjects.map(({ resource }) => resource.urn)]
    : keysOfTarget(self, name);
  return stack.candidates(settingsByApp, keys).flatMap((settings) => {
    const { app: reference, slot: ofSlot } = settings.thing;
    if ((ofSlot !== undefined) !== (slot !== undefined)) return [];
    const link = appLink(settings, reference, stack);
    const relation =
      slot === undefined || app === undefined || ofSlot === undefined
        ? relationTo(link, reference, self, name)
        : together(
            sameApp({ link, name: reference.fact }, { link: app, name: slot.fact }),
            sameSlot(settings, ofSlot, self),
          );
    return relation === "is not" ? [] : [{ settings, relation }];
  });
}

interface NamedApp {
  readonly link: Link<unknown>;
  readonly name: Fact<string>;
}

/** Whether two references name the same app. */
function sameApp(a: NamedApp, b: NamedApp): Relation {
  if (a.link.state === "found" && b.link.state === "found") {
    const urns = b.link.subjects.map(({ resource }) => resource.urn);
    return a.link.subjects.some(({ resource }) => urns.includes(resource.urn)) ? "is" : "is not";
  }
  return sameText(a.name.value, b.name.value);
}

function sameSlot(settings: Subject<unknown>, reference: Reference, slot: Subject<unknown>): Relation {
  const from = settings.resource.dependencies[reference.property] ?? [];
  if (reference.fact.value === undefined && from.includes(slot.resource.urn)) return "is";
  return sameText(reference.fact.value, slot.resource.inputs.string("slot").value);
}

/** Names are the same in any case. */
function sameText(a: string | undefined, b: string | undefined): Relation {
  if (a === undefined || b === undefined) return "may be";
  return a.toLowerCase() === b.toLowerCase() ? "is" : "is not";
}

function together(...relations: readonly Relation[]): Relation {
  if (relations.includes("is not")) return "is not";
  return relations.includes("may be") ? "may be" : "is";
}
