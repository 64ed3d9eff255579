import * as grpc from "@grpc/grpc-js";
import { ConfigurationError, type PackConfig } from "./settings";

interface ConfigureRequest {
  getPolicyconfigMap(): {
    entries(): IterableIterator<[string, { getProperties(): { toJavaScript(): object } | undefined }]>;
  };
}
type Handler = (call: { request: ConfigureRequest }, callback: (error: object) => void) => void;

/**
 * Calls `take` with the configuration of all policies when the engine sends it, before the first resource. The SDK hands
 * each policy its own part alone, and drops unknown names in silence. An error of `take` stops the pack, with its message
 * and nothing else.
 */
export function onConfigure(take: (config: PackConfig) => void): void {
  const { prototype } = grpc.Server;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the server as `this`, below
  const original = prototype.addService;
  prototype.addService = function (this: grpc.Server, service, implementation) {
    const handler = implementation["configure"] as Handler | undefined;
    if (handler === undefined) return original.call(this, service, implementation);
    const configure: Handler = (call, callback) => {
      try {
        take(configOf(call.request));
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        callback({ code: grpc.status.INVALID_ARGUMENT, details: error.message });
        return;
      }
      handler(call, callback);
    };
    return original.call(this, service, {
      ...implementation,
      configure,
    });
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
