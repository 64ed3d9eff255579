import { Fact, UNTIL_UPDATE, type FactFormat } from "../../evaluation/fact";
import type { Inputs } from "../../evaluation/inputs";
import { reader } from "../../evaluation/reader";
import type { Subject } from "../../evaluation/resource";
import type { StackView } from "../../evaluation/stack";
import { connectionPooler, type PoolerSettings } from "../../kinds/connection-pooler";
import { advised } from "../advised-fact";
import { environmentOf } from "./environment";
import { kindOf } from "./identity";
import { imageName } from "./image";
import { mountedTexts } from "./mounted-text";
import { podOwners } from "./pod-owners";
import { podTemplateOf } from "./pod-template";

const INI = /pgbouncer\S*\.ini$/;

/** PgBouncer's own configuration file, in a ConfigMap. */
export const pgBouncerFile = reader("kubernetes:core/v1:ConfigMap", connectionPooler, (object) => {
  const file = object.entries("data").items.find(([key]) => INI.test(key));
  if (file === undefined) return undefined;
  const [key, text] = file;
  return settingsBy(
    (name, whenAbsent) => inFile(text, name, whenAbsent, `${name} (${key})`),
    `Write it below [pgbouncer] in ${key}.`,
  );
});

/** Pods of PgBouncer, whose image makes the file of environment variables where none is mounted. */
export const pgBouncerPods = reader(podOwners, connectionPooler, (object, { type }) => {
  const pod = podTemplateOf(object, kindOf(type)).at("spec");
  const container = pod
    .list("containers")
    .items.find((it) => /^pgbouncer(-docker|-container)?$/.test(imageName(it.string("image").value ?? "")));
  return container && { settingsIn: (self, stack) => settingsOf(container, pod, self, stack) };
});

/** Undefined where a ConfigMap of the stack holds the file, which is a pooler of its own. */
function settingsOf(
  container: Inputs,
  pod: Inputs,
  self: Subject<unknown>,
  stack: StackView,
): PoolerSettings | undefined {
  const { texts, isWhole } = mountedTexts(pod, self, stack);
  if (texts.some(({ key }) => INI.test(key))) return undefined;
  const environment = environmentOf(container, self, stack);
  const hasPrefix = /(^|\/)(bitnami|bitnamilegacy|pgbouncer)\/pgbouncer/.test(
    container.string("image").value ?? "",
  );
  return settingsBy((name, whenAbsent) => {
    const plain = name.toUpperCase();
    const names = hasPrefix ? [`PGBOUNCER_${plain}`, plain] : [plain, `PGBOUNCER_${plain}`];
    const [first, second] = names.map((each) => environment.value(each, String(whenAbsent)));
    const fact = first?.isAbsent && second?.isAbsent === false ? second : first;
    if (fact === undefined || !fact.isAbsent || isWhole) return fact;
    return Fact.presumed(String(whenAbsent), fact.path, NOT_SEEN, fact.format);
  });
}

const NOT_SEEN = "is not set here, and may be set in a file that is not read";

/** The settings by PgBouncer's names and defaults, of texts; 0 stands for no limit. */
function settingsBy(
  textOf: (name: string, whenAbsent: number) => Fact<string> | undefined,
  advice?: string,
): PoolerSettings {
  const setting = (
    name: string,
    whenAbsent: number,
    format: FactFormat<number>,
    zero = 0,
  ): Fact<number> | undefined => {
    const text = textOf(name, whenAbsent);
    if (text === undefined) return undefined;
    const { called } = text.format;
    const fact = text.map<number>(
      (digits) => (/^\d+$/.test(digits.trim()) ? Number(digits) || zero : undefined),
      {
        ...format,
        ...(called === undefined ? {} : { called }),
        write: (value) => text.format.write?.(String(value)) ?? String(value),
        why: "is no number",
      },
    );
    return advice === undefined ? fact : advised(fact, advice);
  };
  return {
    get poolSize() {
      return setting("default_pool_size", 20, { unit: "connections" });
    },
    get overflow() {
      return setting("reserve_pool_size", 0, { unit: "connections" });
    },
    get timeoutSeconds() {
      const says = (value: number) => (value === Infinity ? "no limit" : `${value} seconds`);
      return setting("query_wait_timeout", 120, { unit: "seconds", says }, Infinity);
    },
    get recycleSeconds() {
      return setting("server_lifetime", 3600, { unit: "seconds" });
    },
  };
}

/** A setting in the text of an INI file, of which nothing else is told. */
function inFile(text: Fact<string>, name: string, whenAbsent: number, called: string): Fact<string> {
  const { path, state, value: ini } = text;
  const format = { called, fixable: false };
  if (ini === undefined)
    return Fact.unknown<string>(path, text.untold?.why ?? UNTIL_UPDATE).map((it) => it, format);
  const value = valueIn(ini, name);
  if (value === undefined) return new Fact({ is: "absent", value: String(whenAbsent) }, path, format);
  const isSecret = state.is === "known" && state.secret === true;
  return new Fact({ is: "known", value, ...(isSecret ? { secret: true } : {}) }, path, format);
}

/** The value that the last line sets. */
function valueIn(ini: string, name: string): string | undefined {
  const lines = ini.split(/\r?\n/).map((line) => line.trim());
  const values = lines.flatMap((line) => {
    const [, key, value] = /^([\w.-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    return key === name && value !== undefined ? [value.replace(/\s*[;#].*$/, "")] : [];
  });
  return values.at(-1);
}
