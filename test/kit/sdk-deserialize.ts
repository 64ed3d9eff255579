import * as deserialize from "@pulumi/policy/deserialize";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

/**
 * The SDK's own decoding, as it was before `decodeOnce` changed it. Import this file before anything that calls it: it
 * keeps what it finds when it is loaded.
 */
export const sdkDeserialize = (
  deserialize as unknown as { deserializeProperties: (struct: Struct, proxySecrets: boolean) => object }
).deserializeProperties;
