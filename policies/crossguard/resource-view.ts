import type { ResourceValidationArgs } from "@pulumi/policy";
import { Inputs } from "../evaluation/inputs";
import type { Resource, Subject } from "../evaluation/resource";
import { registry } from "../readers";
import { behindProxy, treeOf, type OnSecret } from "./decode";
import type { StackResource } from "./stack-request";

/** A resource and the things it is. */
export interface ResourceView {
  readonly resource: Resource;
  readonly subjects: readonly Subject<unknown>[];
}

/** Outputs and inputs by which other resources name one. */
export const IDENTIFIERS = [
  "id",
  "arn",
  "name",
  "selfLink",
  "identifier",
  "clusterIdentifier",
  "keyId",
  "bucket",
  "family",
];

/** One resource's inputs, as a policy is given them. Undefined for a type that no reader understands. */
export function viewOf(args: ResourceValidationArgs, onSecret?: OnSecret): ResourceView | undefined {
  if (!registry.reads(args.type)) return undefined;
  return withSubjects({
    urn: args.urn,
    type: args.type,
    name: args.name,
    inputs: inputsOf(args, onSecret),
    dependencies: {},
    identifiers: [],
  });
}

/** A resource of the whole stack: judged by its inputs as they were sent, joined by what is known of its outputs. */
export function stackResource(
  resource: StackResource,
  captured: Resource | undefined,
  onSecret?: OnSecret,
): Resource {
  let dependencies: Resource["dependencies"] | undefined;
  let identifiers: Resource["identifiers"] | undefined;
  return {
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    inputs: captured?.inputs ?? inputsOf(resource, onSecret),
    get dependencies() {
      return (dependencies ??= urnsOf(resource));
    },
    get identifiers() {
      return (identifiers ??= identifiersIn(resource));
    },
  };
}

function urnsOf({ propertyDependencies }: StackResource): Resource["dependencies"] {
  return Object.fromEntries(
    Object.entries(propertyDependencies).map(([property, resources]) => [
      property,
      resources.map(({ urn }) => urn),
    ]),
  );
}

function identifiersIn({ props }: StackResource): Resource["identifiers"] {
  const outputs = behindProxy(props) as Readonly<Record<string, unknown>>;
  return IDENTIFIERS.flatMap((key) => {
    const value = outputs[key];
    return typeof value === "string" && value !== "" ? [value] : [];
  });
}

function withSubjects(resource: Resource): ResourceView {
  return {
    resource,
    get subjects() {
      const subjects = registry.identify(resource);
      Object.defineProperty(this, "subjects", { value: subjects });
      return subjects;
    },
  };
}

function inputsOf(
  { type, props }: { readonly type: string; readonly props: object },
  onSecret?: OnSecret,
): Inputs {
  return new Inputs(treeOf(props, onSecret), [], { partial: registry.isPatch(type) });
}
