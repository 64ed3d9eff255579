import * as grpc from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { apply, changedProperties, check, identityOf, invoke, plan, UNKNOWN, type Properties } from "./cloud";
import { construct } from "./construct";
import { objectsFor } from "./manifests";
import { sdkVersion } from "./outputs";

/** The packages that programs of this repository use. */
export const DOUBLED_PACKAGES: readonly string[] = ["aws", "gcp", "azure-native", "kubernetes"];

/** A running provider double. */
export interface ProviderDouble {
  /** What the engine needs in its environment to use the double instead of the real providers. */
  readonly env: Readonly<Record<string, string>>;
  stop(): void;
}

/**
 * Starts, in this process, a server for every package named. They stand in for the clouds alone: engine, SDKs, unknowns,
 * secrets and policies are the real ones.
 */
export async function startProviderDouble(
  packages: readonly string[] = DOUBLED_PACKAGES,
): Promise<ProviderDouble> {
  const running = await Promise.all(packages.map((pkg) => serve(pkg)));
  return {
    env: { PULUMI_DEBUG_PROVIDERS: running.map(({ pkg, port }) => `${pkg}:${port}`).join(",") },
    stop: () => running.forEach(({ server }) => server.forceShutdown()),
  };
}

/** All servers answer alike; there is one per package because the engine asks a provider for its version. */
async function serve(pkg: string): Promise<{ pkg: string; server: grpc.Server; port: number }> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  // Not every method of the service is there: the engine takes "unimplemented" for an answer.
  const service = { ...handlers, getPluginInfo: unary(() => pluginInfo(sdkVersion(pkg))) };
  server.addService(ResourceProviderService, service);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { pkg, server, port };
}

/** One method of the protocol, without the ceremony of callbacks. */
function unary<Request, Response>(answer: (request: Request) => Response) {
  return (call: { request: Request }, callback: grpc.sendUnaryData<Response>): void => {
    try {
      callback(null, answer(call.request));
    } catch (error) {
      callback({
        code: grpc.status.INTERNAL,
        details: error instanceof Error ? error.message : String(error),
      });
    }
  };
}

/** The answer that says nothing; its class has to be the one that the service itself was built with. */
function empty(): unknown {
  const { responseType } = ResourceProviderService.cancel as unknown as { responseType: new () => unknown };
  return new responseType();
}

const handlers = {
  attach: unary(empty),
  cancel: unary(empty),
  delete: unary(empty),

  getSchema: unary(() => {
    const answer = new rpc.GetSchemaResponse();
    answer.setSchema("{}");
    return answer;
  }),

  checkConfig: unary(echoInputs),
  diffConfig: unary(() => new rpc.DiffResponse()),

  configure: unary(() => {
    const answer = new rpc.ConfigureResponse();
    answer.setAcceptsecrets(true);
    answer.setAcceptresources(true);
    answer.setSupportspreview(true);
    return answer;
  }),

  check: unary((request: rpc.CheckRequest) => {
    const answer = new rpc.CheckResponse();
    answer.setInputs(
      toStruct(
        check(identityOf(request.getUrn()), toProperties(request.getOlds()), toProperties(request.getNews())),
      ),
    );
    return answer;
  }),

  diff: unary((request: rpc.DiffRequest) => {
    const answer = new rpc.DiffResponse();
    const before = toProperties(request.getOldInputs() ?? request.getOlds());
    const changed = changedProperties(before, toProperties(request.getNews()));
    answer.setChanges(
      changed.length > 0 ? rpc.DiffResponse.DiffChanges.DIFF_SOME : rpc.DiffResponse.DiffChanges.DIFF_NONE,
    );
    answer.setDiffsList(changed);
    return answer;
  }),

  create: unary((request: rpc.CreateRequest) => {
    const answer = new rpc.CreateResponse();
    const resource = identityOf(request.getUrn());
    const inputs = toProperties(request.getProperties());
    if (request.getPreview()) {
      answer.setProperties(toStruct(plan(resource, inputs)));
    } else {
      const { id, state } = apply(resource, inputs);
      answer.setId(id);
      answer.setProperties(toStruct(state));
    }
    return answer;
  }),

  read: unary((request: rpc.ReadRequest) => {
    const answer = new rpc.ReadResponse();
    answer.setId(request.getId());
    const state = toProperties(request.getProperties());
    const resource = identityOf(request.getUrn());
    const isNew = Object.keys(state).length === 0;
    answer.setProperties(toStruct(isNew ? apply(resource, {}).state : state));
    answer.setInputs(request.getInputs());
    return answer;
  }),

  update: unary((request: rpc.UpdateRequest) => {
    const answer = new rpc.UpdateResponse();
    const resource = identityOf(request.getUrn());
    const inputs = toProperties(request.getNews());
    const previous = toProperties(request.getOlds());
    answer.setProperties(
      toStruct(request.getPreview() ? plan(resource, inputs, previous) : apply(resource, inputs).state),
    );
    return answer;
  }),

  invoke: unary((request: rpc.InvokeRequest) => {
    const answer = new rpc.InvokeResponse();
    const args = toProperties(request.getArgs());
    const undecided = Object.values(args).includes(UNKNOWN);
    const objects = undecided ? undefined : objectsFor(request.getTok(), args);
    answer.setReturn(toStruct(undecided ? {} : objects ? { result: objects } : invoke(args)));
    return answer;
  }),

  construct: (
    call: { request: rpc.ConstructRequest },
    callback: grpc.sendUnaryData<rpc.ConstructResponse>,
  ): void => {
    construct(call.request).then(
      (urn) => {
        const answer = new rpc.ConstructResponse();
        answer.setUrn(urn);
        answer.setState(toStruct({}));
        callback(null, answer);
      },
      (error: unknown) => callback({ code: grpc.status.INTERNAL, details: String(error) }),
    );
  },
};

function pluginInfo(version: string): PluginInfo {
  const answer = new PluginInfo();
  answer.setVersion(version);
  return answer;
}

function echoInputs(request: rpc.CheckRequest): rpc.CheckResponse {
  const answer = new rpc.CheckResponse();
  answer.setInputs(request.getNews());
  return answer;
}

function toProperties(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(properties);
}
