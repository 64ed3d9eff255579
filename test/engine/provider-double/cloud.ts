import { createHash } from "crypto";
import { isDeepStrictEqual } from "util";
import { providerOutputs, statedProperties, type ProviderOutput } from "./outputs";

/** A property value as the engine sends it: plain data, in which secrets and unknowns are marked by signatures. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
/** The properties of a resource, as the engine sends them. */
export type Properties = Record<string, Value>;

/** How the engine's protocol writes a value that is not known before the update. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** The key that marks a secret, an asset, an output value or a reference to a resource. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** A resource the engine speaks about: its type token and its name come from its URN. */
export interface ResourceIdentity {
  readonly pkg: string;
  readonly type: string;
  readonly name: string;
}

/** Reads the type and the name of a resource from its URN. */
export function identityOf(urn: string): ResourceIdentity {
  const [, , qualifiedType = "", ...name] = urn.split("::");
  const type = qualifiedType.split("$").pop() ?? "";
  return { pkg: type.split(":")[0] ?? "", type, name: name.join("::") };
}

/** What the provider makes of the program's inputs: the same, with a generated name where none is given. */
export function check(resource: ResourceIdentity, previous: Properties, inputs: Properties): Properties {
  return resource.pkg === "kubernetes"
    ? withKubernetesName(resource, previous, inputs)
    : withCloudName(resource, previous, inputs);
}

function withKubernetesName(
  resource: ResourceIdentity,
  previous: Properties,
  inputs: Properties,
): Properties {
  const metadata = inputs["metadata"] ?? {};
  if (!isObject(metadata) || SIGNATURE in metadata || metadata["name"] !== undefined) return inputs;
  const before = isObject(previous["metadata"] ?? null) ? (previous["metadata"] as Properties) : {};
  const annotations = isObject(metadata["annotations"] ?? null)
    ? (metadata["annotations"] as Properties)
    : {};
  const name = before["name"] ?? `${resource.name}-${suffix(resource)}`;
  return {
    ...inputs,
    metadata: { ...metadata, annotations: { ...annotations, "pulumi.com/autonamed": "true" }, name },
  };
}

/** The properties that AWS and Google Cloud resources get a name in; Azure's are too many, and its names are outputs. */
const NAMES = ["name", "bucket"];

function withCloudName(resource: ResourceIdentity, previous: Properties, inputs: Properties): Properties {
  const output = providerOutputs(resource.type).find(
    ({ name, readOnly }) => NAMES.includes(name) && !readOnly,
  );
  const known = output === undefined || output.name in inputs || `${output.name}Prefix` in inputs;
  if (known || resource.pkg === "azure-native") return inputs;
  return { ...inputs, [output.name]: previous[output.name] ?? `${resource.name}-${suffix(resource)}` };
}

/** The names of the top level properties in which two sets of inputs differ. */
export function changedProperties(before: Properties, after: Properties): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !isDeepStrictEqual(before[key], after[key]));
}

/**
 * What of the inputs is in the state. Azure answers without what its paths and its write-only properties say: the names of
 * things, passwords.
 */
function stated({ pkg, type }: ResourceIdentity, inputs: Properties): Properties {
  const names = pkg === "azure-native" ? statedProperties(type) : undefined;
  if (names === undefined) return { ...inputs };
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => names.has(name)));
}

/** The state of a resource at preview: what the program said, and unknowns for what only the provider can say. */
export function plan(resource: ResourceIdentity, inputs: Properties, previous: Properties = {}): Properties {
  const outputs = stated(resource, inputs);
  for (const output of providerOutputs(resource.type)) {
    outputs[output.name] ??= previous[output.name] ?? UNKNOWN;
  }
  return outputs;
}

/** The state of a resource after the update: what the program said, and stable inventions for read-only properties. */
export function apply(resource: ResourceIdentity, inputs: Properties): { id: string; state: Properties } {
  const id = inventId(resource, inputs);
  const state = stated(resource, inputs);
  for (const output of providerOutputs(resource.type)) {
    if (output.readOnly) state[output.name] ??= invent(resource, output, { id, inputs });
  }
  return { id, state };
}

/** The answer to a data source or function: its own arguments, with the identities that programs ask for most. */
export function invoke(args: Properties): Properties {
  return {
    id: "provider-double",
    accountId: "123456789012",
    arn: "arn:aws:iam::123456789012:user/provider-double",
    name: "us-east-1",
    region: "us-east-1",
    project: "provider-double",
    subscriptionId: "00000000-0000-0000-0000-000000000000",
    tenantId: "00000000-0000-0000-0000-000000000000",
    result: [],
    names: [],
    ids: [],
    ...args,
  };
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

function inventId(resource: ResourceIdentity, inputs: Properties): string {
  const typeName = resource.type.split(":").pop() ?? "";
  switch (resource.pkg) {
    case "kubernetes": {
      const metadata = inputs["metadata"] as Properties | undefined;
      return `${textOr(metadata?.["namespace"], "default")}/${textOr(metadata?.["name"], resource.name)}`;
    }
    case "azure-native": {
      const group = textOr(inputs["resourceGroupName"], resource.name);
      const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";
      return `${subscription}/resourceGroups/${group}/providers/${typeName}/${resource.name}`;
    }
    case "gcp":
      return `projects/provider-double/${typeName}/${resource.name}`;
    default:
      return `${resource.name}-${suffix(resource)}`;
  }
}

function invent(
  resource: ResourceIdentity,
  output: ProviderOutput,
  { id, inputs }: { readonly id: string; readonly inputs: Properties },
): Value {
  const [service = "", noun = ""] = resource.type.split(":")[1]?.split("/") ?? [];
  if (output.type.endsWith("[]")) return [];
  if (output.type === "number") return 1;
  if (output.type === "boolean") return false;
  if (output.type !== "string") return {};
  if (/arn$/i.test(output.name)) {
    return `arn:aws:${service}:us-east-1:123456789012:${noun}/${textOr(inputs["name"], id)}`;
  }
  if (output.name === "selfLink") return `https://gcp.invalid/${id}`;
  if (output.name === "name") return resource.name;
  return `${resource.name}-${output.name}`;
}

function isObject(value: Value): value is { [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function suffix(resource: ResourceIdentity): string {
  return createHash("sha256").update(`${resource.type}\0${resource.name}`).digest("hex").slice(0, 8);
}
