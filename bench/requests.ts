import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { SyntheticResource } from "./resources";

/** Requests of the Analyzer protocol, serialised beforehand, so that only the pack's own work is timed. */
export interface Requests {
  /** One per resource; Analyze and Remediate take the same. */
  readonly resources: readonly Buffer[];
  /** One for the stack. */
  readonly stack: Buffer;
}

/** The requests with which the engine would send the resources. */
export function requestsFor(resources: readonly SyntheticResource[]): Requests {
  const stack = new analyzer.AnalyzeStackRequest();
  stack.setResourcesList(resources.map((it) => fill(new analyzer.AnalyzerResource(), it)));
  return {
    resources: resources.map((it) => Buffer.from(fill(new analyzer.AnalyzeRequest(), it).serializeBinary())),
    stack: Buffer.from(stack.serializeBinary()),
  };
}

/** The Configure request that has a pack judge by its strictest profile, which asks for everything. */
export function strictestProfile(): Buffer {
  const config = new analyzer.PolicyConfig();
  config.setEnforcementlevel(analyzer.EnforcementLevel.MANDATORY);
  config.setProperties(
    Struct.fromJavaScript({ profile: "RESTRICTED", justification: "The bench judges by all there is." }),
  );
  const request = new analyzer.ConfigureAnalyzerRequest();
  request.getPolicyconfigMap().set("1.1-security-profile-selected", config);
  return Buffer.from(request.serializeBinary());
}

/** How many findings a response of Analyze or AnalyzeStack holds. */
export function findingsIn(response: Buffer): number {
  return analyzer.AnalyzeResponse.deserializeBinary(response).getDiagnosticsList().length;
}

function fill<T extends analyzer.AnalyzeRequest | analyzer.AnalyzerResource>(
  message: T,
  { type, name, props }: SyntheticResource,
): T {
  message.setType(type);
  message.setName(name);
  message.setUrn(`urn:pulumi:prod::shop::${type}::${name}`);
  message.setProperties(Struct.fromJavaScript(props as Record<string, never>));
  message.setOptions(new analyzer.AnalyzerResourceOptions());
  return message;
}
