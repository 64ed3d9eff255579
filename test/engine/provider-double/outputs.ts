import * as fs from "fs";
import * as path from "path";

/** A value of a resource that only its provider can know: an ARN, a generated name, an endpoint. */
export interface ProviderOutput {
  readonly name: string;
  /** The TypeScript type its SDK declares, for example `string` or `outputs.rds.InstanceEndpoint[]`. */
  readonly type: string;
  /** True when a program cannot set it at all; false when the provider fills it in if the program does not. */
  readonly readOnly: boolean;
}

const cache = new Map<string, readonly ProviderOutput[]>();
const shown = new Map<string, ReadonlySet<string> | undefined>();

/**
 * What the provider of a resource type adds to the inputs, in the words of the type's own SDK: the properties declared
 * as always present in the output. A real preview shows those as unknown until the update. Empty for types whose SDK is
 * not installed, such as custom resources of Kubernetes.
 */
export function providerOutputs(typeToken: string): readonly ProviderOutput[] {
  const known = cache.get(typeToken);
  if (known !== undefined) return known;
  const file = sdkFile(typeToken);
  const found = file === undefined ? [] : readOutputs(file);
  cache.set(typeToken, found);
  return found;
}

/** The properties that a resource's state has, in the words of the type's SDK. Undefined where the SDK does not say. */
export function statedProperties(typeToken: string): ReadonlySet<string> | undefined {
  if (!shown.has(typeToken)) {
    const file = sdkFile(typeToken);
    const names = file === undefined ? [] : declaredOutputs(file).map(([name]) => name);
    shown.set(typeToken, names.length > 0 ? new Set(names) : undefined);
  }
  return shown.get(typeToken);
}

/** The version of a package's installed SDK, which is the version of the provider that the engine expects. */
export function sdkVersion(pkg: string): string {
  const folder = sdkFolder(pkg);
  if (folder === undefined) return "0.0.1";
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version.replace(/^v/, "");
}

/** The file of a resource class inside its SDK, without its extension. */
function sdkFile(typeToken: string): string | undefined {
  const [pkg, module, name] = typeToken.split(":");
  if (pkg === undefined || module === undefined || name === undefined) return undefined;
  const folder = sdkFolder(pkg);
  if (folder === undefined) return undefined;
  const inSdk = path.join(folder, moduleFolder(pkg, module));
  // Acronyms are spelled differently from one SDK to the next: CSIDriver is in csidriver.js.
  const declaration = `${name}.d.ts`.toLowerCase();
  const match = listFolder(inSdk).find((entry) => entry.toLowerCase() === declaration);
  return match === undefined ? undefined : path.join(inSdk, match.slice(0, -".d.ts".length));
}

function sdkFolder(pkg: string): string | undefined {
  try {
    return path.dirname(require.resolve(`@pulumi/${pkg}/package.json`));
  } catch {
    return undefined;
  }
}

/** `rds/instance` is in rds; `networking.k8s.io/v1` in networking/v1; `storage` in storage. */
function moduleFolder(pkg: string, module: string): string {
  if (pkg === "kubernetes") return module.replace(/^([^./]+)\.[^/]*/, "$1");
  if (pkg === "azure-native") return module;
  return module === "index" ? "." : path.dirname(module);
}

function listFolder(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

function readOutputs(file: string): ProviderOutput[] {
  const code = fs.readFileSync(`${file}.js`, "utf8");
  const outputs: ProviderOutput[] = [];
  for (const [name, type] of declaredOutputs(file)) {
    if (/\|\s*undefined$/.test(type)) continue;
    const set = `resourceInputs["${name}"] = `;
    const readOnly = code.includes(`${set}undefined /*out*/`) && !new RegExp(settable(set)).test(code);
    outputs.push({ name, type, readOnly });
  }
  return outputs;
}

function declaredOutputs(file: string): readonly (readonly [name: string, type: string])[] {
  const declarations = fs.readFileSync(`${file}.d.ts`, "utf8");
  return [...declarations.matchAll(/readonly (\w+): pulumi\.Output<([\s\S]*?)>;/g)].flatMap(
    ([, name, type]) => (name === undefined || type === undefined ? [] : [[name, type] as const]),
  );
}

/** A statement that takes the property from the program's arguments. */
function settable(set: string): string {
  return `${set.replace(/[[\]"]/g, "\\$&")}[^;]*args`;
}
