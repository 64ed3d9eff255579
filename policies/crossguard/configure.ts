import * as grpc from "@grpc/grpc-js";
import type { Wrap } from "./analyzer-service";
import { ConfigurationError, type PackConfig } from "./settings";

interface ConfigureRequest {
  getPolicyconfigMap(): {
    entries(): IterableIterator<
      [string, { getEnforcementlevel(): number; getProperties(): { toJavaScript(): object } | undefined }]
    >;
  };
}

/** How a policy's findings count, in the order of the engine's protocol. */
export const enforcementLevels = ["advisory", "mandatory", "disabled", "remediate"] as const;

/** How each policy's findings count, by its name. What is set for all policies is in it already. */
export type EnforcementLevels = Readonly<Record<string, (typeof enforcementLevels)[number]>>;

/**
 * Calls `take` with the configuration of all policies when the engine sends it, before the first resource. The SDK hands
 * each policy its own part alone, and drops unknown names in silence. An error of `take` stops the pack, with its message
 * and nothing else.
 */
export function onConfigure(take: (config: PackConfig, levels: EnforcementLevels) => void): Wrap {
  return (original) => (call, callback) => {
    try {
      const request = call.request as ConfigureRequest;
      take(configOf(request), levelsOf(request));
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      callback({ code: grpc.status.INVALID_ARGUMENT, details: error.message });
      return;
    }
    return original(call, callback);
  };
}

function configOf(request: ConfigureRequest): PackConfig {
  return Object.fromEntries(
    [...request.getPolicyconfigMap().entries()].map(([name, config]) => [
      name,
      { ...config.getProperties()?.toJavaScript() },
    ]),
  );
}

function levelsOf(request: ConfigureRequest): EnforcementLevels {
  return Object.fromEntries(
    [...request.getPolicyconfigMap().entries()].flatMap(([name, config]) => {
      const level = enforcementLevels[config.getEnforcementlevel()];
      return level === undefined ? [] : [[name, level]];
    }),
  );
}
