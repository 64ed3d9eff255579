import * as grpc from "@grpc/grpc-js";

/** A method of the analyzer that the engine calls. Requests and responses are the protocol's messages. */
export type Handler = (
  call: { readonly request: unknown },
  callback: (error: object | null | undefined, response?: unknown) => void,
) => void | Promise<void>;

/** Makes a handler of the SDK's own. */
export type Wrap = (original: Handler) => Handler;

/**
 * Has handlers of the SDK's analyzer service wrapped, by the method's name, when it is served. The SDK offers no other way
 * to see a request as a whole.
 */
export function wrapAnalyzer(wraps: Readonly<Record<string, Wrap>>): void {
  const { prototype } = grpc.Server;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the server as `this`, below
  const original = prototype.addService;
  prototype.addService = function (this: grpc.Server, service, implementation) {
    const handlers = implementation as unknown as Readonly<Record<string, Handler | undefined>>;
    const wrapped = Object.fromEntries(
      Object.entries(wraps).flatMap(([method, wrap]) => {
        const handler = handlers[method];
        return handler === undefined ? [] : [[method, wrap(handler)] as const];
      }),
    );
    return original.call(this, service, { ...implementation, ...wrapped } as typeof implementation);
  };
}
