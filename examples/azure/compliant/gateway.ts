// How the parts of the gateway name each other: by ids, which are known before there is a gateway.
import * as pulumi from "@pulumi/pulumi";
import { idOf } from "./group";

export const NAME = "shop";
export const gatewayId = idOf("Microsoft.Network/applicationGateways", NAME);

/** A part of the gateway. */
export function part(collection: string, name: string) {
  return { id: pulumi.interpolate`${gatewayId}/${collection}/${name}` };
}
