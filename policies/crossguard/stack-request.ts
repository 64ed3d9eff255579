import type { PolicyResource } from "@pulumi/policy";
import { registry } from "../readers";
import type { Wrap } from "./analyzer-service";

/** What evaluation needs of a resource of the stack. */
export type StackResource = Pick<PolicyResource, "urn" | "type" | "name" | "props"> & {
  /** The URNs that the engine recorded for each property. */
  readonly propertyDependencies: Readonly<Record<string, readonly Pick<PolicyResource, "urn">[]>>;
};

interface AnalyzerResource {
  getUrn(): string;
  getType(): string;
  getName(): string;
  getProperties(): { toJavaScript(): Record<string, unknown> } | undefined;
  getPropertydependenciesMap(): {
    forEach(each: (dependencies: { getUrnsList(): string[] }, property: string) => void): void;
  };
}

interface AnalyzeStackRequest {
  getResourcesList(): AnalyzerResource[];
}

/**
 * Calls `take` with the stack's resources, once. The SDK would make all of them anew for every policy on the stack; it is
 * handed none, and the policies ask the one who took them.
 */
export function onAnalyzeStack(take: (resources: readonly StackResource[]) => void): Wrap {
  return (original) => (call, callback) => {
    const resources = (call.request as AnalyzeStackRequest).getResourcesList();
    take(resources.filter((resource) => registry.reads(resource.getType())).map(read));
    return original({ request: { getResourcesList: () => [] } }, callback);
  };
}

/** What is behind a getter is decoded when asked for: most resources are judged by their inputs, and followed by nothing. */
function read(resource: AnalyzerResource): StackResource {
  return {
    urn: resource.getUrn(),
    type: resource.getType(),
    name: resource.getName(),
    get props() {
      return resource.getProperties()?.toJavaScript() ?? {};
    },
    get propertyDependencies() {
      const read: Record<string, readonly { urn: string }[]> = {};
      resource.getPropertydependenciesMap().forEach((dependencies, property) => {
        read[property] = dependencies.getUrnsList().map((urn) => ({ urn }));
      });
      return read;
    },
  };
}
