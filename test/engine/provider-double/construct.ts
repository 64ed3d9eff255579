import * as grpc from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/resource_pb";
import type { Properties } from "./cloud";
import { objectsOf, typeOf } from "./manifests";

/** A resource to register with the engine. */
interface Registration {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly custom: boolean;
  readonly properties: Properties;
}

/** Makes a component of the Kubernetes provider with its objects as children, and returns its URN. */
export async function construct(request: ConstructRequest): Promise<string> {
  const monitor = new ResourceMonitorClient(request.getMonitorendpoint(), grpc.credentials.createInsecure());
  try {
    const type = request.getType();
    const name = request.getName();
    const inputs = request.getInputs()?.toJavaScript() ?? {};
    const urn = await register(monitor, {
      type,
      name,
      parent: request.getParent(),
      custom: false,
      properties: {},
    });
    for (const object of objectsOf(type, inputs)) {
      const { name: own = "", namespace } = (object["metadata"] ?? {}) as Record<string, string>;
      await register(monitor, {
        type: typeOf(object),
        name: `${name}:${namespace === undefined ? own : `${namespace}/${own}`}`,
        parent: urn,
        custom: true,
        properties: object,
      });
    }
    return urn;
  } finally {
    monitor.close();
  }
}

function register(monitor: ResourceMonitorClient, it: Registration): Promise<string> {
  const request = new rpc.RegisterResourceRequest();
  request.setType(it.type);
  request.setName(it.name);
  request.setParent(it.parent);
  request.setCustom(it.custom);
  request.setObject(Struct.fromJavaScript(it.properties));
  request.setAcceptsecrets(true);
  return new Promise((resolve, reject) => {
    monitor.registerResource(request, (error, response) => {
      if (error === null) resolve(response.getUrn());
      else reject(error);
    });
  });
}
