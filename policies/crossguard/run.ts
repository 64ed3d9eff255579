import { allConfig } from "@pulumi/pulumi/runtime/config";
import * as grpc from "@grpc/grpc-js";
import type { Report } from "../evaluation/report";
import type { Wrap } from "./analyzer-service";
import { ConfigurationError } from "./settings";

/** What the engine does, and for which stack. */
export interface Run {
  readonly operation: Report["operation"];
  /** Undefined where the engine tells none, and the resources' URNs do: an analysis of what was deployed. */
  readonly stack: Report["stack"] | undefined;
  /** The stack's configuration: `namespace:key`, text. */
  readonly config: Readonly<Record<string, string>>;
}

/** What the engine calls the organization of a stack in a backend that has none. */
const NO_ORGANIZATION = "organization";

/** The run, as far as the environment tells it: all of it, or nothing, by the engine's version. */
export function runOfEnvironment(env: NodeJS.ProcessEnv = process.env): Run {
  const of = (name: string) => env[`PULUMI_NODEJS_${name}`] ?? env[`PULUMI_${name}`];
  return runOf({
    organization: of("ORGANIZATION"),
    project: of("PROJECT"),
    stack: of("STACK"),
    isDryRun: of("DRY_RUN") === "true",
    config: allConfig(),
  });
}

interface ConfigureStackRequest {
  getOrganization(): string;
  getProject(): string;
  getStack(): string;
  getDryRun(): boolean;
  getConfigMap(): { entries(): IterableIterator<[string, string]> };
}

/**
 * Calls `take` with the run when the engine tells it, before anything is judged. Engines that start the pack through the
 * language's host tell it here alone. An error of `take` stops the pack, with its message and nothing else.
 */
export function onConfigureStack(take: (run: Run) => void): Wrap {
  return (original) => (call, callback) => {
    const request = call.request as ConfigureStackRequest;
    try {
      take(
        runOf({
          organization: request.getOrganization(),
          project: request.getProject(),
          stack: request.getStack(),
          isDryRun: request.getDryRun(),
          config: Object.fromEntries(request.getConfigMap().entries()),
        }),
      );
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      callback({ code: grpc.status.INVALID_ARGUMENT, details: error.message });
      return;
    }
    return original(call, callback);
  };
}

function runOf(told: {
  readonly organization: string | undefined;
  readonly project: string | undefined;
  readonly stack: string | undefined;
  readonly isDryRun: boolean;
  readonly config: Readonly<Record<string, string>>;
}): Run {
  const { organization, project, stack, isDryRun, config } = told;
  if (!project || !stack) return { operation: "analysis", stack: undefined, config };
  const isNamed = organization !== undefined && organization !== "" && organization !== NO_ORGANIZATION;
  return {
    operation: isDryRun ? "preview" : "update",
    stack: { ...(isNamed ? { organization } : {}), project, name: stack },
    config,
  };
}
