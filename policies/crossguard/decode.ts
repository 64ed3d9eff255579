import { Secret as SdkSecret } from "@pulumi/policy";
import * as deserialize from "@pulumi/policy/deserialize";
import * as proxyModule from "@pulumi/policy/proxy";
import { readStructsLazily } from "./lazy-struct";
import { Secret, UNKNOWN, Unknown, type Tree, type TreeObject } from "../evaluation/tree";

/** What the SDK decodes properties from. */
interface Struct {
  toJavaScript(): Record<string, unknown>;
}

/** The engine's mark of a wrapped value, and the mark of a secret among them. Fixed by the engine's protocol. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** What the SDK's proxy module exports, and leaves out of its type declarations. */
const proxy = proxyModule as unknown as Readonly<Record<string, string>>;
const IS_PROXY = proxy["isSpecialProxy"] ?? "";
const PROXY_TARGET = proxy["getSpecialProxyTarget"] ?? "";

/** The texts that stand for values which are not known yet: `unknownStringValue`, `unknownNumberValue`, ... */
const unknownValues = new Set<unknown>(
  Object.keys(proxy)
    .filter((name) => /^unknown\w+Value$/.test(name))
    .map((name) => proxy[name]),
);

/**
 * Has the SDK decode the properties of a request once, instead of once per policy, and leave them as the engine sent them,
 * secrets marked: `treeOf` is what reads them here. Nothing in this pack changes what it is given, so that sharing is safe.
 * `FRAISEQL_CHECKLIST_DECODE=sdk` leaves the SDK as it is: slower, and blind to secrets.
 */
export function decodeOnce(): void {
  if (process.env["FRAISEQL_CHECKLIST_DECODE"] === "sdk") return;
  const target = deserialize as {
    deserializeProperties?: (struct: Struct, proxySecrets: boolean) => Record<string, unknown>;
  };
  const original = target.deserializeProperties;
  if (typeof original !== "function") return;
  readStructsLazily();
  const decoded = new WeakMap<Struct, Record<string, unknown>>();
  target.deserializeProperties = (struct, proxySecrets) => {
    // A remediation writes into its properties, and the SDK's own form keeps what is secret.
    if (proxySecrets) return original(struct, proxySecrets);
    let properties = decoded.get(struct);
    if (properties === undefined) {
      properties = struct.toJavaScript();
      decoded.set(struct, properties);
    }
    return properties;
  };
}

/** The object behind the SDK's proxy that throws on unknown values. The same for every policy of a request. */
export function behindProxy(properties: object): object {
  const proxied = properties as Record<string, unknown>;
  return proxied[IS_PROXY] === true ? (proxied[PROXY_TARGET] as object) : properties;
}

/**
 * What stands for every secret, whatever its type, in a state that is analyzed without its key. The engine decides on it:
 * `pulumi policy analyze --help`.
 */
export const REDACTED = "[secret]";

/** Told of every value that is marked secret. */
export type OnSecret = (value: unknown) => void;

/** The properties as evaluation sees them. */
export function treeOf(properties: object, onSecret: OnSecret = () => undefined): Tree {
  let target = behindProxy(properties);
  // A remediation's properties are behind a second proxy, which hides what is secret.
  target = behindProxy(target);
  return toTree(target, false, onSecret);
}

/** Shares with `value` what needs no change; nothing changes it any more. */
function toTree(value: unknown, secret: boolean, onSecret: OnSecret): Tree {
  if (unknownValues.has(value)) return secret ? new Secret(UNKNOWN) : UNKNOWN;
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    if (!secret) return value;
    onSecret(value);
    return new Secret(value === REDACTED ? UNKNOWN : value);
  }
  if (value instanceof SdkSecret) return toTree(value.value, true, onSecret);
  if (Array.isArray(value)) {
    const elements = value.map((element) => toTree(element, secret, onSecret));
    return elements.some((element, i) => element !== value[i]) ? elements : (value as Tree[]);
  }
  if (typeof value !== "object") return new Unknown();
  const object = value as Record<string, unknown>;
  if (object[SIGNATURE] === SECRET_SIGNATURE) return toTree(object["value"], true, onSecret);
  let tree = object;
  for (const key of Object.keys(object)) {
    const child = object[key] === undefined ? undefined : toTree(object[key], secret, onSecret);
    if (child === object[key]) continue;
    if (tree === object) tree = { ...object };
    tree[key] = child;
  }
  return tree as TreeObject;
}
