import * as fs from "fs";
import * as path from "path";
import type { Properties, Value } from "./cloud";

/**
 * The objects that the Kubernetes provider finds in manifests. The real one parses YAML and has Helm and Kustomize render;
 * here, manifests are JSON documents, which are YAML, with `---` between them, and are taken as they are.
 */
export function decode(text: string): Properties[] {
  return text
    .split(/^---$/m)
    .filter((document) => document.trim() !== "")
    .map((document) => JSON.parse(document) as Properties);
}

/** The answer to a function of the Kubernetes SDK that turns manifests into objects; undefined for another function. */
export function objectsFor(token: string, args: Properties): Properties[] | undefined {
  switch (token) {
    case "kubernetes:yaml:decode":
      return decode(textOf(args["text"]));
    case "kubernetes:helm:template": {
      const chart = JSON.parse(textOf(args["jsonOpts"])) as Properties;
      return objectsIn(path.join(textOf(chart["path"]), "templates"));
    }
    case "kubernetes:kustomize:directory":
      return objectsIn(textOf(args["directory"]));
    default:
      return undefined;
  }
}

/** The objects of a component that the Kubernetes provider makes itself, by its type and its inputs. */
export function objectsOf(type: string, inputs: Properties): Properties[] {
  switch (type) {
    case "kubernetes:yaml/v2:ConfigGroup":
      return [...list(inputs["yaml"]).flatMap((text) => decode(textOf(text))), ...objects(inputs["objs"])];
    case "kubernetes:yaml/v2:ConfigFile":
      return decode(fs.readFileSync(textOf(inputs["file"]), "utf8"));
    case "kubernetes:helm.sh/v4:Chart":
      return objectsIn(path.join(textOf(inputs["chart"]), "templates"));
    case "kubernetes:kustomize/v2:Directory":
      return objectsIn(textOf(inputs["directory"]));
    default:
      throw new Error(`${type} is no component of the Kubernetes provider`);
  }
}

/** The resource type of an object: `kubernetes:apps/v1:Deployment`. The core group has a name there. */
export function typeOf({ apiVersion, kind }: Properties): string {
  const version = textOf(apiVersion);
  return `kubernetes:${version.includes("/") ? version : `core/${version}`}:${textOf(kind)}`;
}

function objectsIn(folder: string): Properties[] {
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".yaml") && file !== "kustomization.yaml")
    .sort()
    .flatMap((file) => decode(fs.readFileSync(path.join(folder, file), "utf8")));
}

function list(value: Value | undefined): Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function objects(value: Value | undefined): Properties[] {
  return list(value) as Properties[];
}

function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
